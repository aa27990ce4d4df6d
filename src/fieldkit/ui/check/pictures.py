# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Codes in a picture: a photo of a card, a screenshot, a page of ten. Read beside the window's thread, kept nowhere."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from fieldkit.acts.check_card import check
from fieldkit.domain.card_checks import CardCheck, Reason

if TYPE_CHECKING:
    from PIL import Image

MOST_BYTES = 64 * 1024 * 1024
MOST_CODES = 40
"""That are judged of one asking; how many are left over is said."""
SECONDS = 3.0
"""After which pictures of the same asking are looked at only once (``code_reader``)."""
KINDS = frozenset({b"png", b"jpeg", b"webp", b"bmp", b"gif"})
"""Photos and screenshots. Of what else Qt could open, a drawing (SVG) of two kilobytes may take hours."""
_LONG_SIDE = 4_000
"""A larger picture is read smaller first: a telephone's 50 million dots hold no more of a card."""


class NoPicture(Exception):
    """What was given is no picture that can be read."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What is to be said of the cards in pictures, the worst first, and of how many codes nothing was asked."""

    checks: tuple[CardCheck, ...] = ()
    left_out: int = 0


def check_files(store: Any, *, files: Sequence[Path], now: dt.datetime) -> Judged:
    """Return what is to be said of each card in the pictures ``files``; of none where no code is seen.

    Raises NoPicture, and what ``acts.check_card.check`` raises.
    """
    until = time.monotonic() + SECONDS
    codes: list[str] = []
    for file in files:
        try:
            with file.open("rb") as opened:
                raw = opened.read(MOST_BYTES + 1)
        except OSError:
            raise NoPicture from None
        codes += codes_in(picture_of(raw), until=until)
    return check_codes(store, codes=codes, now=now)


def check_picture(store: Any, *, picture: QImage, now: dt.datetime) -> Judged:
    """Return what is to be said of each card in ``picture``; of none where no code is seen."""
    return check_codes(store, codes=codes_in(picture, until=time.monotonic() + SECONDS), now=now)


def check_frame(store: Any, *, picture: QImage, now: dt.datetime) -> Judged:
    """Return what is to be said of each card in a frame of a live camera; of none where no code is seen."""
    from fieldkit.ui.check.code_reader import read_frame  # noqa: PLC0415 - only who checks a picture waits for it

    grey = _grey(picture)
    return check_codes(store, codes=read_frame(grey) if grey else [], now=now)


def check_codes(store: Any, *, codes: Sequence[str], now: dt.datetime) -> Judged:
    """Return what is to be said of each of ``codes``, the worst first: of ``MOST_CODES`` different ones at most.

    The number on a card's front is left out where its back is in the picture too, and so is what is no card of ours
    where a card is.
    """
    different = list(dict.fromkeys(codes))
    found = [check(store, scanned=code, now=now) for code in different[:MOST_CODES]]
    signed = {one.number for one in found if one.name}  # of an unsigned number no name is known from the card
    found = [one for one in found if one.name or not one.number or one.number not in signed]
    cards = [one for one in found if one.reason is not Reason.NOT_A_CARD]
    return Judged(tuple(sorted(cards or found[:1], key=_how_bad)), len(different[MOST_CODES:]))


def picture_of(raw: bytes) -> QImage:
    """Return the picture in ``raw``, which may be anything. Raises NoPicture."""
    if len(raw) > MOST_BYTES:
        raise NoPicture
    buffer = QBuffer()
    buffer.setData(QByteArray(raw))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    if bytes(reader.format().data()) not in KINDS:  # by what it holds, whatever its name says
        raise NoPicture
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > _LONG_SIDE:
        reader.setScaledSize(size.scaled(QSize(_LONG_SIDE, _LONG_SIDE), Qt.AspectRatioMode.KeepAspectRatio))
    picture = reader.read()
    if picture.isNull():
        raise NoPicture
    return picture


def codes_in(picture: QImage, *, until: float) -> list[str]:
    """Return the text of each QR symbol in ``picture``; see ``code_reader.read_photo``."""
    from fieldkit.ui.check.code_reader import read_photo  # noqa: PLC0415 - only who checks a picture waits for it

    grey = _grey(picture)
    return read_photo(grey, until=until) if grey else []


def _grey(picture: QImage) -> Image.Image | None:
    """Return ``picture`` as the reader takes it, or None where it has no dots."""
    from PIL import Image  # noqa: PLC0415 - as above

    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    if grey.isNull():
        return None
    size, line = (grey.width(), grey.height()), grey.bytesPerLine()
    return Image.frombytes("L", size, bytes(grey.constBits()), "raw", "L", line, 1)


def _how_bad(check: CardCheck) -> int:
    return {"red": 0, "amber": 1, "green": 2}[check.verdict.value]
