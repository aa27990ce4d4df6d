# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The same batches on a stick: taken once whatever the road, answered for the device alone, carried by anybody."""

import datetime as dt
import errno
import os
import re

import pytest

from fieldkit import problems
from fieldkit.protocol.frames import join_frames, split_frames
from fieldkit.store import freezing, parts, trust
from fieldkit.store.briefing import cursor
from fieldkit.store.vault import create_store
from fieldkit.uplink import courier, parcels
from fieldkit.uplink.courier import carry
from fieldkit.uplink.joining import join
from fieldkit.uplink.parcels import make_parcel, read_bound, take_answer, write_whole
from fieldkit.uplink.round import sync
from fieldkit.work import Quiet
from tests.support.district import NOON
from tests.support.impostor import PORTAL, answering, http, impostor
from tests.support.outboxes import read_in
from tests.uplink.conftest import KEY
from tests.uplink.test_round import OURS, at, redirect, three, work


def recorded(district):
    (line, *_) = district.facts("sites")
    return line["recorded"], line["enrolled"]


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_a_parcel_brings_everything_and_its_answer_confirms_it(store, district, stick):
    work(store, people=3, visitors=2)
    file = make_parcel(store, stick, clock=at)
    assert re.fullmatch(r"FK-S1-[0-9a-f]{8}-1\.age", file.name)
    assert [one.name for one in stick.iterdir()] == [file.name]
    outcome = take_answer(store, read_in(district, file), clock=at)
    assert (outcome.accepted, outcome.outcome, three(store)) == (5, "done", (5, 5, 0, 0))
    assert recorded(district) == (5, 3)


def test_what_came_by_both_roads_is_taken_once_in_either_order(store, district, stick):
    work(store, people=2)
    file = make_parcel(store, stick, clock=at)
    assert sync(store, report=Quiet(), clock=at).accepted == 2
    for _ in range(2):  # and an answer may be taken in again
        assert take_answer(store, read_in(district, file), clock=at).accepted == 0
    work(store, visitors=3)
    file = make_parcel(store, stick, clock=at)
    beside = read_in(district, file)
    assert sync(store, report=Quiet(), clock=at).accepted == 3
    assert take_answer(store, beside, clock=at).outcome == "done"
    assert (recorded(district), three(store)) == ((5, 2), (5, 5, 0, 0))


def test_news_come_by_stick_and_older_news_change_nothing(store, district, stick, tmp_path):
    old = read_in(district, make_parcel(store, stick, clock=at))
    district.brief(tmp_path, {"goods": [{"code": "later", "name": "后来的"}]})
    fresh = read_in(district, make_parcel(store, stick, clock=at))
    before = cursor(store)
    assert take_answer(store, fresh, clock=at).received == 1
    after = cursor(store)
    assert (after > before, take_answer(store, old, clock=at).received, cursor(store)) == (True, 0, after)
    assert take_answer(store, fresh, clock=at).received == 0


def test_the_word_for_the_next_exchange_is_not_touched_by_a_parcel(store, district, stick):
    take_answer(store, read_in(district, make_parcel(store, stick, clock=at)), clock=at)
    work(store, visitors=1)
    assert sync(store, report=Quiet(), clock=at).accepted == 1


def test_parcels_have_names_of_their_own_and_write_over_nothing(store, stick):
    first, second = make_parcel(store, stick, clock=at), make_parcel(store, stick, clock=at)
    assert (first.exists(), second.name) == (True, first.name.replace(".age", "-2.age"))


def test_signatures_travel_by_stick_once_their_act_is_received(store, district, stick):
    work(store, people=1)
    with store.writing() as db:
        (operation,) = db.conn.execute("SELECT id FROM operations").fetchone()
        parts.keep(db, b"synthetic", operation=operation)
    take_answer(store, read_in(district, make_parcel(store, stick, clock=at)), clock=at)
    waiting = parts.to_send(store, most_bytes=1 << 20)
    assert waiting
    take_answer(store, read_in(district, make_parcel(store, stick, clock=at)), clock=at)
    assert parts.to_send(store, most_bytes=1 << 20) == ()


def test_many_batches_go_in_several_requests_of_one_parcel(store, district, stick, monkeypatch):
    monkeypatch.setattr(freezing, "MAX_OPERATIONS", 2)
    monkeypatch.setattr(parcels, "MAX_BATCHES", 3)
    work(store, visitors=16)
    outcome = take_answer(store, read_in(district, make_parcel(store, stick, clock=at)), clock=at)
    assert (outcome.accepted, three(store)) == (16, (16, 16, 0, 0))


def test_a_revoked_device_hands_over_and_is_told(store, district, stick):
    work(store, visitors=2)
    district.console("revoke", "D01")
    beside = read_in(district, make_parcel(store, stick, clock=at))
    with pytest.raises(problems.DistrictRefused) as refused:
        take_answer(store, beside, clock=at)
    assert refused.value.facts == {"why": "revoked"}


def why(store, file):
    with pytest.raises(problems.DistrictNotTrusted) as raised:
        take_answer(store, file, clock=at)
    return raised.value.facts["why"]


