# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The trust list says whom to believe, and a device can follow a change of keys after any absence."""

import datetime as dt

import msgspec
import pytest

from fieldkit.protocol.codec import from_bytes, to_bytes
from fieldkit.protocol.messages import Chain, ExchangeReply
from fieldkit.protocol.trust import Certificate, TrustList, Vouch
from fieldkit.seals import boxes, envelope
from fieldkit.seals.keys import key_id, load_public_key, public_bytes
from sync.db.tables import device as device_table
from sync.district import found_district
from sync.trust import registrar_folder, trust
from sync.trust.registrars import add_registrar
from sync.trust.signing import KeyRing
from sync.trust.trust_list import ListTooLong

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


def test_who_holds_no_list_that_counts_gets_the_newest_also_after_a_theft_and_a_change(founded):
    device = Follower(founded)
    rotate(founded, stolen=True)
    rotate(founded, NOW + DAY, days=1)
    last = issue(founded, NOW + DAY)
    device.vouch = device.read_vouch(founded.vouch)  # from hello
    with founded.database.reading() as reading:
        for held in (0, last + 2000):
            version, raw = trust.newest(reading, held)
            assert version == last
    assert device.follow(raw).version == last


def test_no_list_is_signed_by_a_key_that_its_own_vouch_does_not_name(founded):
    """All keys are past their time: the root signs, as no device would take the list of another."""
    late = NOW + 500 * DAY
    version = rotate(founded, late)
    with founded.database.reading() as reading:
        _, raw = trust.newest(reading)
    assert envelope.claimed_key_id(raw) == key_id(founded.root_public)
    device = Follower(founded)
    assert device.follow(raw).version == version


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


def former(district):
    """Return the keys that the root names for cards only, and those it names for everything."""
    vouch = Follower(district).read_vouch(district.vouch)
    return list(vouch.former), [one.key for one in vouch.keys]


def test_a_key_that_is_over_goes_on_for_cards_until_one_is_stolen(founded):
    first = founded.public_key
    rotate(founded, days=1)
    assert former(founded)[0] == []
    rotate(founded, NOW + 30 * DAY, days=1)
    second = public_bytes(founded.keys.private[1])
    assert former(founded) == ([first], [second, public_bytes(founded.keys.private[2])])
    rotate(founded, NOW + 90 * DAY, days=1)
    assert former(founded)[0] == [first, second]
    rotate(founded, NOW + 91 * DAY, stolen=True)
    assert former(founded) == ([], [public_bytes(founded.keys.private[-1])])
    after = public_bytes(founded.keys.private[-1])
    rotate(founded, NOW + 500 * DAY, days=1)
    assert former(founded)[0] == [after]  # of those before the theft none comes back


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


def test_the_list_is_signed_anew_when_it_says_something_new_and_not_for_each_of_a_crowd(founded):
    later = dt.timedelta(seconds=61)
    with founded.database.writing() as writing:
        assert not trust.issue_when_due(founded, writing, NOW)
        trust.mark_due(writing, NOW)
        assert not trust.issue_when_due(founded, writing, NOW + later)  # it would say the same
        add_registrar(writing, name="甲", town="", sealing_key=new_public(), now=NOW)
        trust.mark_due(writing, NOW)
        assert not trust.issue_when_due(founded, writing, NOW + dt.timedelta(seconds=59))
        assert trust.issue_when_due(founded, writing, NOW + later)
        assert not trust.issue_when_due(founded, writing, NOW + dt.timedelta(hours=23))
        assert trust.issue_when_due(founded, writing, NOW + dt.timedelta(hours=25))
        assert trust.issue_when_due(
            founded, writing, NOW - DAY
        )  # the clock was set back: it must not wait for that


def crowd(writing, count, **more):
    """Let ``count`` devices have joined."""
    row = dict.fromkeys(("site", "town", "program", "nonce", "last_heard", "revoked_reason"), "")
    row |= {"name": "示例·一号机", "sealing_key": bytes(32), "joined_at": trust.moment(NOW), **more}
    rows = [
        {**row, "id": f"D{n:02d}", "signing_key": n.to_bytes(32), "key_id": n.to_bytes(8)}
        for n in range(1, count + 1)
    ]
    writing.execute(device_table.insert(), rows)


def lost(lives):
    chains = tuple(Chain(life=f"{n:08x}", number=17, head="5b" * 32) for n in range(lives))
    told = msgspec.json.encode(chains).decode()
    return {"revoked_at": trust.moment(NOW), "revoked_reason": "lost", "revoked_chains": told}


def test_ten_thousand_devices_fit_into_a_list_that_fits_into_a_message(founded):
    with founded.database.writing() as writing:
        crowd(writing, 10_000)
        trust.issue(founded, writing, NOW)
        _, raw = trust.newest(writing)
    assert len(raw) < 4096
    assert from_bytes(to_bytes(reply(raw)), ExchangeReply).trust == raw


@pytest.mark.parametrize(("lives", "told"), [(0, True), (3, False)])
def test_when_all_of_them_are_revoked_each_is_named_still(founded, lives, told):
    with founded.database.writing() as writing:
        crowd(writing, 10_000, **lost(lives))
        trust.issue(founded, writing, NOW)
        _, raw = trust.newest(writing)
    assert from_bytes(to_bytes(reply(raw)), ExchangeReply).trust == raw
    listed = Follower(founded).follow(raw)
    assert len({one.key_id for one in listed.revoked}) == 10_000
    assert {(one.reason == "lost", one.chains) for one in listed.revoked} == {(told, ())}


def test_where_it_does_not_fit_the_list_before_stays_and_that_is_told(founded, monkeypatch, expect_log):
    expect_log("trust list too long")
    monkeypatch.setattr("sync.trust.trust_list.MOST_BYTES", 2000)
    with founded.database.writing() as writing:
        crowd(writing, 50, **lost(1))
        before = trust.newest(writing)
        assert not trust.issue_when_due(founded, writing, NOW + 2 * DAY)
        assert trust.newest(writing) == before
        with pytest.raises(ListTooLong):
            trust.issue(founded, writing, NOW)


def reply(raw):
    return ExchangeReply(protocol=1, district="FKD-1", asked="", heard="", at=trust.moment(NOW), trust=raw)


def new_public():
    return boxes.sealing_public_bytes(boxes.new_sealing_key())


def test_no_version_is_given_twice_and_a_restore_jumps_ahead(founded):
    assert [issue(founded), issue(founded, jump=100), issue(founded)] == [2, 102, 103]


def test_the_list_names_registrars_and_the_numbers_of_acts_that_were_taken_back(district, device):
    device.say(device.void(device.enrol("u-9")))
    enrolled = device.enrol("u-1")
    device.say(enrolled)
    device.say(device.void(enrolled))
    opened = district_of(district)
    with opened.database.writing() as writing:
        add_registrar(writing, name="示例镇登记", town="DX-YH", sealing_key=new_public(), now=NOW)
        trust.issue(opened, writing, NOW)
        _, raw = trust.newest(writing)
    listed = Follower(opened).follow(raw)
    assert listed.devices == ()  # they have certificates
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
