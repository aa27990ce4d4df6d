# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Each operation gets its own word, once and for ever, whatever the others are."""

import msgspec
import pytest

from fieldkit.protocol.codec import to_bytes
from fieldkit.protocol.messages import MAX_OPERATION_BYTES, ConsentBody, UpdateBody, WithdrawBody
from sync.intake import accept
from sync.outgoing.serials import SerialsUsedUp, number_of, serial_of
from tests.support.devices import Device, enrol_body, id_of
from tests.support.district import TAG


def words(acknowledgements):
    return [(word.verdict, word.code, word.field) for word in acknowledgements]


def test_an_enrolment_is_accepted_under_its_serial(device, district):
    raw = device.enrol(tag="c1" * 16)
    (word,) = device.say(raw)
    assert (word.operation, word.verdict, word.serial) == (id_of(raw), "accepted", "")
    (line,) = [line for line in district.facts("sites") if line["site"] == "S1"]
    assert (line["recorded"], line["accepted"], line["rejected"], line["enrolled"]) == (1, 1, 0, 1)


def test_the_same_in_other_batches_gets_the_first_verdict_for_ever(device, district):
    raw = device.enrol()
    for _ in range(3):
        assert words(device.say(raw)) == [("accepted", "", "")]
    assert district.facts("sites")[0]["enrolled"] == 1


def test_a_receipt_has_words_only_for_what_is_not_simply_accepted(device):
    told = [
        device.enrol(),
        device.enrol(consents=()),
        device.enrol(provisional="临-D01-0001"),
        device.serve(),
    ]
    (receipt,) = device.exchange(*told).receipts
    assert receipt.operations == 4
    assert [(word.operation, word.verdict, bool(word.serial)) for word in receipt.words] == [
        (id_of(told[1]), "rejected", False),
        (id_of(told[2]), "accepted", True),
    ]


def test_the_same_twice_in_one_batch_counts_once(device, district):
    raw = device.serve(count=7)
    assert words(device.say(raw, raw)) == [("accepted", "", "")] * 2
    assert district.facts("sites")[0]["served"] == 7


def test_a_rejection_is_repeated_word_for_word(device):
    raw = device.enrol(tag=TAG)
    (first,) = device.say(raw)
    (again,) = device.say(raw)
    assert first.verdict == "rejected"
    assert again == first


def test_other_bytes_under_a_known_id_are_a_conflict_and_both_are_kept(device, district):
    first = device.serve(count=1)
    device.sequence -= 1
    second = device.serve(count=2)
    assert id_of(first) == id_of(second)
    assert words(device.say(first)) == [("accepted", "", "")]
    for _ in range(2):
        assert words(device.say(second)) == [("rejected", "conflict", "id")]
    assert words(device.say(first)) == [("accepted", "", "")]
    assert [(line["operation"], line["code"]) for line in district.facts("rejected")] == [
        (id_of(first), "conflict")
    ]
    assert district.facts("sites")[0]["served"] == 1


def test_a_conflict_inside_one_batch_is_found_too(device):
    first = device.serve(count=1)
    device.sequence -= 1
    (receipt,) = device.exchange(first, device.serve(count=2)).receipts
    assert [(word.operation, word.code) for word in receipt.words] == [(id_of(first), "conflict")]


def test_one_bad_operation_stops_no_other(device, district):
    batch = [device.serve() for _ in range(250)] + [device.operation("dance", b"{}")]
    batch += [device.serve() for _ in range(249)]
    given = device.say(*batch)
    assert [word.operation for word in given] == [id_of(raw) for raw in batch]
    assert words(given)[250] == ("rejected", "unknown-kind", "kind")
    assert sum(word.verdict == "accepted" for word in given) == 499
    assert district.facts("sites")[0]["served"] == 499


@pytest.mark.parametrize(
    ("raw", "shown", "field"),
    [
        (b"null", "#2", "id"),
        (b"[1,2]", "#2", "id"),
        (b'{"id":7}', "#2", "id"),
        (b'{"id":"D01-xyz-1"}', "#2", "id"),
        (b'{"id":"D99-3f2a91c4-000009"}', "D99-3f2a91c4-000009", "id"),
        (b'{"id":"D01-3f2a91c4-0000009"}', "D01-3f2a91c4-0000009", "id"),
        (b'{"id":"D01-3f2a91c4-000009"}', "D01-3f2a91c4-000009", "sequence"),
    ],
)
def test_what_is_no_operation_is_named_and_refused(device, district, raw, shown, field):
    before, after = device.serve(), device.serve()
    for _ in range(2):
        (receipt,) = device.exchange(before, raw, after).receipts
        (word,) = receipt.words
        assert (word.operation, word.verdict, word.code, word.field) == (
            shown,
            "rejected",
            "malformed",
            field,
        )
    assert [line["operation"] for line in district.facts("rejected")] == [shown]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"event": 7}, "event"),
        ({"at": "yesterday"}, "at"),
        ({"sequence": 99}, "sequence"),
        ({"booth": "x" * 65}, "booth"),
        ({"operator": "a\nb"}, "operator"),
    ],
)
def test_a_malformed_field_is_named(device, fields, field):
    assert words(device.say(device.operation("serve", b'{"service":"legal"}', **fields))) == [
        ("rejected", "malformed", field)
    ]


