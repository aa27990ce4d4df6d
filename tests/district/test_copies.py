# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A disk that was put back seals on in the same life: two sessions under one number, and every number is read."""

import pytest

from fieldkit.protocol.messages import SealSession
from fieldkit.registrar.packages import open_export
from fieldkit.seals import keytexts
from sync.office.export import take_export
from tests.district.test_chain import opened, release
from tests.district.test_export import CLERK, NOW, SealingBooth, asked_for
from tests.support.devices import id_of

FIRST = ("119999199001010018", "15400138000")
SECOND = ("11999919900101002X", "15400139000")
THIRD = ("119999199001010034", "15400137000")


@pytest.fixture
def key(district):
    """Give the first registrar's key."""
    raw = (district.folder / "registrar" / "registrar.key").read_bytes()
    return keytexts.read_key(raw, keytexts.REGISTRAR)


def read(district, key):
    """Return whose numbers the registrar reads in an export, by operation."""
    with opened(district) as one:
        made = take_export(one, CLERK, asked_for(one), NOW)
    found = open_export(made.raw, key, None, lambda named: named).people
    assert all(person.opened for person in found)
    return {person.told.operation: (person.document, person.phone) for person in found}


def test_what_a_copy_sealed_under_the_same_number_is_read_once_it_is_adopted(district, device, key):
    ours, theirs = SealingBooth(device, [key.card]), SealingBooth(device, [key.card])
    stands = device.number, device.head, device.sequence
    first = device.enrol("u-1", **ours.sealed(*FIRST))
    ours.tell(first)
    device.number, device.head, device.sequence = stands
    other = device.enrol("u-8", **theirs.sealed(*SECOND))
    third = device.enrol("u-9", **theirs.sealed(*THIRD))
    held = device.batch(other, third, sessions=(theirs.session,))
    assert device.tell(held).receipts[0].level == "held"
    release(district, device, "adopt")
    assert [word.operation for word in device.tell(held).receipts[0].words] == [id_of(other)]
    assert read(district, key) == {id_of(first): FIRST, id_of(third): THIRD}


def test_what_was_entered_in_a_life_and_frozen_in_the_next_is_read_too(district, device, key):
    ours, theirs = SealingBooth(device, [key.card]), SealingBooth(device, [key.card])
    first = device.enrol("u-1", **ours.sealed(*FIRST))
    ours.tell(first)
    late = device.enrol(
        "u-2", **theirs.sealed(*SECOND)
    )  # by a copy that has not told its batches of this life
    before = device.life
    device.begin_life("00000001")
    session = SealSession(number=1, boxes=theirs.session.boxes, life=before)
    (receipt,) = device.tell(device.batch(late, sessions=(session,))).receipts
    assert (receipt.level, receipt.words) == ("received", ())
    assert read(district, key) == {id_of(first): FIRST, id_of(late): SECOND}
