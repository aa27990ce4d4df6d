# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""An answer that comes late takes nothing back; a district that was made anew is told again what it may lack."""

import datetime as dt

import pytest

from fieldkit.acts.outbox import counts
from fieldkit.domain.outbox import Counts
from fieldkit.store import batches, parts
from fieldkit.store.settle import settle
from fieldkit.store.words import Word, newest
from tests.store.test_settle import levels, life, standing
from tests.support.clock import TEN
from tests.support.factories import SIGNATURE
from tests.support.told import MUCH, receipt_of, rejected, to_send


def word(minutes=0, made_anew="", since=None):
    return Word(TEN + dt.timedelta(minutes=minutes), made_anew, since)


def test_a_district_that_was_made_anew_is_told_again_what_is_not_safe_and_every_part(store, frozen):
    """Its standing may be right, for it had our batches by another road; its word on them may be another."""
    told = [receipt_of(frozen[0], level="safe"), *map(receipt_of, frozen[1:])]
    settle(store, told, [], TEN, word=word())
    with store.writing() as db:
        parts.keep(db, SIGNATURE, operation=frozen[0].operations[0])
    parts.told(store, [parts.id_of(SIGNATURE)], TEN)
    assert settle(store, [], [], TEN, word=word(1)).again == 0
    assert settle(store, [], [], TEN, word=word(2, "anew")).again == 3
    assert (len(to_send(store)), counts(store).confirmed) == (2, 1)
    assert parts.to_send(store, most_bytes=MUCH) == ((parts.id_of(SIGNATURE), SIGNATURE),)
    assert settle(store, map(receipt_of, to_send(store)), [], TEN, word=word(3, "anew")).again == 0
    assert counts(store).confirmed == 3


def test_who_joins_a_district_that_was_made_anew_before_tells_nothing_twice(store, frozen):
    assert settle(store, map(receipt_of, frozen), [], TEN, word=word(0, "long ago")).again == 0
    assert counts(store).confirmed == 3


def test_its_other_word_counts(store, frozen):
    settle(store, map(receipt_of, frozen), [], TEN, word=word())
    refused = [receipt_of(frozen[0], [rejected(frozen[0].operations[0])])]
    settle(store, refused, [], TEN, word=word(1, "anew"))
    assert counts(store) == Counts(3, 0, 1, 2, 0)


@pytest.mark.parametrize("by", ["standing", "held life", "held batch"])
@pytest.mark.parametrize("minutes", [-1, 0, 1])
def test_an_answer_by_stick_takes_back_only_what_was_said_before_it(store, frozen, minutes, by):
    settle(store, [receipt_of(one) for one in frozen[:2]], [], TEN, word=word())
    late = word(minutes, since=newest(store))
    before = life(store)
    if by == "held batch":
        settle(store, [receipt_of(frozen[2], level="held")], [], TEN, word=late)
        assert (levels(store)[2] == batches.HELD) == (minutes >= 0)
    else:
        said = standing(store, 0, state="open" if by == "standing" else "held")
        settle(store, [], [said], TEN, word=late)
        assert (levels(store)[0] == batches.FROZEN or life(store) != before) == (minutes > 0)


def test_what_a_late_answer_confirms_is_confirmed_unless_its_district_is_gone(store, frozen):
    settle(store, [receipt_of(frozen[0])], [], TEN, word=word())
    since = newest(store)
    settled = settle(store, [receipt_of(frozen[1])], [], TEN, word=word(-1, since=since))
    assert (settled.received, settled.counted) == (1, False)
    settle(store, [], [], TEN, word=word(1, "anew"))
    settled = settle(store, map(receipt_of, frozen), [], TEN, word=word(-1, since=newest(store)))
    assert (settled.received, settled.counted, counts(store).confirmed) == (0, False, 0)