@pytest.mark.parametrize(
    ("of", "body", "field"),
    [
        ("enrol", b"{}", "uid"),
        ("enrol", b"[]", ""),
        ("serve", b'{"service":"legal","count":0}', "count"),
        ("serve", b'{"service":7}', "service"),
        ("issue", b'{"goods":"pack","receipt_number":"R","quantity":-1}', "quantity"),
        ("issue", b'{"goods":"pack","receipt_number":"R","collector":{"name":""}}', "collector"),
        ("amend", b'{"replaces":"D01-3f2a91c4-000001","as_kind":"dance","body":{}}', "as_kind"),
        ("amend", b'{"replaces":"D01-3f2a91c4-000001","as_kind":"enrol","body":{"uid":1}}', "uid"),
        ("void", b'{"replaces":"x","reason":""}', "replaces"),
        ("enrol", to_bytes(enrol_body(serial="x", birth_date="1990-02-31")), "birth_date"),
        ("enrol", to_bytes(enrol_body(serial="x", occurred_at="2023-02-29T10:00:00+08:00")), "occurred_at"),
    ],
)
def test_a_malformed_body_names_its_field(device, of, body, field):
    raw = device.operation(of, body)
    assert words(device.say(raw)) == [("rejected", "malformed", field)]
    assert words(device.say(raw)) == [("rejected", "malformed", field)]


def test_an_operation_too_large_is_refused_by_itself(device):
    large = device.operation("serve", b'{"service":"' + b"x" * MAX_OPERATION_BYTES + b'"}')
    assert words(device.say(large, device.serve())) == [
        ("rejected", "malformed", "body"),
        ("accepted", "", ""),
    ]


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"consents": ()}, "consent-missing", "consent_upper_union"),
        (
            {"consents": (ConsentBody(kind="upper_union", given=False, version="1"),)},
            "consent-missing",
            "consent_upper_union",
        ),
        ({"document_kind": "library_card"}, "unknown-code", "document_kind"),
        ({"employment_group": "astronaut"}, "unknown-code", "employment_group"),
        ({"serial": "FK-0000-0001-" + str((int(serial_of(1)[-1]) + 1) % 10)}, "malformed", "serial"),
        ({"serial": serial_of(90_000)}, "serial-not-yours", "serial"),
        ({"serial": "", "provisional": ""}, "malformed", "serial"),
        ({"serial": serial_of(1), "provisional": "临-D01-0001"}, "malformed", "serial"),
        ({"provisional": "临-D02-0001"}, "malformed", "provisional"),
        ({"provisional": "7"}, "malformed", "provisional"),
        ({"provisional": "临-D001-0001"}, "malformed", "provisional"),
        ({"tag": TAG}, "already-member", "document_number"),
    ],
)
def test_an_enrolment_that_cannot_stand_says_why(device, fields, code, field):
    assert words(device.say(device.enrol(**fields))) == [("rejected", code, field)]


def test_a_code_of_a_table_that_the_district_has_not_is_let_be(device):
    assert words(device.say(device.enrol(employment_state="on_post"))) == [("accepted", "", "")]


def test_who_is_a_member_already_is_told_by_serial_and_union(device):
    (word,) = device.say(device.enrol(tag=TAG))
    assert word.facts == {"serial": "FK-9000-0001-4", "union": "瀛海镇总工会", "uid": "m-1"}


def test_a_member_who_has_moved_out_may_enrol(device):
    assert words(device.say(device.enrol(tag="bb" * 16))) == [("accepted", "", "")]


@pytest.mark.parametrize(
    ("make", "code", "field"),
    [
        (lambda device: device.serve(service="magic"), "unknown-service", "service"),
        (lambda device: device.issue(goods="gold"), "unknown-goods", "goods"),
        (lambda device: device.serve(site="S9"), "unknown-site", "site"),
        (lambda device: device.transfer(uid="nobody"), "unknown-member", "document_number"),
        (lambda device: device.transfer(employment_group="x"), "unknown-code", "employment_group"),
    ],
)
def test_what_the_briefing_does_not_know_is_refused(device, make, code, field):
    assert words(device.say(make(device))) == [("rejected", code, field)]


