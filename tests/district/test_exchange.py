# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""One exchange over real TLS: who may ask, what is refused, and that every answer is signed for its very request."""

import concurrent.futures
import hashlib

import cbor2
import msgspec
import pytest

from fieldkit.protocol.codec import to_bytes
from fieldkit.protocol.frames import join_frames
from fieldkit.protocol.messages import MAX_BATCH_BYTES, MAX_PART_BYTES, ExchangeReply
from fieldkit.protocol.trust import TrustList
from fieldkit.seals import envelope, packing
from fieldkit.seals.keys import key_id, load_public_key, new_signing_key, public_bytes
from tests.support.devices import Device, id_of, words
from tests.support.district import ROWS, process


def test_the_first_exchange_brings_the_briefing_and_serials(district):
    device = Device(district.ticket(site="S1"))
    reply = device.exchange()
    assert {change.table for change in reply.changes} == set(ROWS)
    assert [change.key for change in reply.changes if change.table == "member"] == ["m-3"]
    assert reply.cursor == sum(len(rows) for rows in ROWS.values())
    assert (reply.more, reply.at, reply.district) == (False, reply.at, device.joined.district)
    assert [(block.first, block.last) for block in reply.serial_blocks] == [(1, 200)]


def newest_list(device):
    """Return version and envelope of the trust list that the district tells whoever has none."""
    raw = device.exchange(trust=0).trust
    _, content = envelope.open_envelope(
        raw, {key_id(device.district_key): load_public_key(device.district_key)}, envelope.TRUST
    )
    return msgspec.json.decode(content, type=TrustList).version, raw


def test_an_exchange_with_nothing_to_say_brings_nothing(device):
    reply = device.exchange(trust=newest_list(device)[0])
    assert (reply.changes, reply.receipts, reply.serial_blocks, reply.more, reply.trust) == (
        (),
        (),
        (),
        False,
        b"",
    )
    (standing,) = reply.standings
    assert (standing.life, standing.number, standing.head) == (device.life, 0, "0" * 64)


def test_serials_are_refilled_when_they_run_short_and_never_given_twice(join):
    one, other = join(), join()
    assert (one.serials[0], other.serials[0]) == (1, 201)
    one.exchange(serials_left=50)
    assert len(one.serials) == 200
    one.exchange(one.enrol(), serials_left=49)
    assert one.serials[199:] == list(range(401, 601))


def test_a_block_that_nothing_was_told_under_is_given_again_and_no_other(device):
    for _ in range(3):
        (block,) = device.exchange(serials_left=0).serial_blocks
        assert (block.first, block.last) == (1, 200)
    device.begin_life("00000001")
    (block,) = device.exchange(serials_left=0).serial_blocks
    assert block.first == 201


def test_the_last_request_again_is_answered_again(district):
    device = Device(district.ticket())
    raw = device.ask(device.batch(device.serve(), device.serve(site="S9")))
    first, second = device.post(raw)[1], device.post(raw)[1]
    assert first == msgspec.structs.replace(second, at=first.at)
    assert first.serial_blocks != ()
    assert [word.code for word in first.receipts[0].words] == ["unknown-site"]
    assert device.exchange().serial_blocks == first.serial_blocks
    assert district.facts("sites")[0]["served"] == 1


def test_an_older_request_is_stale_and_burns_nothing(device, district):
    old = device.ask(device.batch(device.serve()))
    device.post(old)
    device.exchange(device.serve())
    fresh = device.nonce
    code, reply = device.post(old)
    assert (code, reply.refused, reply.receipts, reply.nonce, device.boxed) == (400, "stale", (), fresh, True)
    assert reply.changes == reply.serial_blocks == reply.standings == ()
    assert device.exchange(device.serve()).refused == ""
    assert district.facts("sites")[0]["served"] == 3


@pytest.mark.parametrize("nonce", ["", "0" * 32])
def test_a_nonce_that_was_never_given_is_stale_and_brings_a_fresh_one(device, nonce):
    reply = device.exchange(nonce=nonce)
    assert reply.refused == "stale"
    assert device.exchange().refused == ""


def test_a_nonce_works_once(device):
    nonce = device.nonce
    assert device.exchange().nonce not in ("", nonce)
    assert device.exchange(nonce=nonce).refused == "stale"


def test_a_nonce_is_not_burnt_by_who_cannot_sign(device):
    request = join_frames([to_bytes(device.request())])
    forged = envelope.sign(request, new_signing_key(), key_id(public_bytes(device.key)), envelope.EXCHANGE)
    with_nonce = device.nonce
    assert device.post(forged)[1].refused == "signature"
    assert device.exchange(nonce=with_nonce).refused == ""


def test_every_answer_to_a_known_device_is_boxed_for_it(device):
    assert (device.exchange().refused, device.boxed) == ("", True)
    assert (device.exchange(nonce="").refused, device.boxed) == ("stale", True)
    assert (device.post(device.seal(b""))[1].refused, device.boxed) == ("malformed", True)


