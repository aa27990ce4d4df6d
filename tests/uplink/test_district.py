# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Only the district's signed word on this very request is an answer; a 200 is nothing."""

import dataclasses
import hashlib

import pytest

from fieldkit import problems
from fieldkit.protocol.codec import from_bytes, to_bytes
from fieldkit.protocol.frames import split_frames
from fieldkit.protocol.messages import (
    MAX_ASKED_BYTES,
    ExchangeReply,
    ExchangeRequest,
    Hello,
    Receipt,
    Standing,
)
from fieldkit.protocol.trust import Vouch, VouchedKey
from fieldkit.seals import boxes, chain, envelope, packing
from fieldkit.seals.answers import close_answer
from fieldkit.seals.keys import key_id, load_public_key, load_signing_key, public_bytes
from fieldkit.store.batches import Frozen
from fieldkit.store.identity import identity, keep_identity, keep_nonce, nonce
from fieldkit.store.vault import create_store
from fieldkit.uplink.answers import short_name
from fieldkit.uplink.district import District
from fieldkit.uplink.taking import request_of
from sync.trust.authority import new_authority
from tests.support.devices import Device
from tests.support.district import NOON
from tests.support.impostor import PORTAL, TODAY, answering, http, impostor
from tests.uplink.conftest import KEY

OURS = new_authority("示例区总工会", TODAY)
SIGNER, OTHER, ROOT, DEVICE = (load_signing_key(bytes([n]) * 32) for n in (1, 2, 3, 4))
SEALING = boxes.load_sealing_key(bytes([5]) * 32)
LIFE, WORD = "3f2a91c4", "7d" * 16
AT = "2023-11-29T04:00:00Z"


@pytest.fixture
def store(tmp_path):
    """Give a store that has joined a district whose key we hold."""
    store = create_store(tmp_path / "store", KEY, now=NOON)
    keep_identity(
        store,
        device="D01",
        district="FKD-1",
        district_name="示例",
        signing_key=bytes([4]) * 32,
        district_key=public_bytes(SIGNER),
        address="https://127.0.0.1:9",
        ca_pem=OURS.certificate,
        tag_key=bytes(32),
        town="",
        joined_at=NOON,
        sealing_key=boxes.sealing_private_bytes(SEALING),
        root_key=public_bytes(ROOT),
        certificate=b"",
    )
    keep_nonce(store, WORD)
    yield store
    store.close()


def frozen(number=1, content=b"envelope"):
    return Frozen(LIFE, number, chain.START, chain.head_after(chain.START, content), content, ())


def receipt(batch, **fields):
    told = {
        "life": batch.life,
        "number": batch.number,
        "head": batch.head.hex(),
        "level": "received",
        "operations": 1,
    }
    return Receipt(**{**told, **fields})


def asked_in(asked):
    """Return the request in what came by HTTP, and its digest."""
    raw = asked.partition(b"\r\n\r\n")[2]
    keys = {key_id(public_bytes(DEVICE)): load_public_key(public_bytes(DEVICE))}
    first, *_ = split_frames(envelope.open_envelope(raw, keys, envelope.EXCHANGE)[1], most=200)
    said = packing.unfolded(first, most=MAX_ASKED_BYTES)
    return from_bytes(said, ExchangeRequest), hashlib.sha256(raw).hexdigest()


def reply_to(came, /, *, boxed=True, coding=packing.ZSTD, **fields):
    """Return the content of what the district would say, but for ``fields``."""
    request, heard = asked_in(came)
    told = {
        "protocol": 1,
        "district": "FKD-1",
        "asked": request.asked,
        "heard": heard,
        "at": AT,
        "nonce": "8e" * 16,
    }
    content = to_bytes(ExchangeReply(**{**told, **fields}))
    return close_answer(content, boxes.sealing_public_bytes(SEALING) if boxed else b"", coding)


def signed(content, *, signer=SIGNER, aad=envelope.REPLY, named=b""):
    return http(200, envelope.sign(content, signer, named or key_id(public_bytes(signer)), aad))


def saying(**fields):
    """Return the script that answers every request properly, but for ``fields``."""
    return lambda asked, line: line.sendall(signed(reply_to(asked, **fields)))


def exchange(store, script, *batches, parts=()):
    """Exchange with a server with a certificate of the pinned authority; return the answer and what was asked."""
    with impostor(script, authority=OURS) as server:
        who = dataclasses.replace(identity(store), address=server.address)
        with District(store, who) as district:
            return district.exchange(request_of(store, who, NOON), batches, parts), server.asked


def refused(store, script, *batches):
    """Exchange in vain; return the problem's code and facts."""
    with pytest.raises(problems.Problem) as raised:
        exchange(store, script, *batches)
    return raised.value.code, dict(raised.value.facts)


