# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is said stays as it was said: golden files, round trips, and garbage that is refused by name only."""

import datetime as dt
import json

import msgspec
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from fieldkit.protocol import batches, bodies, messages, rows, shape, trust, version
from fieldkit.protocol.calm import reader as calm_reader
from fieldkit.protocol.codec import as_they_are, from_bytes, to_bytes, to_raw
from fieldkit.protocol.mistakes import OurMistake, TheirMistake
from tests.support.messages import AT, BATCH, CONSENT, FILLED, GOLDEN, MEMBER, OPERATION, as_file, golden_file
from tests.support.page import every_message

EVERY = list(every_message())
by_name = {"ids": lambda value: value.__name__ if isinstance(value, type) else type(value).__name__}


def mistake_in(raw, kind):
    """Return the mistake that is found in ``raw``, or None; anything else that goes wrong goes on."""
    try:
        from_bytes(raw, kind)
    except TheirMistake as mistake:
        return mistake
    return None


@pytest.mark.parametrize("message", FILLED, **by_name)
def test_a_released_message_is_said_and_read_as_ever(message):
    released = golden_file(type(message)).read_bytes()
    assert as_file(message) == released
    assert as_file(from_bytes(released, type(message))) == released


@pytest.mark.parametrize("message", FILLED, **by_name)
def test_a_golden_file_fills_every_field(message):
    said = json.loads(golden_file(type(message)).read_bytes())
    assert set(said) == {field.encode_name for field in msgspec.structs.fields(message)}


def test_every_message_has_its_golden_file():
    assert {type(message) for message in FILLED} == set(EVERY)
    made = {golden_file(kind).name for kind in EVERY}
    assert made <= {file.name for file in GOLDEN.glob("*.json")}


@pytest.mark.parametrize("message", FILLED, **by_name)
def test_unknown_fields_are_let_be(message):
    said = msgspec.json.decode(to_bytes(message)) | {"weather": {"snow": [1, None]}}
    assert to_bytes(from_bytes(msgspec.json.encode(said), type(message))) == to_bytes(message)


@pytest.mark.parametrize("message", FILLED, **by_name)
def test_a_missing_or_mistyped_field_is_named(message):
    said = json.loads(to_bytes(message))
    for name in said.keys() - {"body", "row"}:
        with pytest.raises(TheirMistake) as mistake:
            from_bytes(json.dumps(said | {name: -1.5}).encode(), type(message))
        assert mistake.value.field == name
    for field in msgspec.structs.fields(message):
        if field.required:
            rest = {name: value for name, value in said.items() if name != field.name}
            with pytest.raises(TheirMistake) as mistake:
                from_bytes(json.dumps(rest).encode(), type(message))
            assert mistake.value.field == field.name


def test_of_a_name_given_twice_the_last_counts_wherever_it_stands():
    """As docs/protocol.md, 2.1 allows: nobody reads the first where another reads the last."""
    raw = b'{"service":"legal","count":2,"uid":"a","count":3,"uid":"b"}'
    assert from_bytes(raw, bodies.ServeBody) == bodies.ServeBody(service="legal", count=3, uid="b")
    calm = calm_reader(bodies.ServeBody).read(raw)
    assert (calm.count, calm.uid) == (3, "b")
    whole = to_bytes(OPERATION).replace(b'"kind":"', b'"kind":"void","kind":"', 1)
    assert from_bytes(whole, batches.Operation) == OPERATION
    with pytest.raises(TheirMistake):  # a first one out of its bounds is no less malformed
        from_bytes(b'{"service":"legal","count":0,"count":3}', bodies.ServeBody)


def test_messages_are_values():
    with pytest.raises(AttributeError):
        OPERATION.kind = "x"
    assert from_bytes(to_bytes(CONSENT), bodies.ConsentBody) == CONSENT


def test_what_has_its_default_is_not_said():
    assert to_bytes(bodies.ServeBody(service="legal")) == b'{"service":"legal"}'


def test_a_row_that_is_gone_is_null():
    gone = messages.Change(table="member", key="m-1")
    assert gone.row is None
    assert from_bytes(b'{"table":"member","key":"m-1","row":null}', messages.Change) == gone
    assert from_bytes(b'{"table":"member","key":"m-1"}', messages.Change) == gone


