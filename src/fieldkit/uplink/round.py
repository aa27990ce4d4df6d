# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""One sync round: freeze, send, settle, apply, again while there is more.

1. One request is the whole conversation: frozen batches go up, the district's words and what changed come down.
2. Nothing is marked as being sent. Whatever ends a round early leaves what was not received waiting, and sending
   it again does no harm.
3. The receipts of a reply are settled before its changes are applied; each is one transaction of the store.
4. Batches go first, members before all, then what changed comes, then parts. From when the members are with the
   district the round says that it may be stopped.
5. When the line gives out, the round goes on with half as much a request, a few times, and then ends with the problem.
6. A round ends when nothing waits and nothing more comes, and also when the district had no word on anything it was
   sent: asking the same again at once would never end. It ends with a problem when all of a request has been answered
   too often in it: a district that takes back what it confirmed, again and again, is at fault.
7. An answer that confirms much and says nothing else is taken in while the next request is under way.
8. Whoever asks to stop is heard between two exchanges, never inside one.
9. Every round ends in the history with its outcome: ``done``, ``stopped`` or the code of the problem it met.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from fieldkit.problems import DistrictNotTrusted, DistrictRefused, DistrictUnreachable, Problem, Unknown
from fieldkit.protocol.messages import MAX_BATCHES, MAX_PARTS
from fieldkit.store import batches, briefing, outbox, parts, rounds
from fieldkit.store.batches import Frozen
from fieldkit.store.freezing import Waiting
from fieldkit.store.identity import Identity, identity, note_revoked
from fieldkit.store.urgent import members_wait
from fieldkit.store.vault import Store
from fieldkit.uplink import snapshots
from fieldkit.uplink.answers import REVOKED, Answer, only_confirms
from fieldkit.uplink.district import District
from fieldkit.uplink.line import Dial, Line
from fieldkit.uplink.pace import Pace, pace_of
from fieldkit.uplink.signing import sign_batch
from fieldkit.uplink.taking import RoundOutcome, Tally, outcome_of, request_of, take_in
from fieldkit.work import Progress, Report, Step

Clock = Callable[[], dt.datetime]

AHEAD = 500
"""So many operations must an answer confirm to be taken in beside the next request: less is done in no time."""

ANSWERED = 5
"""So often may one round hear of the same batch, part or place in the briefing. Honest is twice or thrice: a district
was made anew meanwhile, staff have decided on a life that was held."""

_PATIENT = ("timeout", "cut")
"""How a line fails that may be there again at once."""


def sync(store: Store, *, report: Report, clock: Clock, dial: Dial = Line) -> RoundOutcome:
    """Exchange with the district until nothing waits and nothing more comes, or until asked to stop.

    ``dial`` gives the line. Raises the problem that ended the round early; what was received until then stays so.
    """
    who = identity(store)
    if who is None or not who.has_joined:
        raise Unknown(what="district")
    number = rounds.begin_round(store, now=clock())
    tally = Tally(outbox.counts(store).waiting)
    try:
        with District(store, who, dial=dial) as district:
            outcome = _Round(store, who, district, tally, report, clock, pace_of(store)).exchanges()
    except Problem as problem:
        _end(store, number, tally, problem.code, clock())
        raise
    _end(store, number, tally, outcome, clock())
    return outcome_of(tally, outcome)


