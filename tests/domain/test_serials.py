# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Serials: eight digits and a check digit, read back from card, keyboard and scanner."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.domain.serials import (
    HIGHEST,
    check_digit,
    code_of,
    digits_of,
    number_from_code,
    number_of,
    provisional_of,
    serial_from_digits,
    serial_of,
)

serial_numbers = st.integers(1, HIGHEST)


def test_the_check_digit_is_that_of_iso_7064():
    assert check_digit("0794") == "5"


@given(serial_numbers)
def test_a_serial_reads_back_from_its_digits_and_its_shown_form(number):
    serial = serial_of(number)
    assert serial_from_digits(digits_of(serial)) == serial_from_digits(serial) == serial
    assert number_of(serial) == number
    assert len(digits_of(serial)) == 9


@given(serial_numbers, st.integers(0, 8), st.integers(1, 9))
def test_every_wrong_digit_is_found(number, place, shift):
    digits = digits_of(serial_of(number))
    wrong = digits[:place] + str((int(digits[place]) + shift) % 10) + digits[place + 1 :]
    assert serial_from_digits(wrong) is None


@pytest.mark.parametrize(
    "typed", ["fk 0001 2345 2", "ＦＫ－０００１－２３４５－２", "FK—0001–2345-2", " 000123452\n"]
)
def test_a_serial_is_found_however_it_was_typed(typed):
    assert serial_from_digits(typed) == "FK-0001-2345-2"


@pytest.mark.parametrize(
    "typed", ["", "FK-0001-2345", "00012345", "000000001", "0000000019", "FK-0001-2345-3"]
)
def test_what_is_no_serial_is_none(typed):
    assert serial_from_digits(typed) is None
    assert number_from_code(typed) is None


@pytest.mark.parametrize("number", [0, -1, HIGHEST + 1])
def test_a_number_out_of_range_makes_no_serial(number):
    with pytest.raises(ValueError, match="serial number"):
        serial_of(number)


def test_digits_of_what_is_no_serial_are_refused():
    with pytest.raises(ValueError, match="not a serial"):
        digits_of("FK-0001-2345-3")


@given(st.integers(1, 9999), st.integers(1, 99_999))
def test_a_provisional_number_reads_back_from_card_and_keyboard(device, number):
    provisional = provisional_of(f"D{device}", number)
    code = code_of(provisional)
    assert len(code) == 10
    assert number_from_code(code) == number_from_code(provisional.lower()) == provisional


def test_a_provisional_number_looks_like_this():
    assert provisional_of("D07", 3) == "临-D07-0003"
    assert code_of("临-D07-0003") == "9000700003"
    assert number_from_code("d7-3") == "临-D07-0003"


@given(serial_numbers)
def test_a_serial_has_the_code_of_its_digits(number):
    assert number_from_code(code_of(serial_of(number))) == serial_of(number)


@pytest.mark.parametrize(("device", "number"), [("D07", 0), ("D07", 100_000), ("X07", 1), ("D12345", 1)])
def test_a_provisional_number_needs_a_device_and_a_place(device, number):
    with pytest.raises(ValueError, match="provisional"):
        provisional_of(device, number)


@pytest.mark.parametrize("code", ["9000000001", "9000100000", "8000100001"])
def test_a_code_of_no_device_or_no_place_is_none(code):
    assert number_from_code(code) is None


@given(st.text(max_size=30))
def test_any_scan_is_a_number_or_none(text):
    number = number_from_code(text)
    assert number is None or number_from_code(number) == number
