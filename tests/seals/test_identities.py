# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""An identity opens under its session, for its operation; a session for its registrar, device, life and number."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.seals.boxes import load_sealing_key, seal_box, sealing_public_bytes
from fieldkit.seals.envelope import Refused
from fieldkit.seals.identities import (
    _about,
    _packed,
    box_session,
    new_session_key,
    open_identity,
    open_session,
    seal_identity,
)

KEY = bytes(range(32))
REGISTRAR = load_sealing_key(bytes(range(32)))
PUBLIC = sealing_public_bytes(REGISTRAR)
OPERATION, SEQUENCE = "D07-3f2a91c4-000041", 41
DOCUMENT, PHONE = "11999919900307451X", "15400000001"
SEALED = seal_identity(KEY, operation=OPERATION, sequence=SEQUENCE, document=DOCUMENT, phone=PHONE)

NUMBERS = st.text("0123456789X", max_size=20)
WORDS = st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=40)


def refusal(call, *given, **named):
    with pytest.raises(Refused) as refused:
        call(*given, **named)
    return refused.value.args[0]


@given(NUMBERS | WORDS, NUMBERS | WORDS, st.integers(1, 10**12 - 1))
def test_what_is_sealed_opens(document, phone, sequence):
    operation = f"D07-3f2a91c4-{sequence:06d}"
    sealed = seal_identity(KEY, operation=operation, sequence=sequence, document=document, phone=phone)
    assert open_identity(KEY, sealed, operation=operation, sequence=sequence) == (document, phone)


def test_an_id_number_and_a_phone_take_half_a_byte_a_character():
    assert len(SEALED) == 1 + 15 + 16
    assert _packed("1X\0") == bytes((0, 0x1A, 0xBF))
    assert _packed("1a") == b"\x011a"
    assert _packed("") == b"\0"


def test_the_length_of_a_usual_identity_tells_nothing():
    others = seal_identity(
        KEY, operation=OPERATION, sequence=42, document="119999199001011234", phone="1" * 11
    )
    assert len(others) == len(SEALED)


def test_every_flipped_bit_of_an_identity_is_refused():
    for place in range(len(SEALED) * 8):
        flipped = bytearray(SEALED)
        flipped[place // 8] ^= 1 << place % 8
        assert (
            refusal(open_identity, KEY, bytes(flipped), operation=OPERATION, sequence=SEQUENCE) == "identity"
        )


@pytest.mark.parametrize(
    "changed",
    [{"operation": "D07-3f2a91c4-000042"}, {"sequence": 42}, {"operation": "D08-3f2a91c4-000041"}],
)
def test_an_identity_is_of_one_operation(changed):
    told = {"operation": OPERATION, "sequence": SEQUENCE} | changed
    assert refusal(open_identity, KEY, SEALED, **told) == "identity"
    assert refusal(open_identity, bytes(32), SEALED, operation=OPERATION, sequence=SEQUENCE) == "identity"


@given(st.binary(max_size=60))
def test_anything_is_no_identity(raw):
    assert refusal(open_identity, KEY, raw, operation=OPERATION, sequence=SEQUENCE) == "identity"


@given(st.binary(max_size=20))
def test_an_identity_with_anything_in_it_is_read_or_refused(plain):
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    sealed = AESGCM(KEY).encrypt(SEQUENCE.to_bytes(12, "big"), plain, OPERATION.encode())
    with contextlib.suppress(Refused):
        told = open_identity(KEY, sealed, operation=OPERATION, sequence=SEQUENCE)
        assert "\0" not in told[0]


def test_a_session_opens_for_its_registrar_and_its_place():
    key = new_session_key()
    place = {"device": "D07", "life": "3f2a91c4", "session": 3}
    box = box_session(key, PUBLIC, **place)
    assert (len(key), open_session(box, REGISTRAR, **place)) == (32, key)
    for changed in ({"device": "D08"}, {"life": "00000000"}, {"session": 4}):
        assert refusal(open_session, box, REGISTRAR, **place | changed) == "box"
    assert refusal(open_session, box, load_sealing_key(bytes(range(1, 33))), **place) == "box"
    assert new_session_key() != key


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_session_whose_key_has_another_length_is_refused(length):
    place = {"device": "D07", "life": "3f2a91c4", "session": 3}
    box = seal_box(bytes(length), PUBLIC, _about("D07", "3f2a91c4", 3))
    assert refusal(open_session, box, REGISTRAR, **place) == "box"