@dataclass(frozen=True, slots=True)
class _Round:
    """One round with ``district``, which brings ``tally``."""

    store: Store
    who: Identity
    district: District
    tally: Tally
    report: Report
    clock: Clock
    pace: Pace
    waiting: Waiting = field(default_factory=Waiting)
    owed: list[Answer] = field(default_factory=list)
    answered: Counter[str | bytes | int] = field(default_factory=Counter)

    def exchanges(self) -> str:
        """Exchange until the end; return ``done`` or ``stopped``."""
        try:
            return self._exchanges()
        finally:
            self._take_owed()

    def _exchanges(self) -> str:
        self.pace.failed = 0
        while not self.report.asked_to_stop:
            frozen = self._frozen()
            bytes_of_parts = () if frozen else self._parts()
            answer = self._exchange(frozen, bytes_of_parts)
            if answer is None:
                continue
            self._note_answered(frozen, bytes_of_parts)
            if frozen and self._may_wait(answer, frozen):
                self.owed.append(answer)
                continue
            moved = self._take_in(answer, bytes_of_parts)
            if answer.reply.refused == REVOKED:
                if moved and batches.waits(self.store):
                    continue  # it may still hand over what it holds
                raise DistrictRefused(why=REVOKED)
            if not (answer.reply.more or answer.reply.snapshot) and not moved:
                return "stopped" if frozen or bytes_of_parts else "done"
            if not self._goes_on(answer):
                return "done"
        return "stopped"

    def _goes_on(self, answer: Answer) -> bool:
        store = self.store
        if answer.reply.more or answer.reply.snapshot or batches.waits(store):
            return True
        return bool(parts.to_send(store, most=1, most_bytes=0))

    def _frozen(self) -> tuple[Frozen, ...]:
        """Freeze what was entered, enough for one request; return the batches that it carries."""
        self._tell(Step.PACKING, self.tally.sent, self.tally.total)
        owed = sum(len(answer.reply.receipts) for answer in self.owed)
        if not owed:
            self._freeze(lambda: batches.bytes_to_send(self.store) < self.pace.request_bytes)
        return batches.to_send(self.store, most=MAX_BATCHES, most_bytes=self.pace.request_bytes, besides=owed)

    def _freeze(self, goes_on: Callable[[], bool]) -> None:
        sign, most = sign_batch(self.who), self.pace.batch_bytes
        batches.freeze(
            self.store, sign, most_bytes=most, now=self.clock(), goes_on=goes_on, waiting=self.waiting
        )

    def _parts(self) -> tuple[tuple[str, bytes], ...]:
        return parts.to_send(self.store, most=MAX_PARTS, most_bytes=self.pace.request_bytes)

    def _exchange(
        self, frozen: tuple[Frozen, ...], bytes_of_parts: tuple[tuple[str, bytes], ...]
    ) -> Answer | None:
        """Return the district's answer, None when the line gave out and less is to be tried."""
        self._tell(Step.SENDING, self.tally.sent, self.tally.total)
        request = request_of(self.store, self.who, self.clock())
        try:
            answer = self.district.exchange(
                request,
                frozen,
                [content for _, content in bytes_of_parts],
                meanwhile=self._meanwhile if self.owed or (frozen and batches.unfrozen(self.store)) else None,
            )
        except DistrictUnreachable as problem:
            carried = frozen or bytes_of_parts
            if problem.facts["why"] not in _PATIENT or not carried or not self.pace.gave_out():
                raise
            return None
        self.pace.failed = 0
        return answer

    def _note_answered(
        self, frozen: tuple[Frozen, ...], bytes_of_parts: tuple[tuple[str, bytes], ...]
    ) -> None:
        """Count what was answered. Raises DistrictNotTrusted where nothing of the request was new, and for long not."""
        about: list[str | bytes | int] = [one.head for one in frozen] or [name for name, _ in bytes_of_parts]
        about = about or [briefing.cursor(self.store)]
        self.answered.update(about)
        if min(self.answered[one] for one in about) > ANSWERED:
            raise DistrictNotTrusted(why="not-fieldkit")

    def _may_wait(self, answer: Answer, frozen: tuple[Frozen, ...]) -> bool:
        """Return True when ``answer`` to ``frozen`` may be taken in later, for there is more to send at once."""
        if sum(one.operations for one in answer.reply.receipts) < AHEAD or not only_confirms(answer, frozen):
            return False
        return bool(batches.to_send(self.store, most=1, most_bytes=0, besides=len(frozen)))

    def _meanwhile(self, goes_on: Callable[[], bool]) -> None:
        """Take in what is owed, and freeze more for as long as the line is at work."""
        self._take_owed()
        self._freeze(goes_on)

    def _take_owed(self) -> None:
        while self.owed:
            self._take_in(self.owed.pop(), ())

    def _take_in(self, answer: Answer, bytes_of_parts: tuple[tuple[str, bytes], ...]) -> bool:
        """Take in what the district said; return whether anything moved."""
        store, tally, reply = self.store, self.tally, answer.reply
        moved = take_in(store, self.who, answer, tally, self.clock())
        held = {name for name, _ in bytes_of_parts} & set(reply.parts)
        if held:
            parts.told(store, held, self.clock())
        self._tell(Step.SETTLING, tally.sent, max(tally.total, tally.sent))
        if reply.refused == REVOKED:
            note_revoked(store)
        if reply.snapshot is not None:
            tally.received += snapshots.take_in(store, self.district.line, reply.snapshot, self.report)
            tally.touched |= {"briefing", "members"}
        self._tell(Step.APPLYING, tally.received, 0)
        return moved or bool(held)

    def _tell(self, step: Step, done: int, total: int) -> None:
        self.report.tell(Progress(step, done, total, may_stop=not members_wait(self.store)))


def _end(store: Store, number: int, tally: Tally, outcome: str, now: dt.datetime) -> None:
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


__all__ = ["Clock", "RoundOutcome", "sync"]
