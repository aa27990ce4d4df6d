# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A device is sent the members of its town and of what is below it, and hears of who is no longer its business."""

import pytest

from sync.district import open_district
from sync.outgoing.reference import Reference
from sync.outgoing.scopes import Hearing, note_restored
from tests.support.devices import Device

TREE = [
    {"code": "DX", "parent": "", "level": "district", "name": "区"},
    {"code": "DX-YH", "parent": "DX", "level": "town", "name": "瀛海"},
    {"code": "DX-PGZ", "parent": "DX", "level": "town", "name": "庞各庄"},
    {"code": "DX-PGZ-1", "parent": "DX-PGZ", "level": "primary", "name": "示例厂"},
]


def member(uid, org_code, name="示例"):
    return {"uid": uid, "name": name, "tag": "", "org_code": org_code}


def everybody(*moved):
    at = {"a": "DX", "b": "DX-YH", "c": "DX-PGZ", "d": "DX-PGZ-1", "e": "", **dict(moved)}
    return {"organisation": TREE, "member": [member(uid, org) for uid, org in at.items()]}


@pytest.fixture
def briefed(district, tmp_path):
    district.brief(tmp_path, everybody())
    return district


def hears(device, **fields):
    """Return the members that come and those that go, from where the device stands."""
    came, gone = [], []
    while True:
        reply = device.exchange(**fields)
        for change in reply.changes:
            if change.table == "member" and len(change.key) == 1:
                (gone if change.row is None else came).append(change.key)
        if not reply.more:
            return "".join(sorted(came)), "".join(sorted(gone))


def of_town(district, town):
    words = ["add-device", "--name", "d", "--town", town]
    printed = district.console(*words)
    return Device(next(line for line in printed.splitlines() if line.startswith("FK1 ")))


@pytest.mark.parametrize(
    ("town", "members"),
    [("DX-PGZ", "cd"), ("DX-PGZ-1", "d"), ("DX-YH", "b"), ("DX", "abcde"), ("", "abcde"), ("elsewhere", "")],
)
def test_a_device_hears_of_its_town_and_below(briefed, town, members):
    device = of_town(briefed, town)
    assert hears(device) == (members, "")
    assert hears(device) == ("", "")


def test_where_there_are_several_roots_none_of_them_hears_all():
    many = Reference(1, parents={"A": "", "B": "", "A1": "A"})
    assert many.below("A") == {"A", "A1"}
    assert many.below("") is None
    assert Reference(1, parents={"A": "", "A1": "A", "A2": "A1"}).below("A") is None


def test_a_tree_that_bites_its_tail_has_an_end():
    assert Reference(1, parents={"A": "B", "B": "A"}).below("A") == {"A", "B"}


def test_a_member_who_moves_leaves_a_tombstone_where_she_was(briefed, tmp_path):
    old, new, all_of_it = (of_town(briefed, town) for town in ("DX-PGZ", "DX-YH", ""))
    for device in (old, new, all_of_it):
        hears(device)
    briefed.brief(tmp_path, everybody(("c", "DX-YH")))
    assert hears(old) == ("", "c")
    assert hears(new) == ("c", "")
    assert [change.row is None for change in all_of_it.exchange().changes] == [True, False]
    briefed.brief(tmp_path, everybody())
    assert hears(old) == ("c", "")
    assert hears(new) == ("", "c")


def test_who_joins_later_does_not_miss_who_moved(briefed, tmp_path):
    briefed.brief(tmp_path, everybody(("c", "DX-YH")))
    assert hears(of_town(briefed, "DX-PGZ"))[0] == "d"
    assert hears(of_town(briefed, "DX-YH"))[0] == "bc"


def test_a_device_whose_town_changes_hears_all_anew_and_who_is_gone_for_it(briefed):
    device = of_town(briefed, "DX-PGZ")
    hears(device)
    cursor = device.cursor
    with_town(briefed, "DX-YH")
    lost = device.exchange()  # this answer is lost on its way
    device.cursor = cursor
    assert lost.cursor != cursor
    assert hears(device) == ("b", "cd")
    assert hears(device) == ("", "")
    with_town(briefed, "")
    assert hears(device) == ("abcde", "")


def test_a_union_that_moves_to_another_town_is_gone_for_the_old_one(briefed, tmp_path):
    old, new = of_town(briefed, "DX-PGZ"), of_town(briefed, "DX-YH")
    assert (hears(old), hears(new)) == (("cd", ""), ("b", ""))
    briefed.brief(tmp_path, {"organisation": [{**TREE[3], "parent": "DX-YH"}]})
    assert hears(old) == ("c", "d")
    assert hears(new) == ("bd", "")


def test_after_a_restore_every_cursor_begins_anew(briefed):
    device = of_town(briefed, "DX-PGZ")
    hears(device)
    one = open_district(briefed.folder)
    with one.database.writing() as writing:
        note_restored(writing)
    one.close()
    assert hears(device) == ("cd", "")
    assert hears(device) == ("", "")


def test_a_cursor_is_of_its_turn():
    hearing = Hearing(None, None, 3)
    assert hearing.since(hearing.cursor(17)) == 17
    assert Hearing(None, None, 4).since(hearing.cursor(17)) == 0
    assert hearing.since(17) == 0
    assert Hearing(None, None).since(17) == Hearing(None, None).cursor(17) == 17
    assert Hearing(None, None, (1 << 21) - 1).cursor((1 << 32) - 1) < 1 << 53


def with_town(district, town):
    one = open_district(district.folder)
    with one.database.writing() as writing:
        writing.exec_driver_sql(f"UPDATE device SET town = '{town}'")
    one.close()
