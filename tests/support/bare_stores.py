# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Stores with operators, keys and acts, and nothing of a district: for what looks at the file and not into the acts."""

import shutil
from pathlib import Path

from fieldkit import keys
from fieldkit.acts.sign_in import add_operator
from fieldkit.domain.operators import Operator, Role
from fieldkit.seals import chain
from fieldkit.store import counters
from fieldkit.store.vault import Store, create_store, open_store
from tests.support.clock import TEN

CLERK = Operator("P01", "示例干部", Role.CLERK)
VOLUNTEER = Operator("P02", "示例志愿者", Role.VOLUNTEER)
PIN, OTHER_PIN = "246810", "135791"
PASSPHRASE = "four small horses"


def make(folder: Path, *, pin: str = PIN) -> bytes:
    """Make a store with a clerk; return its key."""
    folder.mkdir(parents=True, exist_ok=True)
    key = keys.create_keys(folder, operator_id=CLERK.id, operator_name=CLERK.name, pin=pin)
    store = create_store(folder, key, now=TEN)
    add_operator(store, operator=CLERK, by=CLERK, now=TEN)
    store.close()
    return key


def add_volunteer(folder: Path, key: bytes, *, pin: str = OTHER_PIN) -> None:
    """Add a volunteer."""
    store = open_store(folder, key)
    add_operator(store, operator=VOLUNTEER, by=CLERK, now=TEN)
    store.close()
    keys.add_slot(folder, key=key, operator_id=VOLUNTEER.id, operator_name=VOLUNTEER.name, pin=pin)


def act(store: Store, count: int = 1, *, said: str = "") -> None:
    """Enter ``count`` acts that say nothing of anybody, chained as ``entries`` does."""
    with store.writing() as db:
        for _ in range(count):
            life, sequence = counters.step_sequence(db, at="")
            row = db.conn.execute("SELECT head FROM operations ORDER BY place DESC LIMIT 1").fetchone()
            raw = f"{said}{life}{sequence}".encode()
            head = chain.head_after(bytes(row[0]) if row else chain.START, raw)
            db.conn.execute(
                "INSERT INTO operations (id, life, sequence, kind, uid, replaces, at, site, operator, standing, head,"
                " raw) VALUES (?, ?, ?, 'serve', '', '', '', 'S1', 'P02', 0, ?, ?)",
                (f"D1-{life}-{sequence:06d}", life, sequence, head, raw),
            )


def life_of(store: Store) -> str:
    """Return the present life."""
    with store.reading() as db:
        return counters.life(db)


def set_aside(folder: Path, aside: Path) -> None:
    """Copy the closed store as a backup program would: the files, and nothing of the keyring."""
    shutil.copytree(folder, aside, ignore=shutil.ignore_patterns("*.lock", "*.ballast"))


def bring_back(aside: Path, folder: Path) -> None:
    """Put the copied file over the store."""
    for rest in folder.glob("fieldkit.db*"):
        rest.unlink()
    shutil.copy(aside / "fieldkit.db", folder / "fieldkit.db")