NOT_TRUSTED = "district-not-trusted"
HERE = {"why": "portal", "name": "127.0.0.1"}


@pytest.mark.parametrize(
    ("reply", "code", "facts"),
    [
        (http(200, PORTAL), NOT_TRUSTED, HERE),
        (http(403, b"  <!DOCTYPE html><p>"), NOT_TRUSTED, HERE),
        (http(200, b""), NOT_TRUSTED, {"why": "not-fieldkit"}),
        (http(204, b""), NOT_TRUSTED, {"why": "not-fieldkit"}),
        (http(302, b"", "Location: https://login.example/x"), NOT_TRUSTED, HERE | {"name": "login.example"}),
        (http(307, b"", "Location: /login"), NOT_TRUSTED, HERE),
        (http(302, b"", "Location: https://[x"), NOT_TRUSTED, HERE),
        (http(511, b""), NOT_TRUSTED, HERE),
        (http(404, b"{}"), NOT_TRUSTED, {"why": "not-fieldkit"}),
        (http(500, b""), "district-failing", {"status": "500"}),
        (http(503, PORTAL), "district-failing", {"status": "503"}),
        (http(503, b"", "Retry-After: 7"), "district-failing", {"status": "503", "wait": "7"}),
        (http(503, b"", "Retry-After: soon"), "district-failing", {"status": "503"}),
        (http(413, b""), "district-failing", {"status": "413"}),
        (http(429, b""), "district-failing", {"status": "429"}),
    ],
)
def test_what_carries_no_seal_confirms_nothing(store, reply, code, facts):
    assert refused(store, answering(reply), frozen()) == (code, facts)


@pytest.mark.parametrize(
    ("way", "why"),
    [
        ({"signer": OTHER}, "signature"),
        ({"signer": OTHER, "named": key_id(public_bytes(SIGNER))}, "signature"),
        ({"aad": envelope.JOINED}, "signature"),
    ],
)
def test_a_seal_that_is_not_the_districts_is_refused(store, way, why):
    def script(asked, line):
        if asked.startswith(b"GET"):
            line.sendall(
                http(200, to_bytes(Hello(fieldkit="9", district="FKD-1", newest=1, oldest=1, at=AT)))
            )
        else:
            line.sendall(signed(reply_to(asked), **way))

    assert refused(store, script) == (NOT_TRUSTED, {"why": why})


BATCH = frozen()


@pytest.mark.parametrize(
    ("fields", "code", "why"),
    [
        ({"heard": "00" * 32}, NOT_TRUSTED, "other-request"),
        ({"heard": ""}, NOT_TRUSTED, "other-request"),
        ({"asked": "00" * 16}, NOT_TRUSTED, "other-request"),
        ({"asked": "", "refused": "revoked"}, NOT_TRUSTED, "other-request"),
        ({"heard": "00" * 32, "refused": "malformed"}, NOT_TRUSTED, "other-request"),
        ({"asked": "", "refused": "malformed"}, "district-refused", "malformed"),
        ({"refused": "unknown-device", "boxed": False}, "district-refused", "unknown-device"),
        ({"boxed": False}, NOT_TRUSTED, "not-fieldkit"),
        ({"receipts": ()}, NOT_TRUSTED, "not-fieldkit"),
        ({"receipts": (), "refused": "revoked"}, NOT_TRUSTED, "not-fieldkit"),
        ({"receipts": (receipt(BATCH, number=2),)}, NOT_TRUSTED, "not-fieldkit"),
        ({"receipts": (receipt(BATCH, head="00" * 32),)}, NOT_TRUSTED, "not-fieldkit"),
        ({"receipts": (receipt(BATCH, life="00000000"),)}, NOT_TRUSTED, "not-fieldkit"),
    ],
)
def test_a_sealed_reply_must_be_boxed_for_us_and_to_this_request_and_to_all_of_it(store, fields, code, why):
    told = {"receipts": (receipt(BATCH),), **fields}
    assert refused(store, saying(**told), BATCH) == (code, {"why": why})


def test_every_batch_with_its_receipt_is_an_answer(store):
    answer, (asked,) = exchange(store, saying(receipts=(receipt(BATCH),)), BATCH, parts=[b"part"])
    assert answer.reply.receipts == (receipt(BATCH),)
    request, _ = asked_in(asked)
    assert (request.batches, request.parts, request.nonce, nonce(store)) == (1, 1, WORD, "8e" * 16)


def test_with_revoked_come_the_receipts(store):
    answer, _ = exchange(store, saying(receipts=(receipt(BATCH, level="held"),), refused="revoked"), BATCH)
    assert answer.reply.refused == "revoked"


