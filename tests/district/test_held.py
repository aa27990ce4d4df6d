# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A held life: its batches follow one another, have a bound, and what they tell is found by its id."""

import contextlib
import datetime as dt
import hashlib
import secrets

import pytest
from sqlalchemy import func, inspect, select, text

from fieldkit.protocol.messages import ExchangeReply
from fieldkit.seals import envelope
from sync.db import migrations
from sync.db.migrate import form_of, migrate
from sync.db.tables import held_batch, held_operation, part
from sync.intake import chain, kept, parts
from sync.intake.exchange import exchange
from tests.district.test_chain import fork, opened, release
from tests.district.test_postgres import of
from tests.support import postgres
from tests.support.devices import enrol_body, id_of

NOON = dt.datetime(2023, 11, 29, 4, 0, tzinfo=dt.UTC)


def held_by(device):
    """Give what a copy of ``device`` told after the fork: its first batch, held by now; the copy goes on."""
    _, ours, others, theirs, copy = fork(device, theirs=2)
    levels = [one.level for one in device.tell(ours, theirs).receipts]
    assert levels == ["received", "held"]
    device.number, device.head, device.sequence = copy
    return others, theirs


def by_hand(one, device, *batches, parts=()):
    """Let the district ``one`` itself take ``batches``; return what it says."""
    answer = exchange(one, device.ask(*batches, parts=parts), NOON)
    reply, _ = device.opened(answer.body, envelope.REPLY, ExchangeReply, device.district_key)
    device.nonce = reply.nonce
    return reply


def test_a_held_life_keeps_what_follows_and_no_invented_numbers(device, district):
    held_by(device)
    follows = [device.batch(device.serve()) for _ in range(2)]
    assert [one.level for one in device.tell(*follows).receipts] == ["held", "held"]
    stray = device.batch(device.serve(), number=10_000, prev="ab" * 32, go_on=False)
    skipped = device.batch(device.serve())
    next_but_one = device.batch(device.serve())
    reply = device.tell(stray, next_but_one)
    assert reply.receipts == ()
    assert [(one.number, one.state) for one in reply.standings] == [(1, "held")]
    assert [one.level for one in device.tell(skipped, next_but_one).receipts] == ["held", "held"]
    release(district, device, "adopt")
    late = device.batch(device.serve())
    gap = device.batch(device.serve(), number=device.number + 7)
    assert [one.level for one in device.tell(late, gap).receipts] == ["held"]


def test_what_a_revoked_device_invents_is_a_gap_too(device, district):
    device.exchange(device.serve())
    district.console("revoke", "D01")
    good = device.batch(device.serve())
    wild = [device.batch(device.serve(), number=1000 + n, prev="ab" * 32, go_on=False) for n in range(3)]
    reply = device.tell(good, *wild)
    assert (reply.refused, [one.level for one in reply.receipts]) == ("revoked", ["held"])


@pytest.mark.parametrize("bound", [("MOST_HELD", 3), ("MOST_HELD_BYTES", 4_000)])
def test_what_is_held_of_a_device_has_a_bound_and_nothing_is_lost(device, district, monkeypatch, bound):
    _, theirs = held_by(device)
    more = [device.batch(device.serve()) for _ in range(2)]
    over = device.batch(
        device.serve(), device.operation("serve", b'{"service":"' + secrets.token_hex(4_000).encode() + b'"}')
    )
    with opened(district) as one:
        monkeypatch.setattr(chain, *bound)
        assert [said.level for said in by_hand(one, device, *more).receipts] == ["held", "held"]
        refused = by_hand(one, device, theirs, over)
        assert (refused.refused, refused.receipts, refused.standings) == ("quarantine-full", (), ())
        assert [said.level for said in by_hand(one, device, theirs, *more).receipts] == ["held"] * 3
        life, number, head, sequence = device.life, device.number, device.head, device.sequence
        device.begin_life("00000001")
        assert [said.level for said in by_hand(one, device, device.batch(device.serve())).receipts] == [
            "received"
        ]
        device.life, device.number, device.head, device.sequence = life, number, head, sequence
        release(district, device, "adopt")
        monkeypatch.setattr(chain, "MOST_HELD_BYTES", 20_000)
        assert [said.level for said in by_hand(one, device, over).receipts] == ["held"]


def test_parts_of_a_revoked_device_have_a_bound(device, district, monkeypatch):
    district.console("revoke", "D01")
    with opened(district) as one:
        monkeypatch.setattr(parts, "MOST_REVOKED_BYTES", 1_000)
        first = by_hand(one, device, parts=(b"a" * 600,))
        assert (first.refused, len(first.parts)) == ("revoked", 1)
        assert by_hand(one, device, parts=(b"b" * 600,)).refused == "quarantine-full"
        assert len(by_hand(one, device, parts=(b"a" * 600, b"c" * 300)).parts) == 2
        with one.database.reading() as reading:
            assert reading.execute(select(func.count()).select_from(part)).scalar_one() == 2


def test_what_is_held_is_found_by_its_id(device, district):
    others, _ = held_by(device)
    with opened(district) as one, one.database.reading() as reading:
        assert reading.execute(select(func.count()).select_from(held_operation)).scalar_one() == 2
        digest = reading.execute(select(held_operation.c.digest).limit(1)).scalar_one()
        named = id_of(others[0])
        assert kept.held_otherwise(reading, "D01", {named: b"other", "D01-00000000-000009": b"x"}) == {named}
        told = {id_of(raw): bytes(digest) for raw in others}
        assert len(kept.held_otherwise(reading, "D01", told)) == 1
        assert kept.held_otherwise(reading, "D02", {named: b"other"}) == set()
    release(district, device, "reject")
    with opened(district) as one, one.database.reading() as reading:
        assert reading.execute(select(held_operation)).all() == []


def test_the_step_to_this_form_finds_what_is_held(kind, device, district):
    others, _ = held_by(device)
    with opened(district) as one, contextlib.ExitStack() as closing:
        owner = None
        if kind == "postgresql":
            owner = closing.enter_context(of(one.id.removeprefix("FKD-"), postgres.shared().owner))
        with (owner or one.database).writing() as writing:
            writing.execute(text("DROP TABLE held_operation"))
            writing.execute(
                text(f"CREATE TABLE seal_session ({'district text,' * bool(owner)} number bigint)")
            )
            writing.execute(text("UPDATE alembic_version SET version_num = '0004'"))
        migrate(one.database, owner)
        assert form_of(one.database) == migrations.NEWEST
        with one.database.reading() as reading:
            assert not inspect(reading).has_table("seal_session")
            found = reading.execute(select(held_operation.c.id, held_operation.c.digest)).all()
            assert {(named, bytes(digest)) for named, digest in found} == {
                (id_of(raw), hashlib.sha256(raw).digest()) for raw in others
            }
            heads = set(reading.execute(select(held_operation.c.head)).scalars())
            assert heads == set(reading.execute(select(held_batch.c.head)).scalars())
    body = enrol_body("theirs-0", provisional="临-D01-0001")
    device.begin_life("00000001")
    (said,) = device.say(device.amend(others[0], "enrol", body))
    assert (said.code, said.field) == ("conflict", "replaces")
