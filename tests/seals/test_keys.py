# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Keys are 32 bytes, read back as written, and named by the head of a hash."""

import hashlib

import pytest

from fieldkit.seals import keys


def test_a_key_is_read_back_as_it_was_written():
    key = keys.new_signing_key()
    raw = keys.private_bytes(key)
    again = keys.load_signing_key(raw)
    assert len(raw) == keys.KEY_BYTES
    assert keys.public_bytes(again) == keys.public_bytes(key) == keys.public_bytes(key.public_key())
    keys.load_public_key(keys.public_bytes(key)).verify(key.sign(b"x"), b"x")


def test_no_two_keys_are_alike():
    assert keys.private_bytes(keys.new_signing_key()) != keys.private_bytes(keys.new_signing_key())


def test_a_key_is_named_by_its_public_bytes():
    assert keys.key_id(bytes(32)) == hashlib.sha256(bytes(32)).digest()[:8]


@pytest.mark.parametrize("raw", [b"", bytes(31), bytes(33)])
def test_what_is_no_key_is_refused(raw):
    with pytest.raises(ValueError, match="32"):
        keys.load_signing_key(raw)
    with pytest.raises(ValueError, match="32"):
        keys.load_public_key(raw)
