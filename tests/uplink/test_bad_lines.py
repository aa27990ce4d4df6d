# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""On a bad line less goes into a request, members first, and it is said from when the round may be stopped."""

import hashlib
import json

import pytest

from fieldkit import problems
from fieldkit.store import batches, briefing, freezing, parts
from fieldkit.store.briefing import cursor, keys
from fieldkit.store.urgent import members_wait
from fieldkit.uplink import pace, snapshots
from fieldkit.uplink import round as rooms
from fieldkit.uplink.district import District as Theirs
from fieldkit.uplink.line import Line
from fieldkit.uplink.round import sync
from fieldkit.work import Quiet, Step
from tests.support.district import NOON, District
from tests.uplink.test_round import Report, at, three, work


@pytest.fixture
def failing(monkeypatch):
    """Let the line give out under requests larger than it can carry."""
    asked = []
    genuine = Line._ask_once

    def carried(self, method, path, body, kind):
        asked.append(len(body))
        if len(body) > most[0]:
            raise problems.DistrictUnreachable(why="timeout")
        return genuine(self, method, path, body, kind)

    most = [2_500]
    monkeypatch.setattr(Line, "_ask_once", carried)
    monkeypatch.setattr(pace, "FIRST_BYTES", 16_384)
    monkeypatch.setattr(pace, "LEAST_BYTES", 1_024)
    return asked


def test_a_line_that_carries_little_is_given_little_until_all_is_told(store, district, failing, monkeypatch):
    monkeypatch.setattr(freezing, "MAX_OPERATIONS", 5)
    store.kept[pace._KEPT] = pace.Pace(16_384)
    work(store, people=20)
    assert sync(store, report=Quiet(), clock=at).outcome == "done"
    assert three(store) == (20, 20, 0, 0)
    assert max(failing) > 2_500
    assert sum(one > 2_500 for one in failing) < pace.TRIES + 1


def test_a_line_that_carries_nothing_is_given_up(store, district, failing):
    work(store, people=60)
    store.kept[pace._KEPT] = pace.Pace(16_384)
    with pytest.raises(problems.DistrictUnreachable) as raised:
        sync(store, report=Quiet(), clock=at)
    assert raised.value.facts == {"why": "timeout"}
    assert three(store)[3] == 60


def test_members_go_first_and_then_the_round_may_be_stopped(store, monkeypatch):
    genuine = batches.to_send
    monkeypatch.setattr(freezing, "MAX_OPERATIONS", 4)
    monkeypatch.setattr(rooms.batches, "to_send", lambda store, **_: genuine(store, most=1, most_bytes=0))
    work(store, visitors=6)
    work(store, people=8)
    report = Report()
    assert members_wait(store)
    sync(store, report=report, clock=at)
    told = [(one.done, one.may_stop) for one in report.told if one.step is Step.SETTLING]
    assert told[:4] == [(4, False), (8, True), (12, True), (14, True)]  # and then the signatures
    assert not members_wait(store)


def test_parts_go_last(store, district, monkeypatch):
    work(store, people=1)
    with store.writing() as db:
        (operation,) = db.conn.execute("SELECT id FROM operations").fetchone()
        parts.keep(db, b"synthetic part", operation=operation)
    carried = []
    genuine = Theirs.exchange

    def noted(self, request, frozen=(), some=(), **named):
        carried.append((len(frozen), len(some)))
        return genuine(self, request, frozen, some, **named)

    monkeypatch.setattr(Theirs, "exchange", noted)
    sync(store, report=Quiet(), clock=at)
    assert [bool(frozen) for frozen, _ in carried] == [True, False]
    assert carried[1][1] >= 1
    assert parts.to_send(store, most_bytes=1 << 20) == ()


def many_rows(district: District, folder, rows=60):
    members = [
        {
            "uid": f"x-{n}",
            "name": "示例",
            "tag": hashlib.sha256(b"%d" % n).hexdigest()[:32],
            "org_code": "DX-PGZ",
        }
        for n in range(rows)
    ]
    district.brief(folder, {"member": members})


@pytest.fixture
def offered(district, tmp_path, monkeypatch):
    """Let the district offer a snapshot, in pieces of a few rows."""
    from sync.outgoing import snapshots as theirs

    many_rows(district, tmp_path)
    monkeypatch.setattr(theirs, "WORTH_ROWS", 10)
    monkeypatch.setattr(theirs, "_ROWS_A_PIECE", 8)


def joined_anew(fresh, district):
    from fieldkit.uplink.joining import join

    join(fresh, ticket=district.ticket(site="S1"), device_name="示例", now=NOON)
    return fresh


