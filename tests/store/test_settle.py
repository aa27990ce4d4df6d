# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Receipts and standings: gaps are filled, held lives left, old copies noticed; nothing is taken in by half."""

import datetime as dt
import shutil

import pytest

from fieldkit.acts.outbox import counts
from fieldkit.acts.serve import serve
from fieldkit.domain.outbox import Counts
from fieldkit.protocol.messages import Standing
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.store import batches, identity, parts
from fieldkit.store.levels import FROZEN, RECEIVED, SAFE
from fieldkit.store.settle import ASK_EVERY, settle
from fieldkit.store.vault import open_store
from tests.support.clock import TEN
from tests.support.factories import CLERK, DESK, KEY, SIGNATURE
from tests.support.told import MUCH, accepted, answer, freeze, receipt_of, rejected, to_send
from tests.support.told import standings as standings_of

BY = {"operator": CLERK, "desk": DESK, "now": TEN}
START = "00" * 32


def levels(store):
    with store.reading() as db:
        return [row[0] for row in db.execute("SELECT level FROM batches ORDER BY place")]


def life(store):
    return identity.identity(store).life


def standing(store, number, head=START, **more):
    return Standing(life=life(store), number=number, head=head, **more)


def test_a_receipt_settles_its_batch_and_no_other(store, frozen):
    settled = settle(store, [receipt_of(frozen[0])], [], TEN)
    assert (settled.received, settled.accepted) == (1, 1)
    assert counts(store) == Counts(3, 1, 0, 2)
    assert to_send(store) == frozen[1:]


def test_batches_that_a_closed_life_holds_do_not_take_turns_for_ever(store, frozen):
    over = [standing(store, 0, state="closed")]
    for one in frozen:
        settle(store, [receipt_of(one, level="held")], over, TEN)
    assert to_send(store) == ()
    assert settle(store, [], over, TEN).again == 3


def test_the_same_receipt_again_changes_nothing_but_the_level(store, frozen):
    told = [receipt_of(one) for one in frozen]
    settle(store, told, [], TEN)
    assert settle(store, told, [], TEN) == settle(store, told, [], TEN)
    assert settle(store, [receipt_of(frozen[0], level="safe")], [], TEN).safe == 1
    settle(store, told, [], TEN)
    assert levels(store) == [SAFE, RECEIVED, RECEIVED]
    assert counts(store) == Counts(3, 3, 0, 0, safe=1)


@pytest.mark.parametrize("wrong", ["number", "head", "operations", "word"])
def test_a_receipt_that_is_of_no_batch_of_ours_is_taken_in_by_nobody(store, frozen, wrong):
    bad = {
        "number": {"number": 9},
        "head": {"head": "ab" * 32},
        "operations": {"operations": 2},
        "word": {"words": (rejected(frozen[0].operations[0]),)},
    }[wrong]
    one = receipt_of(frozen[1])
    changed = type(one)(**({name: getattr(one, name) for name in one.__struct_fields__} | bad))
    with pytest.raises(TheirMistake):
        settle(store, [receipt_of(frozen[0]), changed], [], TEN)
    assert levels(store) == [FROZEN] * 3
    assert counts(store).confirmed == 0


def test_a_standing_raises_to_safe_what_was_received(store, frozen):
    settle(store, [receipt_of(one) for one in frozen[:2]], [], TEN)
    settled = settle(store, [], [standing(store, 2, frozen[1].head.hex(), safe=2)], TEN)
    assert settled.safe == 2
    assert levels(store) == [SAFE, SAFE, FROZEN]
    assert life(store) == frozen[0].life


