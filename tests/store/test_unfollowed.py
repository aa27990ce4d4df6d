# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Behind a batch that was purged and that the district has lost: told anew what is here, said what is lost."""

import hashlib

from fieldkit.acts.outbox import counts
from fieldkit.acts.serve import serve
from fieldkit.domain.outbox import Counts
from fieldkit.protocol.messages import Standing
from fieldkit.store import batches, checkup
from fieldkit.store.freezing import Waiting
from fieldkit.store.identity import identity
from fieldkit.store.levels import FROZEN
from fieldkit.store.purge import purge
from fieldkit.store.settle import ASK_EVERY, settle
from fieldkit.uplink.signing import read_batch, sign_batch
from tests.store.test_settle import BY, levels, life, standing
from tests.support.clock import TEN
from tests.support.told import MUCH, answer, freeze, receipt_of, rejected, to_send


def purged(store, number):
    """Let the batch ``number`` be safe and purged with all that is in it."""
    with store.writing() as db:
        db.execute("UPDATE batches SET level = 2, safe_at = 'x', envelope = x'' WHERE number = ?", [number])
        (place,) = db.execute("SELECT place FROM batches WHERE number = ?", [number]).fetchone()
        for row, raw in db.execute("SELECT place, raw FROM operations WHERE batch = ?", [place]).fetchall():
            gone = hashlib.sha256(raw).digest()
            db.execute("UPDATE operations SET raw = x'', digest = ? WHERE place = ?", [gone, row])


def test_behind_what_was_purged_all_is_told_anew_in_a_new_life_and_the_loss_is_said(store, frozen):
    answer(store)
    purged(store, 2)
    ours = [standing(store, 1, frozen[0].head.hex())]
    settled = settle(store, [], ours, TEN)
    assert (settled.again, settled.rolled_back) == (1, False)
    assert life(store) != frozen[0].life
    assert counts(store) == Counts(3, 1, 0, 1, lost=1)
    (told,) = to_send(store)
    assert (told.life, told.operations) == (life(store), frozen[2].operations)
    checkup.check(store)
    settle(store, [receipt_of(told), receipt_of(frozen[2])], [], TEN)  # and its old batch may be answered too
    assert counts(store) == Counts(3, 2, 0, 0, lost=1)
    assert settle(store, [], ours, TEN).again == 0
    assert not batches.waits(store)


def test_what_is_moved_in_a_round_is_frozen_in_the_same(store, frozen):
    """The round keeps what waits in mind from one exchange to the next."""
    waiting, sign = Waiting(), sign_batch(identity(store))
    answer(store)
    assert batches.freeze(store, sign, now=TEN, waiting=waiting) == 0
    purged(store, 2)
    settle(store, [], [standing(store, 1, frozen[0].head.hex())], TEN)
    assert batches.freeze(store, sign, now=TEN, waiting=waiting) == 1
    assert batches.freeze(store, sign, now=TEN, waiting=waiting) == 0


def found(life, frozen, safe, **more):
    return Standing(life=life, number=1, head=frozen[0].head.hex(), safe=safe, **more)


def test_what_the_district_holds_after_all_is_not_lost_and_safe_only_as_far_as_it_says(store, frozen):
    answer(store)
    purged(store, 1)
    before = life(store)
    settle(store, [], [standing(store, 0)], TEN)
    assert (counts(store).lost, before in [one.life for one in batches.chains(store)]) == (1, True)
    settle(store, [], [found(before, frozen, 0)], TEN)
    assert (counts(store).lost, counts(store).confirmed, counts(store).safe) == (0, 1, 0)
    assert before in [one.life for one in batches.chains(store)]
    settle(store, [], [found(before, frozen, 1)], TEN)
    assert (counts(store).confirmed, counts(store).safe) == (1, 1)
    assert before not in [one.life for one in batches.chains(store)]
    purge(store, TEN)


def test_what_was_found_again_cannot_be_told_in_a_closed_life_and_may_be_lost_again(store, frozen):
    answer(store)
    purged(store, 1)
    before = life(store)
    settle(store, [], [standing(store, 0)], TEN)
    settle(store, [], [found(before, frozen, 0, state="closed")], TEN + 2 * ASK_EVERY)
    assert FROZEN not in levels(store)
    settle(store, [], [Standing(life=before, number=0, head="00" * 32)], TEN + 3 * ASK_EVERY)
    assert counts(store).lost == 1


def test_what_was_purged_in_part_is_told_anew_from_the_bytes_of_its_batch(store):
    """Also what was refused, and was not told again yet: a correction names it."""
    for _ in range(3):
        serve(store, service="haircut", **BY)
    freeze(store, most_bytes=1)
    serve(store, service="haircut", **BY)
    serve(store, service="haircut", **BY)
    freeze(store)
    told = batches.to_send(store, most=99, most_bytes=MUCH)
    settle(
        store, [*map(receipt_of, told[:3]), receipt_of(told[3], [rejected(told[3].operations[1])])], [], TEN
    )
    purged(store, 1)
    with store.writing() as db:
        (raw,) = db.execute("SELECT raw FROM operations WHERE id = ?", [told[3].operations[0]]).fetchone()
        gone = [hashlib.sha256(raw).digest(), told[3].operations[0]]
        db.execute("UPDATE operations SET raw = x'', digest = ? WHERE id = ?", gone)
    assert settle(store, [], [standing(store, 0)], TEN, read=read_batch(identity(store))).again == 4
    assert counts(store) == Counts(5, 0, 0, 4, lost=1)
    assert [name for one in to_send(store) for name in one.operations] == [
        name for one in told[1:] for name in one.operations
    ]
    checkup.check(store)
