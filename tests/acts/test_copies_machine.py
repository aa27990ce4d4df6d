# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Copies of one store, an honest district, lost replies, crashes, restores on both sides: all is told, nothing twice.

Every operation is in exactly one batch, of bytes that never change; in the end everybody has an answer to everything,
and the district holds every byte that any copy has entered.
"""

import contextlib
import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from fieldkit.acts.enrol import AlreadyMember, enrol
from fieldkit.acts.outbox import counts, rejections
from fieldkit.acts.retell import retell
from fieldkit.acts.serve import serve
from fieldkit.acts.void import void
from fieldkit.problems import AlreadyVoided, Conflicted, NotAllowed, Unknown
from fieldkit.store import batches, checkup, identity
from fieldkit.store.levels import SAFE
from fieldkit.store.settle import settle
from fieldkit.store.vault import open_store
from tests.support.clock import Clock
from tests.support.factories import CLERK, DESK, KEY, draft, make_store
from tests.support.ledger import Ledger
from tests.support.told import MUCH, sign

MOST_STORES = 3
ROUNDS = 60

whiches = st.integers(0, MOST_STORES - 1)


class Copies(RuleBasedStateMachine):
    """Up to three copies of one device's store, and a district that keeps to the protocol."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.stores = [make_store(self.folder / "store-0")]
        self.clock = Clock()
        self.people = 0
        self.ledger = Ledger(lambda _: len(self.ledger.said) % 4 != 3)
        self.frozen: dict[tuple[int, int], bytes] = {}
        self.replies: dict[int, list] = {0: []}
        self.image: tuple[Path, int] | None = None
        self.images = 0

    def teardown(self):
        try:
            self.everything_is_answered_in_the_end()
        finally:
            for store in self.stores:
                store.close()
            shutil.rmtree(self.folder)

    def pick(self, which):
        return which % len(self.stores)

    def by(self):
        return {"operator": CLERK, "desk": DESK, "now": self.clock.move(seconds=7)}

    @rule(which=whiches, acts=st.lists(st.sampled_from(["enrol", "serve", "void"]), min_size=1, max_size=4))
    def works(self, which, acts):
        for act in acts:
            getattr(self, act)(self.stores[self.pick(which)])

    def enrol(self, store):
        self.people += 1
        with contextlib.suppress(AlreadyMember):
            enrol(store, uid=f"u{self.people}", draft=draft(self.people), **self.by())

    def serve(self, store):
        serve(store, service="haircut", **self.by())

    def void(self, store):
        with store.reading() as db:
            found = db.execute("SELECT id FROM operations WHERE voided = 0 ORDER BY place DESC").fetchone()
        if found:
            with contextlib.suppress(AlreadyVoided, NotAllowed, Conflicted):
                void(store, operation=found[0], reason="", **self.by())

    @rule(which=whiches)
    def works_and_syncs(self, which):
        which = self.pick(which)
        self.enrol(self.stores[which])
        self.serve(self.stores[which])
        self.exchange(which)

    @rule(which=whiches, most_bytes=st.sampled_from([1, 1200, 49_152]))
    def freezes(self, which, most_bytes):
        batches.freeze(self.stores[self.pick(which)], sign, most_bytes=most_bytes, now=self.clock())

    @rule(which=whiches, most=st.sampled_from([64, 1, 0]), heard=st.booleans())
    def exchanges(self, which, most, heard):
        """One request; its reply may be lost, or come later."""
        self.exchange(self.pick(which), most=most, heard=heard)

    def exchange(self, which, *, most=64, heard=True):
        store = self.stores[which]
        batches.freeze(store, sign, now=self.clock())
        told = batches.to_send(store, most=most, most_bytes=MUCH) if most else ()
        reply = self.ledger.answer(told, batches.chains(store))
        self.replies[which].append(reply)
        if heard:
            settle(store, *reply, self.clock.move(seconds=1))
            before = counts(store), rejections(store)
            settle(store, *reply, self.clock())
            now = counts(store), rejections(store)
            assert (now[0].recorded, now[0].confirmed, now[0].attention, now[1]) == (
                before[0].recorded,
                before[0].confirmed,
                before[0].attention,
                before[1],
            )

    @rule(which=whiches, back=st.integers(1, 4))
    def an_old_reply_comes_by_stick(self, which, back):
        which = self.pick(which)
        if len(self.replies[which]) >= back:
            settle(self.stores[which], *self.replies[which][-back], self.clock())

    @rule(which=whiches, point=st.sampled_from(["sign", "settle"]))
    def is_cut_off(self, which, point):
        """A crash in the middle of freezing or settling, then the next start."""
        which = self.pick(which)
        store = self.stores[which]

        def dies(_):
            raise SystemExit

        try:
            if point == "sign":
                batches.freeze(store, dies, now=self.clock())
            else:
                told = batches.to_send(store, most_bytes=MUCH)
                receipts, _ = self.ledger.answer(told, ())
                settle(store, receipts, map(dies, [1]), self.clock())
        except SystemExit:
            pass
        store.close()
        self.stores[which] = open_store(store.folder, KEY)

    @precondition(lambda self: len(self.stores) < MOST_STORES)
    @rule(which=whiches)
    def is_copied(self, which):
        """Somebody copies the folder; from then on both go on."""
        which = self.pick(which)
        old, new = self.stores[which], len(self.stores)
        old.close()
        shutil.copytree(old.folder, self.folder / f"store-{new}")
        self.stores[which] = open_store(old.folder, KEY)
        self.stores.append(open_store(self.folder / f"store-{new}", KEY))
        self.replies[new] = list(self.replies[which])
        for (owner, place), raw in list(self.frozen.items()):
            if owner == which:
                self.frozen[new, place] = raw
        for store in (self.stores[which], self.stores[new]):
            self.serve(store)

    @rule(which=whiches)
    def an_image_is_kept(self, which):
        which = self.pick(which)
        store = self.stores[which]
        store.close()
        self.images += 1
        self.image = self.folder / f"image-{self.images}", which
        shutil.copytree(store.folder, self.image[0])
        self.stores[which] = open_store(store.folder, KEY)

    @precondition(lambda self: self.image is not None)
    @rule()
    def an_image_is_put_back(self):
        """The store goes back in time, and does not know it. What it had entered since is lost to it."""
        image, which = self.image
        store = self.stores[which]
        store.close()
        shutil.rmtree(store.folder)
        shutil.copytree(image, store.folder)
        self.stores[which] = open_store(store.folder, KEY)
        self.frozen = {key: raw for key, raw in self.frozen.items() if key[0] != which}
        self.replies[which] = []

    @rule(which=whiches)
    def begins_a_new_life_as_the_keyring_tells_it(self, which):
        identity.new_life(self.stores[self.pick(which)], now=self.clock())

    @precondition(lambda self: self.ledger.books.held)
    @rule(adopt=st.booleans())
    def staff_decide(self, adopt):
        self.ledger.decide(adopt)

    @precondition(lambda self: len(self.ledger.books.words) > len(self.ledger.backup.words) + 1)
    @rule()
    def the_district_is_backed_up(self):
        self.ledger.back_up()

    @precondition(lambda self: len(self.ledger.books.words) > len(self.ledger.backup.words))
    @rule()
    def the_district_is_restored(self):
        self.ledger.restore()

    @precondition(lambda self: any(rejections(store) for store in self.stores))
    @rule(which=whiches)
    def a_clerk_tells_a_conflict_anew(self, which):
        self.retell_one(self.stores[self.pick(which)])

    def retell_one(self, store):
        """Tell a conflict anew; return False when there is none, but such as was told anew and refused for itself."""
        for one in rejections(store):
            if one.code == "conflict":
                try:
                    retell(store, operation=one.operation, **self.by())
                except Unknown:
                    continue
                return True
        return False

    @invariant()
    def every_operation_is_in_at_most_one_batch_of_bytes_that_never_change(self):
        for which, store in enumerate(self.stores):
            with store.reading() as db:
                rows = db.execute("SELECT place, envelope FROM batches").fetchall()
                told = db.execute("SELECT batch, count(*) FROM operations WHERE batch <> 0 GROUP BY batch")
                assert dict(told.fetchall()) == dict(
                    db.execute("SELECT place, operations FROM batches").fetchall()
                )
            for place, raw in rows:
                assert self.frozen.setdefault((which, place), raw) == raw

    @invariant()
    def the_chains_hold_and_the_numbers_add_up(self):
        for store in self.stores:
            checked = checkup.check_chains(store)
            now = counts(store)
            assert now.recorded == checked.operations == now.confirmed + now.attention + now.waiting
            assert now.attention == len(rejections(store))
            assert now.safe <= now.confirmed
            assert now.held <= now.waiting

    @invariant()
    def what_is_safe_here_is_in_the_districts_backup(self):
        for store in self.stores:
            with store.reading() as db:
                heads = db.execute("SELECT head FROM batches WHERE level = ?", [SAFE]).fetchall()
            assert all(bytes(head) in self.ledger.backup.words for (head,) in heads)

    def everything_is_answered_in_the_end(self):
        """Staff and clerks do their work, everybody syncs: nothing waits, and every byte is with the district."""
        for _ in range(ROUNDS):
            retold = False
            for which, store in enumerate(self.stores):
                self.exchange(which)
                retold = self.retell_one(store) or retold
            self.ledger.decide(adopt=True)
            self.clock.move(hours=2)
            self.ledger.back_up()
            if not retold and all(self.is_quiet(store) for store in self.stores):
                break
        now = [counts(store) for store in self.stores]
        assert all(one.waiting == 0 for one in now), now
        held = {*self.ledger.books.operations.values(), *self.ledger.books.strays}
        for store in self.stores:
            with store.reading() as db:
                raws = [bytes(raw) for (raw,) in db.execute("SELECT raw FROM operations").fetchall()]
                late = db.execute("SELECT count(*) FROM batches WHERE level <> ?", [SAFE]).fetchone()[0]
            assert held.issuperset(raws)
            assert late == 0

    def is_quiet(self, store):
        with store.reading() as db:
            late = db.execute("SELECT count(*) FROM batches WHERE level <> ?", [SAFE]).fetchone()[0]
        return not (late or batches.waits(store))


Copies.TestCase.settings = settings(max_examples=50, stateful_step_count=30)
TestCopies = Copies.TestCase