def test_an_update_and_a_withdrawal_are_kept_as_told(device, district):
    update = device.operation("update", UpdateBody(uid="m-1", employment_group="courier"))
    withdraw = device.operation("withdraw", WithdrawBody(uid="m-1", consent="bank"))
    wrong = device.operation("update", UpdateBody(uid="m-1", employment_group="x"))
    assert words(device.say(update, withdraw, wrong)) == [
        ("accepted", "", ""),
        ("accepted", "", ""),
        ("rejected", "unknown-code", "employment_group"),
    ]
    assert district.facts("sites")[0]["recorded"] == 3


def test_a_serial_is_used_once_also_by_a_rejected_enrolment(device):
    serial = device.next_serial()
    assert words(device.say(device.enrol("u-1", serial=serial, consents=()))) == [
        ("rejected", "consent-missing", "consent_upper_union")
    ]
    assert words(device.say(device.enrol("u-2", serial=serial))) == [("rejected", "serial-taken", "serial")]
    twice = device.next_serial()
    assert words(device.say(device.enrol("u-3", serial=twice), device.enrol("u-4", serial=twice))) == [
        ("accepted", "", ""),
        ("rejected", "serial-taken", "serial"),
    ]


def test_a_provisional_number_gets_a_final_serial_and_keeps_it(device):
    raw = device.enrol(provisional="临-D01-0001")
    (first,) = device.say(raw)
    (again,) = device.say(raw)
    assert first.verdict == "accepted"
    assert number_of(first.serial) is not None
    assert again.serial == first.serial
    body = enrol_body(name="示例乙", provisional="临-D01-0001")
    (amended,) = device.say(device.amend(raw, "enrol", body))
    assert (amended.verdict, amended.serial) == ("accepted", first.serial)
    by_serial = device.amend(raw, "enrol", enrol_body(serial=first.serial))
    assert words(device.say(by_serial)) == [("accepted", "", "")]


@pytest.mark.parametrize("together", [True, False])
def test_a_provisional_number_is_one_persons(device, together):
    taken = ("rejected", "serial-taken", "provisional")
    first = device.enrol("u-1", provisional="临-D01-0001", consents=())
    told = [
        first,
        device.enrol("u-2", provisional="临-D01-0001"),
        device.amend(first, "enrol", enrol_body("u-1", provisional="临-D01-0001")),
        device.enrol("u-3", provisional="临-D01-0001"),
    ]
    batches = [told] if together else [[raw] for raw in told]
    assert [word for batch in batches for word in words(device.say(*batch))] == [
        ("rejected", "consent-missing", "consent_upper_union"),
        taken,
        ("accepted", "", ""),
        taken,
    ]


def test_when_numbers_are_used_up_a_provisional_number_stands(device, monkeypatch):
    def none(*_):
        raise SerialsUsedUp

    monkeypatch.setattr(accept, "single", none)
    (word,) = device.say(device.enrol(provisional="临-D01-0001"))
    assert (word.verdict, word.serial) == ("accepted", "")


def test_a_doubtful_or_wrong_clock_is_no_reason_to_refuse(device):
    raw = device.operation("serve", b'{"service":"legal"}', at="1970-01-01T00:00:00Z", clock="doubtful")
    assert words(device.say(raw)) == [("accepted", "", "")]


def test_a_gap_in_the_sequence_is_listed_and_nothing_is_refused(device, district):
    first = device.serve()
    device.sequence += 2
    assert words(device.say(first, device.serve())) == [("accepted", "", ""), ("accepted", "", "")]
    (line,) = district.facts("devices")
    assert line["lives"] == [
        {"life": "3f2a91c4", "held": 2, "highest": 4, "missing": 2, "first_missing": [2, 3], "conflicts": 0}
    ]


def test_two_lives_of_one_device_do_not_meet(device):
    device.say(device.serve(), device.serve())
    device.begin_life("00000001")
    device.sequence = 0
    assert words(device.say(device.serve(), device.serve())) == [("accepted", "", ""), ("accepted", "", "")]


def test_a_newer_program_may_say_more(device):
    told = msgspec.json.decode(device.serve())
    told["weather"] = "雪"
    told["body"]["mood"] = "good"
    assert words(device.say(msgspec.json.encode(told))) == [("accepted", "", "")]


def test_a_device_cannot_touch_what_another_has_told(join):
    one, other = join(), join()
    raw = one.enrol()
    one.say(raw)
    assert words(
        other.say(other.void(raw), other.amend(raw, "enrol", enrol_body(serial=other.next_serial())))
    ) == [
        ("rejected", "unknown-operation", "replaces"),
        ("rejected", "unknown-operation", "replaces"),
    ]
    assert isinstance(other, Device)
