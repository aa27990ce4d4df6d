# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The quick reader lets nothing pass that the strict one does not, and reads the same."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldkit.protocol.calm import NotCalm, is_calm, reader
from fieldkit.protocol.codec import from_bytes, to_bytes
from fieldkit.protocol.messages import BODIES, Operation
from fieldkit.protocol.mistakes import TheirMistake
from sync.intake import told
from tests.support.messages import FILLED as SAMPLES

ONE_KIND = "sqlcipher"
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 1 << 60),
    st.text(max_size=70),
    st.sampled_from(
        ["", "1990-02-30", "1990-02-28", "a\nb", "a\x7fb", "\\", "D01-3f2a91c4-000001", "0" * 32, "x" * 500]
    ),
    st.lists(st.none(), max_size=1),
)


def samples(kind):
    return [sample for sample in SAMPLES if type(sample) is kind]


def same(kind, raw):
    try:
        strict = from_bytes(raw, kind)
    except TheirMistake:
        strict = None
    try:
        quick = reader(kind).read(raw) if is_calm(raw) else None
    except NotCalm:
        quick = None
    if quick is not None:
        assert strict is not None
        assert isinstance(quick, kind)
        assert to_bytes(quick) == to_bytes(strict)
    return strict, quick


@pytest.mark.parametrize("kind_of", [*BODIES.values(), Operation], ids=lambda kind: kind.__name__)
def test_what_is_in_order_is_read_the_same(kind_of):
    for sample in samples(kind_of):
        strict, quick = same(kind_of, to_bytes(sample))
        assert strict is not None
        assert quick is not None


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_nothing_passes_the_quick_reader_that_the_strict_one_refuses(data):
    kind = data.draw(st.sampled_from([*BODIES.values(), Operation]))
    found = samples(kind)
    if not found:
        return
    row = msgspec.json.decode(to_bytes(data.draw(st.sampled_from(found))))
    names = [field.encode_name for field in msgspec.structs.fields(kind)]
    for name in data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=2)):
        row[name] = data.draw(ODD)
    strict, quick = same(kind, msgspec.json.encode(row))
    if strict is not None and is_calm(msgspec.json.encode(row)):
        assert quick is not None


@pytest.mark.parametrize("word", ["a\nb", "a\x7fb", "\x00"])
def test_a_control_character_is_never_calm(word):
    assert not is_calm(msgspec.json.encode(word))


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_many_are_read_at_once_as_one_by_one(data):
    kind = data.draw(st.sampled_from([*BODIES.values(), Operation]))
    found = [to_bytes(sample) for sample in samples(kind)]
    if not found:
        return
    row = msgspec.json.decode(found[0])
    row[data.draw(st.sampled_from([field.encode_name for field in msgspec.structs.fields(kind)]))] = (
        data.draw(ODD)
    )
    raws = data.draw(st.lists(st.sampled_from([*found, msgspec.json.encode(row)]), max_size=4))
    one_by_one = [same(kind, raw)[1] for raw in raws]
    try:
        at_once = reader(kind).read_all(raws)
    except NotCalm:
        assert None in one_by_one
    else:
        assert at_once == one_by_one


def test_both_ways_of_reading_a_batch_tell_the_same():
    body = to_bytes(samples(BODIES["enrol"])[0])
    raw = to_bytes(
        Operation(
            id="D01-3f2a91c4-000001",
            sequence=1,
            kind="enrol",
            at="2023-11-29T04:00:00Z",
            event="E1",
            site="S1",
            booth="1",
            operator="v",
            body=msgspec.Raw(body),
        )
    )
    (operation,) = told._operations_in([raw])
    quick = told._read_calmly(operation, raw, 0, "D01-")
    strict = told._read(raw, 0, "D01")
    assert quick is not None
    for name in ("place", "raw", "digest", "shown", "id", "finding", "amended"):
        assert getattr(quick, name) == getattr(strict, name)
    assert to_bytes(quick.body) == to_bytes(strict.body)
