# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a device asks, and how it takes in an answer, the same by wire and by stick."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from fieldkit import __version__
from fieldkit.problems import DistrictNotTrusted
from fieldkit.protocol.messages import ExchangeReply, ExchangeRequest
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.protocol.version import PROTOCOL_VERSION
from fieldkit.store import batches, briefing, parts, serials
from fieldkit.store.clock import heard
from fieldkit.store.identity import Identity
from fieldkit.store.parcels import parcel_number
from fieldkit.store.settle import Settled, settle
from fieldkit.store.vault import Store
from fieldkit.store.words import Heard, Word
from fieldkit.uplink.answers import Answer
from fieldkit.uplink.signing import read_batch
from fieldkit.uplink.trusting import (
    certified_by,
    lacks_card_certificate,
    take_in_card_certificate,
    take_in_certificate,
    take_in_list,
    version_held,
)
from fieldkit.work import Touched

TAKES = ("zstd", "snapshot", "short")
CARD = "card"
"""What a device says besides that lacks the word by which it signs cards."""


@dataclass(frozen=True, slots=True)
class RoundOutcome:
    """How a round went. ``outcome`` is ``done`` or ``stopped``; a round that met a problem raises it instead.

    ``safe`` and ``held`` count batches; ``rolled_back`` says that this store turned out to be an old copy.
    """

    sent: int
    accepted: int
    rejected: int
    received: int
    outcome: str
    touched: Touched
    acknowledgement: str = ""
    safe: int = 0
    held: int = 0
    rolled_back: bool = False


@dataclass(slots=True)
class Tally:
    """What the round has brought so far."""

    total: int
    sent: int = 0
    accepted: int = 0
    rejected: int = 0
    received: int = 0
    safe: int = 0
    held: int = 0
    rolled_back: bool = False
    acknowledgement: str = ""
    touched: set[str] = field(default_factory=set)


def outcome_of(tally: Tally, outcome: str) -> RoundOutcome:
    """Return ``tally`` as it is told to who asked for the round."""
    return RoundOutcome(
        sent=tally.sent,
        accepted=tally.accepted,
        rejected=tally.rejected,
        received=tally.received,
        outcome=outcome,
        touched=Touched(frozenset(tally.touched)),
        acknowledgement=tally.acknowledgement,
        safe=tally.safe,
        held=tally.held,
        rolled_back=tally.rolled_back,
    )


def request_of(
    store: Store, who: Identity, now: dt.datetime, *, takes: tuple[str, ...] = TAKES
) -> ExchangeRequest:
    """Return the request that asks for what changed; its word, its nonce and what it carries come when it is signed."""
    with store.reading() as db:
        left = serials.left(db)
    return ExchangeRequest(
        protocol=PROTOCOL_VERSION,
        asked="",
        device=who.device,
        cursor=briefing.cursor(store),
        chains=batches.chains(store),
        trust=version_held(store, who),
        takes=(*takes, CARD) if lacks_card_certificate(store, who) else takes,
        program=__version__,
        at=now.astimezone(dt.UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z",
        serials_left=left,
        certified_by=certified_by(who),
    )


def take_in(
    store: Store,
    who: Identity,
    answer: Answer,
    tally: Tally,
    now: dt.datetime,
    *,
    by_stick: bool = False,
    since: Heard | None = None,
) -> bool:
    """Take in what the district said, settling before applying; return whether anything of ours moved by it.

    An answer that came ``by_stick`` may be older than what is here: of its rows nothing is taken in then, its time only
    says how late it is at least, and it takes nothing back that was heard ``since`` (``store.words``). What parts it
    confirms is noted here, for nobody else knows whether it counts.
    """
    reply = answer.reply
    if reply.more and not reply.changes and reply.snapshot is None:
        raise DistrictNotTrusted(why="not-fieldkit")
    at = dt.datetime.fromisoformat(reply.at)
    word = Word(at, reply.made_anew, since, parcel_number(store, reply.heard) if by_stick else 0)
    try:
        settled = settle(store, reply.receipts, reply.standings, now, word=word, read=read_batch(who))
    except TheirMistake:
        raise DistrictNotTrusted(why="not-fieldkit") from None
    if by_stick and settled.counted and reply.parts:
        parts.told(store, reply.parts, now)
    if not by_stick or at > now:
        heard(store, at)
    _count(tally, settled, answer)
    newer = bool(reply.trust) and take_in_list(store, who, reply.trust)
    if newer:
        tally.touched.add("briefing")
    if reply.certificate:
        take_in_certificate(store, who, reply.certificate)
    if reply.card_certificate:
        take_in_card_certificate(store, who, reply.card_certificate)
    if not by_stick or reply.cursor > briefing.cursor(store):
        _apply(store, reply, tally)
    again = settled.again or (newer and batches.waits(store))
    return bool(settled.accepted or settled.rejected or settled.received or settled.held or again)


def _apply(store: Store, reply: ExchangeReply, tally: Tally) -> None:
    """Take in what changed of the briefing; nothing is written where nothing did."""
    here = briefing.cursor(store)
    reached = here if reply.snapshot is not None or reply.refused else reply.cursor
    if reached == here and not (reply.changes or reply.serial_blocks):
        return
    try:
        touched = briefing.apply(store, reply.changes, reached, reply.serial_blocks)
    except TheirMistake:
        raise DistrictNotTrusted(why="not-fieldkit") from None
    tally.received += len(reply.changes)
    tally.touched |= touched.kinds


def _count(tally: Tally, settled: Settled, answer: Answer) -> None:
    told = sum(one.operations for one in answer.reply.receipts)
    tally.sent += told
    tally.accepted += settled.accepted
    tally.rejected += settled.rejected
    tally.safe += settled.safe
    tally.held += settled.held
    tally.rolled_back = tally.rolled_back or settled.rolled_back
    tally.acknowledgement = answer.acknowledgement
    if told or settled.safe or settled.again:
        tally.touched |= {"outbox", "members"}