@pytest.mark.parametrize(
    ("takes", "coding"), [((), {packing.PLAIN, packing.ZLIB}), (("zstd",), {packing.ZSTD})]
)
def test_zstd_is_for_those_who_take_it(device, monkeypatch, takes, coding):
    codings = set()
    whole = packing.unpack
    monkeypatch.setattr(packing, "unpack", lambda raw, most: codings.add(raw[0]) or whole(raw, most=most))
    device.exchange(cursor=0, takes=takes)
    assert codings & {packing.PLAIN, packing.ZLIB, packing.ZSTD} <= coding | {packing.PLAIN}
    assert codings & coding


def test_the_trust_list_comes_when_there_is_a_newer_one(device):
    version, raw = newest_list(device)
    assert device.exchange(trust=version).trust == b""
    assert device.exchange(trust=version - 1).trust == raw
    assert device.exchange(trust=version + 2000).trust == raw  # a thief may have pushed it up


def test_an_unknown_key_is_refused_by_a_signed_word(device):
    device.key = new_signing_key()
    code, reply = device.post(device.ask(device.batch(device.serve())))
    assert (code, reply.refused, reply.receipts, reply.asked) == (403, "unknown-device", (), "")
    assert (reply.nonce, device.boxed) == ("", False)


def test_a_forged_signature_is_refused_before_anything_is_read(device):
    raw = envelope.sign(
        b"not even JSON", new_signing_key(), key_id(public_bytes(device.key)), envelope.EXCHANGE
    )
    code, reply = device.post(raw)
    assert (code, reply.refused) == (403, "signature")


def test_an_envelope_of_another_purpose_is_refused(device):
    sealed = device.sealed(join_frames([to_bytes(device.request())]), envelope.REPLY)
    assert device.post(sealed)[1].refused == "signature"


@pytest.mark.parametrize(
    "raw", [b"", b"hello", cbor2.dumps(cbor2.CBORTag(18, [b"", {}, b"", b""])), bytes(3000)]
)
def test_what_is_no_envelope_is_malformed(device, raw):
    code, reply = device.post(raw)
    assert (code, reply.refused) == (400, "malformed")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"{}", "malformed"),
        (b"nothing", "malformed"),
        (b'{"protocol":1}', "malformed"),
        (b'{"protocol":0,"asked":"' + b"1" * 32 + b'"}', "too-old-protocol"),
        (b'{"protocol":99,"asked":"' + b"1" * 32 + b'","new":[]}', "too-new-protocol"),
    ],
)
def test_a_message_that_cannot_be_read_is_refused_as_a_whole(device, content, why):
    code, reply = device.post(device.seal(join_frames([content])))
    assert (code, reply.refused) == (400, why)
    assert reply.asked == ("1" * 32 if b"asked" in content else "")


def test_nobody_speaks_for_another_device(join):
    one, other = join(), join()
    assert one.exchange(device=other.device).refused == "malformed"


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"device": "D99"}, "malformed"),
        ({"district": "FKD-00000000"}, "malformed"),
        ({"number": 0}, "malformed"),
        ({"operations": ()}, "malformed"),
        ({"operations": tuple(msgspec.Raw(b"1") for _ in range(501))}, "malformed"),
        ({"prev": "00"}, "malformed"),
        ({"protocol": 0}, "too-old-protocol"),
        ({"protocol": 99}, "too-new-protocol"),
    ],
)
def test_a_batch_that_cannot_be_read_refuses_the_request_as_a_whole(device, district, told, why):
    good = device.batch(device.serve())
    bad = device.batch(device.serve(), go_on=False, **told)
    nonce = device.nonce
    reply = device.tell(good, bad)
    assert (reply.refused, reply.receipts) == (why, ())
    assert district.facts("sites")[0]["recorded"] == 0
    assert device.tell(good, nonce=nonce).refused == ""


def test_a_batch_is_sealed_by_the_device_itself_and_for_no_other_purpose(join, district):
    one, other = join(), join()
    of_other = other.batch(other.serve())
    assert one.tell(of_other).refused == "signature"
    content = packing.pack(b"{}")
    assert one.tell(one.sealed(content, envelope.EXCHANGE)).refused == "signature"
    assert one.tell(one.sealed(packing.pack(b"{}"), envelope.BATCH)).refused == "malformed"
    assert one.tell(b"no envelope").refused == "malformed"
    assert district.facts("sites")[0]["recorded"] == 0


def test_what_unpacks_to_more_than_a_batch_may_hold_is_malformed(device):
    bomb = device.sealed(packing.pack(b" " * (MAX_BATCH_BYTES + 1)), envelope.BATCH)
    assert device.tell(bomb).refused == "malformed"


@pytest.mark.parametrize("coding", [packing.PLAIN, packing.ZLIB, packing.ZSTD])
def test_a_batch_may_be_packed_in_any_way(device, district, coding, monkeypatch):
    pack = packing.pack
    monkeypatch.setattr(packing, "pack", lambda content: pack(content, coding))
    raw = device.batch(*(device.serve() for _ in range(20)))
    monkeypatch.undo()
    assert device.tell(raw).receipts[0].operations == 20


