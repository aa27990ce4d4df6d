# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Who the device is."""

import pytest

from fieldkit.store import identity
from fieldkit.store.vault import create_store, open_store
from tests.support.clock import TEN
from tests.support.factories import KEY, keep_identity


@pytest.fixture
def bare(tmp_path):
    """Give a store that has not joined."""
    store = create_store(tmp_path / "bare", KEY, now=TEN)
    yield store
    store.close()


def test_a_new_store_is_nobody(bare):
    assert identity.identity(bare) is None


def test_what_the_district_gave_is_there_after_the_next_start(bare):
    kept = keep_identity(bare)
    bare.close()
    again = open_store(bare.folder, KEY)
    assert identity.identity(again) == kept
    assert kept.joined_at == TEN
    assert len(kept.life) == 8
    again.close()


def test_a_key_kept_before_the_district_answers_is_no_joining(bare):
    kept = keep_identity(bare, district_key=b"", device="")
    assert identity.identity(bare) == kept
    assert not kept.has_joined
    with bare.reading() as db:
        assert identity.joined(db) is None
    assert keep_identity(bare).has_joined


def test_keys_are_not_shown(bare):
    kept = keep_identity(bare)
    assert repr(kept.signing_key) not in repr(kept)
    assert repr(kept.tag_key) not in repr(kept)


def test_a_restored_store_begins_a_new_life(bare):
    before = keep_identity(bare)
    life = identity.new_life(bare, now=TEN)
    after = identity.identity(bare)
    assert after.life == life != before.life