def test_a_district_that_was_restored_gets_what_it_lost_again_byte_for_byte(store, frozen):
    answer(store)
    with store.writing() as db:
        parts.keep(db, SIGNATURE, operation=frozen[2].operations[0])
    parts.told(store, [parts.id_of(SIGNATURE)], TEN)
    settled = settle(store, [], [standing(store, 1, frozen[0].head.hex())], TEN)
    assert (settled.again, settled.rolled_back) == (2, False)
    assert to_send(store) == frozen[1:]
    assert counts(store) == Counts(3, 1, 0, 2)  # what the district has lost is confirmed no more
    assert life(store) == frozen[0].life
    answer(store)
    assert counts(store) == Counts(3, 3, 0, 0)
    assert [name for name, _ in parts.to_send(store, most_bytes=MUCH)] == [parts.id_of(SIGNATURE)]


@pytest.mark.parametrize("state", ["held", "closed"])
def test_a_life_that_is_not_open_is_left_at_once(store, frozen, state):
    before = life(store)
    settle(store, [], [standing(store, 0, state=state)], TEN)
    assert life(store) != before
    serve(store, service="haircut", **BY)
    freeze(store)
    assert [one.life for one in batches.chains(store)] == [life(store), before]


def test_what_is_held_waits_and_is_told_again_when_its_verdict_can_be_had(store, frozen):
    before = life(store)
    held = [receipt_of(one, level="held") for one in frozen]
    settled = settle(store, held, [standing(store, 0, state="held")], TEN)
    assert (settled.held, settled.accepted) == (3, 0)
    assert counts(store) == Counts(3, 0, 0, 3, held=3)
    assert not batches.waits(store)
    assert not settle(store, [], [Standing(life=before, number=0, head=START, state="held")], TEN).again
    closed = Standing(life=before, number=0, head=START, state="closed")
    assert settle(store, [], [closed], TEN).again == 3
    assert to_send(store) == frozen
    words = [rejected(frozen[0].operations[0], "conflict")]
    settle(store, [receipt_of(one, words) for one in frozen], [closed], TEN)
    assert counts(store) == Counts(3, 2, 1, 0)


def test_a_district_that_still_says_held_is_not_asked_in_a_ring(store, frozen):
    held = [receipt_of(one, level="held") for one in frozen]
    closed = standing(store, 0, state="closed")
    assert settle(store, held, [closed], TEN).again == 0
    assert not batches.waits(store)


def test_a_device_that_was_revoked_by_mistake_hears_of_what_was_held_later(store, frozen):
    settle(store, [receipt_of(one, level="held") for one in frozen], [standing(store, 0)], TEN)
    settled = settle(store, [], [standing(store, 3, frozen[2].head.hex())], TEN)
    assert (settled.again, life(store)) == (3, frozen[0].life)


def test_an_old_copy_notices_that_the_district_knows_more_and_begins_a_new_life(store, tmp_path, frozen):
    store.close()
    shutil.copytree(store.folder, tmp_path / "copy")
    original, copy = open_store(store.folder, KEY), open_store(tmp_path / "copy", KEY)
    serve(original, service="haircut", **BY)
    answer(original)
    (known,) = standings_of(original)
    before = life(copy)
    settled = settle(copy, [], [known], TEN)
    assert settled.rolled_back
    assert life(copy) != before
    assert to_send(copy) == frozen
    assert not settle(original, [], [known], TEN).rolled_back
    original.close()
    copy.close()


def test_another_head_at_the_same_number_is_an_old_copy_too(store, frozen):
    settled = settle(store, [], [standing(store, 3, "ab" * 32)], TEN)
    assert settled.rolled_back
    assert life(store) != frozen[0].life


def test_an_earlier_life_that_another_copy_goes_on_with_changes_nothing_here(store, frozen):
    answer(store)
    before = life(store)
    present = identity.new_life(store, now=TEN)
    settled = settle(store, [], [Standing(life=before, number=9, head="ab" * 32)], TEN)
    assert (settled.rolled_back, life(store)) == (False, present)


def test_a_standing_of_a_life_that_never_was_here_is_a_breach(store):
    with pytest.raises(TheirMistake):
        settle(store, [], [Standing(life="00000000", number=0, head=START)], TEN)


def test_a_word_of_yes_may_bring_a_serial_that_is_known_already(store, frozen):
    told = receipt_of(frozen[0], [accepted(frozen[0].operations[0], "FK-0000-0042-5")])
    assert settle(store, [told], [], TEN).accepted == 1


