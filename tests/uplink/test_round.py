# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A whole round with a real store and a real district over TLS: all of it arrives, once, whatever the line does."""

import contextlib
import dataclasses
import datetime as dt
import shutil
import threading

import msgspec
import pytest

from fieldkit import problems
from fieldkit.acts.enrol import enrol
from fieldkit.acts.outbox import counts, rejections, rounds
from fieldkit.acts.serve import serve
from fieldkit.domain.desk import Desk
from fieldkit.protocol.messages import Change
from fieldkit.rehearsal.cuts import CuttingProxy
from fieldkit.store import batches, freezing, serials
from fieldkit.store.briefing import cursor
from fieldkit.store.clock import is_doubtful
from fieldkit.store.identity import identity, keep_identity, keep_nonce, nonce
from fieldkit.store.settle import Settled
from fieldkit.store.vault import open_store
from fieldkit.uplink import round as rooms
from fieldkit.uplink import taking
from fieldkit.uplink.district import District as Theirs
from fieldkit.uplink.line import Line
from fieldkit.uplink.pace import pace_of
from fieldkit.uplink.round import sync
from fieldkit.work import Progress, Quiet, Step
from sync.trust.authority import new_authority
from tests.support.district import NOON
from tests.support.factories import VOLUNTEER, draft
from tests.support.impostor import TODAY
from tests.uplink.conftest import KEY

OURS = new_authority("示例区总工会", TODAY)
DESK = Desk("E1", "S1", "1")


def at(minutes=0):
    return NOON + dt.timedelta(minutes=minutes)


def work(store, people=0, visitors=0):
    """Enrol some people and count some visitors."""
    for number in range(people):
        told = draft(number + 1, employment_group="courier", platform="示例平台")
        enrol(store, uid=f"u-{number}", draft=told, operator=VOLUNTEER, desk=DESK, now=at())
    for _ in range(visitors):
        serve(store, service="legal", count=2, operator=VOLUNTEER, desk=DESK, now=at())


def three(store):
    """Return what was recorded, confirmed, needs attention, waits."""
    now = counts(store)
    return now.recorded, now.confirmed, now.attention, now.waiting


@pytest.fixture
def small(monkeypatch):
    """Freeze ten acts to a batch, and send one batch a request."""
    genuine = batches.freeze, batches.to_send
    monkeypatch.setattr(freezing, "MAX_OPERATIONS", 10)
    monkeypatch.setattr(
        rooms.batches,
        "to_send",
        lambda store, besides=0, **_: genuine[1](store, most=1, most_bytes=0, besides=besides),
    )


def redirect(store, address, **changed):
    """Let the store's device dial another address."""
    kept = dataclasses.asdict(identity(store))
    kept.pop("life")
    word = nonce(store)
    keep_identity(store, **{**kept, **changed, "address": address})
    keep_nonce(store, word)


class Report:
    """A report that remembers, and asks to stop after some exchanges."""

    def __init__(self, exchanges=1000):
        self.told = []
        self.exchanges = exchanges

    @property
    def asked_to_stop(self):
        return sum(one.step is Step.APPLYING for one in self.told) >= self.exchanges

    def tell(self, progress: Progress):
        self.told.append(progress)


def test_a_round_brings_everything_up_and_down(store, district):
    work(store, people=3, visitors=4)
    assert counts(store).waiting == 7
    outcome = sync(store, report=Quiet(), clock=at)
    assert (outcome.sent, outcome.accepted, outcome.rejected, outcome.outcome) == (7, 7, 0, "done")
    assert {"outbox", "members"} <= outcome.touched.kinds
    assert three(store) == (7, 7, 0, 0)
    (line, *_) = district.facts("sites")
    assert (line["recorded"], line["enrolled"], line["served"]) == (7, 3, 8)


def test_a_round_with_nothing_to_say_is_one_exchange(store):
    report = Report()
    outcome = sync(store, report=report, clock=at)
    assert (outcome.sent, outcome.received, outcome.touched.kinds) == (0, 0, frozenset())
    assert [one.step for one in report.told] == [Step.PACKING, Step.SENDING, Step.SETTLING, Step.APPLYING]


def test_the_history_names_the_last_reply(store):
    work(store, visitors=1)
    outcome = sync(store, report=Quiet(), clock=lambda: at(5))
    (last, first) = rounds(store)
    assert (last.sent, last.accepted, last.outcome, last.ended) == (1, 1, "done", at(5))
    assert last.acknowledgement == outcome.acknowledgement
    assert len(last.acknowledgement) == 14
    assert first.received > 0


