# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A card printed at one booth is shown at another that was never told of it: the whole way, by the real district."""

import pytest

from fieldkit.acts import papers
from fieldkit.acts.check_card import check
from fieldkit.domain.card_checks import Reason
from fieldkit.domain.serials import number_of
from fieldkit.seals import envelope
from fieldkit.seals.card_signers import read_certificate
from fieldkit.store.identity import identity, keep_card_certificate
from fieldkit.uplink.trusting import district_keys, take_in_card_certificate
from tests.support.district import NOON
from tests.support.journey import FieldDevice, office


@pytest.fixture
def district(tmp_path):
    with office(tmp_path / "office") as running:
        yield running


@pytest.fixture
def devices(tmp_path, district):
    made = [FieldDevice(tmp_path / site, site=site, start=NOON) for site in ("S1", "S2")]
    for device in made:
        device.join(district)
    yield made
    for device in made:
        device.close()


def signer_of(device):
    who = identity(device.store)
    return read_certificate(who.card_certificate, district_keys(device.store, who))[1]


def spend(store):
    """Hand out all but one of the serials that ``store`` has left."""
    with store.writing() as db:
        db.conn.execute("UPDATE serial_blocks SET next = last WHERE next < last")


def verdict(device, digits):
    return check(device.store, scanned=digits, now=device.clock())


def test_the_card_is_good_at_once_and_false_when_its_device_is_revoked(district, devices):
    here, there = devices
    enrolled = here.enrol(1, uid="00112233aabbccdd").member
    shown = papers.card(here.store, uid=enrolled.uid)
    found = verdict(there, shown.signed)
    assert (found.reason, found.name, found.number) == (Reason.UNLISTED, enrolled.name, enrolled.serial)
    assert signer_of(here).may_give(number_of(enrolled.serial))
    assert verdict(here, shown.signed).reason is Reason.LISTED
    district.console("revoke", identity(here.store).device, "--reason", "丢失")
    assert verdict(there, shown.signed).reason is Reason.UNLISTED  # it has not heard of it yet
    there.sync()
    assert verdict(there, shown.signed).reason is Reason.REVOKED


def test_a_device_says_that_it_lacks_the_word_and_gets_it(devices):
    device = devices[0]
    first = identity(device.store).card_certificate
    keep_card_certificate(device.store, b"")
    device.sync()
    assert identity(device.store).card_certificate == first
    device.sync()
    assert identity(device.store).card_certificate == first


def test_a_word_that_is_not_ours_or_came_late_is_passed_over(devices):
    here, there = devices
    mine, others = identity(here.store), identity(there.store)
    assert not take_in_card_certificate(here.store, mine, others.card_certificate)
    assert not take_in_card_certificate(here.store, mine, b"")
    assert not take_in_card_certificate(here.store, mine, mine.card_certificate[:-1] + b"\x00")
    assert take_in_card_certificate(here.store, mine, mine.card_certificate)
    assert envelope.claimed_key_id(mine.card_certificate) in district_keys(here.store, mine)
    assert identity(here.store).card_certificate == mine.card_certificate


def test_the_districts_office_signs_any_number_and_a_booth_its_own(tmp_path, district, devices):
    office_device = FieldDevice(tmp_path / "office-device", site="", start=NOON)
    office_device.join(district)
    assert signer_of(office_device).blocks == ((1, 99_999_999),)
    ((first, last),) = signer_of(devices[0]).blocks
    assert last - first == 199
    office_device.close()


def test_a_card_of_the_first_block_is_good_when_it_is_printed_again_by_the_third(district, devices):
    here, there = devices
    first = here.enrol(1, uid="00112233aabbccdd").member
    here.sync()
    for number in (2, 3):
        spend(here.store)
        here.enrol(number, uid=f"{number:016x}")
        there.sync()
        here.sync()
    with here.store.reading() as db:
        assert db.conn.execute("SELECT count(*) FROM serial_blocks").fetchone()[0] >= 3
    again = papers.card(here.store, uid=first.uid)
    found = verdict(there, again.signed)
    assert (found.reason, found.number) == (Reason.UNLISTED, first.serial)
