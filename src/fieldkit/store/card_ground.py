# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a member card is checked against here: the district's keys, who is revoked, and how old that is.

Nothing is asked of anybody, so the answer is as old as the last word of the district. How old that is, is told by the
floor (``store.clock``): the latest time this store believes, and by the computer's clock only where it is believed too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldkit.domain.card_checks import Lists
from fieldkit.problems import NotBriefed
from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.trust import RevokedDevice, TrustList, Vouch
from fieldkit.seals import envelope
from fieldkit.seals.keys import PublicKey, key_id, load_public_key
from fieldkit.store import clock, identity, trust

if TYPE_CHECKING:
    from sqlite_utils import Database

    from fieldkit.store.identity import Identity


@dataclass(frozen=True, slots=True)
class CardGround:
    """``keys`` certify who signs cards, or did, by their ids; ``revoked`` is by the ids of keys, in hex.

    ``voided`` are the serials on papers that count no more. ``lists`` is how good the district's lists are;
    ``days_old`` how many days ago it was heard, -1 where it never was. ``doubtful`` says that the computer's clock is
    not believed: then both are told by the floor, and the lists may be older.
    """

    keys: Mapping[bytes, PublicKey]
    revoked: Mapping[str, RevokedDevice]
    voided: frozenset[str]
    lists: Lists
    days_old: int
    doubtful: bool


def card_ground(db: Database, now: dt.datetime) -> CardGround:
    """Return what to check a card against at ``now``. Raises NotBriefed before the device has joined."""
    who = identity.joined(db)
    if who is None:
        raise NotBriefed
    present, _ = _vouched(db, who)
    told = _list(db, {key_id(public) for public in (*present, who.root_key)})
    latest, trusted = db.conn.execute("SELECT latest, trusted FROM counters").fetchone()
    times = clock.times(latest, trusted)
    doubtful = times.judge(now) == clock.DOUBTFUL
    moment = times.latest if doubtful else max(now, times.latest)
    return CardGround(
        keys=card_keys(db),
        revoked={} if told is None else {one.key_id: one for one in told.revoked},
        voided=frozenset() if told is None else frozenset(told.revoked_serials),
        lists=_lists(told, times, moment, doubtful),
        days_old=-1 if times.trusted is None else max(0, (moment - times.trusted).days),
        doubtful=doubtful,
    )


def card_keys(db: Database) -> Mapping[bytes, PublicKey]:
    """Return the keys that certify who signs cards, or did, by their ids; none before the device has joined."""
    who = identity.joined(db)
    present, former = ((), ()) if who is None else _vouched(db, who)
    return {key_id(public): load_public_key(public) for public in (*present, *former)}


def holders_of(db: Database, number: str) -> tuple[str, ...]:
    """Return the uids of those whose serial or provisional number this is, whatever became of them since.

    They are several where the district's list has a person whom it enrolled here under a uid of its own.
    """
    rows = db.conn.execute(
        "SELECT uid FROM members WHERE serial = :number AND serial <> ''"
        " UNION SELECT uid FROM members WHERE provisional = :number AND provisional <> ''",
        {"number": number},
    )
    return tuple(str(uid) for (uid,) in rows)


def _vouched(db: Database, who: Identity) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    """Return the keys that sign for the district by the root's newest word, and those that did before.

    The one that came with joining where there is no such word yet.
    """
    row = db.conn.execute("SELECT envelope FROM vouches").fetchone()
    if row is None:
        return (who.district_key,), ()
    root = {key_id(who.root_key): load_public_key(who.root_key)}
    _, content = envelope.open_envelope(bytes(row[0]), root, envelope.VOUCH)
    told = from_bytes(content, Vouch)
    return tuple(one.key for one in told.keys), told.former


def _list(db: Database, counting: set[bytes]) -> TrustList | None:
    """Return the trust list that is held; None where its signer counts no more, for then it may say anything."""
    row = db.conn.execute("SELECT envelope FROM trust").fetchone()
    return trust.read(db) if row is not None and trust.signed_by(bytes(row[0]), counting) else None


def _lists(told: TrustList | None, times: clock.Times, moment: dt.datetime, doubtful: bool) -> Lists:
    """Return how good the lists are at ``moment``.

    They are over when the trust list has ended, or when the briefing is older than such a list lasts. What is over by
    the floor is over, whatever the computer's clock says.
    """
    if told is None or times.trusted is None:
        return Lists.MISSING
    issued, expires = (dt.datetime.fromisoformat(at) for at in (told.issued, told.expires))
    if moment > expires or moment > times.trusted + (expires - issued):
        return Lists.OLD
    return Lists.UNSURE if doubtful else Lists.FRESH
