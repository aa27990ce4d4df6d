# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The trust list says whom to believe, and a device can follow a change of keys after any absence."""

import datetime as dt

import pytest

from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.trust import Certificate, TrustList, Vouch
from fieldkit.seals import boxes, envelope
from fieldkit.seals.keys import key_id, load_public_key, public_bytes
from sync.district import found_district
from sync.trust import registrar_folder, trust
from sync.trust.registrars import add_registrar
from sync.trust.signing import KeyRing

NOW = dt.datetime.now(dt.UTC).replace(microsecond=0)
DAY = dt.timedelta(days=1)


@pytest.fixture
def founded(tmp_path):
    district = found_district(tmp_path / "d", now=NOW)
    yield district
    district.close()


class Follower:
    """A device as far as trust goes: it keeps the root, a vouch and a list, by the rules of protocol §9."""

    def __init__(self, district):
        self.root = load_public_key(district.root_public)
        self.vouch = self.read_vouch(district.vouch)
        self.version = 0

    def read_vouch(self, raw):
        named = key_id(public_bytes(self.root))
        return from_bytes(envelope.open_envelope(raw, {named: self.root}, envelope.VOUCH)[1], Vouch)

    def keys(self):
        return {key_id(one.key): load_public_key(one.key) for one in self.vouch.keys}

    def follow(self, raw):
        """Take in a list as a device does; raise Refused when nobody it trusts has signed it."""
        keys = self.keys() | {key_id(public_bytes(self.root)): self.root}
        listed = from_bytes(envelope.open_envelope(raw, keys, envelope.TRUST)[1], TrustList)
        assert listed.version > self.version
        told = self.read_vouch(listed.vouch)
        assert told.version >= self.vouch.version
        self.vouch, self.version = told, listed.version
        return listed

    def catch_up(self, district):
        """Ask for the list until there is nothing newer; return how many were taken."""
        for taken in range(10):
            with district.database.reading() as reading:
                version, raw = trust.newest(reading, self.version)
            if version <= self.version:
                return taken
            self.follow(raw)
        raise AssertionError("there is no end of lists")

    def hears(self, district):
        """Return True when it can check what the district signs for it."""
        raw = district.sign(b"x", envelope.REPLY, trust=self.version)
        try:
            envelope.open_envelope(raw, self.keys(), envelope.REPLY)
        except envelope.Refused:
            return False
        return True


def rotate(district, now=NOW, **how):
    """Make a new signing key, as the console does."""
    folder = registrar_folder.folder_in(district.folder)
    root = registrar_folder.read_root_key(folder, "", district.root_public)
    with district.database.writing() as writing:
        version = trust.new_key(district, writing, root, now, **how)
    district.ring.forget()
    return version


def issue(district, now=NOW, **how):
    with district.database.writing() as writing:
        return trust.issue(district, writing, now, **how)


def test_a_device_with_the_old_vouch_follows_while_both_keys_count(founded):
    device, old = Follower(founded), founded.public_key
    device.catch_up(founded)
    assert rotate(founded) == 2
    assert founded.public_key == old  # everybody knows it, until the overlap is over
    assert device.hears(founded)
    assert device.catch_up(founded) == 1
    assert [one.key for one in device.vouch.keys] == [old, public_bytes(founded.keys.private[-1])]
    assert device.hears(founded)
    signed = founded.sign(b"x", envelope.REPLY, trust=device.version)
    assert envelope.claimed_key_id(signed) == key_id(public_bytes(founded.keys.private[-1]))


