# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A district that came back from an image of its disk, or of its tables, does not know it: ``restored`` tells it."""

import shutil

import pytest

from sync.db.place import place_of
from tests.district.test_lost import revoked
from tests.district.test_revocations import list_of, version_of
from tests.support import postgres
from tests.support.devices import Device
from tests.support.district import District


@pytest.fixture
def own(tmp_path):
    """Serve a district of this test alone."""
    district = District(tmp_path / "own")
    district.brief(tmp_path)
    district.start()
    yield district
    district.stop()


@pytest.fixture
def image(own, kind, tmp_path):
    """Give what takes an image of the district as it stands, and what brings it back; both stop it."""

    def tables():
        named = place_of(own.folder).district
        return named, f"image_{named[-8:]}"

    def take():
        own.stop()
        if kind == "postgresql":
            postgres.keep(*tables())
        shutil.copytree(own.folder, tmp_path / "image")
        own.start()

    def bring_back():
        own.stop()
        if kind == "postgresql":
            postgres.put_back(*tables())
        shutil.rmtree(own.folder)
        shutil.copytree(tmp_path / "image", own.folder)

    return take, bring_back


def joined(district, site):
    device = Device(district.ticket(site=site))
    device.exchange()
    return device


def again(district, device):
    """Let ``device`` go on with the district that is served now; return its answer."""
    device.address = district.address
    reply = device.tell()
    return device.tell() if reply.refused == "stale" else reply


def test_without_it_numbers_are_given_twice_and_a_revoked_device_is_believed(own, image):
    take, bring_back = image
    device = joined(own, "S1")
    take()
    again(own, device)
    lost = joined(own, "S2")
    own.console("revoke", "D01")
    bring_back()
    own.start()
    other = joined(own, "S2")
    assert (other.device, other.serials) == (lost.device, lost.serials)
    assert again(own, device).refused == ""


def test_nothing_is_given_twice_and_devices_hear_that_it_was_made_anew(own, image):
    take, bring_back = image
    devices = [joined(own, "S1"), joined(own, "S1")]
    said = again(own, devices[1]).made_anew
    take()
    given = {number for one in devices for number in one.serials}
    late = joined(own, "S2")
    again(own, devices[0])
    told = devices[0].batch(devices[0].serve())
    devices[0].tell(told)
    own.console("revoke", "D02")
    lists = version_of(list_of(own))
    bring_back()
    with pytest.raises(AssertionError, match="没有改动：备份（或映像）不知道"):
        own.console("restored")
    with pytest.raises(AssertionError, match="备份（或映像）里没有设备 D09"):
        own.console("restored", "--revoked", "D09")
    assert revoked(own) == ()
    printed = own.console("restored", "--revoked", "D02")
    assert "已吊销 D02" in printed
    assert "D03–D102" in printed
    assert [one.device for one in revoked(own)] == ["D02"]
    assert version_of(list_of(own)) > lists
    assert "restored" in own.console("log")
    own.start()
    reply = again(own, devices[0])
    assert (said, bool(reply.made_anew), reply.standings[0].number) == ("", True, 0)
    assert [one.level for one in devices[0].tell(told).receipts] == ["received"]
    assert again(own, devices[1]).refused == "revoked"
    newcomer = joined(own, "S2")
    assert newcomer.device == "D103"
    assert not set(newcomer.serials) & (given | set(late.serials))


def test_a_district_that_is_served_meanwhile_says_so_from_the_next_answer_on(own):
    device = joined(own, "S1")
    assert again(own, device).made_anew == ""
    own.console("restored", "--no-others-revoked")
    stale = device.tell()
    after = device.tell()
    assert (stale.refused, after.refused) == ("stale", "")
    assert stale.made_anew == after.made_anew != ""


def test_each_time_it_came_back_it_jumps_farther(own, image):
    take, bring_back = image
    take()
    numbers = []
    for time in ("1", "2", "3"):
        bring_back()
        own.console("restored", "--no-others-revoked", "--times", time)
        own.start()
        numbers.append((newcomer := joined(own, "S1")).device)
        numbers += newcomer.serials
    assert len(set(numbers)) == len(numbers)
    with pytest.raises(SystemExit):
        own.console("restored", "--no-others-revoked", "--times", "21")
