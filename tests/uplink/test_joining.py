# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""From a ticket, however it was copied, to an identity; and everybody who is not the district turned away."""

import base64
import datetime as dt
import hashlib
import socket

import cbor2
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit import problems
from fieldkit.protocol.codec import to_bytes
from fieldkit.protocol.messages import Hello, JoinReply, JoinRequest
from fieldkit.protocol.trust import Certificate, Vouch, VouchedKey
from fieldkit.seals import boxes, envelope, packing
from fieldkit.seals.answers import close_answer
from fieldkit.seals.keys import key_id, load_signing_key, public_bytes
from fieldkit.seals.tickets import seal_tag_key
from fieldkit.store.identity import identity
from fieldkit.uplink import joining
from fieldkit.uplink.joining import join
from fieldkit.uplink.tickets import Ticket, read_ticket
from sync.trust.authority import fingerprint, new_authority
from tests.support.devices import Device
from tests.support.district import NOON
from tests.support.impostor import PORTAL, TODAY, answering, http, impostor

CODE = "ABCDEFGHIJKLMNOP"
PRINT = bytes(range(100, 132))
OURS = new_authority("示例区总工会", TODAY)
SIGNER = load_signing_key(bytes(range(32)))
ROOT = load_signing_key(bytes(range(1, 33)))
AT = "2023-11-29T04:00:00Z"


def base32(raw):
    return base64.b32encode(raw).decode().rstrip("=")


GROUPED = "-".join(base32(PRINT)[at : at + 4] for at in range(0, 52, 4))
LINE = f"FK1 https://192.0.2.10:8443 ABCD-EFGH-IJKL-MNOP {GROUPED}"


@pytest.mark.parametrize(
    "text",
    [
        LINE,
        f"  {LINE}\n",
        LINE.lower(),
        LINE.replace(" ", "\n"),
        LINE.replace("-", " "),
        LINE.replace("-", ""),
        LINE.replace("-", "—"),
        LINE.replace(" ", "　"),
        LINE.replace(":", "："),
        LINE.replace("//", "／／").replace(".", "。"),
        "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in LINE),
        f"FK1 https://192.0.2.10:8443 {CODE} {PRINT.hex()}",
        f"FK1 https://192.0.2.10:8443/ {CODE}\n{PRINT.hex().upper()}",
        LINE.replace("IJKL", "1JKL").replace("MNOP", "MN0P"),
    ],
)
def test_a_ticket_is_read_however_it_was_copied(text):
    assert read_ticket(text) == Ticket("https://192.0.2.10:8443", CODE, PRINT)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "FK1",
        "FK2" + LINE[3:],
        LINE.replace("https", "http"),
        LINE.replace("https://192.0.2.10:8443", "https://"),
        LINE.replace(":8443", ":99999"),
        LINE.replace(":8443", ":0"),
        LINE.replace("https://192.0.2.10:8443", "https://[::1"),
        LINE.replace("https://", "https://somebody@"),
        LINE.replace("192.0.2.10", "区服务器"),
        LINE.replace(":8443", ":8443?x"),
        LINE.replace("ABCD", "ABC"),
        LINE.replace("ABCD", "AB9D"),
        LINE[:-1],
        LINE + "A",
        LINE + "AAAA-AAAA",
        f"FK1 https://192.0.2.10:8443 {CODE}",
        f"FK1 https://192.0.2.10:8443 {CODE} {PRINT.hex()[:-1]}g",
        f"FK1 https://192.0.2.10:8443 {CODE} 示例",
    ],
)
def test_what_is_no_ticket_is_unreadable(text):
    with pytest.raises(problems.JoiningRefused) as refused:
        read_ticket(text)
    assert refused.value.facts == {"why": "unreadable"}


@given(st.text(max_size=120) | st.text(max_size=60).map(lambda more: LINE + more))
def test_any_text_is_a_ticket_or_unreadable(text):
    try:
        assert read_ticket(text).fingerprint
    except problems.JoiningRefused:
        pass


def test_joining_gives_an_identity(fresh, district):
    joined = join(fresh, ticket=district.ticket(site="S1"), device_name="LAPTOP", now=NOON)
    kept = identity(fresh)
    assert (joined.device, joined.district_name) == ("D01", "示例区总工会")
    assert (kept.device, kept.district_name, kept.town) == ("D01", "示例区总工会", "DX-PGZ")
    assert (kept.address, kept.joined_at) == (district.address, NOON)
    assert {len(kept.tag_key), len(kept.signing_key), len(kept.sealing_key), len(kept.district_key)} == {32}
    assert "BEGIN CERTIFICATE" in kept.ca_pem


