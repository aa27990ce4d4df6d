# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A store that an earlier release has written opens as one that was made today, with all that it holds."""

import hashlib
from pathlib import Path

import pytest

from fieldkit.store import schema
from fieldkit.store.driver import connected
from fieldkit.store.purge import purge
from fieldkit.store.settle import settle
from fieldkit.store.vault import STORE_FILE, create_store, open_store
from fieldkit.store.words import Word
from tests.support.clock import TEN
from tests.support.factories import KEY

GOLDEN = Path(__file__).parent.parent / "golden" / "store"
RELEASED = {1: "1bf4f3f144516ad3", 2: "834e93edfcae2b2a"}
"""How the digests of the files begin whose schema was released: none is ever made anew."""


def laid(folder, version):
    """Lay the golden store of ``version`` into ``folder``."""
    golden = GOLDEN / f"v{version}.sqlcipher"
    (folder / STORE_FILE).write_bytes(golden.read_bytes())
    return folder


def columns(store):
    with store.reading() as db:
        return {one.name: one.columns_dict for one in db.tables}


@pytest.mark.parametrize("version", range(1, schema.NEWEST + 1))
def test_a_store_of_every_released_schema_opens_and_works_as_one_made_today(tmp_path, version):
    store = open_store(laid(tmp_path, version), KEY)
    fresh = create_store(tmp_path / "fresh", KEY, now=TEN)
    with store.reading() as db:
        assert db.execute("SELECT uid FROM looks").fetchall() == [("golden",)]
    store.check()
    assert columns(store) == columns(fresh)
    settle(store, [], [], TEN, word=Word(TEN))
    fresh.close()
    store.close()


@pytest.mark.parametrize("version", sorted(RELEASED))
def test_what_was_released_stays_as_it_was(version):
    digest = hashlib.sha256((GOLDEN / f"v{version}.sqlcipher").read_bytes()).hexdigest()
    assert digest.startswith(RELEASED[version])


def test_a_part_that_was_told_under_an_earlier_schema_waits_for_a_batch_after_it(tmp_path):
    db = connected(laid(tmp_path, 2) / STORE_FILE, KEY)
    db.conn.execute(
        "INSERT INTO batches (place, life, number, prev, head, operations, level, frozen_at, safe_at, envelope)"
        " VALUES (5, 'x', 1, x'', x'', 0, 2, '', '9', x'')"
    )
    db.conn.execute("INSERT INTO parts (id, operation, told_at, content) VALUES ('p', 'o', '9', x'01')")
    db.conn.close()
    store = open_store(tmp_path, KEY)
    purge(store, TEN)
    with store.reading() as db:
        assert db.execute("SELECT id, told_behind FROM parts").fetchall() == [("p", 5)]
    store.close()
