# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Chains of batches: taken once and for ever, forks kept aside, gaps told, held lives decided by staff."""

import contextlib
import datetime as dt

import pytest

from fieldkit.protocol.messages import SealSession, SessionBox
from fieldkit.seals import chain
from sync.district import open_district
from sync.intake import quarantine
from sync.intake.came import Counts
from sync.safety.safety import newest_place, raise_safe
from tests.support.devices import Device, enrol_body, id_of, words

NOON = dt.datetime(2023, 11, 29, 4, 0, tzinfo=dt.UTC)


@contextlib.contextmanager
def opened(district):
    """Give the district itself, beside the server that has it open too."""
    one = open_district(district.folder)
    try:
        yield one
    finally:
        one.close()


def release(district, device, how):
    with opened(district) as one, one.database.writing() as writing:
        return quarantine.release(writing, device.device, device.life, how, NOON)


def make_safe(district):
    with opened(district) as one, one.database.writing() as writing:
        raise_safe(writing, newest_place(writing))


def fork(device, *, ours=1, theirs=1):
    """Let a copy of the device go by the same life; return the operations and batches of both."""
    number, head, sequence = device.number, device.head, device.sequence
    mine = [device.enrol(f"ours-{n}") for n in range(ours)]
    our_batch = device.batch(*mine)
    stands = (device.number, device.head, device.sequence)
    device.number, device.head, device.sequence = number, head, sequence
    others = [device.enrol(f"theirs-{n}") for n in range(theirs)]
    their_batch = device.batch(*others)
    copy = (device.number, device.head, device.sequence)
    device.number, device.head, device.sequence = stands
    return mine, our_batch, others, their_batch, copy


def standing_of(reply, device):
    (standing,) = [one for one in reply.standings if one.life == device.life]
    return standing.number, standing.head, standing.safe, standing.state


def test_batches_count_from_one_and_the_head_is_of_every_byte_before(device):
    first, second = device.batch(device.serve()), device.batch(device.serve(), device.serve())
    reply = device.tell(first, second)
    heads = [chain.head_after(chain.START, first)]
    heads.append(chain.head_after(heads[0], second))
    assert [(one.number, one.head, one.level, one.operations) for one in reply.receipts] == [
        (1, heads[0].hex(), "received", 1),
        (2, heads[1].hex(), "received", 2),
    ]
    assert standing_of(reply, device) == (2, heads[1].hex(), 0, "open")


def test_a_known_batch_gets_the_same_receipt_for_ever_and_only_its_level_rises(device, district):
    told = device.enrol(provisional="临-D01-0001"), device.enrol(consents=())
    batch = device.batch(*told)
    (first,) = device.tell(batch).receipts
    device.exchange(device.serve())
    assert device.tell(batch).receipts == (first,)
    make_safe(district)
    reply = device.tell(batch, device.batch(device.serve()))
    again, new = reply.receipts
    assert (again.level, again.words, again.head) == ("safe", first.words, first.head)
    assert new.level == "received"
    assert [(one.number, one.safe) for one in reply.standings] == [(3, 2)]
    assert district.facts("sites")[0]["enrolled"] == 1


def test_a_gap_has_no_receipt_and_the_standing_says_from_where_to_send(device, district):
    one, two, three = (device.batch(device.serve()) for _ in range(3))
    reply = device.tell(one, three)
    assert [receipt.number for receipt in reply.receipts] == [1]
    assert standing_of(reply, device)[0] == 1
    assert district.facts("sites")[0]["served"] == 1
    assert [receipt.number for receipt in device.tell(two, three).receipts] == [2, 3]


def test_a_life_that_is_not_known_begins_with_its_first_batch(device):
    _, two = device.batch(device.serve()), device.batch(device.serve())
    reply = device.tell(two)
    assert reply.receipts == ()
    assert standing_of(reply, device) == (0, "0" * 64, 0, "open")


def test_another_head_under_a_known_number_holds_the_life(device, district):
    device.exchange(device.serve())
    _, ours, others, theirs, copy = fork(device)
    assert device.tell(ours).receipts[0].level == "received"
    reply = device.tell(theirs)
    assert [(one.level, one.words, one.operations) for one in reply.receipts] == [("held", (), 1)]
    assert standing_of(reply, device) == (2, device.head.hex(), 0, "held")
    assert district.facts("sites")[0]["enrolled"] == 1
    # All that comes after is held too, of either side; what was taken before stands.
    after = device.batch(device.serve())
    device.number, device.head, device.sequence = copy
    assert [one.level for one in device.tell(after, device.batch(device.serve())).receipts] == [
        "held",
        "held",
    ]
    assert device.tell(ours).receipts[0].level == "received"
    assert district.facts("sites")[0]["served"] == 1
    assert id_of(others[0]).endswith("000002")


