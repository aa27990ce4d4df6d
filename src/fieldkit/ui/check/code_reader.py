# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""QR symbols in a grey picture: what the page and ``benchmarks/codes`` both read with.

1. A picture is looked at as it is. Where no card's back is read in it, once more: enlarged, up to twice its size, and
   sharpened. That undoes a part of what a lens out of focus did, and gives small modules dots enough. A payment code
   beside the card, or the card's own front, is large and read at once; it is the back that one looks twice for.
2. The second look never has more than ``SECOND_DOTS``: a large photo is made smaller for it, for there it is over more
   dots that it is blurred. It takes about a tenth of a second, and less than half of one whatever is in the picture.
3. Of a live camera's frames, most of which hold no code, only those are looked at twice in which one is seen and not
   read.
"""

from __future__ import annotations

import time

import zxingcpp
from PIL import Image, ImageFilter

LEAST_OF_A_BACK = 300
"""A back has 600 digits and more, payments and tickets some dozens."""
SECOND_DOTS = 4_000_000
ENLARGED = 2
SHARPER = ImageFilter.UnsharpMask(radius=4, percent=200, threshold=0)
"""Of six ways tried with the cameras of ``benchmarks/codes``, what read most backs that were out of focus."""
_QR_ONLY = zxingcpp.BarcodeFormats(
    zxingcpp.BarcodeFormat.QRCode
)  # with all kinds it takes thirty times as long


def read_photo(grey: Image.Image, *, until: float) -> list[str]:
    """Return the text of each QR symbol in ``grey``, a picture of mode ``L``; [] where none is read.

    No second look begins after ``until``, in seconds of ``time.monotonic``.
    """
    found = _read(grey)
    return found if _has_back(found) or time.monotonic() >= until else _looked_again(found, grey)


def read_frame(grey: Image.Image) -> list[str]:
    """Return the text of each QR symbol in a frame of a live camera, a picture of mode ``L``."""
    seen = zxingcpp.read_barcodes(grey, formats=_QR_ONLY, return_errors=True)
    found = [one.text for one in seen if one.valid]
    return found if _has_back(found) or len(found) == len(seen) else _looked_again(found, grey)


def _looked_again(found: list[str], grey: Image.Image) -> list[str]:
    """Return what was ``found`` and what the second look adds."""
    return list(dict.fromkeys([*found, *_read(second_picture(grey))]))


def _has_back(found: list[str]) -> bool:
    """Return True where one of these codes is so long, and of digits, as the back of a card has them."""
    return any(len(text) >= LEAST_OF_A_BACK and text.isdecimal() for text in found)


def second_picture(grey: Image.Image) -> Image.Image:
    """Return ``grey`` as it is looked at the second time."""
    times = min(ENLARGED, (SECOND_DOTS / (grey.width * grey.height)) ** 0.5)
    size = (max(1, int(grey.width * times)), max(1, int(grey.height * times)))
    return grey.resize(size, Image.Resampling.BICUBIC).filter(SHARPER)


def _read(grey: Image.Image) -> list[str]:
    return [one.text for one in zxingcpp.read_barcodes(grey, formats=_QR_ONLY)]
