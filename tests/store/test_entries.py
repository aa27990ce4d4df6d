# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Acts entered: an operation with gapless numbers and frozen bytes, in the transaction of its rows."""

import pytest

from fieldkit.acts.enrol import enrol
from fieldkit.acts.serve import serve
from fieldkit.problems import DiskFull, NotBriefed
from fieldkit.protocol.bodies import ServeBody
from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import Operation
from fieldkit.store import ballast, entries, identity
from fieldkit.store.vault import create_store
from tests.support.clock import TEN
from tests.support.factories import CLERK, DESK, KEY, draft, keep_identity
from tests.support.told import waiting


def haircut(store, now=TEN):
    return serve(store, service="haircut", operator=CLERK, desk=DESK, now=now).operation


def test_an_operations_id_is_device_life_and_a_sequence_without_gaps(store):
    life = identity.identity(store).life
    assert [haircut(store) for _ in range(3)] == [f"D07-{life}-{n:06d}" for n in (1, 2, 3)]


def test_an_act_that_fails_takes_no_number(store):
    first = haircut(store)
    with pytest.raises(Exception, match="faulty"):
        enrol(store, uid="u1", draft=draft(1, name=""), operator=CLERK, desk=DESK, now=TEN)
    assert haircut(store)[:-6] + "000002" == first[:-6] + "000002"
    assert [from_bytes(one, Operation).sequence for one in waiting(store)] == [1, 2]


def test_an_operation_says_by_whom_where_and_when(store):
    haircut(store)
    (packed,) = waiting(store)
    told = from_bytes(packed, Operation)
    assert told.kind == "serve"
    assert (told.event, told.site, told.booth, told.operator) == (DESK.event, DESK.site, DESK.booth, CLERK.id)
    assert (told.at, told.clock) == ("2023-11-29T02:00:00.000+00:00", "ok")
    assert from_bytes(told.body, ServeBody) == ServeBody(service="haircut", count=1)


def test_its_bytes_never_change(store):
    enrol(store, uid="u1", draft=draft(1), operator=CLERK, desk=DESK, now=TEN)
    before = waiting(store)
    haircut(store)
    assert waiting(store)[:1] == before
    assert draft(1).document_number.encode() not in before[0]


def test_a_wrong_clock_is_told_and_does_not_spoil_the_next_act(store, clock):
    haircut(store, clock())
    haircut(store, clock.move(days=1))
    haircut(store, clock.move(days=-1, minutes=1))
    assert [from_bytes(one, Operation).clock for one in waiting(store)] == ["ok", "doubtful", "ok"]


def test_nothing_is_entered_before_the_first_briefing(tmp_path):
    store = create_store(tmp_path / "bare", KEY, now=TEN)
    with pytest.raises(NotBriefed):
        haircut(store)
    keep_identity(store)
    with pytest.raises(NotBriefed):
        haircut(store)
    store.close()


def test_no_new_act_is_entered_while_the_ballast_cannot_be_laid(store, monkeypatch):
    ballast.give_up(store.folder)
    monkeypatch.setattr(ballast, "ROOM_FOR_IT", 2**62)
    with pytest.raises(DiskFull):
        haircut(store)
    monkeypatch.undo()
    haircut(store)


def test_an_act_knows_its_union_and_its_day(store):
    with store.reading() as db:
        act = entries.begin(store, db, operator=CLERK, desk=DESK, now=TEN)
    assert act.org_code == "DX-1"
    assert act.today.isoformat() == "2023-11-29"