def refused(fresh, ticket, kind=problems.JoiningRefused):
    with pytest.raises(kind) as raised:
        join(fresh, ticket=ticket, device_name="x", now=NOON)
    assert identity(fresh) is None or not identity(fresh).district_key
    return raised.value.facts


def test_a_device_joins_once(fresh, district):
    join(fresh, ticket=district.ticket(), device_name="x", now=NOON)
    with pytest.raises(problems.JoiningRefused) as again:
        join(fresh, ticket=district.ticket(), device_name="x", now=NOON)
    assert again.value.facts == {"why": "joined"}


def test_a_used_or_unknown_code_is_refused_and_another_ticket_works(fresh, district):
    used = district.ticket()
    Device(used)
    assert refused(fresh, used) == {"why": "used"}
    assert refused(fresh, used.replace(used.split()[2], "AAAA-AAAA-AAAA-AAAA")) == {"why": "unknown"}
    assert join(fresh, ticket=district.ticket(), device_name="x", now=NOON).device == "D02"


def test_the_fingerprint_of_another_authority_is_refused(fresh, district):
    ticket = district.ticket().split()
    wrong = " ".join([*ticket[:3], fingerprint(OURS.certificate)])
    assert refused(fresh, wrong, problems.DistrictNotTrusted) == {"why": "certificate"}
    assert identity(fresh) is None
    assert district.facts("devices") == []


def test_an_answer_that_was_lost_is_asked_for_again(fresh, district, monkeypatch):
    ticket = district.ticket()
    genuine = joining._ask

    def lost(*given):
        genuine(*given)
        raise problems.DistrictUnreachable(why="cut")

    monkeypatch.setattr(joining, "_ask", lost)
    assert refused(fresh, ticket, problems.DistrictUnreachable) == {"why": "cut"}
    monkeypatch.setattr(joining, "_ask", genuine)
    assert join(fresh, ticket=ticket, device_name="x", now=NOON).device == "D01"
    assert len(district.facts("devices")) == 1


def test_a_key_made_for_one_district_is_not_shown_to_another(fresh, district):
    key = bytes(32)
    keys = joining._Keys(load_signing_key(key), boxes.load_sealing_key(key))
    other = Ticket("https://127.0.0.1:1", CODE, PRINT)
    joining._keep(fresh, other, OURS.certificate, keys, NOON, district="other")
    join(fresh, ticket=district.ticket(), device_name="x", now=NOON)
    assert key not in (identity(fresh).signing_key, identity(fresh).sealing_key)


def ticket_for(server, authority=OURS):
    return f"FK1 {server.address} {CODE} {fingerprint(authority.certificate)}"


PEM = http(200, OURS.certificate.encode())


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (http(200, PORTAL), "portal"),
        (http(200, "登录".encode()), "not-fieldkit"),
        (http(302, b"", "Location: https://127.0.0.1:9/"), "not-fieldkit"),
        (http(200, b"-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n"), "certificate"),
        (http(200, new_authority("他区", TODAY).certificate.encode()), "certificate"),
        (http(200, bytes(1_000_000)), "not-fieldkit"),
    ],
)
def test_a_portal_that_answers_for_the_authority_is_named(fresh, reply, why):
    with impostor(answering(reply)) as server:
        told = refused(fresh, ticket_for(server), problems.DistrictNotTrusted)
        assert told == {"why": why} | ({"name": "127.0.0.1"} if why == "portal" else {})


def test_whoever_has_our_certificate_and_not_its_key_is_refused(fresh):
    with impostor(answering(PEM)) as server:
        told = refused(fresh, ticket_for(server), problems.DistrictNotTrusted)
        assert told == {"why": "certificate", "name": "FieldKit nobody"}


def test_nobody_there(fresh):
    with impostor(answering(PEM)) as server:
        ticket = ticket_for(server)
    assert refused(fresh, ticket, problems.DistrictUnreachable) == {"why": "refused"}


def test_a_name_that_cannot_be(fresh, monkeypatch):
    def label_too_long(*_):
        raise UnicodeError

    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: label_too_long())
    ticket = f"FK1 https://{'a' * 64}.example {CODE} {PRINT.hex()}"
    assert refused(fresh, ticket, problems.DistrictUnreachable) == {"why": "name"}