def test_the_next_number_on_another_head_is_a_fork(device):
    device.exchange(device.serve())
    device.head = bytes(32)
    reply = device.exchange(device.serve())
    assert reply.receipts[0].level == "held"
    assert standing_of(reply, device)[0] == 1
    assert standing_of(reply, device)[3] == "held"


def test_another_life_goes_on_while_one_is_held(device):
    _, ours, _, theirs, _ = fork(device)
    device.tell(ours, theirs)
    device.begin_life("00000001")
    device.sequence = 0
    reply = device.exchange(device.serve())
    assert (reply.receipts[0].level, standing_of(reply, device)[3]) == ("received", "open")


def test_staff_see_what_is_held_and_where_it_parts(device, district):
    mine, ours, others, theirs, copy = fork(device, ours=2)
    device.tell(ours, theirs)
    device.number, device.head, device.sequence = copy
    device.exchange(device.serve())
    with opened(district) as one, one.database.reading() as reading:
        (life,) = quarantine.held_lives(reading)
        parts = quarantine.first_difference(reading, device.device, device.life, 1)
    assert (life.device, life.life, life.number, life.operations) == (device.device, device.life, 1, 2)
    assert [(one.number, one.why, bool(one.ours)) for one in life.batches] == [
        (1, "fork", True),
        (2, "after", False),
    ]
    assert parts == (id_of(mine[0]), id_of(others[0]))


def test_adopted_batches_are_taken_like_any_other_and_the_life_is_closed(device, district):
    _, ours, others, theirs, copy = fork(device, theirs=2)
    device.tell(ours, theirs)
    device.number, device.head, device.sequence = copy
    after = device.batch(device.serve(count=3), device.serve(site="S9"))
    device.tell(after)
    assert release(district, device, "adopt") == Counts(4, 2, 2)
    reply = device.tell(theirs, after)
    assert [one.level for one in reply.receipts] == ["received", "received"]
    assert [(word.operation, word.code) for word in reply.receipts[0].words] == [
        (id_of(others[0]), "conflict")
    ]
    assert [word.code for word in reply.receipts[1].words] == ["unknown-site"]
    assert standing_of(reply, device)[3] == "closed"
    assert (district.facts("sites")[0]["enrolled"], district.facts("sites")[0]["served"]) == (2, 3)
    make_safe(district)


def test_rejected_batches_are_known_and_each_operation_is_a_conflict(device, district):
    device.exchange(device.serve())
    _, ours, others, theirs, _ = fork(device, theirs=2)
    device.tell(ours, theirs)
    assert release(district, device, "reject") == Counts(2, 2, 1)
    reply = device.tell(theirs)
    assert [(word.operation, word.code, word.field) for word in reply.receipts[0].words] == [
        (id_of(raw), "conflict", "id") for raw in others
    ]
    assert district.facts("sites")[0]["enrolled"] == 1
    with pytest.raises(quarantine.NothingHeld):
        release(district, device, "adopt")


def test_after_rejection_the_same_serial_stands_under_another_life(device, district):
    device.exchange(device.serve())
    device.head = bytes(32)
    serial = device.next_serial()
    held = device.batch(device.enrol("card", serial=serial))
    assert device.tell(held).receipts[0].level == "held"
    release(district, device, "reject")
    assert [word.code for word in device.tell(held).receipts[0].words] == ["conflict"]
    device.begin_life("00000001")
    device.sequence = 0
    assert [word.verdict for word in device.say(device.enrol("card", serial=serial))] == ["accepted"]


def test_a_closed_life_takes_nothing_more(device, district):
    _, ours, _, theirs, copy = fork(device)
    device.tell(ours, theirs)
    release(district, device, "adopt")
    reply = device.exchange(device.serve())
    assert (reply.receipts[0].level, standing_of(reply, device)[3]) == ("held", "closed")
    device.number, device.head, device.sequence = copy
    assert device.exchange(device.serve()).receipts[0].level == "held"