def test_many_operations_go_in_batches_with_progress(store, small):
    work(store, visitors=25)
    report = Report()
    outcome = sync(store, report=report, clock=at)
    assert outcome.accepted == 25
    settling = [one for one in report.told if one.step is Step.SETTLING]
    assert [(one.done, one.total) for one in settling] == [(10, 25), (20, 25), (25, 25)]


def test_asked_to_stop_it_stops_between_two_exchanges_and_goes_on_later(store, small):
    work(store, visitors=25)
    outcome = sync(store, report=Report(exchanges=2), clock=at)
    assert (outcome.outcome, outcome.accepted, counts(store).waiting) == ("stopped", 20, 5)
    assert rounds(store)[0].outcome == "stopped"
    assert sync(store, report=Quiet(), clock=at).accepted == 5


def test_asked_before_it_begins_it_sends_nothing(store):
    work(store, visitors=1)
    assert sync(store, report=Report(exchanges=0), clock=at).outcome == "stopped"
    assert counts(store).waiting == 1


def test_the_briefing_comes_page_by_page(store, district, tmp_path):
    district.brief(
        tmp_path,
        {
            "member": [
                {"uid": f"x-{n}", "name": "示例", "tag": f"{n:032x}", "org_code": "DX-PGZ"}
                for n in range(2100)
            ]
        },
    )
    before = cursor(store)
    report = Report()
    outcome = sync(store, report=report, clock=at)
    assert (outcome.received, cursor(store)) == (2100, before + 2100)
    pages = [one.done for one in report.told if one.step is Step.APPLYING]
    assert (len(pages) > 2, pages[-1], pages == sorted(pages)) == (True, 2100, True)
    assert "members" in outcome.touched.kinds


def test_a_rejection_waits_for_a_clerk_and_stops_nothing(store, district, tmp_path):
    work(store, people=2)
    known = {
        "uid": "k",
        "name": "示例",
        "tag": "",
        "document_kind": "resident",
        "document_number": draft(1).document_number,
    }
    district.brief(tmp_path, {"member": [known]})
    outcome = sync(store, report=Quiet(), clock=at)
    assert (outcome.accepted, outcome.rejected) == (1, 1)
    (rejection,) = rejections(store)
    assert (rejection.code, rejection.field) == ("already-member", "document_number")
    assert three(store) == (2, 1, 1, 0)


def test_serials_are_refilled_before_they_run_out(store, district):
    work(store, people=155)
    sync(store, report=Quiet(), clock=at)
    with store.reading() as db:
        assert serials.left(db) == 45 + 200


def test_the_districts_clock_is_believed(store, district):
    wrong = NOON + dt.timedelta(days=3000)
    sync(store, report=Quiet(), clock=lambda: wrong)
    assert is_doubtful(store, wrong)
    assert not is_doubtful(store, NOON)


def test_a_store_that_has_not_joined_cannot_sync(fresh):
    with pytest.raises(problems.Unknown) as unknown:
        sync(fresh, report=Quiet(), clock=at)
    assert unknown.value.facts == {"what": "district"}


def test_a_problem_ends_the_round_in_the_history_and_loses_nothing(store, district):
    work(store, visitors=2)
    district.stop()
    with pytest.raises(problems.DistrictUnreachable):
        sync(store, report=Quiet(), clock=at)
    assert rounds(store)[0].outcome == "district-unreachable"
    assert counts(store).waiting == 2


def test_a_revoked_device_is_told_so(store, district):
    work(store, visitors=2)
    district.console("revoke", "D01")
    with pytest.raises(problems.DistrictRefused) as refused:
        sync(store, report=Quiet(), clock=at)
    assert refused.value.facts == {"why": "revoked"}
    assert (rounds(store)[0].outcome, counts(store).waiting) == ("district-refused", 2)


