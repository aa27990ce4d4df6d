# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Parts: told after the batch that names them, once."""

import hashlib

from fieldkit.acts.enrol import enrol
from fieldkit.store import parts
from fieldkit.store.parcels import KEPT, note_parcel, parcel_asked
from tests.support.clock import TEN
from tests.support.factories import CLERK, DESK, SIGNATURE, accepted, draft
from tests.support.told import MUCH, answer, freeze, hear

BY = {"operator": CLERK, "desk": DESK, "now": TEN}


def enrolled(store, number, signature=SIGNATURE):
    return enrol(store, uid=f"u{number}", draft=draft(number, signature=signature), **BY).operation


def names(store, **more):
    return [name for name, _ in parts.to_send(store, **{"most_bytes": MUCH, **more})]


def test_a_part_is_named_by_its_content(store):
    enrolled(store, 1)
    name = hashlib.sha256(SIGNATURE).hexdigest()[:32]
    assert parts.id_of(SIGNATURE) == name
    with store.reading() as db:
        assert parts.read(db, name) == SIGNATURE
        assert parts.read(db, "") == parts.read(db, "00" * 16) == b""


def test_a_part_is_told_once_its_batch_is_received(store):
    enrolled(store, 1)
    assert names(store) == []
    freeze(store)
    assert names(store) == []
    answer(store)
    assert parts.to_send(store, most_bytes=MUCH) == ((parts.id_of(SIGNATURE), SIGNATURE),)
    parts.told(store, names(store), TEN)
    assert names(store) == []


def test_parts_of_what_is_held_are_not_told(store):
    made = enrolled(store, 1)
    hear(store, accepted([made]), level="held")
    assert names(store) == []


def test_what_is_told_is_bounded_but_never_nothing(store):
    pictures = [SIGNATURE + bytes([number]) * 100 for number in range(4)]
    for number, picture in enumerate(pictures, 1):
        enrolled(store, number, picture)
    answer(store)
    every = [parts.id_of(picture) for picture in pictures]
    assert names(store) == every
    assert names(store, most=3) == every[:3]
    assert names(store, most_bytes=2 * len(pictures[0])) == every[:2]
    assert names(store, most_bytes=1) == every[:1]


def test_the_same_picture_twice_is_one_part(store):
    enrolled(store, 1)
    enrolled(store, 2)
    answer(store)
    assert names(store) == [parts.id_of(SIGNATURE)]


def test_an_answer_is_known_by_the_request_it_is_for(store):
    note_parcel(store, "aa" * 32, "bb" * 16, "FK-S1-00000000-1.age", TEN)
    assert parcel_asked(store, "aa" * 32) == "bb" * 16
    assert parcel_asked(store, "cc" * 32) is None
    for number in range(KEPT):
        note_parcel(store, f"{number:064x}", "dd" * 16, "FK.age", TEN)
    assert parcel_asked(store, "aa" * 32) is None
    assert parcel_asked(store, f"{0:064x}") == "dd" * 16
