# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What receipt printers understand (ESC/POS), as bytes: pictures, texts, cuts, and what they say of themselves.

1. A paper is sent as a picture: the same on every make, and every name is drawn. Text by the printer's own font is for
   slow lines, and only where each character has two bytes in GB 18030: the fonts of printers end there.
2. Printers obey some commands (DLE ...) even within a picture: where dots happen to be one, a dot is changed.
3. A text cannot carry a command: what is no character of a line is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from fieldkit.printers.raster import Band

START = b"\x1b@"
FEED = b"\x1bd\x03"  # three lines, past the tear bar of a printer without a knife
CUT = b"\x1dVB\x00"  # fed to the knife, cut but for a point
CHINESE, LATIN = b"\x1c&", b"\x1c."
LATIN_DOTS = 12  # the width of a Latin character of font A; a Chinese one has twice that
PIECE = 128  # rows at once; what the smallest buffers of clones hold
REST = bytes(PIECE * 72)
"""The longest piece in white: for a printer that waits for the rest of a picture, to others it says nothing."""
MARK = b"\x1dr\x01"
"""Answered in its turn, when all that was sent before it has been printed."""

QUESTIONS = {n: b"\x10\x04" + bytes([n]) for n in (1, 2, 3, 4)}
"""Answered at once, whatever waits (DLE EOT n): the printer, why it is offline, its errors, its paper."""
TROUBLES = (
    (2, 0x04, "cover-open"),
    (4, 0x60, "paper-out"),
    (2, 0x20, "paper-out"),
    (3, 0x08, "jam"),  # of the knife
    (3, 0x60, "trouble"),
    (2, 0x40, "trouble"),
    (1, 0x08, "offline"),
)
"""By question: bits, and what they mean; the first that holds is the cause, the others follow from it."""


def picture(bands: Iterable[Band]) -> Iterator[bytes]:
    """Yield the commands that print a page of black and white dots and cut it off."""
    yield START
    for band in bands:
        row = -(-band.width // 8)
        for top in range(0, band.height, PIECE):
            rows = min(PIECE, band.height - top)
            yield b"\x1dv0\x00" + row.to_bytes(2, "little") + rows.to_bytes(2, "little")
            yield _harmless(band.dots[top * row : (top + rows) * row])
    yield FEED + CUT


def lines(text: str) -> bytes | None:
    """Return the commands that print a text by the printer's own font, or None where it lacks a character."""
    plain = text.replace("\r\n", "\n").replace("\u00a5", "\uffe5").replace("\t", "    ")
    said = []
    for sign in plain:
        try:
            written = sign.encode("gb18030")
        except UnicodeEncodeError:
            return None
        if len(written) > 2:
            return None
        if sign.isprintable() or sign in "\n\u3000":
            said.append(written)
    return START + CHINESE + b"".join(said).rstrip(b"\n") + b"\n" + LATIN + FEED + CUT


def _harmless(dots: bytes) -> bytes:
    """Return dots among which no printer finds a command to forget all (DLE ENQ) or to open a drawer (DLE DC4).

    One that makes it answer (DLE EOT) may stand: nobody is asking then.
    """
    return dots.replace(b"\x10\x05", b"\x10\x0d").replace(b"\x10\x14", b"\x10\x15")


class Ear:
    """Sorts what a printer says: answers to ``QUESTIONS``, answers to ``MARK``, and what it tells unasked.

    Some tell of every change by themselves (automatic status: four bytes, of which the later ones look like the answer
    to ``MARK``); that is let pass, for the questions ask the same. It may come in any pieces.
    """

    def __init__(self) -> None:
        self.marked = False
        """Whether the mark was answered since this was last set to False."""
        self._unasked = 0  # bytes of an automatic status that are still to come

    def hear(self, said: bytes) -> list[int]:
        """Take in what was said; return the bytes of it that answer a question."""
        answers = []
        for byte in said:
            if self._unasked:
                self._unasked -= 1
            elif byte & 0x93 == 0x10:  # 0xx1xx00
                self._unasked = 3
            elif byte & 0x93 == 0x12:  # 0xx1xx10
                answers.append(byte)
            elif byte & 0x90 == 0:  # 0xx0xxxx
                self.marked = True
        return answers


def trouble(answers: Mapping[int, int]) -> str:
    """Return the code (``printers.ticket.WHYS``) of what the answers, by question, complain of; '' for nothing."""
    return next((why for question, bits, why in TROUBLES if answers.get(question, 0) & bits), "")
