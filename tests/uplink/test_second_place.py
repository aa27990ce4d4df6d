# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What lies in the second place beside the copy: a parcel that the district opens without the laptop and its code."""

import pytest

from fieldkit import keys
from fieldkit.app import second_place
from fieldkit.app.second_place import SecondPlace
from fieldkit.store.levels import SAFE
from fieldkit.store.newest import acts
from fieldkit.uplink.round import sync
from fieldkit.work import Quiet
from tests.support.outboxes import read_in
from tests.uplink.conftest import KEY
from tests.uplink.test_parcels import recorded
from tests.uplink.test_round import at, three, work


@pytest.fixture
def stick(store, tmp_path, monkeypatch):
    """Give a second place of a store without a key file of its own, and a look that copies at once."""
    monkeypatch.setattr(second_place, "folder_in", lambda place, _: place)
    monkeypatch.setattr(keys, "put_recovery_slot", lambda *_: None)
    folder = tmp_path / "stick"
    folder.mkdir()
    place = SecondPlace(store, KEY, lambda: str(folder), now=at)

    def look():
        with store.reading() as db:
            entered = acts(db)
        place.look(entered, last=True)
        place._took = 0.0
        return sorted(folder.glob("*.age"))

    return look


def test_what_the_district_has_not_received_can_be_read_in_from_the_second_place(store, district, stick):
    work(store, people=2, visitors=1)
    (parcel,) = stick()
    read_in(district, parcel)
    assert recorded(district) == (3, 2)
    assert sync(store, report=Quiet(), clock=at).accepted == 3  # sent too, taken once
    assert recorded(district) == (3, 2)


def test_one_parcel_holds_all_until_something_was_received_and_goes_when_all_is_safe(store, district, stick):
    work(store, people=1)
    (first,) = stick()
    work(store, visitors=1)
    (second,) = stick()
    assert first != second
    assert sync(store, report=Quiet(), clock=at).accepted == 2
    work(store, visitors=1)
    beside = stick()
    assert len(beside) == 2
    read_in(district, beside[1])
    assert recorded(district) == (3, 1)
    work(store, visitors=1)
    sync(store, report=Quiet(), clock=at)
    assert (three(store), len(stick())) == ((4, 4, 0, 0), 2)  # received is not safe yet
    with store.writing() as db:
        db.conn.execute("UPDATE batches SET level = ?", (SAFE,))
    work(store, visitors=1)
    sync(store, report=Quiet(), clock=at)
    with store.writing() as db:
        db.conn.execute("UPDATE batches SET level = ?", (SAFE,))
    assert stick() == []
