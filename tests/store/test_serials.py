# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Numbers given out on the device."""

import pytest

from fieldkit.domain.serials import serial_of
from fieldkit.problems import NotBriefed
from fieldkit.protocol.messages import SerialBlock
from fieldkit.store import briefing, counters, serials
from tests.support.clock import TEN
from tests.support.factories import make_store


def test_serials_come_from_the_oldest_block_then_the_next_then_provisionally(tmp_path):
    store = make_store(tmp_path / "s", serials=2)
    briefing.apply(store, [], 2, [SerialBlock(first=70, last=70)])
    with store.writing() as db:
        taken = [serials.take(db, device="D07") for _ in range(5)]
        assert serials.left(db) == 0
    assert taken == [
        (serial_of(1), ""),
        (serial_of(2), ""),
        (serial_of(70), ""),
        ("", "临-D07-0001"),
        ("", "临-D07-0002"),
    ]
    store.close()


def test_a_new_block_is_used_as_soon_as_it_comes(tmp_path):
    store = make_store(tmp_path / "s", serials=0)
    with store.writing() as db:
        assert serials.take(db, device="D07")[0] == ""
    briefing.apply(store, [], 2, [SerialBlock(first=9, last=10)])
    with store.writing() as db:
        assert serials.take(db, device="D07") == (serial_of(9), "")
        assert serials.left(db) == 1
    store.close()


def test_receipts_are_numbered_by_device(store):
    with store.writing() as db:
        assert [serials.receipt_number(db, device="D07") for _ in range(2)] == ["R-D07-0001", "R-D07-0002"]


def test_a_hundred_new_lives_leave_provisional_numbers_and_none_comes_twice(tmp_path):
    store = make_store(tmp_path / "s", serials=0)
    taken = []
    with store.writing() as db:
        for _ in range(100):
            taken += [serials.take(db, device="D07")[1] for _ in range(3)]
            counters.begin_life(db, TEN)
        assert len(set(taken)) == 300
        db.conn.execute("UPDATE counters SET provisionals = 99998")
        assert serials.take(db, device="D07") == ("", "临-D07-99999")
        with pytest.raises(NotBriefed):
            serials.take(db, device="D07")
    store.close()
