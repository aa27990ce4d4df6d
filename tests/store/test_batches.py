# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Frozen batches: every operation in exactly one, in a chain, of bytes that never change."""

import hashlib

import pytest

from fieldkit.acts.enrol import enrol
from fieldkit.acts.issue import issue
from fieldkit.acts.serve import serve
from fieldkit.acts.void import void
from fieldkit.problems import StoreDamaged, Unknown
from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import MAX_OPERATIONS, Batch, Operation
from fieldkit.seals import envelope, packing
from fieldkit.seals.keys import key_id, public_bytes
from fieldkit.store import batches, identity
from fieldkit.store.vault import open_store
from tests.support.clock import TEN
from tests.support.factories import CLERK, DESK, KEY, draft, keep_identity
from tests.support.told import MUCH, SIGNING_KEY, answer, freeze, hear, rejected, to_send

BY = {"operator": CLERK, "desk": DESK, "now": TEN}


def haircuts(store, number):
    return [serve(store, service="haircut", **BY).operation for _ in range(number)]


def enrolled(store, number=1):
    return enrol(store, uid=f"u{number}", draft=draft(number), **BY).operation


def content(frozen):
    keys = {key_id(public_bytes(SIGNING_KEY)): SIGNING_KEY.public_key()}
    _, packed = envelope.open_envelope(frozen.envelope, keys, envelope.BATCH)
    return from_bytes(packing.unpack(packed, most=1 << 20), Batch)


def ids(frozen):
    return [from_bytes(raw, Operation).id for raw in content(frozen).operations]


def test_a_batch_says_whose_it_is_and_keeps_every_byte_of_its_operations(store):
    enrolled(store)
    with store.reading() as db:
        raw = db.execute("SELECT raw FROM operations").fetchone()[0]
    (one,) = to_send(store)
    said = content(one)
    life = identity.identity(store).life
    assert (said.device, said.district, said.life, said.number) == ("D07", "dx", life, 1)
    assert said.prev == "00" * 32
    assert [bytes(raw) for raw in said.operations] == [raw]
    assert [session.number for session in said.sessions] == [1]


def test_batches_are_a_chain_of_their_bytes(store):
    haircuts(store, 3)
    freeze(store, most_bytes=1)
    head = bytes(32)
    for number, one in enumerate(to_send(store), 1):
        assert (one.number, one.prev) == (number, head)
        head = hashlib.sha256(head + hashlib.sha256(one.envelope).digest()).digest()
        assert one.head == head
    (chain,) = batches.chains(store)
    assert (chain.number, chain.head) == (3, head.hex())


def test_what_was_frozen_is_never_frozen_again_and_never_changes(store):
    haircuts(store, 2)
    before = to_send(store)
    haircuts(store, 1)
    assert freeze(store) == 1
    assert freeze(store) == 0
    after = to_send(store)
    assert after[:1] == before
    store.close()
    again = open_store(store.folder, KEY)
    assert to_send(again) == after
    again.close()


def test_members_are_frozen_first_then_goods_then_services(store):
    served = haircuts(store, 1)
    handed = issue(store, uid="", goods="leaflet", **BY).issue.operation
    first = enrolled(store)
    taken_back = void(store, operation=served[0], reason="", **BY).operation
    (one,) = to_send(store)
    assert ids(one) == [first, handed, *served, taken_back]


def test_a_batch_keeps_within_the_protocols_number(store):
    haircuts(store, MAX_OPERATIONS + 3)
    assert freeze(store, most_bytes=MUCH) == 2
    assert [len(one.operations) for one in to_send(store)] == [MAX_OPERATIONS, 3]


def test_a_batch_keeps_within_the_bytes_asked_for(store):
    for number in range(1, 60):
        enrolled(store, number)
    freeze(store, most_bytes=2500)
    frozen = to_send(store)
    assert len(frozen) > 1
    assert all(len(one.envelope) <= 2500 for one in frozen)
    assert sum(len(one.operations) for one in frozen) == 59


def test_one_operation_that_is_too_large_still_goes(store):
    haircuts(store, 2)
    assert freeze(store, most_bytes=1) == 2


def test_what_is_sent_is_bounded_but_never_nothing(store):
    haircuts(store, 4)
    freeze(store, most_bytes=1)
    room = sum(len(one.envelope) for one in to_send(store)[:2])
    sent = batches.to_send(store, most_bytes=room)
    assert [one.number for one in sent] == [1, 2]
    assert [one.number for one in batches.to_send(store, most=3, most_bytes=MUCH)] == [1, 2, 3]
    assert [one.number for one in batches.to_send(store, most_bytes=1)] == [1]


def test_operations_of_an_earlier_life_travel_in_the_present_one_with_their_session(store):
    first = enrolled(store)
    earlier = identity.identity(store).life
    present = identity.new_life(store, now=TEN)
    second = enrolled(store, 2)
    (one,) = to_send(store)
    assert (one.life, one.number, one.operations) == (present, 1, (first, second))
    assert sorted((session.life, session.number) for session in content(one).sessions) == sorted(
        [("", 1), (earlier, 1)]
    )


def test_a_life_that_is_over_is_not_told_any_more(store):
    haircuts(store, 1)
    earlier = identity.identity(store).life
    answer(store)
    present = identity.new_life(store, now=TEN)
    assert [one.life for one in batches.chains(store)] == [present, earlier]
    (frozen,) = _all(store)
    hear(store, [rejected(frozen.operations[0])], level="safe")
    assert [one.life for one in batches.chains(store)] == [present]


def _all(store):
    with store.reading() as db:
        return [batches._whole(db, place) for (place,) in db.execute("SELECT place FROM batches").fetchall()]


def test_something_waits_until_the_district_has_received_it(store):
    assert not batches.waits(store)
    haircuts(store, 1)
    assert batches.waits(store)
    freeze(store)
    assert batches.waits(store)
    answer(store)
    assert not batches.waits(store)


def test_nothing_is_frozen_before_the_device_has_joined(store):
    haircuts(store, 1)
    keep_identity(store, district_key=b"")
    with pytest.raises(Unknown):
        freeze(store)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE batches SET envelope = x'00'",
        "UPDATE batches SET head = zeroblob(32)",
        "UPDATE batches SET prev = randomblob(32)",
    ],
)
def test_bytes_that_do_not_fit_their_chain_are_not_handed_out(store, change):
    haircuts(store, 1)
    freeze(store)
    with store.writing() as db:
        db.execute(change)
    with pytest.raises(StoreDamaged):
        to_send(store)


@pytest.mark.parametrize("place", [1, 2, 3])
def test_an_act_that_was_changed_in_the_file_is_not_frozen(store, place):
    haircuts(store, 3)
    with store.writing() as db:
        db.execute(
            "UPDATE operations SET raw = CAST(replace(raw, 'haircut', 'massage') AS BLOB) WHERE place = ?",
            [place],
        )
    with pytest.raises(StoreDamaged):
        freeze(store)
    haircuts(store, 1)
