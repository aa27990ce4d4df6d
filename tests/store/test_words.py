# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""An answer that comes late takes nothing back; a district that was made anew is told again what it may lack."""

import datetime as dt

import pytest

from fieldkit.acts.outbox import counts
from fieldkit.domain.outbox import Counts
from fieldkit.store import parts
from fieldkit.store.levels import FROZEN, HELD, RECEIVED, SAFE
from fieldkit.store.parcels import note_parcel, parcel_number
from fieldkit.store.settle import settle
from fieldkit.store.words import Word, newest
from tests.store.test_settle import levels, life, standing
from tests.support.clock import TEN
from tests.support.factories import SIGNATURE
from tests.support.told import MUCH, receipt_of, rejected, to_send


def word(minutes=0, made_anew="", since=None, parcel=0):
    return Word(TEN + dt.timedelta(minutes=minutes), made_anew, since, parcel)


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
        assert (levels(store)[2] == HELD) == (minutes >= 0)
    else:
        said = standing(store, 0, state="open" if by == "standing" else "held")
        settle(store, [], [said], TEN, word=late)
        assert (levels(store)[0] == FROZEN or life(store) != before) == (minutes > 0)


def test_what_a_late_answer_confirms_is_confirmed_unless_its_district_is_gone(store, frozen):
    settle(store, [receipt_of(frozen[0])], [], TEN, word=word())
    since = newest(store)
    settled = settle(store, [receipt_of(frozen[1])], [], TEN, word=word(-1, since=since))
    assert (settled.received, settled.counted) == (1, False)
    settle(store, [], [], TEN, word=word(1, "anew"))
    settled = settle(store, map(receipt_of, frozen), [], TEN, word=word(-1, since=newest(store)))
    assert (settled.received, settled.counted, counts(store).confirmed) == (0, False, 0)


@pytest.mark.parametrize("gone", ["", "once"])
def test_a_district_that_was_replaced_is_gone_however_far_ahead_its_clock_was(store, frozen, gone):
    """Else what it called safe is purged here, and the district that took its place never hears of it."""
    settle(store, [receipt_of(frozen[0])], [], TEN, word=word(-300))
    settle(store, [], [], TEN, word=word(-240, "once"))
    settle(store, [], [], TEN, word=word(-120, "anew"))
    told = [receipt_of(one, level="safe") for one in frozen]
    at_safe = [standing(store, 3, frozen[2].head.hex(), safe=3)]
    settled = settle(store, told, at_safe, TEN, word=word(-60, gone, newest(store)))
    assert (settled.received, settled.counted, counts(store).confirmed) == (0, False, 0)
    assert levels(store) == [FROZEN] * 3
    settled = settle(store, told, at_safe, TEN, word=word(-50, "anew", newest(store)))
    assert (settled.received, settled.counted) == (3, True)


def test_who_is_heard_by_wire_is_not_gone(store, frozen):
    """A device may have joined another district meanwhile, which was never made anew."""
    settle(store, [], [], TEN, word=word(0, "anew"))
    settle(store, [], [], TEN, word=word(1))
    assert settle(store, [receipt_of(frozen[0])], [], TEN, word=word(2, "", newest(store))).received == 1


@pytest.mark.parametrize(("made_anew", "age"), [("", SAFE), ("anew", RECEIVED)])
def test_an_answer_to_a_parcel_made_since_is_newer_whatever_the_clocks_say(store, frozen, made_anew, age):
    """A district whose clock was years ahead for one day would be passed over for years."""
    note_parcel(store, "aa" * 32, "bb" * 16, "FK.age", TEN)
    note = word(10**6, since=newest(store), parcel=parcel_number(store, "aa" * 32))
    settle(store, [receipt_of(frozen[0])], [], TEN, word=note)
    note_parcel(store, "cc" * 32, "dd" * 16, "FK.age", TEN)
    since = newest(store)
    said = [standing(store, 1, frozen[0].head.hex(), safe=1 if age == SAFE else 0)]
    told = [receipt_of(frozen[0])]
    late = word(0, made_anew, since, parcel_number(store, "aa" * 32))
    assert not settle(store, told, said, TEN, word=late).counted
    new = word(0, made_anew, since, parcel_number(store, "cc" * 32))
    assert settle(store, told, said, TEN, word=new).counted
    assert levels(store)[0] == age
    assert settle(store, [], [], TEN, word=word(1, made_anew, newest(store))).counted


def test_what_fell_since_is_received_at_most_by_a_late_answer(store, frozen):
    settle(store, map(receipt_of, frozen), [], TEN, word=word())
    settle(
        store,
        [receipt_of(frozen[0], level="safe")],
        [standing(store, 1, frozen[0].head.hex())],
        TEN,
        word=word(10),
    )
    settle(
        store, [receipt_of(one, level="safe") for one in frozen], [], TEN, word=word(5, since=newest(store))
    )
    assert levels(store) == [SAFE, RECEIVED, RECEIVED]
