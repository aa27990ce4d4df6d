# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Every road of the office, as every role, about what is its own, its neighbour's and nobody's: every cell is said."""

import pytest

from sync.district import open_district
from sync.office.export_requests import ask
from sync.office.office import ROADS
from sync.office.rights import ROLES, Scope
from sync.office.staff import Member

STAFF = {
    "admin": ("--role", "district-admin"),
    "viewer": ("--role", "district-viewer"),
    "registrar": ("--role", "registrar"),
    "town-registrar": ("--role", "registrar", "--town", "DX-PGZ"),
    "clerk": ("--role", "town-clerk", "--town", "DX-PGZ"),
    "lead": ("--role", "site-lead", "--site", "S1"),
    "nobody": (),
}
OWN, NEIGHBOUR, NONE = "S1", "S5", "S77"
SITES = (OWN, NEIGHBOUR, NONE)

# Own, neighbour's, nobody's. What is the whole district's is theirs whose part is the whole district.
MATRIX = {
    #                 admin      viewer     registrar  town-reg.  clerk      lead       nobody
    "GET /sites":    "200200404 200200404 200200404 200404404 200404404 200404404 401401401",
    "GET /overlaps": "200200404 200200404 200200404 200404404 200404404 403403403 401401401",
    "GET /rejected": "200200404 200200404 200200404 200404404 200404404 200404404 401401401",
    "GET /devices":  "200200404 200200404 403403403 403403403 200404404 200404404 401401401",
    "GET /held":     "200200404 200200404 403403403 403403403 200404404 403403403 401401401",
    "GET /log":      "200200200 403403403 403403403 403403403 403403403 403403403 401401401",
    "GET /exports":  "200200200 403403403 200200200 200200200 200200200 403403403 401401401",
    "POST /exports": "200200404 403403403 200200404 200404404 200404404 403403403 401401401",
    "POST /exports/{place}/approve":
                     "200200404 403403403 200200404 200404404 403403403 403403403 401401401",
    "POST /exports/{place}/take":
                     "404404404 403403403 404404404 404404404 404404404 403403403 401401401",
    "GET /me":       "200200200 200200200 200200200 200200200 200200200 200200200 401401401",
    "POST /password":"401401401 401401401 401401401 401401401 401401401 401401401 401401401",
    "POST /sign-out":"200401401 200401401 200401401 200401401 200401401 200401401 401401401",
    "POST /sign-in": "401401401 401401401 401401401 401401401 401401401 401401401 401401401",
}  # fmt: skip


def test_every_road_is_in_the_matrix_and_every_cell_is_said():
    assert {f"{road.method} {road.path}" for road in ROADS} == set(MATRIX)
    assert all(
        len(cells := row.split()) == len(STAFF) and {len(cell) for cell in cells} == {9}
        for row in MATRIX.values()
    )
    assert {words[1] for words in STAFF.values() if words} == set(ROLES)


def test_every_cell_is_as_it_is_said(office, clock, hire, monkeypatch):
    monkeypatch.setattr("sync.office.office_door.TRIES", 10_000)
    monkeypatch.setattr("sync.office.export_requests.A_DAY", 10_000)
    people = {named: hire(named, *words).settle() for named, words in STAFF.items() if words}
    people["nobody"] = hire()
    places = asked_by_another(office, clock.now)
    surprises = []
    for road, row in MATRIX.items():
        for (named, person), cells in zip(people.items(), row.split(), strict=True):
            for place, site in enumerate(SITES):
                said = int(cells[place * 3 : place * 3 + 3])
                found = asked(person, road, site, places[site], clock).status_code
                if found != said:
                    surprises.append((road, named, site, f"said {said}, found {found}"))
    assert surprises == []


def asked_by_another(office, now):
    """Return the place of a request for each site that somebody else made; nobody's is of a place that is not there."""
    district = open_district(office.folder)
    reference = district.current()
    other = Member("other", "", "registrar", "", "", must_change=False)
    with district.database.writing() as writing:
        places = {
            site: ask(
                writing, other, Scope(district.id, town="", site=site), "月报", reference=reference, now=now
            ).place
            for site in (OWN, NEIGHBOUR)
        }
    district.close()
    return {**places, NONE: 999_999}


