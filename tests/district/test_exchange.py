# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""One exchange over real TLS: who may ask, what is refused, and that every answer is signed for its very request."""

import concurrent.futures

import cbor2
import msgspec
import pytest

from fieldkit.problems import DistrictRefused
from fieldkit.protocol.codec import to_bytes
from fieldkit.protocol.messages import Batch
from fieldkit.seals import envelope
from fieldkit.seals.keys import key_id, new_signing_key, public_bytes
from tests.support.devices import Device, id_of
from tests.support.district import ROWS, process


def test_the_first_exchange_brings_the_briefing_and_serials(district):
    device = Device(district.ticket(site="S1"))
    reply = device.exchange().reply
    assert {change.table for change in reply.changes} == set(ROWS)
    assert len(reply.changes) == reply.cursor == sum(len(rows) for rows in ROWS.values())
    assert (reply.more, reply.at, reply.district) == (False, reply.at, device.joined.district)
    assert [(block.first, block.last) for block in reply.serial_blocks] == [(1, 200)]


def test_an_exchange_with_nothing_to_say_brings_nothing(device):
    reply = device.exchange().reply
    assert (reply.changes, reply.acknowledgements, reply.serial_blocks, reply.more) == ((), (), (), False)


def test_serials_are_refilled_when_they_run_short_and_never_given_twice(join):
    one, other = join(), join()
    assert (one.serials[0], other.serials[0]) == (1, 201)
    one.exchange(serials_left=50)
    assert len(one.serials) == 200
    one.exchange(one.enrol(), serials_left=49)
    assert one.serials[199:] == list(range(401, 601))


def test_a_block_that_nothing_was_told_under_is_given_again_and_no_other(device):
    for _ in range(3):
        (block,) = device.exchange(serials_left=0).reply.serial_blocks
        assert (block.first, block.last) == (1, 200)
    device.life = "00000001"
    (block,) = device.exchange(serials_left=0).reply.serial_blocks
    assert block.first == 201


def test_the_very_same_request_gets_the_very_same_serials(district):
    device = Device(district.ticket())
    raw = device.seal(device.request())
    first, second = device.post(raw)[1], device.post(raw)[1]
    assert first.serial_blocks == second.serial_blocks != ()
    assert device.exchange().reply.serial_blocks == first.serial_blocks


def test_an_unknown_key_is_refused_by_a_signed_word(device):
    device.key = new_signing_key()
    code, reply = device.post(device.seal(device.request(device.serve())))
    assert (code, reply.refused, reply.acknowledgements, reply.asked) == (403, "unknown-device", (), "")


def test_a_forged_signature_is_refused_before_anything_is_read(device, district):
    raw = envelope.sign(
        b"not even JSON", new_signing_key(), key_id(public_bytes(device.key)), envelope.EXCHANGE
    )
    code, reply = device.post(raw)
    assert (code, reply.refused) == (403, "signature")


def test_an_envelope_of_another_purpose_is_refused(device):
    sealed = envelope.sign(
        to_bytes(device.request()), device.key, key_id(public_bytes(device.key)), envelope.REPLY
    )
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
    raw = envelope.sign(content, device.key, key_id(public_bytes(device.key)), envelope.EXCHANGE)
    code, reply = device.post(raw)
    assert (code, reply.refused) == (400, why)
    assert reply.asked == ("1" * 32 if b"asked" in content else "")


def test_nobody_speaks_for_another_device(join):
    one, other = join(), join()
    request = one.request(device=other.device)
    assert one.post(one.seal(request))[1].refused == "malformed"


def test_more_operations_than_a_batch_may_hold_are_refused_as_a_whole(device, district):
    operations = tuple(msgspec.Raw(device.serve()) for _ in range(501))
    request = device.request()
    batch = Batch(device=device.device, life=device.life, operations=operations)
    assert device.post(device.seal(msgspec.structs.replace(request, batch=batch)))[1].refused == "malformed"
    assert district.facts("sites")[0]["recorded"] == 0


def test_a_revoked_device_is_heard_and_refused(device, district):
    raw = device.serve()
    device.say(raw)
    district.console("revoke", device.device)
    with pytest.raises(DistrictRefused) as refused:
        device.say(device.serve())
    assert refused.value.facts == {"why": "revoked"}
    assert district.facts("sites")[0]["recorded"] == 1
    (line,) = district.facts("devices")
    assert line["revoked_at"]


def test_the_clock_of_a_device_is_only_noted(device, district):
    device.exchange(at="2023-11-29T05:00:00Z")
    assert 3500 < district.facts("devices")[0]["seconds_ahead"] <= 3600
    device.exchange(at="")
    assert district.facts("devices")[0]["seconds_ahead"] is None


def test_changes_come_in_pages_and_none_is_missed(join, district, tmp_path):
    device = join()
    members = [{"uid": f"x-{n}", "name": "示例", "tag": f"{n:032x}"} for n in range(2500)]
    district.brief(tmp_path, {"member": members})
    seen = []
    while True:
        reply = device.exchange().reply
        seen += [change.key for change in reply.changes]
        if not reply.more:
            break
        assert len(reply.changes) == 1000
    assert seen == [member["uid"] for member in members]
    assert device.exchange().reply.changes == ()


def test_a_page_is_bounded_in_bytes_and_holds_at_least_one_row(join, district, tmp_path):
    device = join()
    district.brief(tmp_path, {"setting": [{"name": f"oath-{n}", "value": "誓" * 60_000} for n in range(4)]})
    pages = [device.exchange().reply for _ in range(4)]
    assert [(len(page.changes), page.more) for page in pages] == [(1, True), (1, True), (1, True), (1, False)]


def test_a_cursor_from_before_a_restore_is_answered_from_the_beginning(device):
    cursor = device.cursor
    reply = device.exchange(cursor=10_000).reply
    assert (len(reply.changes), reply.cursor) == (cursor, cursor)


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


def test_a_server_killed_after_its_commit_answers_already(district, tmp_path):
    ticket_for = district.ticket
    district.stop()
    with process(district.folder, module="tests.support.dying_district") as (server, address):
        device = Device(ticket_for())
        operations = [device.serve(count=2) for _ in range(3)]
        with pytest.raises(Exception, match="district-unreachable"):
            device.say(*operations)
        assert server.wait(timeout=20) == 9
    with process(district.folder) as (_, address):
        device.address = address
        words = device.say(*operations)
    assert [(word.operation, word.verdict, word.first) for word in words] == [
        (id_of(raw), "already", "accepted") for raw in operations
    ]
    assert district.facts("sites")[0]["served"] == 6