def test_what_another_copy_has_safe_by_the_same_numbers_says_nothing_of_ours(store, frozen):
    closed = standing(store, 3, "ab" * 32, safe=3, state="closed")
    settled = settle(store, [receipt_of(one) for one in frozen], [closed], TEN)
    assert settled.safe == 0
    assert counts(store).safe == 0


def test_what_a_restored_district_took_of_another_copy_instead_is_told_again(store, frozen):
    answer(store)
    other = standing(store, 3, "ab" * 32)
    assert settle(store, [], [other], TEN + ASK_EVERY).rolled_back
    later = TEN + ASK_EVERY + dt.timedelta(seconds=1)
    assert settle(store, [], [other], later).again == 3
    assert to_send(store) == frozen


def test_what_was_received_in_a_closed_life_is_asked_about_each_hour_until_it_is_safe(store, frozen):
    closed = standing(store, 3, "ab" * 32, state="closed")
    told = [receipt_of(one) for one in frozen]
    assert settle(store, told, [closed], TEN).again == 0
    assert settle(store, [], [closed], TEN + ASK_EVERY).again == 0
    later = TEN + ASK_EVERY + dt.timedelta(minutes=1)
    assert settle(store, [], [closed], later).again == 3
    assert to_send(store) == frozen
    settle(store, [receipt_of(one, level="safe") for one in frozen], [closed], later)
    assert settle(store, [], [closed], later + 2 * ASK_EVERY).again == 0
    assert counts(store) == Counts(3, 3, 0, 0, safe=3)


def test_what_a_restored_district_has_no_longer_held_is_told_again(store, frozen):
    held = [receipt_of(one, level="held") for one in frozen]
    settle(store, held, [standing(store, 0, state="held")], TEN)
    lost = Standing(life=frozen[0].life, number=0, head=START)
    assert settle(store, [], [lost], TEN).again == 3
    assert to_send(store) == frozen


def test_what_is_still_held_is_told_again_each_hour_for_a_restored_district_may_lack_some(store, frozen):
    held, life_held = [receipt_of(one, level="held") for one in frozen], standing(store, 0, state="held")
    settle(store, held, [life_held], TEN)
    later = TEN + ASK_EVERY + dt.timedelta(minutes=1)
    assert settle(store, [], [life_held], later).again == 3
    settle(store, held, [life_held], later)
    assert settle(store, [], [life_held], later).again == 0
    assert counts(store) == Counts(3, 0, 0, 3, held=3)


@pytest.mark.parametrize(
    ("level", "wanted"), [("received", Counts(3, 2, 1, 0)), ("held", Counts(3, 2, 0, 1, held=1))]
)
def test_what_was_accepted_waits_for_the_verdict_of_a_restored_district(store, frozen, level, wanted):
    answer(store)
    settle(store, [], [standing(store, 2, frozen[1].head.hex())], TEN)
    words = [rejected(frozen[2].operations[0], "conflict")] if level == "received" else []
    settled = settle(store, [receipt_of(frozen[2], words, level)], [], TEN)
    assert (settled.accepted, counts(store)) == (0, wanted)


def test_what_was_adopted_is_told_again_where_a_restored_district_holds_it_still(store, frozen):
    answer(store)
    held_again = standing(store, 0, state="held")
    later = TEN + ASK_EVERY + dt.timedelta(minutes=1)
    assert settle(store, [], [held_again], later).again == 3
    settle(store, [receipt_of(one, level="held") for one in frozen], [held_again], later)
    assert counts(store) == Counts(3, 0, 0, 3, held=3)


def test_a_clock_that_was_ahead_and_was_set_right_puts_no_question_off(store, frozen):
    settle(store, [receipt_of(one) for one in frozen], [], TEN + dt.timedelta(days=2))
    other = standing(store, 3, "ab" * 32)
    assert settle(store, [], [other], TEN).again == 3
