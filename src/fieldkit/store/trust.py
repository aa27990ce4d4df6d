# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Whom to believe, as last told by the district: the trust list and the root's word on the district's keys.

Who keeps something here has checked its seal; whether it is newer than what is held is checked here.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from fieldkit.domain.daybook import DayBook
from fieldkit.problems import DistrictNotTrusted
from fieldkit.protocol.codec import from_bytes, to_bytes
from fieldkit.protocol.trust import FARTHEST_JUMP, Registrar, TrustList, Vouch
from fieldkit.seals.envelope import Refused, claimed_key_id
from fieldkit.store import briefing, counters, identity
from fieldkit.store.vault import Store

if TYPE_CHECKING:
    from sqlite_utils import Database

_MOST_LEVELS = 16
"""How deep the tree of unions can be; a ring in it ends here."""


def current(store: Store) -> TrustList | None:
    """Return the trust list that is held, also one past its end; None before the first."""
    with store.reading() as db:
        return read(db)


def read(db: Database) -> TrustList | None:
    """Return the trust list kept in ``db``, or None."""
    row = db.conn.execute("SELECT list FROM trust").fetchone()
    return None if row is None else from_bytes(row[0], TrustList)


def envelope(store: Store) -> bytes:
    """Return the envelope of the trust list that is held, to hand it on; empty before the first."""
    with store.reading() as db:
        row = db.conn.execute("SELECT envelope FROM trust").fetchone()
    return b"" if row is None else bytes(row[0])


def keep(
    store: Store,
    trust: TrustList,
    envelope: bytes,
    *,
    by_root: bool = False,
    counting: Collection[bytes] | None = None,
) -> bool:
    """Keep ``trust`` in place of an older one; return False for the version that is held already.

    ``counting`` are the ids of the keys that count by the root's newest word. A held list that none of them has signed
    gives way whatever its version: whoever stole a key may have pushed it up as far as he liked.

    Raises DistrictNotTrusted (trust-older, or trust-jump for one more than 1,000 versions ahead unless it is signed
    ``by_root``); then the held one stays.
    """
    with store.writing_what_is_owed() as db:
        row = db.conn.execute("SELECT version, envelope FROM trust").fetchone()
        held = None if row is None else int(row[0])
        void = row is not None and counting is not None and not signed_by(bytes(row[1]), counting)
        if held is not None and not void:
            if trust.version < held:
                raise DistrictNotTrusted(why="trust-older")
            if trust.version > held + FARTHEST_JUMP and not by_root:
                raise DistrictNotTrusted(why="trust-jump")
            if held == trust.version:
                return False
        db.conn.execute(
            "INSERT OR REPLACE INTO trust (one, version, list, envelope) VALUES (1, ?, ?, ?)",
            (trust.version, to_bytes(trust), envelope),
        )
        counters.new_generation(db)
    return True


def signed_by(envelope: bytes, counting: Collection[bytes]) -> bool:
    """Return True where one of the keys ``counting`` (their ids) is named by ``envelope``, proved when it was kept."""
    try:
        return claimed_key_id(envelope) in counting
    except Refused:
        return False


def vouch(store: Store) -> bytes:
    """Return the envelope of the root's word on the district's keys; empty before the first."""
    with store.reading() as db:
        row = db.conn.execute("SELECT envelope FROM vouches").fetchone()
    return b"" if row is None else bytes(row[0])


def keep_vouch(store: Store, vouch: Vouch, envelope: bytes) -> None:
    """Keep the root's word in place of an older or equal one. Raises DistrictNotTrusted (trust-older)."""
    with store.writing_what_is_owed() as db:
        row = db.conn.execute("SELECT version FROM vouches").fetchone()
        if row is not None and vouch.version < row[0]:
            raise DistrictNotTrusted(why="trust-older")
        db.conn.execute(
            "INSERT OR REPLACE INTO vouches (one, version, envelope) VALUES (1, ?, ?)",
            (vouch.version, envelope),
        )


def registrars_for(store: Store, db: Database, site: str) -> tuple[Registrar, ...]:
    """Return the registrars who may read identities entered at ``site``; none before the first trust list.

    They are asked for with every act, so they are remembered until briefing or trust changes.
    """
    generation = db.conn.execute("SELECT generation FROM counters").fetchone()[0]
    kept = store.kept.get("registrars")
    found: tuple[Registrar, ...]
    if kept is not None and kept[:2] == (generation, site):
        found = kept[2]
    else:
        found = _covering(db, briefing.book(store, db), site)
        store.kept["registrars"] = (generation, site, found)
    return found


def _covering(db: Database, book: DayBook, site: str) -> tuple[Registrar, ...]:
    trust = read(db)
    if trust is None:
        return ()
    towns = _above(book, site) or _town_of_device(db)
    return tuple(one for one in trust.registrars if not one.town or one.town in towns)


def _above(book: DayBook, site: str) -> frozenset[str]:
    """Return the union of ``site`` and every union above it."""
    parents = {one.code: one.parent for one in book.organisations}
    at = book.site(site)
    code = at.org_code if at else ""
    found: set[str] = set()
    while code and len(found) < _MOST_LEVELS:
        found.add(code)
        code = parents.get(code, "")
    return frozenset(found)


def _town_of_device(db: Database) -> frozenset[str]:
    who = identity.read(db)
    return frozenset({who.town}) if who and who.town else frozenset()
