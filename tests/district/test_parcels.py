# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Parcels: whoever carries them, each request in them is answered, in order, and again when they come again."""

import datetime as dt
import hashlib

import msgspec
import pytest
from sqlalchemy import select

from fieldkit.protocol.frames import join_frames, split_frames
from fieldkit.protocol.messages import ExchangeReply
from fieldkit.protocol.trust import TrustList
from fieldkit.seals import envelope
from fieldkit.seals.keys import key_id, load_public_key
from fieldkit.seals.parcels import MAX_PARCEL_BYTES, MAX_PARCEL_FRAMES, new_parcel_key, seal_parcel
from fieldkit.uplink.line import Line
from sync.db.tables import device as devices
from sync.district import open_district
from sync.intake import parcels
from sync.serving.limits import Limits, Share
from sync.trust.parcel_keys import recipients as district_recipients
from tests.support.devices import Device
from tests.support.district import serving


@pytest.fixture
def recipients(device):
    """Give those to whom a parcel is sealed: as the trust list says."""
    keys = {key_id(device.district_key): load_public_key(device.district_key)}
    _, content = envelope.open_envelope(device.exchange().trust, keys, envelope.TRUST)
    return msgspec.json.decode(content, type=TrustList).parcel_recipients


def carry(device, parcel):
    with Line(device.address, device.ca_pem) as line:
        came = line.post("/v1/parcels", parcel)
    return came.code, came.body


def answers(device, raw):
    return [
        device.opened(frame, envelope.REPLY, ExchangeReply, device.district_key)[0]
        for frame in split_frames(raw, most=64)
    ]


def test_each_request_of_a_parcel_is_answered_in_its_place(device, district, recipients):
    batches = [device.batch(device.serve()) for _ in range(2)]
    asks = [device.ask(batches[0], nonce=""), b"no envelope", device.ask(batches[1], nonce="")]
    parcel = seal_parcel(join_frames(asks), recipients)
    code, raw = carry(device, parcel)
    assert code == 200
    told = answers(device, raw)
    assert [reply.refused for reply in told] == ["", "malformed", ""]
    assert [reply.heard for reply in told] == [hashlib.sha256(ask).hexdigest() for ask in asks]
    assert [receipt.number for reply in told for receipt in reply.receipts] == [1, 2]
    assert [reply.nonce for reply in told] == ["", "", ""]
    assert district.facts("sites")[0]["served"] == 2
    again = answers(device, carry(device, parcel)[1])
    assert [reply.receipts for reply in again] == [reply.receipts for reply in told]
    assert district.facts("sites")[0]["served"] == 2


def test_what_came_by_wire_meanwhile_is_answered_like_any_repeated_batch(device, recipients):
    batch = device.batch(device.serve(), device.serve(site="S9"))
    parcel = seal_parcel(join_frames([device.ask(batch, nonce="")]), recipients)
    by_wire = device.tell(batch)
    (by_stick,) = answers(device, carry(device, parcel)[1])
    assert by_stick.receipts == by_wire.receipts
    assert device.exchange().refused == ""  # a stick burns no nonce


def test_a_request_of_the_wire_is_stale_on_a_stick_and_the_other_way_round(device, recipients):
    of_wire, of_stick = device.ask(), device.ask(nonce="")
    parcel = seal_parcel(join_frames([of_wire]), recipients)
    assert [reply.refused for reply in answers(device, carry(device, parcel)[1])] == ["stale"]
    assert device.post(of_stick)[1].refused == "stale"
    assert device.post(of_wire)[1].refused == ""


def test_what_is_no_parcel_of_ours_is_turned_away(device):
    others = seal_parcel(join_frames([device.ask(nonce="")]), [new_parcel_key()[1]])
    for raw in (b"", b"age-encryption.org/v1\n", others, b"x" * 1000):
        assert carry(device, raw) == (400, b"")


def test_a_parcel_with_broken_frames_is_turned_away(device, recipients):
    assert carry(device, seal_parcel(b"\0\0\0\7abc", recipients))[0] == 400
    assert carry(device, seal_parcel(b"", recipients)) == (200, b"")


def test_a_parcel_too_large_is_not_read_to_its_end(device):
    assert carry(device, b"x" * (MAX_PARCEL_BYTES + 1))[0] == 413


def noted(district):
    """Return what the district notes of its device: when it was last there, its cursor and its clock."""
    one = open_district(district.folder)
    with one.database.reading() as reading:
        row = devices.c
        found = reading.execute(select(row.exchanged_at, row.cursor, row.seconds_ahead)).one()
    one.close()
    return found


