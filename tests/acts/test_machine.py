# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""One device, a whimsical district, crashes in between: nothing is lost, nothing is there twice, the numbers add up."""

import datetime as dt
import hashlib
import shutil
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, precondition, rule

from fieldkit.acts.amend import amend, amend_as_transfer
from fieldkit.acts.day import day_book, day_numbers
from fieldkit.acts.enrol import enrol
from fieldkit.acts.issue import issue
from fieldkit.acts.look_up import member, search
from fieldkit.acts.outbox import counts, rejections
from fieldkit.acts.retell import retell
from fieldkit.acts.serve import serve, service_counts
from fieldkit.acts.transfer import update
from fieldkit.acts.void import void
from fieldkit.store import batches, checkup, operations
from fieldkit.store.entries import REJECTED, SETTLED
from fieldkit.store.purge import purge
from fieldkit.store.settle import settle
from fieldkit.store.vault import open_store
from tests.support.clock import DAY, Clock
from tests.support.factories import CLERK, DESK, KEY, SITE, draft, known, make_store, phone, resident
from tests.support.told import sign
from tests.support.whims import REFUSALS, Whims


class Booth(RuleBasedStateMachine):
    """Acts at one booth, told to a district that says what it likes, as often as it likes."""

    operations = Bundle("operations")

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = make_store(self.folder / "store", serials=4)
        self.clock = Clock()
        self.entered: dict[str, bytes] = {}
        self.district = Whims()
        self.batched: dict[str, int] = {}
        self.envelopes: dict[int, bytes] = {}
        self.people: dict[str, str] = {}
        self.cursor = 1

    def teardown(self):
        self.store.close()
        shutil.rmtree(self.folder)

    def do(self, act, **more):
        """Act as a clerk; return the operation, '' for what was refused."""
        try:
            done = act(self.store, operator=CLERK, desk=DESK, now=self.clock.move(seconds=7), **more)
        except REFUSALS:
            return multiple()
        operation = done.issue.operation if hasattr(done, "issue") else done.operation
        if operation in self.entered:
            return multiple()
        self.keep()
        return operation

    def keep(self):
        """Remember the bytes of what was entered."""
        with self.store.reading() as db:
            rows = db.execute("SELECT id, raw, digest FROM operations").fetchall()
        now = {id_: digest or hashlib.sha256(raw).digest() for id_, raw, digest in rows}
        assert now.items() >= self.entered.items()
        self.entered = now

    @rule(target=operations, number=st.integers(1, 5))
    def enrols(self, number):
        uid = f"u{number}-{len(self.people)}"
        operation = self.do(enrol, uid=uid, draft=draft(number))
        if isinstance(operation, str):
            self.people[uid] = operation
        return operation

    @rule(number=st.integers(0, 2))
    def enrols_the_same_uid_again(self, number):
        if number < len(self.people):
            uid, operation = list(self.people.items())[number]
            with self.store.reading() as db:
                latest = operations.live(db, operation).id
            again = enrol(
                self.store,
                uid=uid,
                draft=draft(30),
                operator=CLERK,
                desk=DESK,
                now=self.clock.move(seconds=1),
            )
            assert again.operation == latest

    @rule(target=operations, service=st.sampled_from(["haircut", "legal"]), number=st.integers(0, 2))
    def serves(self, service, number):
        uid = list(self.people)[number] if number < len(self.people) else ""
        return self.do(serve, service=service, uid=uid, count=2)

    @rule(target=operations, goods=st.sampled_from(["pack", "soap", "leaflet"]), number=st.integers(0, 2))
    def issues(self, goods, number):
        uid = list(self.people)[number] if number < len(self.people) else ""
        return self.do(issue, uid=uid, goods=goods)

    @precondition(lambda self: self.people)
    @rule(target=operations, number=st.integers(0, 2), new=st.integers(40, 45))
    def updates(self, number, new):
        uid = list(self.people)[number % len(self.people)]
        return self.do(update, uid=uid, phone=phone(new))

    @rule(target=operations, operation=operations, number=st.integers(1, 5))
    def amends(self, operation, number):
        return self.do(amend, operation=operation, draft=draft(number, name="王示例"))

    @rule(target=operations, operation=operations)
    def finds_a_member(self, operation):
        return self.do(amend_as_transfer, operation=operation)

    @rule(target=operations, operation=operations)
    def voids(self, operation):
        return self.do(void, operation=operation, reason="")

    @rule(most_bytes=st.sampled_from([1, 1500, 49_152]))
    def freezes(self, most_bytes):
        batches.freeze(self.store, sign, most_bytes=most_bytes, now=self.clock())

    @rule(
        most=st.integers(1, 5),
        answered=st.integers(0, 5),
        verdicts=st.lists(st.sampled_from(["accepted", "rejected"]), min_size=1, max_size=5),
        level=st.sampled_from(["received", "received", "safe", "held"]),
    )
    def syncs(self, most, answered, verdicts, level):
        """The district answers some of what was sent; the rest of its reply was cut."""
        self.hear(self.send(most)[:answered], verdicts, level)

    @rule(verdicts=st.lists(st.sampled_from(["accepted", "rejected", "conflict"]), min_size=1, max_size=4))
    def hears_of_everything(self, verdicts):
        """A whole round: the district answers all that waits; then nothing waits, whatever the answers were."""
        with self.store.writing() as db:
            db.execute("UPDATE batches SET level = 0 WHERE level = 3")
        while sent := self.send(20):
            self.hear(sent, verdicts, "received")
        assert counts(self.store).waiting == 0

    def send(self, most):
        """Freeze, and return what is to be sent."""
        batches.freeze(self.store, sign, now=self.clock())
        return batches.to_send(self.store, most=most, most_bytes=1 << 30)

    def hear(self, sent, verdicts, level):
        """Let the district have its word on what was sent."""
        settle(self.store, self.district.answer(sent, verdicts, level), [], self.clock())

    @precondition(lambda self: any(one.code == "conflict" for one in rejections(self.store)))
    @rule(target=operations)
    def tells_a_conflict_anew(self):
        found = next(one for one in rejections(self.store) if one.code == "conflict")
        return self.do(retell, operation=found.operation)

    @rule()
    def hears_again(self):
        """Every receipt so far comes once more, and then again."""
        before = counts(self.store), rejections(self.store)
        settle(self.store, 2 * self.district.receipts, [], self.clock())
        assert (counts(self.store), rejections(self.store)) == before

    @rule()
    def what_is_over_and_safe_is_purged(self):
        """Tomorrow's purge: nothing is counted otherwise, and the chain still holds."""
        before = counts(self.store), rejections(self.store)
        purge(self.store, self.clock() + dt.timedelta(days=1))
        assert (counts(self.store), rejections(self.store)) == before
        checkup.check_chains(self.store)

    @precondition(lambda self: counts(self.store).attention)
    @rule(target=operations, how=st.sampled_from([amend, amend_as_transfer, void]))
    def settles_a_rejection(self, how):
        refused = rejections(self.store)[0]
        if how is void or refused.kind not in ("enrol", "amend"):
            return self.do(void, operation=refused.operation, reason="")
        more = {"draft": draft(len(self.entered) + 50)} if how is amend else {}
        return self.do(how, operation=refused.operation, **more)

    @rule(number=st.integers(1, 9), name=st.sampled_from(["王示例", "李样本"]))
    def is_briefed(self, number, name):
        from fieldkit.store import briefing

        self.cursor += 1
        briefing.apply(self.store, [known(f"m{number}", name, document=resident(number + 20))], self.cursor)

    @rule()
    def crashes(self):
        """The program ends without a word; the next start finds what was committed."""
        self.store.close()
        self.store = open_store(self.folder / "store", KEY)

    @invariant()
    def nothing_is_lost_and_nothing_is_there_twice(self):
        self.keep()
        with self.store.reading() as db:
            sequences = [row[0] for row in db.execute("SELECT sequence FROM operations ORDER BY place")]
            numbers = [
                row[0]
                for row in db.execute(
                    "SELECT coalesce(nullif(provisional, ''), serial) FROM members WHERE enrolment <> ''"
                )
            ]
            uids = [row[0] for row in db.execute("SELECT DISTINCT uid FROM enrolments")]
            lives = [row[0] for row in db.execute("SELECT life FROM operations ORDER BY place")]
            receipts = [row[0] for row in db.execute("SELECT receipt_number FROM issues")]
        counted = Counter()
        for life, sequence in zip(lives, sequences, strict=True):
            counted[life] += 1
            assert sequence == counted[life]
        assert len(sequences) == len(self.entered)
        assert len(receipts) == len(set(receipts))
        assert len(numbers) == len(set(numbers)) == len(self.people)
        assert sorted(uids) == sorted(self.people)

    @invariant()
    def the_numbers_add_up(self):
        now = counts(self.store)
        assert now.recorded == len(self.entered) == now.confirmed + now.attention + now.waiting
        assert now.attention == len(rejections(self.store))
        accepted = sum(verdict == "accepted" for verdict in self.district.words.values())
        assert accepted <= now.confirmed <= len(self.district.words)
        with self.store.reading() as db:
            rows = db.execute("SELECT id, standing, settled_by FROM operations").fetchall()
        standings = {id_: standing for id_, standing, _ in rows}
        for _, standing, by in rows:
            assert standing != SETTLED or standings[by] != REJECTED

    @invariant()
    def what_waits_is_what_has_no_word_yet(self):
        with self.store.reading() as db:
            waiting = {row[0] for row in db.execute("SELECT id FROM operations WHERE standing = 0")}
        assert waiting == self.entered.keys() - self.district.words.keys()
        assert counts(self.store).held <= len(waiting)

    @invariant()
    def every_operation_is_in_at_most_one_batch_of_bytes_that_never_change(self):
        with self.store.reading() as db:
            batched = dict(db.execute("SELECT id, batch FROM operations WHERE batch <> 0").fetchall())
            envelopes = dict(db.execute("SELECT place, envelope FROM batches").fetchall())
            sizes = dict(db.execute("SELECT place, operations FROM batches").fetchall())
        assert batched.items() >= self.batched.items()
        assert Counter(batched.values()) == sizes
        for place, envelope in envelopes.items():
            assert envelope in (b"", self.envelopes.setdefault(place, envelope))
        self.batched = batched

    @invariant()
    def stock_and_services_balance(self):
        span = day_numbers(self.store, desk=DESK, day=DAY)
        left = {stock.goods: stock.left for stock in day_book(self.store).stocks if stock.site == SITE}
        with self.store.reading() as db:
            issued = dict(
                db.execute(
                    "SELECT goods, sum(quantity) FROM issues WHERE voided = 0 GROUP BY goods"
                ).fetchall()
            )
            doubles = db.execute(
                "SELECT count(*) FROM (SELECT 1 FROM issues WHERE voided = 0 AND goods <> 'leaflet' AND tag <> ''"
                " GROUP BY goods, tag HAVING count(*) > 1)"
            ).fetchone()[0]
        assert {
            goods: opening - issued.get(goods, 0)
            for goods, opening in (("pack", 50), ("soap", 2), ("leaflet", 100))
        } == left
        assert span.services == sum(one.count for one in service_counts(self.store, desk=DESK, day=DAY))
        assert doubles == 0

    @invariant()
    def whoever_is_found_is_there(self):
        for line in search(self.store, text="王"):
            assert member(self.store, uid=line.uid).uid == line.uid


Booth.TestCase.settings = settings(max_examples=100, stateful_step_count=40)
TestBooth = Booth.TestCase
