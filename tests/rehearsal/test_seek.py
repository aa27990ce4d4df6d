# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A number is found in every form, wherever it stands; what is not there is not found."""

import base64
import gzip
import io
import random
import zipfile
import zlib

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.rehearsal.storms.seek import Numbers, Search

DOCUMENT, PHONE, PASSPORT = "11999919900101004X", "15400000017", "EA8812345"
NUMBERS = Numbers([DOCUMENT, PHONE, PASSPORT])
BOTH = pytest.mark.parametrize("number", [DOCUMENT, PHONE])


def found(raw: bytes) -> set[tuple[str, str]]:
    return {(one.form, one.number) for one in Search(NUMBERS).through(raw, "here")}


def packed(number: str, filler: str = "f") -> bytes:
    nibbles = number.lower().replace("x", "a")
    return bytes.fromhex(nibbles + filler * (len(nibbles) % 2))


def swapped(raw: bytes) -> bytes:
    return bytes(one >> 4 | (one & 15) << 4 for one in raw)


def zipped(number: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a/b.xml", f"<t>{number}</t>" * 40)
    return out.getvalue()


FORMS = {
    "plain": str.encode,
    "utf-16-le": lambda number: number.encode("utf-16-le"),
    "utf-16-be": lambda number: number.encode("utf-16-be"),
    "plain, backwards": lambda number: number[::-1].encode(),
    "hex plain": lambda number: number.encode().hex().encode(),
    "hex utf-16-le": lambda number: number.encode("utf-16-le").hex().upper().encode(),
    "base64 plain": lambda number: base64.b64encode(number.encode()),
    "base64 utf-16-le": lambda number: base64.urlsafe_b64encode(b"a" + number.encode("utf-16-le")),
    "packed digits": packed,
    "packed digits, low first": lambda number: swapped(packed(number)),
    "inflated plain": lambda number: zlib.compress(f'{{"number":"{number}"}}'.encode()),
    "inflated gzip": lambda number: gzip.compress(number.encode()),
    "inflated zstd": lambda number: zstandard.compress(number.encode() * 5),
    "inflated zip": zipped,
    "base64 inflated": lambda number: base64.b64encode(zlib.compress(number.encode())),
    "hex inflated": lambda number: zlib.compress(number.encode()).hex().encode(),
    "inflated base64": lambda number: zstandard.compress(base64.b64encode(number.encode())),
}


@BOTH
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("before", [b"", b"\x00", b"a", b"ab\xff", b"=="])
def test_a_number_is_found_in_this_form(number, form, before):
    assert number in {one for _, one in found(before + FORMS[form](number) + b"\xff" + before)}


@BOTH
@given(st.binary(max_size=40), st.binary(max_size=40), st.integers(0, 5))
def test_a_number_is_found_in_base64_wherever_it_begins(number, before, after, shift):
    coded = base64.b64encode(b"\xff" * shift + before + b"|" + number.encode() + b"|" + after)
    assert number in {one for _, one in found(b'{"x":"' + coded + b'"}')}


def test_a_number_is_found_in_base64_of_several_lines():
    coded = base64.encodebytes(b"x" * 51 + DOCUMENT.encode() + b"y" * 100)
    assert DOCUMENT in {one for _, one in found(coded)}


def test_a_passport_is_found_with_its_letters_and_not_in_other_numbers():
    assert found(b"no. ea8812345,") == found(b'{"n":"EA8812345"}') == {("plain", PASSPORT)}
    assert found("EA8812345".encode("utf-16-be")) == {("utf-16-be", PASSPORT)}
    assert found(b"5432188AE") == {("plain, backwards", PASSPORT)}
    assert found("工8812345".encode()) == set()


def test_a_stream_that_is_cut_off_is_read_as_far_as_it_goes():
    raw = zlib.compress(DOCUMENT.encode() + random.Random(1).randbytes(4000))
    assert DOCUMENT in {one for _, one in found(raw[:2000])}


def test_other_numbers_and_chance_are_not_found():
    other = f"{int(DOCUMENT[:17]) + 1}X {int(PHONE) + 1} EA8812346".encode()
    assert found(other) == found(packed(str(int(PHONE) + 1))) == set()
    assert found(random.Random(7).randbytes(4_000_000)) == set()
    assert found(b"\x00" * 1_000_000) == set()


def test_what_was_looked_through_is_counted():
    search = Search(NUMBERS)
    search.through(zlib.compress(b"x" * 1000), "a")
    search.through(b"abc", "b")
    assert search.looked["bytes inflated"] == 1000
    assert search.looked["streams inflated"] == 1
    assert len(NUMBERS) == 3
