# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A head stands for every byte that came before it, in its order."""

import hashlib

from hypothesis import assume, given
from hypothesis import strategies as st

from fieldkit.seals.chain import START, head_after, shown_head

RUNS = st.lists(st.binary(max_size=20), max_size=5)


def head_of(run):
    head = START
    for frozen in run:
        head = head_after(head, frozen)
    return head


def test_a_head_is_what_the_protocol_says():
    assert bytes(32) == START
    assert head_after(START, b"a") == hashlib.sha256(bytes(32) + hashlib.sha256(b"a").digest()).digest()


@given(RUNS, RUNS)
def test_another_history_has_another_head(one, other):
    assume(one != other)
    assert head_of(one) != head_of(other)


def test_people_compare_twelve_letters():
    assert shown_head(bytes(range(32))) == "0001-0203-0405"
