# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Identities are sealed to the registrars as they are entered: the registrar reads them, this device cannot."""

import pytest

from fieldkit.acts.enrol import enrol
from fieldkit.acts.transfer import update
from fieldkit.problems import NotBriefed
from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import Operation, SealSession
from fieldkit.seals import boxes
from fieldkit.store import identity, sealing, trust
from fieldkit.store.vault import open_store
from tests.support.clock import TEN
from tests.support.factories import (
    CLERK,
    DESK,
    KEY,
    OTHER_SITE,
    REGISTRAR_KEY,
    SITE,
    draft,
    phone,
    registrar,
    resident,
    trust_list,
)
from tests.support.told import freeze, opened, to_send, waiting

BY = {"operator": CLERK, "desk": DESK, "now": TEN}


def enrolled(store, number=1, **more):
    return enrol(store, uid=f"u{number}", draft=draft(number, **more), **BY).operation


def sessions(store):
    with store.reading() as db:
        return [
            from_bytes(boxes_, SealSession)
            for (boxes_,) in db.execute("SELECT boxes FROM seal_sessions ORDER BY life, number")
        ]


def numbers(store):
    with store.reading() as db:
        return [row[0] for row in db.execute("SELECT session FROM operations ORDER BY place")]


def test_the_registrar_reads_what_was_typed_and_nobody_else_can(store):
    enrolled(store)
    update(store, uid="u1", phone="", **BY)
    update(store, uid="u1", employer="示例", **BY)
    assert opened(store) == [(resident(1), phone(1)), ("", ""), ("", "")]
    assert numbers(store) == [1, 1, 0]
    for raw in (*waiting(store), *(one.envelope for one in to_send(store))):
        assert resident(1).encode() not in raw
        assert phone(1).encode() not in raw


def test_one_session_goes_on_until_the_program_starts_anew(store):
    enrolled(store, 1)
    enrolled(store, 2)
    store.close()
    again = open_store(store.folder, KEY)
    enrolled(again, 3)
    assert numbers(again) == [1, 1, 2]
    assert opened(again) == [(resident(n), phone(n)) for n in (1, 2, 3)]
    again.close()


def test_a_sessions_key_is_on_no_disk(store):
    enrolled(store)
    key = store.kept["sealing"].key
    with store.reading() as db:
        dump = "\n".join(db.conn.iterdump()) if hasattr(db.conn, "iterdump") else ""
        rows = db.execute("SELECT boxes FROM seal_sessions").fetchall()
    assert key.hex() not in dump.lower()
    assert key not in bytes(rows[0][0])


def test_a_new_session_begins_after_some_hundred_identities_and_in_a_new_life(store, monkeypatch):
    monkeypatch.setattr(sealing, "MOST_IDENTITIES", 2)
    for number in (1, 2, 3):
        enrolled(store, number)
    identity.new_life(store, now=TEN)
    enrolled(store, 4)
    assert numbers(store) == [1, 1, 2, 1]
    assert opened(store) == [(resident(n), phone(n)) for n in (1, 2, 3, 4)]


def enrol_and_fail(store):
    with store.writing():
        enrolled(store)
        raise RuntimeError


def test_a_session_whose_beginning_was_rolled_back_begins_anew(store):
    with pytest.raises(RuntimeError):
        enrol_and_fail(store)
    enrolled(store)
    assert opened(store) == [(resident(1), phone(1))]


def test_a_new_registrar_reads_what_is_entered_from_then_on(store):
    enrolled(store, 1)
    other = boxes.load_sealing_key(b"\x55" * 32)
    trust.keep(store, trust_list(2, registrars=(registrar(), registrar(key=other))), b"")
    enrolled(store, 2)
    assert [len(one.boxes) for one in sessions(store)] == [1, 2]
    assert {box.registrar for box in sessions(store)[1].boxes} == {
        registrar().key_id,
        registrar(key=other).key_id,
    }


def test_a_registrar_of_a_town_reads_that_town_only(store):
    trust.keep(store, trust_list(2, registrars=(registrar("DX-1"),)), b"")
    enrolled(store, 1)
    elsewhere = {**BY, "desk": type(DESK)(DESK.event, OTHER_SITE, "1")}
    with pytest.raises(NotBriefed):
        enrol(store, uid="u2", draft=draft(2), **elsewhere)
    with store.reading() as db:
        assert [one.town for one in trust.registrars_for(store, db, SITE)] == ["DX-1"]
        assert trust.registrars_for(store, db, OTHER_SITE) == ()


def test_a_registrar_of_a_union_above_reads_too_and_a_site_nobody_knows_counts_as_the_devices_town(store):
    trust.keep(store, trust_list(2, registrars=(registrar("DX"), registrar("DX-1"))), b"")
    with store.reading() as db:
        assert [one.town for one in trust.registrars_for(store, db, OTHER_SITE)] == ["DX"]
        assert [one.town for one in trust.registrars_for(store, db, "S9")] == ["DX-1"]


def test_where_nobody_could_read_it_nobody_is_enrolled(store):
    trust.keep(store, trust_list(2, registrars=()), b"")
    with pytest.raises(NotBriefed):
        enrolled(store)
    bad = type(registrar())(key_id="00" * 8, name="坏", town="", sealing_key=bytes(32))
    trust.keep(store, trust_list(3, registrars=(bad,)), b"")
    with pytest.raises(NotBriefed):
        enrolled(store)
    trust.keep(store, trust_list(4, registrars=(bad, registrar())), b"")
    enrolled(store)
    assert opened(store) == [(resident(1), phone(1))]


def test_a_batch_brings_the_sessions_of_its_operations_and_no_others(store, monkeypatch):
    monkeypatch.setattr(sealing, "MOST_IDENTITIES", 1)
    for number in (1, 2):
        enrolled(store, number)
    assert freeze(store, most_bytes=1) == 2
    operation = from_bytes(waiting(store)[1], Operation)
    assert operation.sequence == 2
    life = identity.identity(store).life
    with store.reading() as db:
        assert sealing.told(db, life, 2, of=life).number == 2
    assert boxes.sealing_public_bytes(REGISTRAR_KEY) == registrar().sealing_key
