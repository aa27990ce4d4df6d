# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The newest act is noted outside of the store: an older, copied or edited file begins a new life."""

import json

import keyring
import pytest

from fieldkit import heads, keyfile
from fieldkit.problems import KeyringGone
from fieldkit.store.identity import new_life
from fieldkit.store.vault import open_store
from tests.support.bare_stores import PASSPHRASE, act, bring_back, life_of, make, set_aside
from tests.support.clock import TEN
from tests.support.keyrings import NoKeyring


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(keyfile, "ITERATIONS", 1)
    monkeypatch.setattr(keyfile, "MEMORY_KIB", 64)


@pytest.fixture(params=["pin", "passphrase"])
def store(request, tmp_path):
    """Return an open store: with a keyring that holds the note, and with a file beside."""
    if request.param == "passphrase":
        keyring.set_keyring(NoKeyring())
    opened = open_store(tmp_path / "desk", make(tmp_path / "desk", pin=PASSPHRASE))
    yield opened
    opened.close()


def begun(store):
    return heads.begin_anew_if_turned_back(store, TEN)


def test_where_nothing_was_noted_nothing_is_suspected(store):
    act(store, 3)
    assert heads.kept_head(store.folder) is None
    assert begun(store) == ""


def test_a_note_that_lags_behind_is_fine(store):
    act(store, 2)
    noted = heads.note(store)
    assert heads.kept_head(store.folder) == noted
    assert noted.sequence == 2
    act(store, 5)
    assert begun(store) == ""
    assert heads.kept_head(store.folder) == noted


def test_the_note_is_in_the_keyring_or_in_the_file_beside(store, memory_keyring):
    act(store)
    noted = heads.note(store)
    in_file = (store.folder / heads.HEAD_FILE).exists()
    assert in_file == (keyfile.read(store.folder).kind == "passphrase")
    if not in_file:
        told = next(text for (_, name), text in memory_keyring.kept.items() if name.endswith("/head"))
        assert told == f"{noted.life}:1:{noted.head}"
        assert len(told) <= 128


@pytest.mark.parametrize("mended", [False, True])
def test_an_older_file_put_back_begins_a_new_life_once(tmp_path, mended):
    folder = tmp_path / "desk"
    key = make(folder)
    store = open_store(folder, key)
    act(store, 2)
    heads.note(store)
    store.close()
    set_aside(folder, tmp_path / "aside")
    store = open_store(folder, key)
    act(store, 2, said="first")
    heads.note(store)
    store.close()
    bring_back(tmp_path / "aside", folder)
    store = open_store(folder, key)
    before = life_of(store)
    if mended:  # the same numbers again, by whoever worked on before this was looked at
        act(store, 3, said="second")
    life = begun(store)
    assert life
    assert life == life_of(store) != before
    assert begun(store) == ""
    act(store, 2)
    assert begun(store) == ""
    store.close()


def test_two_copies_of_one_store_are_noticed_by_each(tmp_path):
    key = make(tmp_path / "one")
    store = open_store(tmp_path / "one", key)
    act(store, 2)
    heads.note(store)
    store.close()
    set_aside(tmp_path / "one", tmp_path / "two")
    first, second = open_store(tmp_path / "one", key), open_store(tmp_path / "two", key)
    act(first)
    heads.note(first)
    assert begun(second)
    assert begun(first)
    assert life_of(first) != life_of(second)
    first.close()
    second.close()


def test_an_act_that_was_edited_is_noticed(store):
    act(store, 3)
    heads.note(store)
    with store.writing() as db:
        db.conn.execute("UPDATE operations SET head = zeroblob(32) WHERE sequence = 3")
    assert begun(store)


def test_a_life_that_began_before_it_could_be_noted_is_the_stores_own(store):
    act(store, 3)
    heads.note(store)
    new_life(store, now=TEN)
    assert begun(store) == ""
    heads.note(store)
    act(store, 1)
    assert begun(store) == ""


def test_a_locked_keyring_says_so(tmp_path):
    folder = tmp_path / "desk"
    store = open_store(folder, make(folder))
    keyring.set_keyring(NoKeyring())
    with pytest.raises(KeyringGone):
        heads.note(store)
    with pytest.raises(KeyringGone):
        begun(store)
    store.close()


def test_a_damaged_file_beside_counts_as_none(store):
    if keyfile.read(store.folder).kind == "pin":
        return
    act(store)
    heads.note(store)
    for text in ("", "[]", "{}", json.dumps({"head": "a:b:c"}), json.dumps({"head": "x"})):
        (store.folder / heads.HEAD_FILE).write_text(text, encoding="utf-8")
        assert heads.kept_head(store.folder) is None
        assert begun(store) == ""
