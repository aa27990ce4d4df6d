# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The newest act of the store, noted outside of it: so that an older copy put in its place is noticed.

1. What is noted is on the disk already, and may lag behind: a note ahead of the store means that the store went back.
2. The keyring holds the note. Without a keyring it is a file beside the store, which is weaker: whoever copies or puts
   back the store can do the same to the file, so that only an accident is noticed, not an attack.
3. A store that went back begins a new life before anything is entered: what it gave out since it has forgotten.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from fieldkit import keyfile, keyrings, tries
from fieldkit.problems import StoreDamaged
from fieldkit.store.checkup import check_chains
from fieldkit.store.identity import new_life
from fieldkit.store.newest import Newest, holds, newest
from fieldkit.store.vault import Store

HEAD_FILE = "head.json"


def keep_head(folder: Path, life: str, sequence: int, head: str) -> None:
    """Note the newest act of the store in ``folder``; only after its commit.

    Raises KeyringGone, KeyFileDamaged, DiskFull, DiskRefused.
    """
    file, told = keyfile.read(folder), f"{life}:{sequence}:{head}"
    if file.kind == keyfile.PIN:
        keyrings.keep(f"{file.store}/head", told)
    else:
        tries.replace_file(folder / HEAD_FILE, json.dumps({"head": told}))


def kept_head(folder: Path) -> Newest | None:
    """Return what was noted, None for nothing. Raises KeyringGone, KeyFileDamaged."""
    file = keyfile.read(folder)
    try:
        if file.kind == keyfile.PIN:
            told = keyrings.kept(f"{file.store}/head") or ""
        else:
            told = str(json.loads((folder / HEAD_FILE).read_text(encoding="utf-8"))["head"])
        life, sequence, head = told.split(":")
        return Newest(life, int(sequence), head)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def note(store: Store) -> Newest:
    """Note where ``store`` stands now; return it. Raises what ``keep_head`` does."""
    with store.reading() as db:
        at = newest(db)
    keep_head(store.folder, *at)
    return at


def begin_anew_if_turned_back(store: Store, now: dt.datetime) -> str:
    """Begin a new life where ``store`` is older than what was noted, or another; return its name, else ''.

    After an unclean end the chains are looked over too: history that does not hold together is another store's.
    Raises KeyringGone, KeyFileDamaged, and what writing raises.
    """
    if _is_itself(store, kept_head(store.folder)):
        return ""
    life = new_life(store, now=now)
    note(store)
    return life


def _is_itself(store: Store, noted: Newest | None) -> bool:
    with store.reading() as db:
        if noted is not None and not holds(db, noted):
            return False
    if not store.unclean:
        return True
    try:
        check_chains(store)
    except StoreDamaged:
        return False
    return True
