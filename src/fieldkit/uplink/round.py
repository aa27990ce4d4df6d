# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""One sync round: pack, send, settle, apply, again while there is more.

1. One request is the whole conversation: what waits goes up, the district's words and what changed come down.
2. Nothing is marked as being sent. Whatever ends a round early leaves what was not acknowledged waiting, and sending
   it again does no harm.
3. The acknowledgements of a reply are settled before its changes are applied; each is one transaction of the store.
4. A round ends when nothing waits and nothing more comes, and also when the district had no word on anything it was
   sent: asking the same again at once would never end.
5. Whoever asks to stop is heard between two exchanges, never inside one.
6. Every round ends in the history with its outcome: ``done``, ``stopped`` or the code of the problem it met.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from fieldkit import __version__
from fieldkit.problems import DistrictNotTrusted, Problem, Unknown
from fieldkit.protocol.codec import as_they_are
from fieldkit.protocol.messages import Batch, ExchangeReply, ExchangeRequest
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.protocol.version import PROTOCOL_VERSION
from fieldkit.store import briefing, outbox, rounds, serials
from fieldkit.store.clock import heard
from fieldkit.store.identity import Identity, identity
from fieldkit.store.outbox import RawOperation
from fieldkit.store.vault import Store
from fieldkit.uplink.district import Answer, District
from fieldkit.work import Progress, Report, Step, Touched

Clock = Callable[[], dt.datetime]


@dataclass(frozen=True, slots=True)
class RoundOutcome:
    """How a round went. ``outcome`` is ``done`` or ``stopped``; a round that met a problem raises it instead."""

    sent: int
    accepted: int
    rejected: int
    received: int
    outcome: str
    touched: Touched
    acknowledgement: str = ""


@dataclass(slots=True)
class _Tally:
    """What the round has brought so far."""

    total: int
    sent: int = 0
    accepted: int = 0
    rejected: int = 0
    received: int = 0
    acknowledgement: str = ""
    touched: set[str] = field(default_factory=set)


def sync(store: Store, *, report: Report, clock: Clock) -> RoundOutcome:
    """Exchange with the district until nothing waits and nothing more comes, or until asked to stop.

    Raises the problem that ended the round early; what was acknowledged until then stays confirmed.
    """
    who = identity(store)
    if who is None or not who.district_key:
        raise Unknown(what="district")
    number = rounds.begin_round(store, now=clock())
    tally = _Tally(outbox.counts(store).waiting)
    try:
        outcome = _exchanges(store, who, tally, report, clock)
    except Problem as problem:
        _end(store, number, tally, problem.code, clock())
        raise
    _end(store, number, tally, outcome, clock())
    return RoundOutcome(
        sent=tally.sent,
        accepted=tally.accepted,
        rejected=tally.rejected,
        received=tally.received,
        outcome=outcome,
        touched=Touched(frozenset(tally.touched)),
        acknowledgement=tally.acknowledgement,
    )


def _exchanges(store: Store, who: Identity, tally: _Tally, report: Report, clock: Clock) -> str:
    """Exchange until the end; return ``done`` or ``stopped``."""
    with District(who) as district:
        while not report.asked_to_stop:
            report.tell(Progress(Step.PACKING, tally.sent, tally.total))
            packed = outbox.pack(store)
            report.tell(Progress(Step.SENDING, tally.sent, tally.total))
            answer = district.exchange(
                _request(store, who, packed, clock()), frozenset(one.id for one in packed)
            )
            settled = _settle(store, answer, tally, clock())
            report.tell(Progress(Step.SETTLING, tally.sent, max(tally.total, tally.sent)))
            _apply(store, answer.reply, tally)
            report.tell(Progress(Step.APPLYING, tally.received, 0))
            if not answer.reply.more:
                if not outbox.waits(store):
                    return "done"
                if packed and not settled:
                    return "stopped"
    return "stopped"


def _request(
    store: Store, who: Identity, packed: tuple[RawOperation, ...], now: dt.datetime
) -> ExchangeRequest:
    """Return the request that carries ``packed`` and asks for what changed."""
    with store.reading() as db:
        left = serials.left(db)
    return ExchangeRequest(
        protocol=PROTOCOL_VERSION,
        asked=secrets.token_hex(16),
        batch=Batch(
            device=who.device,
            life=packed[0].life if packed else who.life,
            operations=as_they_are(one.raw for one in packed),
        ),
        cursor=briefing.cursor(store),
        program=__version__,
        at=now.astimezone(dt.UTC).isoformat(),
        serials_left=left,
    )


def _settle(store: Store, answer: Answer, tally: _Tally, now: dt.datetime) -> int:
    """Take in the district's word on each operation, and its clock; return how many it settled."""
    settled = outbox.settle(store, answer.reply.acknowledgements, now)
    heard(store, dt.datetime.fromisoformat(answer.reply.at))
    tally.sent += len(answer.reply.acknowledgements)
    tally.accepted += settled.accepted
    tally.rejected += settled.rejected
    tally.acknowledgement = answer.acknowledgement
    if answer.reply.acknowledgements:
        tally.touched |= {"outbox", "members"}
    return settled.accepted + settled.rejected


def _apply(store: Store, reply: ExchangeReply, tally: _Tally) -> None:
    """Take in what changed of the briefing. A page that promises more without bringing anything is a breach."""
    if reply.more and not reply.changes:
        raise DistrictNotTrusted(why="not-fieldkit")
    try:
        touched = briefing.apply(store, reply.changes, reply.cursor, reply.serial_blocks)
    except TheirMistake:
        raise DistrictNotTrusted(why="not-fieldkit") from None
    tally.received += len(reply.changes)
    tally.touched |= touched.kinds


def _end(store: Store, number: int, tally: _Tally, outcome: str, now: dt.datetime) -> None:
    rounds.end_round(
        store,
        number,
        now=now,
        sent=tally.sent,
        accepted=tally.accepted,
        rejected=tally.rejected,
        received=tally.received,
        outcome=outcome,
        acknowledgement=tally.acknowledgement,
    )