@pytest.mark.parametrize("address", ["https://[::1]:8443", "https://district.example", "https://a/b/c"])
def test_every_form_of_address_is_read(address):
    assert read_ticket(f"FK1 {address} {CODE} {PRINT.hex()}").address == address


def test_the_first_line_is_cut(fresh):
    with impostor(lambda _asked, line: line.close(), authority=OURS) as server:
        assert refused(fresh, ticket_for(server), problems.DistrictUnreachable) == {"why": "cut"}


def hello(**fields):
    told = {"fieldkit": "9", "district": "FKD-1", "newest": 1, "oldest": 1, "at": "2023-11-29T04:00:00Z"}
    return http(200, to_bytes(Hello(**{**told, "district_key": public_bytes(SIGNER), **fields})))


def joined(raw, **fields):
    """Return what a district would answer to the joining request ``raw``, but for ``fields``."""
    asked = msgspec.json.decode(cbor2.loads(raw).value[2], type=JoinRequest)
    told = {
        "protocol": 1,
        "asked": asked.asked,
        "heard": hashlib.sha256(raw).hexdigest(),
        "district": "FKD-1",
        "district_name": "示例",
        "device": "D09",
        "district_key": public_bytes(SIGNER),
        "root_key": public_bytes(ROOT),
        "vouch": vouch(),
        "certificate": certificate(asked),
        "tag_key_box": seal_tag_key(bytes(32), CODE),
    }
    told |= {name: value(asked) if callable(value) else value for name, value in fields.items()}
    key = b"" if told.get("refused") else asked.sealing_key
    return close_answer(to_bytes(JoinReply(**told)), key, packing.ZLIB)


def vouch(signer=ROOT, key=SIGNER, district="FKD-1"):
    """Return the root's word on the key that signs."""
    named = VouchedKey(key=public_bytes(key), since=AT, until=AT)
    told = to_bytes(Vouch(district=district, version=1, issued=AT, keys=(named,)))
    return envelope.sign(told, signer, key_id(public_bytes(signer)), envelope.VOUCH)


def certificate(asked, **fields):
    """Return the district's word on the keys that ask."""
    told = {
        "district": "FKD-1",
        "device": "D09",
        "name": "示例",
        "site": "",
        "town": "",
        "since": AT,
        "until": AT,
    }
    told |= {"signing_key": asked.signing_key, "sealing_key": asked.sealing_key}
    content = to_bytes(Certificate(**{**told, **fields}))
    return envelope.sign(content, SIGNER, key_id(public_bytes(SIGNER)), envelope.CERTIFICATE)


def scripted(said_hello, answer):
    """Return the script of a district that says hello and then answers a joining request by ``answer``."""

    def script(asked, line):
        if asked.startswith(b"GET /v1/authority"):
            line.sendall(PEM)
        elif asked.startswith(b"GET /v1/hello"):
            line.sendall(said_hello)
        else:
            line.sendall(answer(asked.partition(b"\r\n\r\n")[2]))

    return script


def sealed(content, aad=envelope.JOINED, signer=SIGNER):
    return http(200, envelope.sign(content, signer, key_id(public_bytes(SIGNER)), aad))


@pytest.mark.parametrize(
    ("said", "kind", "facts"),
    [
        (http(200, PORTAL), problems.DistrictNotTrusted, {"why": "not-fieldkit"}),
        (http(502, PORTAL), problems.DistrictFailing, {"status": "502"}),
        (hello(district_key=b"short"), problems.DistrictNotTrusted, {"why": "not-fieldkit"}),
        (hello(oldest=2, newest=3), problems.DistrictRefused, {"why": "too-old-protocol"}),
        (hello(oldest=0, newest=0), problems.DistrictRefused, {"why": "too-new-protocol"}),
    ],
)
def test_who_says_no_proper_hello_is_named(fresh, said, kind, facts):
    with impostor(scripted(said, lambda _: b""), authority=OURS) as server:
        assert refused(fresh, ticket_for(server), kind) == facts


