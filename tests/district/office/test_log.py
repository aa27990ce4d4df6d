# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The log of acts is a chain: what was changed, taken out or put in shows; each act of the office is in it."""

import contextlib
import datetime as dt

import pytest
from sqlalchemy import delete, insert, update

from fieldkit.seals.chain import START
from sync.db.office_tables import office_log
from sync.district import open_district
from sync.office.office_log import LogBroken, check_log, entries, entry, note_act

NOW = dt.datetime(2026, 11, 23, 6, tzinfo=dt.UTC)


@pytest.fixture
def opened(district):
    made = open_district(district.folder)
    with made.database.writing() as writing:
        for number in range(5):
            note_act(writing, NOW, "ann", "looked", str(number), facts={"rows": number, "甲": "乙"})
    yield made
    made.close()


def test_the_whole_chain_holds_and_is_read_page_by_page(opened):
    with opened.database.reading() as reading:
        count, head = check_log(reading)
        newest = entries(reading, most=2)
        older = entries(reading, most=2, before=newest[-1].place)
        assert entry(reading, count).head == head
        assert entry(reading, count + 1) is None
        assert [one.about for one in [*newest, *older]] == ["4", "3", "2", "1"]
        assert newest[0].facts == {"rows": 4, "甲": "乙"}
        assert {one.act for one in entries(reading, act="looked")} == {"looked"}
    assert count >= 5


ROW = office_log.c


@pytest.mark.parametrize(
    ("forge", "broken"),
    [
        (lambda last: update(office_log).where(ROW.place == last - 2).values(actor="ben"), -2),
        (lambda last: update(office_log).where(ROW.place == last - 1).values(facts='{"rows":0}'), -1),
        (lambda last: update(office_log).where(ROW.place == last).values(at="2026-11-22T06:00:00Z"), 0),
        (lambda last: delete(office_log).where(ROW.place == last - 1), -1),
        (lambda last: update(office_log).where(ROW.place == last).values(head=START), 0),
        (
            lambda last: insert(office_log).values(
                place=last + 1, at="", actor="x", act="y", about="", facts="{}", head=START
            ),
            1,
        ),
    ],
)
def test_what_was_forged_shows(opened, district, forge, broken):
    with opened.database.writing() as writing:
        count, _ = check_log(writing)
        writing.execute(forge(count))
    with opened.database.reading() as reading, pytest.raises(LogBroken) as found:
        check_log(reading)
    assert found.value.args == (count + broken,)
    with pytest.raises(AssertionError, match=f"操作日志从第 {count + broken} 条起与链不符"):
        district.console("log", "--check")


def test_entries_cut_off_the_end_show_on_paper_only(opened, district):
    printed = district.console("log", "--check")
    head = printed.partition("链头 ")[2].partition("。")[0]
    assert "操作日志完整" in district.console("log", "--check", "--head", head.upper())
    with opened.database.writing() as writing:
        count, _ = check_log(writing)
        writing.execute(delete(office_log).where(ROW.place == count))
    assert "操作日志完整" in district.console("log", "--check")
    with pytest.raises(AssertionError, match=f"纸上是 {head}"):
        district.console("log", "--check", "--head", head)


def test_what_is_undone_is_not_in_the_log(opened):
    with opened.database.reading() as reading:
        before = check_log(reading)
    with contextlib.suppress(RuntimeError), opened.database.writing() as writing:
        note_act(writing, NOW, "ann", "looked")
        raise RuntimeError
    with opened.database.reading() as reading:
        assert check_log(reading) == before


def test_each_act_of_the_console_is_in_it(district, device, tmp_path):
    district.console("add-staff", "v", "--role", "district-viewer")
    district.console("renew-staff", "v")
    district.console("end-staff", "v")
    district.console("revoke", "D01", "--reason", "lost")
    district.console("new-signing-key")
    acts = [line["act"] for line in district.facts("log")]
    assert acts[:5] == ["new-signing-key", "revoke", "end-staff", "renew-staff", "add-staff"]
    assert {"ticket", "brief"} <= set(acts)
    assert all(line["actor"].startswith("console:") for line in district.facts("log"))
    table = district.console("log", "--most", "2")
    assert "new-signing-key" in table
    assert "end-staff" not in table
