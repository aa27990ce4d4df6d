# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A QR symbol of digits, and the one-bit stencil by which a page shows it in whole dots.

zxing-cpp makes the symbols, ten times as fast as ``qrcode``; where it cannot be imported ``qrcode`` makes the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

zxingcpp: Any
try:
    import zxingcpp
except ImportError:  # pragma: no cover - a system that has no wheel of it (paper.md §0.1)
    zxingcpp = None

QUIET = 4  # modules of white on every side
INSET = 0.03 * 72 / 300  # points by which a stencil is smaller: renderers fill every dot that it touches
MASK = 3  # fixed: trying all eight takes six times as long, and every reader takes any of them
SHORT = 17  # digits that the smallest symbol holds at the highest error level, in the same size as at the middle one
AS_DIGITS = bytes([ord("1")]) + bytes([ord("0")]) * 255  # of a picture in which 0 is black


@dataclass(frozen=True, slots=True)
class Symbol:
    """A QR symbol without its quiet zone: modules on a side, and row by row ``1`` for dark and ``0`` for light."""

    modules: int
    dark: bytes

    def row(self, number: int) -> bytes:
        """Return a row of modules."""
        return self.dark[number * self.modules : (number + 1) * self.modules]

    @property
    def packed(self) -> str:
        """Return the rows as hexadecimal digits, a bit to a module (1 is dark), each row filled up to whole bytes."""
        digits = -(-self.modules // 8) * 2
        white = b"0" * (digits * 4 - self.modules)
        bits = b"".join([self.row(row) + white for row in range(self.modules)])
        return f"{int(bits, 2):0{digits * self.modules}x}"


def stencil(code: Symbol, left: float, lower: float, side: float) -> str:
    """Return the operators that draw a symbol at a lower left corner, all in points.

    A stencil comes out crisp from every program between us and the paper (pdfium, Ghostscript, poppler, MuPDF: no dot
    is grey), where a path of its dark runs has grey edges on a tenth of its dots, and it is a sixth of the bytes.
    """
    drawn = side - 2 * INSET
    return (
        f"q 0 g {drawn:.4f} 0 0 {drawn:.4f} {left + INSET:.4f} {lower + INSET:.4f} cm BI /W {code.modules} "
        f"/H {code.modules} /BPC 1 /IM true /D [1 0] /I false /F /AHx ID\n{code.packed}>\nEI Q"
    )


def symbol(digits: str) -> Symbol:
    """Return the symbol of a card's code; only digits, so that any scanner can type it under a Chinese keyboard."""
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError("a card's code holds digits only")
    return _made_fast(digits) if zxingcpp is not None else made_by_qrcode(digits)


def _level(digits: str) -> str:
    """Return the error level: the highest where it costs nothing, as on a card's front; else the middle one."""
    return "H" if len(digits) <= SHORT else "M"


def _made_fast(digits: str) -> Symbol:
    code = zxingcpp.create_barcode(
        digits, zxingcpp.BarcodeFormat.QRCode, ec_level=_level(digits), data_mask=MASK
    )
    picture: Any = memoryview(code.to_image(add_quiet_zones=False))
    return Symbol(picture.shape[0], picture.tobytes().translate(AS_DIGITS))


def made_by_qrcode(digits: str) -> Symbol:
    """Return the same symbol as ``symbol`` does, made by the slower library."""
    from qrcode import constants  # noqa: PLC0415 - needed only where zxing-cpp is not
    from qrcode.main import QRCode  # noqa: PLC0415
    from qrcode.util import QRData  # noqa: PLC0415

    code = QRCode(
        error_correction=getattr(constants, f"ERROR_CORRECT_{_level(digits)}"), mask_pattern=MASK, border=0
    )
    code.add_data(QRData(digits), optimize=0)  # digits alone are taken in numeric mode
    code.make(fit=True)
    dark = "".join("1" if module else "0" for row in code.get_matrix() for module in row)
    return Symbol(code.modules_count, dark.encode())