def test_raw_bodies_travel_as_they_are():
    raw = b'{ "service" : "legal" }'
    (told,) = as_they_are([raw])
    batch = msgspec.structs.replace(BATCH, operations=(told,))
    (came,) = from_bytes(to_bytes(batch), messages.Batch).operations
    assert bytes(came) == raw
    assert bytes(to_raw(CONSENT)) == to_bytes(CONSENT)


@pytest.mark.parametrize(
    ("table", "key"),
    [("member", "m-1"), ("stock", "S1/pack"), ("code", "employment_group/courier"), ("programme", "S1/3")],
)
def test_a_row_stands_under_its_key(table, key):
    (row,) = [message for message in FILLED if isinstance(message, rows.ROWS[table])]
    assert rows.key_of(table, row) == key


def test_every_table_and_kind_has_its_message():
    assert set(rows.ROWS) == set(rows._KEYS)
    assert set(rows.ROWS.values()) == {kind for kind in EVERY if kind.__name__.endswith("Row")}
    assert set(bodies.BODIES.values()) | {bodies.ConsentBody, bodies.CollectorBody} == {
        kind for kind in EVERY if kind.__module__ == bodies.__name__
    }


@pytest.mark.parametrize(
    ("kind", "field", "values"),
    [
        (
            messages.Operation,
            "id",
            ["", "D7", "D07-3F2A91C4-000041", "D07-3f2a91c4-00041", "D07-3f2a91c4-000041\n"],
        ),
        (messages.Operation, "sequence", [0, -1, 10**12, 1.5, "1", True, None]),
        (
            messages.Operation,
            "at",
            ["", "2023-11-29", "2023-11-29T04:00:00", "2023-11-29T04:00:00+08:00", "x" * 99],
        ),
        (messages.Operation, "kind", ["", "a\nb", "a\x00", "x" * 65]),
        (messages.ExchangeRequest, "asked", ["", "0f", "0F" * 16, "0f" * 17]),
        (messages.ExchangeRequest, "cursor", [-1, 2**53, 1e300]),
        (messages.ExchangeReply, "heard", ["1e", "1E" * 32]),
        (messages.ExchangeRequest, "nonce", ["7d", "7D" * 16, "7d" * 17]),
        (messages.ExchangeRequest, "batches", [-1, messages.MAX_BATCHES + 1]),
        (messages.ExchangeRequest, "parts", [-1, messages.MAX_PARTS + 1]),
        (messages.ExchangeRequest, "chains", [[{"life": "x"}], [None]]),
        (messages.Batch, "life", ["", "3F2A91C4", "3f2a91c", "3f2a91c4\n"]),
        (messages.Batch, "number", [0, -1, 10**12]),
        (messages.Batch, "prev", ["", "5b" * 31, "5B" * 32]),
        (messages.Receipt, "level", ["", "lost", "SAFE"]),
        (messages.Standing, "state", ["", "shut"]),
        (messages.SealSession, "number", [0]),
        (messages.SessionBox, "registrar", ["", "56", "56475AA75463474C"]),
        (messages.SessionBox, "box", ["!", "A" * 4000]),
        (messages.JoinRequest, "signing_key", ["!", "", "A" * 40, "A" * 50]),
        (messages.JoinRequest, "sealing_key", ["!", "", "A" * 40, "A" * 50]),
        (messages.JoinRequest, "proof", ["", "5b" * 31, "ABCDEFGHIJKLMNOP"]),
        (bodies.EnrolBody, "signature", ["9c", "9C" * 16, "iVBORw0KGgo="]),
        (bodies.EnrolBody, "sealed", ["!", "A" * 4000]),
        (trust.Vouch, "keys", [[], [{}] * 9]),
        (trust.TrustList, "version", [-1, 2**53]),
        (bodies.EnrolBody, "tag", ["ab", "AB" * 16]),
        (bodies.EnrolBody, "birth_date", ["1990", "1990-13-01x", "02.01.1990"]),
        (bodies.EnrolBody, "sex", [-1, 10]),
        (bodies.EnrolBody, "name", ["", "x" * 401, "a\tb"]),
        (rows.SettingRow, "value", ["x\x00"]),
    ],
)
def test_a_value_out_of_bounds_is_refused_by_its_field(kind, field, values):
    said = json.loads(golden_file(kind).read_bytes())
    for value in values:
        with pytest.raises(TheirMistake) as mistake:
            from_bytes(json.dumps(said | {field: value}).encode(), kind)
        assert mistake.value.field == field
        assert str(value) not in str(mistake.value) or not str(value)


