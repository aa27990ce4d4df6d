# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Only the district's signed word on this very request is an answer; a 200 is nothing."""

import hashlib

import cbor2
import msgspec
import pytest

from fieldkit import problems
from fieldkit.protocol.codec import to_bytes
from fieldkit.protocol.messages import Acknowledgement, ExchangeReply
from fieldkit.seals import envelope
from fieldkit.seals.keys import key_id, load_signing_key, public_bytes
from fieldkit.uplink.district import District, short_name
from fieldkit.uplink.line import Line
from sync.authority import new_authority
from tests.support.devices import Device, id_of
from tests.support.impostor import PORTAL, TODAY, answering, http, impostor

OURS = new_authority("示例区总工会", TODAY)
OTHER = load_signing_key(bytes(range(32)))


@pytest.fixture
def device(district):
    device = Device(district.ticket(site="S1"))
    device.exchange()
    return device


def against(device, script, *operations, named=frozenset()):
    """Exchange with an impostor with a certificate of the pinned authority; return the problem's code and facts."""
    with impostor(script, authority=OURS) as server:
        who = device.identity(address=server.address, ca_pem=OURS.certificate)
        with District(who) as district, pytest.raises(problems.Problem) as raised:
            district.exchange(device.request(*operations), named)
        return raised.value.code, dict(raised.value.facts), len(server.asked)


@pytest.mark.parametrize(
    ("reply", "code", "facts"),
    [
        (http(200, PORTAL), "district-not-trusted", {"why": "not-fieldkit"}),
        (http(200, b""), "district-not-trusted", {"why": "not-fieldkit"}),
        (http(204, b""), "district-not-trusted", {"why": "not-fieldkit"}),
        (http(302, b"", "Location: https://127.0.0.1:9/"), "district-not-trusted", {"why": "not-fieldkit"}),
        (http(404, b"{}"), "district-not-trusted", {"why": "not-fieldkit"}),
        (http(500, b""), "district-failing", {"status": "500"}),
        (http(503, PORTAL), "district-failing", {"status": "503"}),
        (http(413, b""), "district-failing", {"status": "413"}),
        (http(429, b""), "district-failing", {"status": "429"}),
    ],
)
def test_what_carries_no_seal_confirms_nothing(device, reply, code, facts):
    assert against(device, answering(reply), device.serve()) == (code, facts, 1)


def reply_to(device, raw, *, operations=(), **fields):
    """Return what the district would say to ``raw``, but for ``fields``."""
    told = {
        "protocol": 1,
        "district": device.joined.district,
        "asked": msgspec.json.decode(cbor2.loads(raw).value[2])["asked"],
        "heard": hashlib.sha256(raw).hexdigest(),
        "acknowledgements": tuple(Acknowledgement(operation=one, verdict="accepted") for one in operations),
        "changes": (),
        "cursor": 1,
        "more": False,
        "at": "2023-11-29T04:00:00Z",
    }
    return to_bytes(ExchangeReply(**{**told, **fields}))


def signed(device, content, *, signer, aad=envelope.REPLY, named=None):
    return http(200, envelope.sign(content, signer, named or key_id(device.district_key), aad))


@pytest.mark.parametrize("way", ["other key", "other id", "other purpose"])
def test_a_seal_that_is_not_the_districts_is_refused(device, way):
    def script(asked, line):
        raw = asked.partition(b"\r\n\r\n")[2]
        named = key_id(public_bytes(OTHER)) if way == "other id" else None
        aad = envelope.JOINED if way == "other purpose" else envelope.REPLY
        line.sendall(signed(device, reply_to(device, raw), signer=OTHER, aad=aad, named=named))

    assert against(device, script) == ("district-not-trusted", {"why": "signature"}, 1)


@pytest.fixture
def traitor(device, monkeypatch):
    """Give a device whose district key we hold, so that sealed replies of any content can be made."""
    device.district_key = public_bytes(OTHER)
    return device


@pytest.mark.parametrize(
    ("fields", "code", "why"),
    [
        ({"heard": "00" * 32}, "district-not-trusted", "other-request"),
        ({"heard": ""}, "district-not-trusted", "other-request"),
        ({"asked": "00" * 16}, "district-not-trusted", "other-request"),
        ({"heard": "00" * 32, "refused": "revoked"}, "district-not-trusted", "other-request"),
        ({"asked": "", "refused": "revoked"}, "district-refused", "revoked"),
        ({"operations": ()}, "district-not-trusted", "not-fieldkit"),
        ({"operations": ("D01-3f2a91c4-000099",)}, "district-not-trusted", "not-fieldkit"),
    ],
)
def test_a_sealed_reply_must_be_to_this_request_and_to_all_of_it(traitor, fields, code, why):
    raw = traitor.serve()

    def script(asked, line):
        told = {"operations": (id_of(raw),), **fields}
        content = reply_to(traitor, asked.partition(b"\r\n\r\n")[2], **told)
        line.sendall(signed(traitor, content, signer=OTHER))

    assert against(traitor, script, raw, named=frozenset({id_of(raw)}))[:2] == (code, {"why": why})


def test_a_sealed_reply_that_cannot_be_read_is_a_breach(traitor):
    script = answering(signed(traitor, b"{}", signer=OTHER))
    assert against(traitor, script)[:2] == ("district-not-trusted", {"why": "not-fieldkit"})


def test_the_districts_own_reply_to_another_request_is_refused(device):
    first = device.seal(device.request(device.serve()))
    with Line(device.address, device.ca_pem) as line:
        genuine = line.post("/v1/exchange", first)
    assert against(device, answering(http(200, genuine.body)), device.serve())[:2] == (
        "district-not-trusted",
        {"why": "other-request"},
    )


def test_a_reply_has_a_short_name(device):
    answer = device.exchange(device.serve())
    assert len(answer.acknowledgement) == 14
    assert short_name(b"x") == "2d71-1642-b726"