def test_a_device_that_was_away_through_two_rotations_follows_step_by_step(founded, monkeypatch):
    device = Follower(founded)
    device.catch_up(founded)
    for round_ in (1, 2):
        rotate(founded, NOW + round_ * DAY, days=1)
        monkeypatch.setattr("sync.trust.trust_list.KEPT_LISTS", 1)
        for _ in range(4):
            issue(founded, NOW + round_ * DAY)
    later = NOW + 80 * DAY

    class Late(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            return later

    monkeypatch.setattr("sync.trust.trust.dt.datetime", Late)
    monkeypatch.setattr("sync.district.dt.datetime", Late)
    assert founded.public_key == public_bytes(founded.keys.private[-1])
    newest = issue(founded, later)
    assert device.hears(founded)
    assert device.catch_up(founded) == 3
    assert device.version == newest
    assert device.hears(founded)


def test_a_stolen_key_counts_no_more_and_the_root_says_so(founded):
    device, stolen = Follower(founded), founded.signing_key
    device.catch_up(founded)
    rotate(founded, stolen=True)
    issue(founded)
    assert founded.public_key != public_bytes(stolen)
    assert device.catch_up(founded) == 2
    assert [one.key for one in device.vouch.keys] == [founded.public_key]
    forged = envelope.sign(b"x", stolen, key_id(public_bytes(stolen)), envelope.REPLY)
    with pytest.raises(envelope.Refused):
        envelope.open_envelope(forged, device.keys(), envelope.REPLY)


def test_who_joins_after_a_rotation_can_check_everything_at_once(founded):
    rotate(founded)
    device = Follower(founded)
    assert device.hears(founded)
    device.catch_up(founded)
    assert device.hears(founded)


def test_a_running_server_hears_of_a_new_key(founded, monkeypatch):
    ring = KeyRing(founded.database)
    before = ring.keys()
    rotate(founded)
    assert ring.keys() is before
    monkeypatch.setattr("sync.trust.signing.LOOK_SECONDS", -1)
    assert len(ring.keys().signers) == 2


def test_the_list_is_signed_anew_when_it_is_due_and_not_for_each_of_a_crowd(founded):
    with founded.database.writing() as writing:
        assert not trust.issue_when_due(founded, writing, NOW)
        trust.mark_due(writing, NOW)
        assert not trust.issue_when_due(founded, writing, NOW + dt.timedelta(seconds=59))
        assert trust.issue_when_due(founded, writing, NOW + dt.timedelta(seconds=61))
        assert not trust.issue_when_due(founded, writing, NOW + dt.timedelta(hours=23))
        assert trust.issue_when_due(founded, writing, NOW + dt.timedelta(hours=25))
        assert trust.issue_when_due(
            founded, writing, NOW - DAY
        )  # the clock was set back: it must not wait for that


def test_no_version_is_given_twice_and_a_restore_jumps_ahead(founded):
    assert [issue(founded), issue(founded, jump=100), issue(founded)] == [2, 102, 103]


def test_the_list_names_devices_serials_and_registrars(district, device):
    device.say(device.void(device.enrol("u-9")))
    enrolled = device.enrol("u-1")
    device.say(enrolled)
    device.say(device.void(enrolled))
    opened = district_of(district)
    with opened.database.writing() as writing:
        public = boxes.sealing_public_bytes(boxes.new_sealing_key())
        add_registrar(writing, name="示例镇登记", town="DX-YH", sealing_key=public, now=NOW)
        trust.issue(opened, writing, NOW)
        _, raw = trust.newest(writing)
    listed = Follower(opened).follow(raw)
    (one,) = listed.devices
    assert (one.device, one.site, one.town) == ("D01", "S1", "DX-PGZ")
    assert one.signing_key == public_bytes(device.key)
    assert [(block.first, block.last) for block in one.serials] == [(1, 200)]
    assert {(who.name, who.town) for who in listed.registrars} == {("区登记员", ""), ("示例镇登记", "DX-YH")}
    assert len(listed.revoked_serials) == 1
    opened.close()


def test_a_certificate_says_whose_keys_these_are(device):
    _, content = envelope.open_envelope(
        device.joined.certificate,
        {key_id(device.district_key): load_public_key(device.district_key)},
        envelope.CERTIFICATE,
    )
    said = from_bytes(content, Certificate)
    assert (said.device, said.site, said.town) == (device.device, "S1", "DX-PGZ")
    assert said.signing_key == public_bytes(device.key)
    assert said.sealing_key == boxes.sealing_public_bytes(device.sealing_key)
    assert said.since < said.until


def district_of(running):
    """Open the tables of a ``running`` district once more."""
    from sync.district import open_district

    return open_district(running.folder)