def asked(person, road, site, place, clock):
    """Ask ``road`` as ``person`` about ``site``."""
    method, path = road.split()
    if method == "GET":
        query = {"site": site} if path in {"/sites", "/overlaps", "/rejected", "/devices", "/held"} else {}
        return person.get(path, **query)
    if path == "/exports":
        return person.post(path, reason="月报核对", word=person.word(), site=site)
    if "{place}" in path:
        return person.post(path.replace("{place}", str(place)), word=person.word())
    if path == "/password":
        return person.post(path, old="不是这个", new="这是一个够长的新密码 一二三")
    if path == "/sign-in":
        clock.later(minutes=16)  # the longest that an account is shut
        of = {OWN: person.id or "x", NEIGHBOUR: "viewer", NONE: "没有这个人"}[site]
        return person.post(path, id=of, password="不是这个", word="000000")
    return person.post(path)


def test_the_clerk_sees_the_own_town_and_no_other(office, hire, join):
    here, there = join("S1"), join("S5")
    here.say(here.enrol("u-1", tag="c1" * 16), here.enrol("u-2", site="S77", tag="aa" * 16))
    there.say(there.enrol("v-1", site="S5", tag="c1" * 16), there.enrol("v-2", site="S5", tag="aa" * 16))
    clerk = hire("clerk", *STAFF["clerk"]).settle()
    admin = hire("admin", *STAFF["admin"]).settle()
    assert [line["site"] for line in admin.get("/sites").json()] == ["S1", "S2", "S3", "S5", "S77"]
    assert [line["site"] for line in clerk.get("/sites").json()] == ["S1", "S2", "S3"]
    assert [line["site"] for line in clerk.get("/sites", town="DX-PGZ").json()] == ["S1", "S2", "S3"]
    assert {line["site"] for line in admin.get("/rejected").json()} == {"S5", "S77"}
    assert clerk.get("/rejected").json() == []
    assert [line["device"] for line in clerk.get("/devices").json()] == ["D01"]
    (twice,) = admin.get("/overlaps").json()["two_sites"]
    assert twice["sites"] == ["S1", "S5"]
    (twice,) = clerk.get("/overlaps").json()["two_sites"]
    assert twice["sites"] == ["S1", "~"]
    assert twice["name"] == "示*甲"
    assert clerk.get("/overlaps").json()["already_members"] == []
    lead = hire("lead", "--role", "site-lead", "--site", "S2").settle()
    assert lead.get("/devices").json() == []
    assert [line["site"] for line in lead.get("/sites").json()] == ["S2"]


def test_a_new_role_or_place_outside_the_briefing_makes_no_account(office):
    for words, why in (
        (("x", "--role", "town-clerk"), "镇街经办须写"),
        (("x", "--role", "site-lead", "--town", "DX-YH"), "镇街经办须写"),
        (("x", "--role", "district-admin", "--town", "DX-YH"), "镇街经办须写"),
        (("x", "--role", "town-clerk", "--town", "DX-77"), "没有组织 DX-77"),
        (("x", "--role", "site-lead", "--site", "S77"), "没有点位 S77"),
    ):
        with pytest.raises(AssertionError, match=why):
            office.console("add-staff", *words)
    assert office.facts("staff") == []


def test_below_a_town_is_below_it_at_any_depth_and_a_biting_tree_ends():
    from fieldkit.protocol.messages import SiteRow
    from sync.outgoing.reference import Reference

    sites = {
        code: SiteRow(code=code, event="E1", role="branch", org_code=org, name=code, venue="")
        for code, org in (("A", "T1"), ("B", "T1-1"), ("C", "T1-1-1"), ("D", "T2"), ("E", "X"))
    }
    parents = {"T1": "DX", "T1-1": "T1", "T1-1-1": "T1-1", "T2": "", "X": "Y", "Y": "X"}
    reference = Reference(cursor=1, sites=sites, parents=parents)
    assert Scope("d", town="T1", site="").sites(reference) == {"A", "B", "C"}
    assert Scope("d", town="T2", site="").sites(reference) == {
        "D"
    }  # without a parent it is still not the root
    assert Scope("d", town="X", site="").sites(reference) == {"E"}
    assert Scope("d", town="nowhere", site="").sites(reference) == frozenset()
    assert Scope("d", town="", site="A").towns(reference) == frozenset()
    assert Scope("d", town="", site="").sites(reference) is None
    with pytest.raises(TypeError):
        Scope("d")