def known_members(store):
    with store.reading() as db:
        return db.conn.execute("SELECT count(*) FROM briefings").fetchone()[0], cursor(store)


def test_the_first_load_is_a_snapshot(fresh, store, district, offered):
    sync(store, report=Quiet(), clock=at)
    outcome = sync(joined_anew(fresh, district), report=Quiet(), clock=at)
    assert outcome.received >= 60
    assert known_members(fresh) == known_members(store)
    assert not (fresh.folder / snapshots.FOLDER).exists()


def test_a_first_load_that_was_cut_goes_on_with_what_is_lacking(fresh, district, offered, monkeypatch):
    joined_anew(fresh, district)
    fetched = []
    genuine = Line.get

    def cut(self, path):
        if path.startswith("/v1/snapshots"):
            fetched.append(path)
            if len(fetched) == 5:
                raise problems.DistrictUnreachable(why="cut")
        return genuine(self, path)

    monkeypatch.setattr(Line, "get", cut)
    with pytest.raises(problems.DistrictUnreachable):
        sync(fresh, report=Quiet(), clock=at)
    assert cursor(fresh) == 0
    sync(fresh, report=Quiet(), clock=at)
    assert len(set(fetched)) == len(fetched) - 1  # only the one that was cut was asked for twice
    assert cursor(fresh) > 60


def cut_after(pieces, monkeypatch):
    """Let the line give out for good after so many pieces."""
    fetched = []
    genuine = Line.get

    def cut(self, path):
        if path.startswith("/v1/snapshots"):
            fetched.append(path)
            if len(fetched) > pieces:
                raise problems.DistrictUnreachable(why="refused")
        return genuine(self, path)

    monkeypatch.setattr(Line, "get", cut)


def test_who_went_since_a_first_load_was_cut_is_not_known(fresh, district, offered, tmp_path, monkeypatch):
    monkeypatch.setattr(snapshots, "ROWS_AT_ONCE", 8)
    joined_anew(fresh, district)
    with monkeypatch.context() as meanwhile:
        cut_after(6, meanwhile)
        with pytest.raises(problems.DistrictUnreachable):
            sync(fresh, report=Quiet(), clock=at)
    assert cursor(fresh) == 0
    begun = {uid for table, uid in keys(fresh) if table == "member"}
    assert len(begun) > 8, "what came until then is known already"
    gone = [{"table": "member", "key": f"x-{n}"} for n in range(0, 60, 2)]
    file = tmp_path / "gone.jsonl"
    file.write_text(
        "\n".join(map(json.dumps, [*gone, {"table": "service", "key": "legal"}])), encoding="utf-8"
    )
    before = keys(fresh)
    district.console("brief", str(file))
    written = []
    genuine = briefing.take_in

    def noted(store, page, *more):
        written.append(len(page.told))
        return genuine(store, page, *more)

    monkeypatch.setattr(briefing, "take_in", noted)
    sync(fresh, report=Quiet(), clock=at)
    assert max(written) <= 16, "an act would wait for more at once"
    now = keys(fresh)
    assert {uid for table, uid in now if table == "member"} == {"m-3"} | {f"x-{n}" for n in range(1, 60, 2)}
    assert begun - {f"x-{n}" for n in range(1, 60, 2)}
    assert {one for one in before - now if one[0] != "member"} <= {("service", "legal")}


def test_asked_to_stop_a_first_load_ends_and_goes_on_later(fresh, district, offered, monkeypatch):
    monkeypatch.setattr(snapshots, "ROWS_AT_ONCE", 8)
    joined_anew(fresh, district)
    assert sync(fresh, report=Report(2), clock=at).outcome == "stopped"
    assert cursor(fresh) == 0
    assert (fresh.folder / snapshots.FOLDER).exists()
    sync(fresh, report=Quiet(), clock=at)
    assert len([uid for table, uid in keys(fresh) if table == "member"]) == 61


def test_a_piece_that_is_another_is_not_taken_in(fresh, district, offered, monkeypatch):
    from fieldkit.uplink.line import Came

    joined_anew(fresh, district)
    genuine = Line.get
    for code, kind in ((200, problems.DistrictNotTrusted), (404, problems.DistrictFailing)):

        def other(self, path, code=code):
            return Came(code, b"x") if path.endswith("/1") else genuine(self, path)

        monkeypatch.setattr(Line, "get", other)
        with pytest.raises(kind):
            sync(fresh, report=Quiet(), clock=at)
        assert cursor(fresh) == 0
