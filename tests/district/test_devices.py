# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A ticket lets one device join once; a device's number and key are its own for ever."""

import datetime as dt

import pytest

from fieldkit.protocol.messages import JoinReply
from fieldkit.seals import envelope
from fieldkit.seals.keys import new_signing_key, public_bytes
from fieldkit.seals.tickets import open_tag_key
from fieldkit.uplink.line import Line
from sync.serving import serving
from tests.support.devices import Device


def code_of(ticket):
    return ticket.split()[2].replace("-", "")


def ask(device, raw):
    """Send a joining request; return the HTTP code and the district's signed word, boxed when it is no refusal."""
    with Line(device.address, device.ca_pem) as line:
        came = line.post("/v1/devices", raw)
    reply, boxed = device.opened(came.body, envelope.JOINED, JoinReply)
    assert boxed is not bool(reply.refused)
    return came.code, reply


def newcomer(device):
    """Return a device with a key of its own that has not joined."""
    other = object.__new__(Device)
    other.__dict__.update(device.__dict__, key=new_signing_key())
    return other


def test_a_device_gets_number_keys_town_and_name(district):
    device = Device(district.ticket(name="主会场一号", site="S1"), name="LAPTOP-7")
    joined = device.joined
    assert (joined.device, joined.district_name, joined.town) == ("D01", "示例区总工会", "DX-PGZ")
    assert (len(device.tag_key), len(joined.district_key), len(joined.root_key)) == (32, 32, 32)
    (line,) = district.facts("devices")
    assert (line["device"], line["name"], line["site"], line["town"]) == ("D01", "主会场一号", "S1", "DX-PGZ")
    assert Device(district.ticket()).device == "D02"


def test_the_same_request_again_is_answered_as_before(device, district):
    other, code = newcomer(device), code_of(district.ticket())
    first = ask(other, other.joining(code))[1]
    again = ask(other, other.joining(code))[1]
    assert first.device == again.device == "D02"
    assert (again.tag_key_box, again.nonce) == (first.tag_key_box, first.nonce)
    assert len(district.facts("devices")) == 2


def test_a_ticket_lets_nobody_else_in(device, district):
    code = code_of(district.ticket())
    other, third = newcomer(device), newcomer(device)
    assert ask(other, other.joining(code))[1].refused == ""
    assert ask(device, device.joining(code))[1].refused == "used"
    http, reply = ask(third, third.joining(code))
    assert (http, reply.refused, reply.device, reply.tag_key_box) == (403, "used", "", b"")


def test_a_key_that_has_joined_is_answered_as_before_and_burns_the_fresh_ticket(device, district):
    code = code_of(district.ticket())
    for _ in range(2):
        reply = ask(device, device.joining(code))[1]
        assert (reply.refused, reply.device) == ("", "D01")
        assert open_tag_key(reply.tag_key_box, code) == device.tag_key
    assert len(district.facts("devices")) == 1
    other = newcomer(device)
    assert ask(other, other.joining(code))[1].refused == "used"


def test_a_revoked_device_does_not_join_again_by_any_ticket(device, district):
    other, codes = newcomer(device), [code_of(district.ticket()) for _ in range(2)]
    assert ask(other, other.joining(codes[0]))[1].device == "D02"
    district.console("revoke", "D02")
    for code in codes:
        http, reply = ask(other, other.joining(code))
        assert (http, reply.refused, reply.device, reply.tag_key_box) == (403, "revoked", "", b"")
    third = newcomer(device)
    assert ask(third, third.joining(codes[1]))[1].device == "D03"


def test_an_unknown_code_is_refused(device):
    other = newcomer(device)
    http, reply = ask(other, other.joining("A" * 16))
    assert (http, reply.refused, reply.asked != "") == (403, "unknown", True)


def test_a_ticket_grows_old(device, district, monkeypatch):
    code, other = code_of(district.ticket(minutes=15)), newcomer(device)
    real = serving.real_time
    later = real() + dt.timedelta(minutes=16)
    monkeypatch.setattr(serving, "real_time", lambda: later)
    district.stop()
    district.start()
    other.address = device.address = district.address
    assert ask(other, other.joining(code))[1].refused == "expired"


def test_a_code_is_read_with_dashes_and_in_any_case(device, district):
    other = newcomer(device)
    assert ask(other, other.joining(district.ticket().split()[2].lower()))[1].refused == ""


@pytest.mark.parametrize("why", ["key", "aad", "garbage", "signer"])
def test_only_the_holder_of_the_key_asks_for_it(device, district, why):
    code, other = code_of(district.ticket()), newcomer(device)
    raw = other.joining(code)
    if why == "key":
        raw = other.joining(code, signing_key=public_bytes(device.key))
    elif why == "aad":
        raw = envelope.sign(b"{}", other.key, public_bytes(other.key), envelope.EXCHANGE)
    elif why == "signer":
        raw = envelope.sign(b"{}", other.key, b"short", envelope.JOIN)
    else:
        raw = b"garbage"
    http, reply = ask(other, raw)
    assert (http, reply.refused) == (403, "signature")
    assert ask(other, other.joining(code))[1].refused == ""


def test_a_version_that_is_not_spoken_is_named(device, district):
    other = newcomer(device)
    http, reply = ask(other, other.joining(code_of(district.ticket()), protocol=7))
    assert (http, reply.refused) == (400, "too-new-protocol")


def test_revoking_needs_a_device_and_may_be_repeated(device, district):
    district.console("revoke", "D01")
    district.console("revoke", "D01")
    with pytest.raises(AssertionError, match="没有设备 D77"):
        district.console("revoke", "D77")
