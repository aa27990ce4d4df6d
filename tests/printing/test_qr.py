# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The symbol on a card holds digits, is the same from both libraries, and its stencil is its modules."""

import random
import re

import pytest
import zxingcpp
from PIL import Image

from fieldkit.printing import qr


def picture(symbol, scale=8):
    """Return the symbol drawn from its modules, with its quiet zone."""
    side = symbol.modules + 2 * qr.QUIET
    image = Image.new("L", (side, side), 255)
    for row in range(symbol.modules):
        for column, module in enumerate(symbol.row(row)):
            image.putpixel((qr.QUIET + column, qr.QUIET + row), 0 if module == ord("1") else 255)
    return image.resize((side * scale, side * scale), Image.Resampling.NEAREST)


@pytest.mark.parametrize("digits", ["000123456", "9000700003", "0" * 34, "9" * 41, "1", "1" + "07" * 290])
def test_the_digits_come_back(digits):
    read = zxingcpp.read_barcode(picture(qr.symbol(digits)), formats=zxingcpp.BarcodeFormat.QRCode)
    assert read.text == digits


def test_a_cards_code_needs_the_smallest_symbol():
    assert qr.symbol("000123456").modules == 21
    assert qr.symbol("9000700003").modules == 21


@pytest.mark.parametrize("digits", ["000123456", "12345678901234567"])
def test_a_cards_number_is_read_with_a_fifth_of_its_data_lost(digits):
    image = picture(qr.symbol(digits), scale=1)
    corner = qr.QUIET + 9  # beside the three finders
    image.paste(255, (corner, corner, corner + 7, corner + 7))
    large = image.resize((image.width * 8, image.height * 8), Image.Resampling.NEAREST)
    assert zxingcpp.read_barcode(large, formats=zxingcpp.BarcodeFormat.QRCode).text == digits


def test_both_libraries_make_the_same_modules():
    told = random.Random(4)
    for length in (1, 9, 10, 17, 18, 34, 35, 202, 293, 345, 365, 432, 513, 514, 550, 604):
        digits = "".join(told.choices("0123456789", k=length))
        assert qr.symbol(digits) == qr.made_by_qrcode(digits), length


def test_without_the_fast_library_the_other_makes_the_symbol(monkeypatch):
    made = qr.symbol("000123456")
    monkeypatch.setattr(qr, "zxingcpp", None)
    assert qr.symbol("000123456") == made


@pytest.mark.parametrize("digits", ["000123456", "7" * 345, "3" * 550])
def test_the_stencil_says_every_module_once(digits):
    symbol = qr.symbol(digits)
    said = re.search(r"ID\n([0-9a-f]+)>", qr.stencil(symbol, 0.0, 0.0, 10.0))[1]
    width = -(-symbol.modules // 8) * 2
    rows = [said[place : place + width] for place in range(0, len(said), width)]
    assert len(rows) == symbol.modules
    for number, row in enumerate(rows):
        bits = f"{int(row, 16):0{width * 4}b}"
        assert bits[: symbol.modules].encode() == symbol.row(number)
        assert set(bits[symbol.modules :]) <= {"0"}


@pytest.mark.parametrize("text", ["", "FK-1", "１２３", "12 3"])
def test_anything_but_digits_is_refused(text):
    with pytest.raises(ValueError, match="digits"):
        qr.symbol(text)