def test_a_parcel_that_comes_again_says_nothing_of_the_booth(device, district, recipients):
    old = device.ask(device.batch(device.serve()), nonce="", at="2020-01-01T00:00:00Z", cursor=0)
    parcel = seal_parcel(join_frames([old]), recipients)
    carry(device, parcel)
    device.exchange(device.serve())
    told = noted(district)
    (again,) = answers(device, carry(device, parcel)[1])
    assert [one.level for one in again.receipts] == ["received"]
    assert noted(district) == told


def test_of_a_booth_that_only_sends_sticks_the_newest_counts(device, district, recipients):
    def by_stick(*batches, **said):
        carry(device, seal_parcel(join_frames([device.ask(*batches, nonce="", **said)]), recipients))
        return noted(district)[1]

    now = dt.datetime.now(dt.UTC)
    at = [(now + dt.timedelta(hours=hours)).isoformat() for hours in range(4)]
    assert by_stick(cursor=3, at=at[2]) == 3
    assert by_stick(cursor=2, at=at[1]) == 3  # it is older, and late
    assert by_stick(cursor=2, at=at[2]) == 3
    assert by_stick(cursor=2) == 3
    assert by_stick(cursor=4, at=at[3]) == 4
    batch = device.batch(device.serve())
    assert by_stick(batch, cursor=2, at=at[1]) == 2  # its clock was put right, and what it tells is new
    assert by_stick(batch, cursor=1, at=at[1]) == 2


def test_changes_are_told_once_to_each_device_of_a_parcel(join, recipients, device):
    other = join()
    asks = [one.ask(nonce="", cursor=0) for one in (device, device, other, device)]
    _, raw = carry(device, seal_parcel(join_frames(asks), recipients))
    first, second, third, fourth = split_frames(raw, most=4)
    told = answers(device, join_frames([first, second, fourth])) + answers(other, join_frames([third]))
    assert [bool(one.changes) for one in told] == [True, False, False, True]
    assert [(one.cursor, one.more) for one in told[1:3]] == [(0, False), (0, False)]


def test_a_parcel_holds_no_more_requests_than_one_is_made_of(device, recipients):
    asks = [device.ask(nonce="") for _ in range(MAX_PARCEL_FRAMES)]
    code, raw = carry(device, seal_parcel(join_frames(asks), recipients))
    assert (code, len(answers(device, raw))) == (200, MAX_PARCEL_FRAMES)
    assert carry(device, seal_parcel(join_frames([*asks, asks[0]]), recipients)) == (400, b"")


def test_what_is_behind_a_large_answer_is_not_taken_and_told_again(device, recipients, monkeypatch):
    monkeypatch.setattr(parcels, "ANSWERED_BYTES", 1)
    batches = [device.batch(device.serve()) for _ in range(2)]
    parcel = seal_parcel(join_frames(device.ask(one, nonce="") for one in batches), recipients)
    (only,) = answers(device, carry(device, parcel)[1])
    assert [one.number for one in only.receipts] == [1]
    (standing,) = [one for one in device.exchange().standings if one.life == device.life]
    assert standing.number == 1


@pytest.mark.parametrize("share", ["carried", "brought"])
def test_who_brings_parcels_too_often_waits_and_the_wire_is_free(tmp_path, monkeypatch, share):
    few = Limits(**{share: Share(3, {"carried": "device", "brought": "address"}[share])})
    monkeypatch.setattr("sync.serving.serving.Limits", lambda **_: few)
    with serving(tmp_path) as district:
        device = Device(district.ticket())
        one = open_district(district.folder)
        with one.database.reading() as reading:
            whom = district_recipients(reading)
        one.close()
        parcel = seal_parcel(join_frames([device.ask(nonce="")] * 2), whom)
        assert [carry(device, parcel)[0] for _ in range(2)] == [200, 429]
        assert device.exchange().refused == ""


def test_strangers_in_a_parcel_count_against_who_brings_it(tmp_path, monkeypatch):
    few = Limits(refused=Share(3, "address"))
    monkeypatch.setattr("sync.serving.serving.Limits", lambda **_: few)
    with serving(tmp_path) as district:
        device = Device(district.ticket())
        one = open_district(district.folder)
        with one.database.reading() as reading:
            whom = district_recipients(reading)
        one.close()
        parcel = seal_parcel(join_frames([b"no envelope"] * 3), whom)
        assert [carry(device, parcel)[0] for _ in range(2)] == [200, 429]
