# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""No question of a booth's day reads a whole table that grows: each is answered by an index."""

import re

import pytest
import sqlite_utils

from fieldkit.acts import amend, day, enrol, issue, look_up, papers, serve, transfer, void, withdraw
from fieldkit.acts import outbox as standing
from fieldkit.domain.consents import ConsentKind
from fieldkit.domain.papers import PaperKind
from fieldkit.rehearsal.filing import filed
from fieldkit.store import batches, briefing, newest, parts, prints
from tests.support.clock import DAY, TEN
from tests.support.factories import (
    CLERK,
    DESK,
    consents,
    draft,
    known,
    name_of,
    phone,
    rejected,
    resident,
)
from tests.support.told import answer, hear, to_send

GROWING = (
    "members",
    "operations",
    "issues",
    "service_records",
    "prints",
    "print_orders",
    "batches",
    "parts",
    "seal_sessions",
    "identities_in_clear",
)
WHOLE = {
    "SELECT standing, count(*) FROM operations GROUP BY standing",  # a covering index
    "SELECT coalesce(max(id), 0) + 1 FROM members",
    "SELECT life, sequence FROM operations ORDER BY place DESC LIMIT 1",
    "SELECT head FROM operations ORDER BY place DESC LIMIT 1",
    "SELECT place, life, sequence FROM operations ORDER BY place DESC LIMIT 1",
    "SELECT place FROM batches ORDER BY place",  # the test's own question
}


class Listening:
    """A connection that remembers what it was asked."""

    def __init__(self, connection):
        self._connection = connection
        self.asked = set()

    def __getattr__(self, name):
        return getattr(self._connection, name)

    def execute(self, statement, *values):
        self.asked.add(statement)
        return self._connection.execute(statement, *values)


@pytest.fixture
def heard(store):
    """Play every act once; return what the store was asked, and the store."""
    listening = Listening(store._db.conn)
    store._db.conn = listening
    by = {"operator": CLERK, "desk": DESK, "now": TEN}
    briefing.apply(store, [known("m1", "王示例", document=resident(9), serial="FK-0000-0900-8")], 2)
    for number in (1, 2):
        enrol.enrol(store, uid=f"u{number}", draft=draft(number), **by)
    first = standing.counts(store) and to_send(store)[0].operations[0]
    hear(store, [rejected(first)])
    briefing.apply(store, [known("u1", "李示例")], 3)
    standing.rejections(store)
    amend.amend(store, operation=first, draft=draft(1, name="王示例"), **by)
    amend.amend_as_transfer(store, operation=first, **by)
    enrol.lookalikes(
        store, document_kind="resident", document_number=resident(2), phone=phone(2), name=name_of(2)
    )
    for text in ("王", resident(2), phone(2), "FK-0000-0900-8", ""):
        look_up.search(store, text=text)
    transfer.transfer(store, uid="m1", employer="", phone="", employment_group="", consents=consents(), **by)
    withdraw.withdraw(store, uid="m1", consent=ConsentKind.BANK, **by)
    serve.serve(store, service="legal", uid="u2", **by)
    handed = issue.issue(store, uid="u2", goods="pack", **by).issue.operation
    issue.entitlements(store, uid="m1", desk=DESK)
    filed(store, kind=PaperKind.CARD, about="u2", operator=CLERK, now=TEN)
    papers.receipt(store, operation=handed, copy=1)
    papers.application(store, uid="u2")
    papers.prints(store, about="u2")
    void.void(store, operation=handed, reason="", **by)
    sync(store)
    standing.counts(store)
    day.day_book(store)
    day.day_numbers(store, desk=DESK, day=DAY)
    watched(store)
    store._db.conn = listening._connection
    return listening.asked, store


def watched(store):
    """Ask what is asked beside the work every few seconds."""
    with store.reading() as db:
        at = newest.newest(db)
        assert newest.acts(db) >= at.sequence > 3
        assert newest.holds(db, at)
        life, number = db.conn.execute("SELECT life, sequence FROM operations WHERE place = 2").fetchone()
        earlier = db.conn.execute("SELECT head FROM operations WHERE place = 2").fetchone()[0].hex()
        assert newest.holds(db, newest.Newest(life, number, earlier))
        assert not newest.holds(db, newest.Newest(life, number, at.head))
        assert not newest.holds(db, newest.Newest(life, at.sequence + 1, at.head))
        newest.last_round(db)


def sync(store):
    """Ask all that a sync round asks."""
    answer(store, level="safe")
    batches.chains(store)
    batches.waits(store)
    parts.to_send(store, most_bytes=1 << 20)


def test_every_question_is_answered_by_an_index(heard):
    asked, store = heard
    assert len(asked) > 60
    scans = []
    with store.reading() as db:
        assert isinstance(db, sqlite_utils.Database)
        for statement in asked - WHOLE:
            if not re.match("SELECT|UPDATE|DELETE", statement):
                continue
            marks = [""] * statement.count("?")
            for row in db.execute("EXPLAIN QUERY PLAN " + statement, marks):
                found = re.match(r"SCAN (\w+)", row[3])
                short = {"o": "operations", "m": "members", "b": "batches", "p": "parts"}
                table = found and short.get(found[1], found[1])
                if table in GROWING and "members_here" not in row[3]:
                    scans.append((statement, row[3]))
    assert scans == []


def test_the_latest_act_on_members_of_a_sheet_is_found_by_them_and_not_among_all_acts(store):
    with store.reading() as db:
        genuine, db.conn = db.conn, Listening(db.conn)
        prints.stands_by(db, "u1")
        asked, db.conn = db.conn.asked, genuine
        (statement,) = [one for one in asked if "FROM operations" in one]
        plan = " ".join(row[3] for row in db.execute("EXPLAIN QUERY PLAN " + statement, [""]))
    assert "operations_uid" in plan, "a run of a thousand sheets asks this of each"
