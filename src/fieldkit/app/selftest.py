# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""``fieldkit --selftest``: try every part on this computer, in a folder of its own, and say what does not work."""

from __future__ import annotations

import datetime as dt
import secrets
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from fieldkit import keys, paths
from fieldkit.acts.day import day_book
from fieldkit.acts.sign_in import add_operator, operators
from fieldkit.domain.operators import Operator, Role
from fieldkit.domain.papers import MemberCard
from fieldkit.domain.serials import code_of, serial_of
from fieldkit.printing.cards import member_card
from fieldkit.store.vault import create_store, open_store
from fieldkit.ui import pages
from fieldkit.ui.paper_images import page_image
from fieldkit.uplink import round, tickets  # noqa: A004 - the round of a sync

NOW = dt.datetime(2023, 11, 29, 4, 0, tzinfo=dt.UTC)


def selftest() -> int:
    """Try each part; return 0 when all work."""
    parts: tuple[tuple[str, Callable[[], str]], ...] = (
        ("pages", _try_pages),
        ("store", _try_store),
        ("paper", _try_paper),
        ("keyring", _try_keyring),
        ("translation", _try_translation),
    )
    worked = [_try(name, part) for name, part in parts]
    return 0 if all(worked) else 1


def _try(name: str, part: Callable[[], str]) -> bool:
    try:
        found, good = part(), True
    except Exception as fault:  # noqa: BLE001 - whatever it is, the next part is tried too
        found, good = type(fault).__name__, False
    sys.stdout.write(f"{'ok  ' if good else 'FAIL'} {name}: {found}\n")
    return good


def _try_pages() -> str:
    return f"{len(pages.PAGES)} pages, {tickets.MARK}, {round.__name__.rpartition('.')[2]}"


def _try_store() -> str:
    key = secrets.token_bytes(32)
    first = Operator("P01", "自检", Role.CLERK)
    with tempfile.TemporaryDirectory(prefix="fieldkit-selftest-") as folder:
        store = create_store(Path(folder), key, now=NOW)
        add_operator(store, operator=first, by=first, now=NOW)
        store.close()
        store = open_store(Path(folder), key)
        found = operators(store) == (first,) and day_book(store).sites == ()
        store.close()
    if not found:
        raise LookupError
    return "made, closed, opened, read"


def _try_paper() -> str:
    number = serial_of(12345)
    card = MemberCard("欧阳示例", number, code_of(number), "示例镇总工会", NOW.date())
    pdf = member_card(card)
    picture = page_image(pdf, dpi=96)
    return f"{len(pdf)} bytes, {picture.width()} x {picture.height()}"


def _try_keyring() -> str:
    return "there is one" if keys.keyring_available() else "none: a passphrase protects the store"


def _try_translation() -> str:
    file = paths.resources() / "i18n" / "fieldkit_en.qm"
    return f"{file.stat().st_size} bytes"
