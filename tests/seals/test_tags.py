# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A tag is the same for one number however it is typed, differs for every other, and tells nothing without its key."""

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.domain.documents import DocumentKind
from fieldkit.seals.tags import TAG_BYTES, document_tag, phone_tag

KEY = bytes(range(32))
NUMBER = "11999919860615003X"


def test_a_tag_is_the_head_of_a_keyed_hash():
    expected = hmac.digest(KEY, b"document\0resident\0" + NUMBER.encode(), hashlib.sha256)[:16]
    assert document_tag(KEY, "resident", NUMBER) == expected
    assert len(expected) == TAG_BYTES


def test_the_numbers_of_eighteen_digits_share_a_class():
    tags = {document_tag(KEY, kind, NUMBER) for kind in ("resident", "hmt_resident", "foreign_pr")}
    assert len(tags) == 1
    assert document_tag(KEY, "passport", NUMBER) not in tags


def test_typing_makes_no_difference():
    tags = {
        document_tag(KEY, "resident", text)
        for text in (NUMBER, NUMBER.lower(), " 119999 19860615 003x", "１１９９９９１９８６０６１５００３Ｘ")
    }
    assert len(tags) == 1
    assert phone_tag(KEY, "154 0000 0001") == phone_tag(KEY, "15400000001")


@given(st.text("0123456789X", min_size=1, max_size=18), st.text("0123456789X", min_size=1, max_size=18))
def test_other_numbers_have_other_tags(one, other):
    assert (document_tag(KEY, "resident", one) == document_tag(KEY, "resident", other)) == (one == other)


def test_another_key_another_kind_or_a_phone_is_another_tag():
    assert document_tag(KEY, "passport", "15400000001") != phone_tag(KEY, "15400000001")
    assert document_tag(KEY, "resident", NUMBER) != document_tag(KEY[::-1], "resident", NUMBER)


@pytest.mark.parametrize("key", [b"", bytes(15)])
def test_a_short_key_is_refused(key):
    with pytest.raises(ValueError, match="16 bytes"):
        document_tag(key, "resident", NUMBER)


def test_every_kind_of_document_can_be_tagged():
    kinds = [
        value
        for name, value in vars(DocumentKind).items()
        if isinstance(value, str) and not name.startswith("_")
    ]
    assert len({document_tag(KEY, kind, NUMBER) for kind in kinds}) >= 4