@pytest.mark.parametrize(
    ("answer", "kind", "facts"),
    [
        (lambda raw: http(200, PORTAL), problems.DistrictNotTrusted, {"why": "portal", "name": "127.0.0.1"}),
        (lambda raw: http(500, b""), problems.DistrictFailing, {"status": "500"}),
        (lambda raw: http(200, joined(raw)), problems.DistrictNotTrusted, {"why": "not-fieldkit"}),
        (lambda raw: sealed(joined(raw), envelope.REPLY), problems.DistrictNotTrusted, {"why": "signature"}),
        (
            lambda raw: sealed(joined(raw), signer=load_signing_key(bytes(32))),
            problems.DistrictNotTrusted,
            {"why": "signature"},
        ),
        (lambda raw: sealed(b"{}"), problems.DistrictNotTrusted, {"why": "not-fieldkit"}),
        (
            lambda raw: sealed(joined(raw, heard="00" * 32)),
            problems.DistrictNotTrusted,
            {"why": "other-request"},
        ),
        (
            lambda raw: sealed(joined(raw, asked="00" * 16)),
            problems.DistrictNotTrusted,
            {"why": "other-request"},
        ),
        (lambda raw: sealed(joined(raw, refused="expired")), problems.JoiningRefused, {"why": "expired"}),
        (lambda raw: sealed(joined(raw, device="")), problems.DistrictNotTrusted, {"why": "not-fieldkit"}),
        (
            lambda raw: sealed(joined(raw, tag_key_box=b"")),
            problems.DistrictNotTrusted,
            {"why": "not-fieldkit"},
        ),
        (
            lambda raw: sealed(joined(raw, tag_key_box=seal_tag_key(bytes(32), "A" * 16))),
            problems.DistrictNotTrusted,
            {"why": "not-fieldkit"},
        ),
        (lambda raw: sealed(joined(raw, vouch=b"")), problems.DistrictNotTrusted, {"why": "not-fieldkit"}),
        (
            lambda raw: sealed(joined(raw, vouch=vouch(signer=SIGNER))),
            problems.DistrictNotTrusted,
            {"why": "not-fieldkit"},
        ),
        (
            lambda raw: sealed(joined(raw, vouch=vouch(key=ROOT))),
            problems.DistrictNotTrusted,
            {"why": "not-fieldkit"},
        ),
        (
            lambda raw: sealed(joined(raw, vouch=vouch(district="FKD-2"))),
            problems.DistrictNotTrusted,
            {"why": "not-fieldkit"},
        ),
        (
            lambda raw: sealed(joined(raw, root_key=public_bytes(SIGNER))),
            problems.DistrictNotTrusted,
            {"why": "not-fieldkit"},
        ),
        (
            lambda raw: sealed(joined(raw, certificate=b"")),
            problems.DistrictNotTrusted,
            {"why": "not-fieldkit"},
        ),
        (
            lambda raw: sealed(joined(raw, certificate=lambda asked: certificate(asked, device="D08"))),
            problems.DistrictNotTrusted,
            {"why": "not-fieldkit"},
        ),
        (
            lambda raw: sealed(
                joined(raw, certificate=lambda asked: certificate(asked, sealing_key=bytes(32)))
            ),
            problems.DistrictNotTrusted,
            {"why": "not-fieldkit"},
        ),
        (
            lambda raw: sealed(joined(raw, district_key=bytes(32))),
            problems.DistrictNotTrusted,
            {"why": "not-fieldkit"},
        ),
    ],
)
def test_an_answer_that_is_not_the_districts_to_us_is_no_identity(fresh, answer, kind, facts):
    with impostor(scripted(hello(), answer), authority=OURS) as server:
        assert refused(fresh, ticket_for(server), kind) == facts


def test_a_proper_answer_is_an_identity(fresh):
    with impostor(scripted(hello(), lambda raw: sealed(joined(raw))), authority=OURS) as server:
        assert join(fresh, ticket=ticket_for(server), device_name="x", now=NOON).device == "D09"


def test_an_address_with_a_path_is_kept(fresh):
    seen = []

    def script(asked, line):
        seen.append(asked.split()[1])
        scripted(hello(), lambda raw: sealed(joined(raw)))(asked.replace(b"/fk/v1", b"/v1"), line)

    with impostor(script, authority=OURS) as server:
        ticket = ticket_for(server).replace(server.address, server.address + "/fk/")
        join(fresh, ticket=ticket, device_name="x", now=NOON - dt.timedelta(days=3))
    assert seen == [b"/fk/v1/authority", b"/fk/v1/hello", b"/fk/v1/devices"]
