# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A laptop is lost: what is good of it, what paper must replace, how many people to tell; and a fork is decided."""

import json

import pytest

from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.trust import TrustList
from fieldkit.seals import envelope
from fieldkit.seals.chain import START, shown_head
from fieldkit.seals.keys import key_id, load_public_key
from sync.district import open_district
from sync.trust.trust import newest


def revoked(district):
    """Return what the newest trust list says of revoked devices."""
    opened = open_district(district.folder)
    public = opened.public_key
    with opened.database.reading() as reading:
        _, raw = newest(reading)
    opened.close()
    _, content = envelope.open_envelope(raw, {key_id(public): load_public_key(public)}, envelope.TRUST)
    return from_bytes(content, TrustList).revoked


def test_the_last_good_numbers_are_what_was_taken(device, district):
    device.say(device.serve())
    device.say(device.serve())
    district.console("revoke", "D01", "--reason", "lost")
    (one,) = revoked(district)
    assert (one.device, one.reason) == ("D01", "lost")
    assert [(chain.life, chain.number, chain.head) for chain in one.chains] == [
        (device.life, 2, device.head.hex())
    ]
    reply = device.exchange(device.serve())
    assert (reply.refused, [receipt.level for receipt in reply.receipts]) == ("revoked", ["held"])
    (again,) = revoked(district)
    assert again == one


def test_the_last_receipt_that_was_seen_says_that_less_is_good(device, district):
    device.say(device.serve())
    good = device.head
    device.say(device.serve(), device.serve())
    with pytest.raises(AssertionError, match="最多收到第 2 批"):
        district.console("revoke", "D01", "--last-number", "3")
    with pytest.raises(AssertionError, match="最多收到第 2 批"):
        district.console("revoke", "D01", "--last-number", "-1")
    with pytest.raises(AssertionError, match="最多收到第 0 批"):
        district.console("revoke", "D01", "--last-number", "1", "--life", "00000000")
    district.console("revoke", "D01", "--last-number", "1")
    (one,) = revoked(district)
    assert [(chain.number, chain.head) for chain in one.chains] == [(1, good.hex())]
    left = json.loads(district.console("lost", "D01", "--only-show", "--json"))
    assert (left["lives"][0]["number"], left["lives"][0]["after_good"]) == (2, 2)
    district.console("lost", "D01", "--last-number", "0")
    assert revoked(district)[0].chains[0].head == START.hex()
    assert revoked(district)[0].at == one.at


def test_the_page_for_a_lost_laptop(device, district):
    enrolled = device.enrol("u-1", tag="c1" * 16)
    device.sequence += 2  # two acts that never came
    device.say(enrolled, device.serve())
    shown = json.loads(district.console("lost", "D01", "--only-show", "--json"))
    assert shown["revoked_at"] == ""
    assert [line["revoked_at"] for line in district.facts("devices")] == [""]
    printed = district.console("lost", "D01")
    assert "已吊销 D01，信任表第" in printed
    assert shown_head(device.head) in printed
    assert f"{device.life} 缺 2 个操作编号：2、3" in printed
    assert "FK-0000-0002-" in printed
    assert "（199 个）" in printed
    left = json.loads(district.console("lost", "D01", "--json"))
    assert left["unused_serials"] == [[2, 200]]
    assert (left["own_people"], left["identities"]) == (1, 0)
    assert left["listed"] == 1  # the town's members that it was sent, m-3
    assert left["lives"][0]["missing"] == 2
    assert revoked(district)[0].reason == "lost"


def test_a_device_that_never_told_anything_is_all_paper(district, join):
    join("S1")
    assert "全部要用纸件补" in district.console("lost", "D01")
    with pytest.raises(AssertionError, match="没有设备 D77"):
        district.console("lost", "D77")


@pytest.mark.parametrize(("verb", "said"), [("adopt", "已采纳"), ("reject", "已退回")])
def test_a_fork_is_shown_side_by_side_and_decided(device, district, verb, said):
    before = (device.head, device.number, device.sequence)
    device.say(device.serve(count=1))
    ours = device.head
    device.head, device.number, device.sequence = before
    device.tell(device.batch(device.serve(count=2)))
    (line,) = district.facts("held")
    assert (line["device"], line["life"], line["operations"]) == ("D01", device.life, 1)
    (one,) = line["batches"]
    assert (one["why"], one["ours"], one["head"]) == ("fork", ours.hex(), device.head.hex())
    assert one["first_different"] == [f"D01-{device.life}-{device.sequence:06d}"] * 2
    printed = district.console("held")
    assert shown_head(ours) in printed
    assert shown_head(device.head) in printed
    assert f"fieldkit-district adopt D01 {device.life}" in printed
    assert said in district.console(verb, "D01", device.life)
    assert district.console("held") == "没有扣留的内容。\n"
    assert district.facts("log")[0]["act"] == verb
    with pytest.raises(AssertionError, match="没有扣留的内容"):
        district.console(verb, "D01", device.life)
    assert len([line for line in district.facts("rejected") if line["code"] == "conflict"]) == 1
