# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The symbol on a card holds digits, and its runs are its modules."""

from itertools import pairwise

import pytest
import zxingcpp
from PIL import Image

from fieldkit.printing import qr


def picture(symbol, scale=8):
    """Return the symbol drawn from its runs, with its quiet zone."""
    side = symbol.modules + 2 * qr.QUIET
    image = Image.new("L", (side, side), 255)
    for run in symbol.runs:
        for column in range(run.column, run.column + run.count):
            image.putpixel((qr.QUIET + column, qr.QUIET + run.row), 0)
    return image.resize((side * scale, side * scale), Image.Resampling.NEAREST)


@pytest.mark.parametrize("digits", ["000123456", "9000700003", "0" * 34, "9" * 41, "1"])
def test_the_digits_come_back(digits):
    read = zxingcpp.read_barcode(picture(qr.symbol(digits)), formats=zxingcpp.BarcodeFormat.QRCode)
    assert read.text == digits


def test_a_cards_code_needs_the_smallest_symbol():
    assert qr.symbol("000123456").modules == 21
    assert qr.symbol("9000700003").modules == 21


def test_dark_modules_side_by_side_are_one_run():
    first = [run for run in qr.symbol("000123456").runs if run.row == 0]
    assert first[0] == qr.Run(0, 0, 7)
    assert all(one.column + one.count < other.column for one, other in pairwise(first))


@pytest.mark.parametrize("text", ["", "FK-1", "１２３", "12 3"])
def test_anything_but_digits_is_refused(text):
    with pytest.raises(ValueError, match="digits"):
        qr.symbol(text)