def test_more_operations_than_a_batch_holds_are_refused_and_none_too():
    many = as_they_are([b"{}"] * (messages.MAX_OPERATIONS + 1))
    for some in (many, ()):
        with pytest.raises(TheirMistake) as mistake:
            from_bytes(to_bytes(msgspec.structs.replace(BATCH, operations=some)), messages.Batch)
        assert mistake.value.field == "operations"


@given(st.sampled_from(EVERY), st.binary(max_size=300))
def test_garbage_is_their_mistake_and_nothing_else(kind, raw):
    mistake = mistake_in(raw, kind)
    assert mistake is None or mistake.args[0].startswith(kind.__name__)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(FILLED), st.data())
def test_a_message_with_anything_in_it_is_read_or_refused(message, data):
    said = json.loads(to_bytes(message))
    name = data.draw(st.sampled_from(sorted(said)))
    raw = json.dumps(said | {name: data.draw(JSON)}).encode()
    mistake = mistake_in(raw, type(message))
    if mistake is not None:
        assert mistake.field in {name, ""}
    else:
        read = from_bytes(raw, type(message))
        assert to_bytes(from_bytes(to_bytes(read), type(message))) == to_bytes(read)


@pytest.mark.parametrize(
    "raw",
    [b"", b"\xff\xfe", b'"\\ud800"', b"[" * 100_000, b'{"uid":"\xc3"}', b"{} {}", b"null", b"1e999", b"nan"],
)
def test_what_is_no_json_is_their_mistake(raw):
    with pytest.raises(TheirMistake):
        from_bytes(raw, bodies.WithdrawBody)


def test_mistakes_tell_whose_they_are():
    assert not issubclass(OurMistake, TheirMistake)
    assert TheirMistake("x").field == ""


def test_this_version_is_spoken():
    assert version.OLDEST_SPOKEN <= version.PROTOCOL_VERSION


def test_moments_and_members_of_the_golden_files_are_well_formed():
    assert from_bytes(to_bytes(MEMBER), rows.MemberRow) == MEMBER
    assert OPERATION.at == AT


DAYS = st.from_regex(r"[0-9]{4}-[01][0-9]-[0-3][0-9]", fullmatch=True)
HOURS = st.from_regex(r"[0-2][0-9]:[0-9]{2}(:[0-9]{2})?", fullmatch=True)


def stands(read, text):
    try:
        read(text)
    except ValueError:
        return False
    return True


def read_as(kind, text):
    return msgspec.convert(text, kind)


@given(DAYS)
@example("2024-02-29")
@example("2023-02-29")
@example("1900-02-29")
@example("2000-02-29")
@example("0000-02-29")
@example("1990-02-31")
@example("2023-11-31")
def test_a_date_is_one_that_the_calendar_has(text):
    known = stands(dt.date.fromisoformat, text)
    for kind, told in ((shape.Day, text), (shape.OptionalDay, text), (shape.Moment, text + "T04:00:00Z")):
        assert stands(lambda said, kind=kind: read_as(kind, said), told) == known
    assert stands(lambda said: read_as(shape.OptionalMoment, said), text + "T04:00:00+08:00") == known


@given(HOURS)
@example("25:99:00")
@example("23:59:59")
def test_a_time_is_one_that_the_clock_has(text):
    assume(not text.startswith("24"))  # newer Pythons take midnight at the end of a day, we do not
    known = stands(dt.time.fromisoformat, text)
    assert stands(lambda said: read_as(shape.HourOfDay, said), text) == known
    assert (
        stands(lambda said: read_as(shape.OptionalMoment, said), f"2023-11-29T{text}")
        == known
        == stands(dt.datetime.fromisoformat, f"2023-11-29T{text}")
    )


@pytest.mark.parametrize("text", ["1000", "", "10", "24:00", "10:00Z", "10:00:00.5"])
def test_a_time_is_written_one_way(text):
    assert not stands(lambda said: read_as(shape.HourOfDay, said), text)