@pytest.mark.parametrize("counts", [{"batches": 0}, {"batches": 2}, {"batches": 1, "parts": 1}, {"parts": 1}])
def test_frames_are_as_many_as_the_request_says(device, counts):
    request = to_bytes(device.request(**counts))
    raw = device.seal(join_frames([request, device.batch(device.serve())]))
    assert device.post(raw)[1].refused == ("" if counts == {"parts": 1} else "malformed")


def test_frames_end_with_the_last_of_them(device):
    whole = join_frames([to_bytes(device.request())])
    assert device.post(device.seal(whole + b"\0"))[1].refused == "malformed"
    assert device.post(device.seal(whole[:-1]))[1].refused == "malformed"


def test_parts_are_kept_once_and_said_to_be_held(device):
    one, other = b"\x89PNG one", b"\x89PNG other"
    ids = tuple(hashlib.sha256(part).hexdigest()[:32] for part in (one, other))
    assert device.exchange(parts=(one, other)).parts == ids
    raw = device.operation("enrol", b"{}")
    assert device.exchange(raw, parts=(other,)).parts == ids[1:]
    assert device.exchange().parts == ()


@pytest.mark.parametrize("part", [b"", b"x" * (MAX_PART_BYTES + 1)])
def test_a_part_out_of_bounds_is_malformed(device, part):
    assert device.exchange(parts=(part,)).refused == "malformed"


def test_a_revoked_device_is_heard_and_its_batches_are_held(device, district):
    device.say(device.serve())
    district.console("revoke", device.device)
    reply = device.exchange(device.serve())
    assert (reply.refused, device.boxed) == ("revoked", True)
    (receipt,) = reply.receipts
    assert (receipt.level, receipt.words, receipt.operations) == ("held", (), 1)
    assert reply.standings[0].state == "held"
    assert reply.changes == reply.serial_blocks == ()
    assert district.facts("sites")[0]["recorded"] == 1
    (line,) = district.facts("devices")
    assert line["revoked_at"]
    again = device.exchange(device.serve())
    assert again.receipts[0].level == "held"
    assert isinstance(again, ExchangeReply)


def test_the_clock_of_a_device_is_only_noted(device, district):
    device.exchange(at="2023-11-29T05:00:00Z")
    assert 3500 < district.facts("devices")[0]["seconds_ahead"] <= 3600
    device.exchange(at="")
    assert district.facts("devices")[0]["seconds_ahead"] is None


def test_changes_come_in_pages_and_none_is_missed(join, district, tmp_path):
    device = join()
    members = [
        {"uid": f"x-{n}", "name": "示例", "tag": f"{n:032x}", "org_code": "DX-PGZ"} for n in range(2500)
    ]
    district.brief(tmp_path, {"member": members})
    seen = []
    while True:
        reply = device.exchange()
        seen += [change.key for change in reply.changes]
        if not reply.more:
            break
        assert len(reply.changes) == 1000
    assert seen == [member["uid"] for member in members]
    assert device.exchange().changes == ()


def test_a_page_is_bounded_in_bytes_and_holds_at_least_one_row(join, district, tmp_path):
    device = join()
    district.brief(tmp_path, {"setting": [{"name": f"oath-{n}", "value": "誓" * 60_000} for n in range(4)]})
    pages = [device.exchange() for _ in range(4)]
    assert [(len(page.changes), page.more) for page in pages] == [(1, True), (1, True), (1, True), (1, False)]


def test_a_cursor_from_before_a_restore_is_answered_from_the_beginning(device):
    cursor = device.cursor
    reply = device.exchange(cursor=10_000)
    assert (len(reply.changes), reply.cursor) == (cursor - 2, cursor)  # two members are none of its business


def test_devices_at_once_get_a_word_on_everything_once(join, district):
    devices = [join() for _ in range(4)]

    def day(device):
        return [
            word.verdict for _ in range(3) for word in device.say(*(device.enrol(f"u-{n}") for n in range(5)))
        ]

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        verdicts = [verdict for day_of in pool.map(day, devices) for verdict in day_of]
    assert verdicts == ["accepted"] * 60
    assert district.facts("sites")[0]["enrolled"] == 60


def test_a_server_killed_after_its_commit_says_the_same(district):
    ticket_for = district.ticket
    district.stop()
    with process(district.folder, module="tests.support.dying_district") as (server, _):
        device = Device(ticket_for())
        operations = [device.serve(count=2) for _ in range(3)] + [device.serve(site="S9")]
        batch = device.batch(*operations)
        with pytest.raises(Exception, match="district-unreachable"):
            device.tell(batch)
        assert server.wait(timeout=20) == 9
    with process(district.folder) as (_, address):
        device.address = address
        assert device.tell(batch).refused == "stale"
        (receipt,) = device.tell(batch).receipts
    assert [word.verdict for word in words(receipt, *operations)] == ["accepted"] * 3 + ["rejected"]
    assert [word.operation for word in receipt.words] == [id_of(operations[3])]
    assert district.facts("sites")[0]["served"] == 6
