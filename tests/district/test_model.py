# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Batches lost, doubled, late, forked, by wire and stick, a district put back: nothing is lost or counted twice."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from sync.db.tables import batch, operation
from sync.district import open_district
from sync.intake import quarantine
from sync.safety.safety import newest_place, raise_safe
from tests.support.devices import id_of
from tests.support.district import NOON
from tests.support.near import NearDevice, near_district

ONE_KIND = "sqlcipher"


class Roads(RuleBasedStateMachine):
    """One device and its copy, a district, and everything that can go wrong between them."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="fieldkit-model-"))
        self.opening = near_district(self.folder)
        self.district = self.opening.__enter__()
        self.device = NearDevice(self.district)
        self.lives = 0
        self.frozen = []  # every envelope of the present life, in order
        self.told = {}  # id of each operation that is in a batch: its bytes
        self.receipts = {}  # head: the first receipt without its level
        self.heads, self.counts = [bytes(32)], []
        self.copied = False
        self.older = None

    def teardown(self):
        self.device.district.close()
        shutil.rmtree(self.folder)

    def freeze_on(self, count):
        operations = [self.device.serve(site=("S1", "S9")[n % 2]) for n in range(count)]
        self.told.update({id_of(raw): raw for raw in operations})
        self.frozen.append(self.device.batch(*operations))
        self.heads.append(self.device.head)
        self.counts.append(count)

    def told_in_earnest(self, *batches):
        """Return the answer to a request that was taken: the nonce may be gone, then one more try brings it."""
        for _ in range(2):
            reply = self.device.tell(*batches)
            if not reply.refused:
                break
        assert reply.refused == ""
        return reply

    def hear(self, reply):
        for receipt in reply.receipts:
            if receipt.level == "held":
                assert self.copied, "held without anybody else"
                continue
            said = (receipt.life, receipt.number, receipt.operations, receipt.words)
            assert self.receipts.setdefault(receipt.head, said) == said

    @rule(count=st.integers(1, 4))
    def freeze(self, count):
        self.freeze_on(count)

    @rule(data=st.data(), stick=st.booleans(), lost=st.booleans())
    def tell_any(self, data, stick, lost):
        """Any batches, in any order, some of them twice; the answer may be lost."""
        if not self.frozen:
            return
        some = data.draw(st.lists(st.sampled_from(self.frozen), max_size=6))
        raw = self.device.ask(*some, **({"nonce": ""} if stick else {}))
        nonce = self.device.nonce
        _, reply = self.device.post(raw, "stick" if stick else "wire")
        assert reply.refused in ("", "stale")
        self.hear(reply)
        if lost:
            self.device.nonce = nonce

    @rule()
    def tell_all(self):
        """A whole round."""
        self.hear(self.told_in_earnest(*self.frozen[-60:]))

    @rule(data=st.data())
    def copy_goes_on(self, data):
        """A copy of the store, made at some time before, tells something else in the same life."""
        number = data.draw(st.integers(0, len(self.frozen)))
        mine = (self.device.number, self.device.head, self.device.sequence)
        self.device.number, self.device.head = number, self.heads[number]
        self.device.sequence = sum(self.counts[:number])
        raw = self.device.batch(self.device.serve(count=7), self.device.serve(site="S9"))
        self.device.number, self.device.head, self.device.sequence = mine
        self.copied = True
        self.hear(self.told_in_earnest(raw))

    @rule(how=st.sampled_from(["adopt", "reject"]))
    def staff_decide(self, how):
        with self.device.district.database.writing() as writing:
            lives = quarantine.held_lives(writing)
            for life in lives:
                quarantine.release(writing, life.device, life.life, how, NOON)
        if any(life.life == self.device.life for life in lives):
            self.lives += 1
            self.device.begin_life(f"{self.lives:08x}")
            self.device.sequence, self.frozen, self.copied = 0, [], False
            self.heads, self.counts = [bytes(32)], []

    @rule()
    def make_safe(self):
        with self.device.district.database.writing() as writing:
            raise_safe(writing, newest_place(writing))

    @rule()
    def keep_a_copy_of_the_district(self):
        self.device.district.close()
        self.older = self.folder / "older"
        shutil.rmtree(self.older, ignore_errors=True)
        shutil.copytree(self.folder / "district", self.older)
        self.reopen()

    @rule()
    def put_the_district_back(self):
        if self.older is None:
            return
        self.device.district.close()
        shutil.rmtree(self.folder / "district")
        shutil.copytree(self.older, self.folder / "district")
        self.reopen()
        self.receipts.clear()  # a fork may be taken the other way round now

    def reopen(self):
        self.device.district = open_district(self.folder / "district")

    @invariant()
    def every_chain_is_whole(self):
        with self.device.district.database.reading() as reading:
            rows = reading.execute(batch.select().order_by(batch.c.life, batch.c.number)).all()
            told = reading.execute(operation.select()).all()
        heads = {}
        for row in rows:
            number, head = heads.get(row.life, (0, bytes(32)))
            assert (row.number, row.prev) == (number + 1, head)
            heads[row.life] = (row.number, row.head)
        assert len({row.id for row in told}) == len(told)

    @invariant()
    def nothing_is_counted_twice(self):
        with self.device.district.database.reading() as reading:
            acts = reading.exec_driver_sql("SELECT count(*) FROM service_record").scalar_one()
            taken = reading.exec_driver_sql(
                "SELECT count(*) FROM operation WHERE verdict = 'accepted'"
            ).scalar_one()
        assert acts == taken

    @rule()
    def in_the_end_all_of_it_is_there(self):
        """Whatever was lost: a device that goes on asking has a receipt for every batch of a life that is not held."""
        reply = self.told_in_earnest(*self.frozen[:60])
        self.hear(reply)
        (standing,) = [one for one in reply.standings if one.life == self.device.life]
        assert self.copied or standing.state == "open"
        if standing.state == "open" and not self.copied:
            rejected = [sum(word.verdict == "rejected" for word in one.words) for one in reply.receipts]
            assert rejected == [count // 2 for count in self.counts[:60]]
            assert len(reply.receipts) == len(self.frozen[:60])
            assert standing.number == len(self.frozen[:60])
            with self.device.district.database.reading() as reading:
                for named, raw in list(self.told.items())[-3:]:
                    if named.split("-")[1] == self.device.life:
                        assert quarantine.told_bytes(reading, named) == raw


@pytest.mark.slow
def test_whatever_happens_on_the_roads_nothing_is_lost_or_counted_twice():
    run_state_machine_as_test(
        Roads,
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
