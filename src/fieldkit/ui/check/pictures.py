# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Codes in a picture: a photo of a card, a screenshot, a page of ten. Read beside the window's thread, kept nowhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from fieldkit.acts.check_card import check
from fieldkit.domain.card_checks import CardCheck, Reason

MOST_BYTES = 64 * 1024 * 1024
MOST_CODES = 40
KINDS = frozenset({b"png", b"jpeg", b"webp", b"bmp", b"gif"})
"""Photos and screenshots. Of what else Qt could open, a drawing (SVG) of two kilobytes may take hours."""
_LONG_SIDE = 4_000
"""A larger picture is read smaller first: a telephone's 50 million dots hold no more of a card."""


class NoPicture(Exception):
    """What was given is no picture that can be read."""


def check_files(store: Any, *, files: Sequence[Path], now: dt.datetime) -> tuple[CardCheck, ...]:
    """Return what is to be said of each card in the pictures ``files``; () where no code is seen.

    Raises NoPicture, and what ``acts.check_card.check`` raises.
    """
    codes: list[str] = []
    for file in files:
        try:
            with file.open("rb") as opened:
                raw = opened.read(MOST_BYTES + 1)
        except OSError:
            raise NoPicture from None
        codes += codes_in(picture_of(raw))
    return check_codes(store, codes=codes, now=now)


def check_picture(store: Any, *, picture: QImage, now: dt.datetime) -> tuple[CardCheck, ...]:
    """Return what is to be said of each card in ``picture``; () where no code is seen."""
    return check_codes(store, codes=codes_in(picture), now=now)


def check_codes(store: Any, *, codes: Sequence[str], now: dt.datetime) -> tuple[CardCheck, ...]:
    """Return what is to be said of each of ``codes``, the worst first.

    The number on a card's front is left out where its back is in the picture too, and so is what is no card of ours
    where a card is.
    """
    found = [check(store, scanned=code, now=now) for code in dict.fromkeys(codes[:MOST_CODES])]
    signed = {one.number for one in found if one.reason is not Reason.UNSIGNED}
    found = [one for one in found if one.reason is not Reason.UNSIGNED or one.number not in signed]
    cards = [one for one in found if one.reason is not Reason.NOT_A_CARD]
    return tuple(sorted(cards or found[:1], key=_how_bad))


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


def codes_in(picture: QImage) -> list[str]:
    """Return the text of each QR symbol in ``picture``."""
    import zxingcpp  # noqa: PLC0415 - only who checks a picture waits for it

    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    if grey.isNull():
        return []
    only = zxingcpp.BarcodeFormats(
        zxingcpp.BarcodeFormat.QRCode
    )  # with all kinds it takes thirty times as long
    return [one.text for one in zxingcpp.read_barcodes(grey, formats=only)]


def _how_bad(check: CardCheck) -> int:
    return {"red": 0, "amber": 1, "green": 2}[check.verdict.value]
