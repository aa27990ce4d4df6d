# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Snapshots: a first load in sealed pieces that fit a bad line, one for all devices of a town, made when asked for."""

import hashlib

import msgspec
import pytest

from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import SnapshotPiece
from fieldkit.seals.envelope import Refused
from fieldkit.seals.pieces import open_piece
from fieldkit.uplink.line import Line
from sync.db.notes import write_note
from sync.district import open_district
from sync.outgoing.snapshots import PIECE_BYTES
from tests.support.devices import Device

TAKES = ("zstd", "snapshot")


@pytest.fixture
def crowded(district, tmp_path):
    """Give a district with 2,500 members of one town, and snapshots for whoever has more than 100 rows to hear."""
    district.brief(tmp_path, {"member": members(2500)})
    one = open_district(district.folder)
    with one.database.writing() as writing:
        write_note(writing, "snapshot_rows", "100")
    one.close()
    return district


def members(count, name="示例"):
    return [
        {
            "uid": f"x-{n}",
            "name": f"{name}{n}",
            "tag": hashlib.sha256(str(n).encode()).hexdigest()[:32],
            "org_code": "DX-PGZ",
        }
        for n in range(count)
    ]


def fetch(device, told, *, coding=(0, 1, 2)):
    """Return the rows of a snapshot; every piece is what it says."""
    rows = {}
    with Line(device.address, device.ca_pem) as line:
        for place, digest in enumerate(told.pieces):
            came = line.get(f"/v1/snapshots/{told.id}/{place}")
            assert came.code == 200
            assert hashlib.sha256(came.body).hexdigest() == digest
            assert len(came.body) <= PIECE_BYTES
            content = open_piece(came.body, told.key, snapshot=told.id, place=place, most=1 << 20)
            for change in from_bytes(content, SnapshotPiece).changes:
                rows[change.table, change.key] = bytes(change.row)
    return rows


def test_a_first_load_by_snapshot_is_the_first_load_by_changes(crowded):
    by_snapshot, by_changes = Device(crowded.ticket(site="S1")), Device(crowded.ticket(site="S1"))
    reply = by_snapshot.exchange(takes=TAKES)
    assert (reply.changes, reply.cursor, reply.more) == ((), 0, True)
    rows = fetch(by_snapshot, reply.snapshot)
    told = {}
    while True:
        page = by_changes.exchange()
        told |= {(change.table, change.key): bytes(change.row) for change in page.changes}
        if not page.more:
            break
    assert rows == told
    assert len(rows) == reply.snapshot.rows
    assert reply.snapshot.cursor == page.cursor
    assert len(reply.snapshot.pieces) > 1
    assert by_snapshot.exchange(cursor=reply.snapshot.cursor, takes=TAKES).changes == ()


def test_who_does_not_take_it_or_stands_further_is_sent_changes(crowded):
    device = Device(crowded.ticket(site="S1"))
    assert device.exchange(takes=("zstd",)).snapshot is None
    assert device.exchange(takes=TAKES).snapshot is None
    other = Device(crowded.ticket(site=""))
    assert other.exchange(takes=("snapshot",), cursor=0).snapshot is not None


def test_little_is_told_as_changes(district):
    assert Device(district.ticket()).exchange(takes=TAKES).snapshot is None


def test_one_snapshot_serves_all_of_a_town_until_much_has_changed(crowded, tmp_path):
    one, other, elsewhere = (Device(crowded.ticket(site=site)) for site in ("S1", "S2", ""))
    first = one.exchange(takes=TAKES).snapshot
    assert other.exchange(takes=TAKES).snapshot == first
    assert elsewhere.exchange(takes=TAKES).snapshot.id != first.id
    plain = one.exchange(takes=("snapshot",), cursor=0).snapshot
    assert plain.id != first.id
    crowded.brief(tmp_path, {"member": members(10, "改")})
    assert other.exchange(takes=TAKES, cursor=0).snapshot == first
    rest = other.exchange(takes=TAKES, cursor=first.cursor)
    assert [change.key for change in rest.changes] == [f"x-{n}" for n in range(10)]
    crowded.brief(tmp_path, {"member": members(1000, "又改")})
    second = other.exchange(takes=TAKES, cursor=0).snapshot
    assert second.id != first.id
    assert fetch(one, first)  # who is in the middle of it may go on
    crowded.brief(tmp_path, {"member": members(1000, "三改")})
    third = other.exchange(takes=TAKES, cursor=0).snapshot
    assert fetch(one, second)
    assert fetch(one, third)
    with Line(one.address, one.ca_pem) as line:
        assert line.get(f"/v1/snapshots/{first.id}/0").code == 404


def test_a_piece_opens_in_its_place_only_and_says_nothing_to_others(crowded):
    device = Device(crowded.ticket(site="S1"))
    told = device.exchange(takes=TAKES).snapshot
    with Line(device.address, device.ca_pem) as line:
        raw = line.get(f"/v1/snapshots/{told.id}/0").body
        for unknown in (
            "/v1/snapshots/none/0",
            f"/v1/snapshots/{told.id}/9999",
            f"/v1/snapshots/{told.id}/-1",
        ):
            assert line.get(unknown).code == 404
    assert b"x-1" not in raw
    for wrong in ({"place": 1}, {"snapshot": "0" * 32}):
        with pytest.raises(Refused):
            open_piece(raw, told.key, **{"snapshot": told.id, "place": 0, "most": 1 << 20, **wrong})
    assert msgspec.json.encode(told)
