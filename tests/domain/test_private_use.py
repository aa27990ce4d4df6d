# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The table of private-use characters, held against the codec of Python, which is of the year 2000."""

import pytest

from fieldkit.domain.private_use import STANDARD, is_private, standardised

BYTES = [bytes([0xFE, low]) for low in range(0x50, 0xA1) if low != 0x7F]
SINCE_2022 = dict(zip("\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864", range(0x9FB4, 0x9FBC), strict=True))
LEFT_PRIVATE = {
    "\ue816": 0x20087,
    "\ue817": 0x20089,
    "\ue818": 0x200CC,
    "\ue831": 0x215D7,
    "\ue83b": 0x2298F,
    "\ue855": 0x241FE,
}


@pytest.mark.parametrize(("place", "code"), [*enumerate(BYTES)])
def test_each_is_what_its_bytes_mean_now(place, code):
    private = chr(0xE815 + place)
    by_codec = code.decode("gb18030")
    if by_codec == private:  # the old table had no place for it
        assert ord(STANDARD[private]) == {**SINCE_2022, **LEFT_PRIVATE}[private]
    else:
        assert STANDARD[private] == by_codec


def test_the_table_is_whole_and_no_standard_character_comes_twice():
    assert len(STANDARD) == len(set(STANDARD.values())) == len(BYTES) == 80
    assert not any(is_private(character) for character in STANDARD.values())
    assert STANDARD["\ue863"] == "䶮"


@pytest.mark.parametrize(
    ("character", "private"),
    [
        ("\ue000", True),
        ("\uf8ff", True),
        ("\U000f0000", True),
        ("\U0010fffd", True),
        ("\U000fffff", False),
        ("\U0010fffe", False),
        ("\uf900", False),
        ("\U000e0100", False),
        ("王", False),
        ("\U0003134a", False),
    ],
)
def test_private_planes_end_where_they_end(character, private):
    assert is_private(character) is private


def test_only_what_the_table_knows_is_standardised():
    assert standardised("陈\ue863\ue000某") == "陈䶮\ue000某"