def test_an_answer_to_somebody_else_or_to_nobody_is_none(store, district, stick, tmp_path):
    other = create_store(tmp_path / "other", KEY, now=NOON - dt.timedelta(hours=2))
    try:
        join(other, ticket=district.ticket(site="S1"), device_name="另一台", now=NOON)
        sync(other, report=Quiet(), clock=at)
        beside = read_in(district, make_parcel(other, stick, clock=at))
    finally:
        other.close()
    assert why(store, beside) == "not-fieldkit"  # it is boxed for the other
    mine = read_in(district, make_parcel(store, stick, clock=at))
    with store.writing() as db:
        db.conn.execute("DELETE FROM parcels")
    assert why(store, mine) == "other-request"


def test_an_answer_with_a_changed_byte_is_none(store, district, stick):
    beside = read_in(district, make_parcel(store, stick, clock=at))
    genuine = beside.read_bytes()
    for place in range(0, len(genuine), 41):
        broken = bytearray(genuine)
        broken[place] ^= 1
        beside.write_bytes(bytes(broken))
        assert why(store, beside) in ("not-fieldkit", "signature")
    for other in (b"", PORTAL, genuine[:-1], genuine + b"\0", join_frames([]), bytes(9 << 20)):
        beside.write_bytes(other)
        assert why(store, beside) in ("not-fieldkit", "signature")
    beside.write_bytes(join_frames([*split_frames(genuine, most=9)] * 2))
    assert take_answer(store, beside, clock=at).outcome == "done"


def test_a_stick_that_is_full_or_gone_leaves_nothing_half(store, stick, monkeypatch):
    for code, kind in ((errno.ENOSPC, problems.DiskFull), (errno.EIO, problems.DiskRefused)):

        def broken(_file, code=code):
            raise OSError(code, "x")

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", broken)
            with pytest.raises(kind):
                make_parcel(store, stick, clock=at)
        assert list(stick.iterdir()) == []
    with pytest.raises(problems.DiskRefused):
        make_parcel(store, stick / "gone", clock=at)
    with pytest.raises(problems.DiskRefused):
        take_answer(store, stick / "gone.answer", clock=at)


def test_nobody_to_seal_it_to_is_said(fresh, store, stick, monkeypatch):
    with pytest.raises(problems.Unknown):
        make_parcel(fresh, stick, clock=at)
    monkeypatch.setattr(trust, "current", lambda _store: None)
    with pytest.raises(problems.NotBriefed):
        make_parcel(store, stick, clock=at)


def test_a_courier_carries_what_it_cannot_read_and_brings_the_answers(store, district, stick, tmp_path):
    work(store, visitors=2)
    mine = make_parcel(store, stick, clock=at)
    bad = stick / "FK-S9-00000000-1.age"
    bad.write_bytes(b"age-encryption.org/v1\nnonsense")
    other = create_store(tmp_path / "courier", KEY, now=NOON - dt.timedelta(hours=2))
    try:
        join(other, ticket=district.ticket(site="S2"), device_name="信使", now=NOON)
        first, second = carry(other, [bad, mine], report=Quiet())
    finally:
        other.close()
    assert (first.answer, type(first.problem)) == (None, problems.DistrictNotTrusted)
    assert (second.answer, second.problem) == (mine.with_suffix(".answer"), None)
    assert take_answer(store, second.answer, clock=at).accepted == 2


@pytest.mark.parametrize(
    ("reply", "facts"),
    [
        (http(200, PORTAL), {"why": "portal", "name": "127.0.0.1"}),
        (http(200, join_frames([b"x"])), {"why": "not-fieldkit"}),
        (http(503, b""), {"status": "503"}),
    ],
)
def test_a_courier_lays_no_answer_that_the_district_has_not_signed(store, stick, reply, facts):
    mine = make_parcel(store, stick, clock=at)
    with impostor(answering(reply), authority=OURS) as server:
        redirect(store, server.address, ca_pem=OURS.certificate)
        (one,) = carry(store, [mine], report=Quiet())
    assert (dict(one.problem.facts), one.answer, mine.with_suffix(".answer").exists()) == (facts, None, False)


def test_a_courier_without_a_line_says_so(store, district, stick, fresh):
    mine = make_parcel(store, stick, clock=at)
    district.stop()
    with pytest.raises(problems.DistrictUnreachable):
        carry(store, [mine, mine], report=Quiet())
    with pytest.raises(problems.Unknown):
        carry(fresh, [mine], report=Quiet())
    assert courier.Carried(mine).problem is None


def test_links_and_odd_things_on_a_stick_lead_nowhere(tmp_path):
    stick, own = tmp_path / "stick", tmp_path / "fieldkit.db"
    stick.mkdir()
    own.write_bytes(b"the store")
    for name in ("P.age", ".P.age.part"):
        (stick / name).symlink_to(own)
    os.mkfifo(stick / "pipe.answer")
    write_whole(stick / "P.age", b"sealed")
    assert (own.read_bytes(), (stick / "P.age").read_bytes()) == (b"the store", b"sealed")
    for name in (".P.age.part", "pipe.answer"):
        with pytest.raises(problems.DistrictNotTrusted) as refused:
            read_bound(stick / name)
        assert refused.value.facts["why"] == "not-fieldkit"