def test_what_is_adopted_becomes_safe_like_the_rest(device, district):
    _, ours, _, theirs, _ = fork(device)
    device.tell(ours, theirs)
    release(district, device, "adopt")
    device.begin_life("00000001")
    device.exchange(device.serve())
    make_safe(district)
    assert device.tell(theirs).receipts[0].level == "safe"


def test_the_bytes_of_every_operation_can_be_had_again(device, district):
    one, two = device.serve(), device.enrol()
    device.exchange(one)
    device.exchange(device.serve(), two)
    _, ours, others, theirs, copy = fork(device)
    device.tell(ours, theirs)
    device.number, device.head, device.sequence = copy
    three = device.serve(count=9)
    device.exchange(three)
    release(district, device, "adopt")
    with opened(district) as here, here.database.reading() as reading:
        for raw in (one, two, three):
            assert quarantine.told_bytes(reading, id_of(raw)) == raw
        assert quarantine.told_bytes(reading, id_of(others[0])) != others[0]
        assert quarantine.told_bytes(reading, "D01-00000000-000001") == b""


def test_what_a_revoked_device_told_up_to_its_last_good_numbers_is_taken(device, district):
    good, bad = device.batch(device.serve()), device.batch(device.serve())
    device.exchange(device.serve())
    with opened(district) as one, one.database.writing() as writing:
        head = chain.head_after(chain.START, good).hex()
        writing.exec_driver_sql(
            "UPDATE device SET revoked_at = '2023-11-29T04:00:00Z', revoked_chains = '"
            f'[{{"life":"{device.life}","number":1,"head":"{head}"}}]'
            "'"
        )
    reply = device.tell(good, bad)
    assert reply.refused == "revoked"
    assert [one.level for one in reply.receipts] == ["received", "held"]
    with opened(district) as one, one.database.reading() as reading:
        (life,) = quarantine.held_lives(reading)
    assert [one.why for one in life.batches] == ["revoked"]
    release(district, device, "adopt")
    assert device.tell(bad).receipts[0].level == "received"


def test_sealed_identities_are_kept_as_they_came(device, district):
    box = SessionBox(registrar="00" * 8, box=b"box")
    mine = SealSession(number=1, boxes=(box,))
    of_before = SealSession(number=2, boxes=(box, box), life="0badcafe")
    raw = device.enrol(sealed=b"sealed", session=1)
    amended = device.amend(raw, "enrol", enrol_body(provisional="临-D01-0001", sealed=b"other", session=2))
    device.tell(
        device.batch(
            raw, amended, device.enrol(consents=(), sealed=b"turned down"), sessions=(mine, of_before)
        )
    )
    with opened(district) as one, one.database.reading() as reading:
        sealed = reading.exec_driver_sql(
            "SELECT operation, root, life, session, sequence, sealed FROM sealed_identity ORDER BY operation"
        ).all()
    assert [(row[0], row[1], row[3], row[4], bytes(row[5])) for row in sealed] == [
        (id_of(raw), id_of(raw), 1, 1, b"sealed"),
        (id_of(amended), id_of(raw), 2, 2, b"other"),
        (
            f"{device.device}-{device.life}-000003",
            f"{device.device}-{device.life}-000003",
            0,
            3,
            b"turned down",
        ),
    ]


def test_the_district_put_back_from_an_older_copy_is_told_again(district, tmp_path):
    device = Device(district.ticket())
    device.exchange()
    told = [device.enrol(f"u-{n}") for n in range(4)]
    batches = [device.batch(raw) for raw in told]
    device.tell(batches[0])
    with opened(district) as one, one.database.reading() as reading:
        if reading.dialect.name == "postgresql":
            pytest.skip("a file that can be copied")
    district.stop()
    for file in district.folder.glob("district.db*"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    district.start()
    device.address = district.address
    first = device.tell(*batches[1:]).receipts
    district.stop()
    for file in district.folder.glob("district.db*"):
        file.unlink()
    for file in tmp_path.glob("district.db*"):
        (district.folder / file.name).write_bytes(file.read_bytes())
    district.start()
    device.address = district.address
    assert device.exchange().refused == "stale"
    reply = device.exchange()
    assert standing_of(reply, device)[0] == 1
    assert device.tell(*batches[1:]).receipts == first
    assert district.facts("sites")[0]["enrolled"] == 4
    assert all(
        words(receipt, raw)[0].verdict == "accepted" for receipt, raw in zip(first, told[1:], strict=True)
    )
