# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A parcel opens for its recipients only, whole, also with the common tool; nothing of it may change."""

import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.seals import parcels
from fieldkit.seals.envelope import Refused
from fieldkit.seals.parcels import new_parcel_key, open_parcel, recipient_of, seal_parcel

IDENTITY, RECIPIENT = new_parcel_key()
RECOVERY, RECOVERERS = new_parcel_key()
STRANGER, _ = new_parcel_key()
CONTENT = b"frames" * 20
PARCEL = seal_parcel(CONTENT, [RECIPIENT, RECOVERERS])


def refusal(raw, identities=(IDENTITY,)):
    with pytest.raises(Refused) as refused:
        open_parcel(raw, identities)
    return refused.value.args[0]


@given(st.binary(max_size=2000))
def test_what_is_sealed_opens_for_each_recipient(content):
    parcel = seal_parcel(content, [RECIPIENT, RECOVERERS])
    assert open_parcel(parcel, [IDENTITY]) == open_parcel(parcel, [RECOVERY]) == content
    assert open_parcel(parcel, [STRANGER, RECOVERY]) == content


def test_nobody_else_opens_it():
    assert refusal(PARCEL, [STRANGER]) == "recipient"
    assert refusal(PARCEL, []) == "recipient"


def test_every_flipped_bit_of_its_header_and_body_is_refused():
    for place in range(len(PARCEL) * 8):
        flipped = bytearray(PARCEL)
        flipped[place // 8] ^= 1 << place % 8
        assert refusal(bytes(flipped)) in {"parcel", "shape", "recipient"}


def test_every_shorter_and_longer_form_is_refused():
    for length in range(len(PARCEL)):
        assert refusal(PARCEL[:length]) in {"parcel", "shape", "recipient"}
    assert refusal(PARCEL + b"\0") == "parcel"


def test_size_is_looked_at_first():
    assert refusal(parcels._MARK + bytes(parcels.MAX_PARCEL_BYTES)) == "too-large"


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"age-encryption.org/v2\n", b"-----BEGIN AGE"])
def test_what_is_no_parcel_is_refused(raw):
    assert refusal(raw) == "shape"


@given(st.binary(max_size=300))
def test_anything_behind_the_mark_is_refused(rest):
    assert refusal(parcels._MARK + rest) in {"parcel", "shape"}


def test_a_huge_header_is_refused_before_it_is_read():
    first, *stanza = PARCEL.split(b"\n")[:3]
    rest = PARCEL[len(first) + 1 :]
    huge = first + b"\n" + (b"\n".join(stanza) + b"\n") * 20_000 + rest
    assert refusal(huge[: parcels.MAX_PARCEL_BYTES]) == "shape"
    many = [new_parcel_key() for _ in range(20)]
    assert open_parcel(seal_parcel(b"x", [whom for _, whom in many]), [many[-1][0]]) == b"x"


def test_a_key_is_read_as_age_writes_it():
    assert recipient_of(f" {IDENTITY}\n") == RECIPIENT
    for call in (
        lambda: recipient_of("x"),
        lambda: seal_parcel(b"", ["age1x"]),
        lambda: open_parcel(PARCEL, ["x"]),
    ):
        with pytest.raises(ValueError, match="not an age"):
            call()
    with pytest.raises(ValueError, match="nobody"):
        seal_parcel(b"", [])


@pytest.mark.skipif(shutil.which("age") is None, reason="the age tool is not installed")
def test_it_opens_with_the_common_tool(tmp_path):
    (tmp_path / "key").write_text(IDENTITY, encoding="ascii")
    (tmp_path / "parcel.age").write_bytes(PARCEL)
    done = subprocess.run(
        ["age", "-d", "-i", tmp_path / "key", tmp_path / "parcel.age"], capture_output=True, check=True
    )
    assert done.stdout == CONTENT
