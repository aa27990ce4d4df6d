# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Exports: a reason, a fresh word, a second person where they are large; and the log says who."""

import datetime as dt

import pytest

from sync.district import open_district
from sync.office import export_requests
from sync.office.export_requests import NotApproved, RequestOld, SamePerson, TooMany, UnknownRequest
from sync.office.office_log import entries
from sync.office.rights import Scope
from sync.office.staff import Member

NOW = dt.datetime(2026, 11, 23, 6, tzinfo=dt.UTC)
ANN = Member("ann", "", "district-admin", "", "", must_change=False)
BEN = Member("ben", "", "registrar", "", "", must_change=False)
CLERK = Member("clerk", "", "town-clerk", "DX-PGZ", "", must_change=False)
LOCAL = Member("local", "", "registrar", "DX-YH", "", must_change=False)


@pytest.fixture
def desk(district, device, monkeypatch):
    """Give what export requests are made with; two people are too many for one person alone."""
    monkeypatch.setattr(export_requests, "ALONE_ROWS", 1)
    device.say(device.enrol("u-1"), device.enrol("u-2"))
    opened = open_district(district.folder)
    yield Desk(opened)
    opened.close()


class Desk:
    def __init__(self, opened):
        self.opened, self.reference = opened, opened.current()

    def ask(self, by, town="", site="", now=NOW):
        scope = Scope(self.opened.id, town=town, site=site)
        with self.opened.database.writing() as writing:
            return export_requests.ask(writing, by, scope, "月报核对", reference=self.reference, now=now)

    def do(self, work, by, place, now=NOW):
        with self.opened.database.writing() as writing:
            return work(writing, by, place, reference=self.reference, district=self.opened.id, now=now)


def test_a_large_one_needs_a_second_person(desk):
    asked = desk.ask(CLERK, town="DX-PGZ")
    assert (asked.rows, asked.alone) == (2, False)
    with pytest.raises(NotApproved):
        desk.do(export_requests.take, CLERK, asked.place)
    with pytest.raises(UnknownRequest):
        desk.do(export_requests.approve, LOCAL, asked.place)  # another town's registrar
    assert desk.do(export_requests.approve, BEN, asked.place).approved_by == "ben"
    with pytest.raises(UnknownRequest):
        desk.do(export_requests.take, BEN, asked.place)  # approving is not taking
    desk.do(export_requests.take, CLERK, asked.place)
    with desk.opened.database.reading() as reading:
        told = [(one.actor, one.act, one.about) for one in entries(reading, most=3)]
    place = str(asked.place)
    assert told == [
        ("clerk", "export-taken", place),
        ("ben", "export-approved", place),
        ("clerk", "export-asked", ""),
    ]


def test_nobody_approves_what_they_asked_for(desk):
    asked = desk.ask(ANN)
    with pytest.raises(SamePerson):
        desk.do(export_requests.approve, ANN, asked.place)


def test_a_small_one_is_taken_alone(desk):
    asked = desk.ask(ANN, site="S2")
    assert (asked.rows, asked.alone) == (0, True)
    desk.do(export_requests.take, ANN, asked.place)


def test_a_request_grows_old_and_they_are_counted(desk):
    asked = desk.ask(ANN)
    late = NOW + dt.timedelta(hours=25)
    with pytest.raises(RequestOld):
        desk.do(export_requests.approve, BEN, asked.place, late)
    for _ in range(9):
        desk.ask(ANN)
    with pytest.raises(TooMany):
        desk.ask(ANN)
    desk.ask(ANN, now=late)
    desk.ask(BEN)


def test_what_is_no_request_is_unknown(desk):
    asked = desk.ask(ANN, site="S2")
    desk.do(export_requests.take, ANN, asked.place)
    for place in (asked.place + 1, 0, 10**6):
        with pytest.raises(UnknownRequest):
            desk.do(export_requests.take, ANN, place)


def test_over_the_wire_with_a_fresh_word_each(hire, join, monkeypatch):
    monkeypatch.setattr(export_requests, "ALONE_ROWS", 0)
    here = join("S1")
    here.say(here.enrol("u-1"))
    clerk = hire("clerk", "--role", "town-clerk", "--town", "DX-PGZ").settle()
    registrar = hire("reg", "--role", "registrar").settle()
    word = clerk.word()
    asked = clerk.post("/exports", reason="月报核对", word=word, town="DX-PGZ").json()
    assert (asked["rows"], asked["alone"], asked["town"]) == (1, False, "DX-PGZ")
    assert clerk.post("/exports", reason="月报核对", word=word).json()["fault"] == "word-used"
    assert clerk.post("/exports", reason="月报核对", word="000000").json()["fault"] == "not-signed-in"
    assert clerk.post("/exports", reason="月", word=clerk.word()).json()["field"] == "reason"
    place = asked["place"]
    assert registrar.post(f"/exports/{place}/approve", word="000000").status_code == 401
    told = registrar.post(f"/exports/{place}/approve", word=registrar.word()).json()
    assert told["approved_by"] == "reg"
    assert [one["place"] for one in registrar.get("/exports").json()] == [place]
    assert registrar.post(f"/exports/{place}/take", word=registrar.word()).status_code == 404
    taken = clerk.post(f"/exports/{place}/take", word=clerk.word())
    assert taken.content.startswith(b"age-encryption.org/v1\n")
    assert registrar.get("/exports").json()[0]["taken_at"] != ""
    again = clerk.post(f"/exports/{place}/take", word=clerk.word(), registrar="00" * 8)
    assert (again.status_code, again.json()["fault"]) == (409, "no-registrar")