def test_a_bug_is_no_outcome(store, monkeypatch):
    monkeypatch.setattr(rooms, "request_of", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        sync(store, report=Quiet(), clock=at)
    assert (rounds(store)[0].outcome, rounds(store)[0].ended) == ("", None)


@pytest.mark.parametrize(
    "breach", [{"more": True, "changes": ()}, {"changes": (Change(table="site", key="S1", row=b"{}"),)}]
)
def test_a_breach_inside_a_sealed_reply_is_not_taken_in(store, monkeypatch, breach):
    genuine = Theirs.exchange

    def broken(self, *given, **named):
        answer = genuine(self, *given, **named)
        return dataclasses.replace(answer, reply=msgspec.structs.replace(answer.reply, **breach))

    monkeypatch.setattr(Theirs, "exchange", broken)
    before = cursor(store)
    with pytest.raises(problems.DistrictNotTrusted) as raised:
        sync(store, report=Quiet(), clock=at)
    assert (raised.value.facts, cursor(store)) == ({"why": "not-fieldkit"}, before)


def test_more_is_frozen_while_the_district_is_at_it(store, district, monkeypatch):
    work(store, people=0, visitors=30)
    pace_of(store).request_bytes = 1
    monkeypatch.setattr(freezing, "MAX_OPERATIONS", 10)
    frozen, second = [], threading.Event()
    fitting, post = batches.fitting, Line.post

    def noted(*given):
        frozen.append(given)
        if len(frozen) > 1:
            second.set()
        return fitting(*given)

    def waiting(line, path, body, *more):
        assert second.wait(20)
        return post(line, path, body, *more)

    monkeypatch.setattr(batches, "fitting", noted)
    monkeypatch.setattr(Line, "post", waiting)
    assert sync(store, report=Quiet(), clock=at).accepted == 30
    assert len(frozen) == 3


def test_an_answer_that_is_lost_after_the_commit_is_already_the_next_time(store, district, monkeypatch):
    work(store, people=2, visitors=3)
    genuine = Theirs.exchange

    def lost(self, *given, **named):
        genuine(self, *given, **named)
        raise problems.DistrictUnreachable(why="cut")

    monkeypatch.setattr(Theirs, "exchange", lost)
    with pytest.raises(problems.DistrictUnreachable):
        sync(store, report=Quiet(), clock=at)
    assert counts(store).waiting == 5
    monkeypatch.setattr(Theirs, "exchange", genuine)
    assert sync(store, report=Quiet(), clock=at).accepted == 5
    (line, *_) = district.facts("sites")
    assert (line["recorded"], line["enrolled"], line["served"]) == (5, 2, 6)


def test_a_line_cut_at_random_bytes_brings_everything_once(store, district, small):
    work(store, people=15)
    visitors = 0
    with CuttingProxy(district.port, seed=20231129, cut_rate=0.8) as line:
        redirect(store, line.address)
        while line.cuts < 40 or counts(store).waiting:
            if not counts(store).waiting:
                work(store, visitors=7)
                visitors += 7
            with contextlib.suppress(problems.DistrictUnreachable):
                sync(store, report=Quiet(), clock=at)
        assert set(line.stats) == {"up", "down", "before-reply"}
    total = 15 + visitors
    assert three(store) == (total, total, 0, 0)
    (site, *_) = district.facts("sites")
    assert (site["recorded"], site["enrolled"], site["served"]) == (total, 15, 2 * visitors)
    (device,) = district.facts("devices")
    assert [life["missing"] for life in device["lives"]] == [0]


def test_a_round_that_settles_nothing_ends_instead_of_asking_for_ever(store, district, monkeypatch):
    work(store, visitors=1)
    monkeypatch.setattr(taking, "settle", lambda *_, **__: Settled())
    report = Report()
    assert sync(store, report=report, clock=at).outcome == "stopped"
    assert sum(one.step is Step.APPLYING for one in report.told) <= 2


def test_a_store_that_was_copied_goes_on_in_a_new_life_and_what_is_held_is_told_again(
    store, district, tmp_path
):
    work(store, visitors=2)
    store.close()
    shutil.copytree(store.folder, tmp_path / "copy")
    (tmp_path / "copy" / "fieldkit.lock").unlink(missing_ok=True)
    one = open_store(store.folder, KEY)
    try:
        sync(one, report=Quiet(), clock=at)
    finally:
        one.close()
    copy = open_store(tmp_path / "copy", KEY)
    try:
        keep_nonce(copy, "")
        work(copy, visitors=1)  # the same number, other bytes
        life = identity(copy).life
        outcome = sync(copy, report=Quiet(), clock=at)
        assert (outcome.outcome, outcome.held > 0 or outcome.rolled_back) == ("done", True)
        assert identity(copy).life != life
        work(copy, visitors=4)
        assert sync(copy, report=Quiet(), clock=at).accepted == 4
    finally:
        copy.close()