@pytest.mark.parametrize(
    ("standing", "fine"),
    [
        (Standing(life=LIFE, number=1, head="00" * 32), True),
        (Standing(life=LIFE, number=2, head="00" * 32), False),
        (Standing(life=LIFE, number=9, head="00" * 32, state="closed"), True),
        (Standing(life="00000000", number=1, head="00" * 32), False),
    ],
)
def test_a_batch_without_receipt_is_one_behind_a_gap_or_of_a_closed_life(store, standing, fine):
    script, third = saying(standings=(standing,)), frozen(3)
    if fine:
        assert exchange(store, script, third)[0].reply.standings == (standing,)
    else:
        assert refused(store, script, third) == (NOT_TRUSTED, {"why": "not-fieldkit"})


def test_what_is_boxed_and_cannot_be_read_is_a_breach(store):
    for content in (b"{}", bytes(20)):
        raw = close_answer(content, boxes.sealing_public_bytes(SEALING))
        assert refused(store, answering(signed(raw))) == (NOT_TRUSTED, {"why": "not-fieldkit"})
    for_another = close_answer(b"{}", boxes.sealing_public_bytes(boxes.load_sealing_key(bytes(32))))
    assert refused(store, answering(signed(for_another))) == (NOT_TRUSTED, {"why": "not-fieldkit"})


def stale_unless(word):
    """Return the script of a district whose last word was ``word``."""

    def script(asked, line):
        request, _ = asked_in(asked)
        fresh = request.nonce == word
        receipts = (receipt(BATCH),) * request.batches if fresh else ()
        told = {
            "receipts": receipts,
            "nonce": "99" * 16 if fresh else word,
            "refused": "" if fresh else "stale",
        }
        line.sendall(signed(reply_to(asked, **told)))

    return script


def test_a_stale_word_is_tried_once_more_with_the_fresh_one(store):
    answer, asked = exchange(store, stale_unless("01" * 16), BATCH)
    assert (len(asked), answer.reply.refused, nonce(store)) == (2, "", "99" * 16)


def test_a_word_that_may_be_used_up_is_asked_for_before_much_is_sent_for_nothing(store):
    keep_nonce(store, "")
    _, asked = exchange(store, stale_unless("01" * 16), BATCH)
    assert [asked_in(one)[0].batches for one in asked] == [0, 1]


def test_a_district_that_calls_everything_stale_is_believed_the_second_time(store):
    assert refused(store, saying(refused="stale"), BATCH) == ("district-refused", {"why": "stale"})


def test_after_a_cut_the_word_is_in_doubt(store):
    assert refused(store, lambda _asked, line: line.close())[0] == "district-unreachable"
    assert nonce(store) == ""


def vouch(*keys, signer=ROOT, version=2):
    named = tuple(VouchedKey(key=public_bytes(key), since=AT, until=AT) for key in keys)
    content = to_bytes(Vouch(district="FKD-1", version=version, issued=AT, keys=named))
    return envelope.sign(content, signer, key_id(public_bytes(signer)), envelope.VOUCH)


def changed_key(word, signer=OTHER):
    """Return the script of a district that signs with another key now, and has ``word`` of the root's for it."""

    def script(asked, line):
        if asked.startswith(b"GET /v1/hello"):
            hello = Hello(fieldkit="9", district="FKD-1", newest=1, oldest=1, at=AT, vouch=word)
            line.sendall(http(200, to_bytes(hello)))
        else:
            line.sendall(signed(reply_to(asked), signer=signer))

    return script


def test_a_key_that_the_root_vouches_for_now_is_believed_and_kept(store):
    assert exchange(store, changed_key(vouch(OTHER)))[1][1].startswith(b"GET /v1/hello")
    _, asked = exchange(store, changed_key(b""))
    assert len(asked) == 1
    late = changed_key(vouch(SIGNER, version=1), signer=SIGNER)  # the old key's day is over
    assert refused(store, late) == (NOT_TRUSTED, {"why": "signature"})


@pytest.mark.parametrize("word", [b"", vouch(OTHER, signer=OTHER), vouch(SIGNER), vouch(OTHER)[:-1], b"x"])
def test_a_key_that_only_somebody_else_vouches_for_is_not(store, word):
    assert refused(store, changed_key(word)) == (NOT_TRUSTED, {"why": "signature"})


def test_the_districts_own_reply_to_another_request_is_refused(district, store):
    device = Device(district.ticket(site="S1"))
    raw = device.ask(device.batch(device.serve()))
    code, reply = device.post(raw)
    assert (code, reply.refused, device.boxed) == (200, "", True)
    first, heard = [], []

    def script(asked, line):
        if not first:
            first.append(reply_to(asked))
            heard.append(asked)
        line.sendall(signed(first[0]))

    exchange(store, script)
    assert refused(store, script) == (NOT_TRUSTED, {"why": "other-request"})


def test_a_reply_has_a_short_name(store):
    answer, _ = exchange(store, saying())
    assert len(answer.acknowledgement) == 14
    assert short_name(b"x") == "2d71-1642-b726"
