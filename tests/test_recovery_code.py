# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The recovery code: read as it was written down, and every mistake of a kind that people make is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit import recovery
from fieldkit.problems import RecoveryCodeMistyped

RAW = bytes(range(7, 27))
CODE = recovery.written(RAW)
codes = st.binary(min_size=20, max_size=20)


def group_named(typed):
    with pytest.raises(RecoveryCodeMistyped) as caught:
        recovery.read_code(typed)
    return caught.value.facts.get("group")


def test_a_code_is_eight_groups_of_five_signs_and_ever_another():
    groups = recovery.new_code().split("-")
    assert [len(group) for group in groups] == [5] * 8
    assert set("".join(groups)) <= set(recovery.SIGNS)
    assert len({recovery.new_code() for _ in range(50)}) == 50


@given(codes)
def test_what_was_written_is_read(raw):
    assert recovery.read_code(recovery.written(raw)) == raw


def test_it_is_read_however_it_is_spaced_and_with_the_letters_people_mix_up():
    zeros = recovery.written(bytes(20))
    assert recovery.read_code(f"  {CODE.replace('-', ' ').lower()}\n") == RAW
    assert recovery.read_code(zeros.replace("0", "O").replace("1", "l")) == bytes(20)
    assert recovery.read_code("".join(chr(ord(sign) + 0xFEE0) for sign in CODE)) == RAW


@given(codes, st.integers(0, 39), st.integers(1, 31))
def test_one_wrong_sign_is_noticed_in_its_group(raw, place, by):
    signs = list(recovery.written(raw).replace("-", ""))
    signs[place] = recovery.SIGNS[(recovery.SIGNS.index(signs[place]) + by) % 32]
    assert group_named("".join(signs)) == str(place // 5 + 1)


@given(codes, st.integers(0, 7), st.integers(0, 4), st.integers(0, 4))
def test_two_signs_swapped_are_noticed_in_their_group(raw, group, one, other):
    signs = list(recovery.written(raw).replace("-", ""))
    one, other = group * 5 + one, group * 5 + other
    if signs[one] == signs[other]:
        return
    signs[one], signs[other] = signs[other], signs[one]
    assert group_named("".join(signs)) == str(group + 1)


@given(codes, st.integers(0, 7), st.integers(0, 7))
def test_two_groups_swapped_are_noticed(raw, one, other):
    groups = recovery.written(raw).split("-")
    if one == other:
        return
    groups[one], groups[other] = groups[other], groups[one]
    assert group_named("-".join(groups)) == str(min(one, other) + 1)


def test_a_code_too_short_or_too_long_says_how_many_signs_there_are():
    with pytest.raises(RecoveryCodeMistyped) as caught:
        recovery.read_code(CODE[:-1])
    assert caught.value.facts == {"signs": "39", "wanted": "40"}
    assert group_named(CODE[:-1] + "!") == "8"
