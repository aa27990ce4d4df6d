# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The reference in memory is what was committed: what a writer saw and undid is judged by for nobody."""

import contextlib
import datetime as dt

import pytest
from sqlalchemy import select, update

from fieldkit.protocol.messages import ExchangeReply
from fieldkit.seals import envelope
from sync.db.notes import next_number, set_number
from sync.db.tables import briefing_row
from sync.intake.exchange import exchange
from tests.district.test_chain import opened
from tests.support.devices import words

NOON = dt.datetime(2023, 11, 29, 4, 0, tzinfo=dt.UTC)


class Undone(Exception):
    """The writer's transaction comes to nothing."""


def rename(writing, old, new):
    """Let the site ``old`` be ``new``, as the next change of the briefing."""
    row = briefing_row.c
    number = next_number(writing, "cursor")
    set_number(writing, "cursor", number)
    of_site = (row.topic == "site") & (row.key == old)
    body = writing.execute(select(row.body).where(of_site)).scalar_one()
    told = bytes(body).replace(old.encode(), new.encode())
    writing.execute(update(briefing_row).where(of_site).values(key=new, body=told, cursor=number))


def test_what_a_writer_undid_is_kept_by_nobody(device, district):
    with opened(district) as one:
        one.current()
        with contextlib.suppress(Undone), one.database.writing() as writing:
            rename(writing, "S1", "S8")
            assert "S8" in one.reference.current(writing, writes=True).sites
            raise Undone
        with one.database.writing() as writing:
            rename(writing, "S1", "S7")  # under the same number
        assert "S8" not in one.current().sites
        told = [device.serve(site=site) for site in ("S7", "S8")]
        answer = exchange(one, device.ask(device.batch(*told)), NOON)
        reply, _ = device.opened(answer.body, envelope.REPLY, ExchangeReply, device.district_key)
        assert [said.code for said in words(reply.receipts[0], *told)] == ["", "unknown-site"]


@pytest.mark.parametrize("times", [1, 2])
def test_what_an_exchange_saw_is_read_once_and_kept(device, district, times):
    with opened(district) as one:
        one.current()
        with one.database.writing() as writing:
            rename(writing, "S1", "S7")
        for _ in range(times):
            answer = exchange(one, device.ask(device.batch(device.serve(site="S7"))), NOON)
            reply, _ = device.opened(answer.body, envelope.REPLY, ExchangeReply, device.district_key)
            device.nonce = reply.nonce
            assert reply.receipts[0].words == ()
            assert not one.reference.behind
        kept = one.reference._kept
        assert "S7" in kept.sites
        assert one.current() is kept
