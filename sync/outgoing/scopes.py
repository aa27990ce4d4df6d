# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Which members a device may hear of: those of its town and of what is below it, by the tree of organisations.

1. A device of no town, or of the root organisation, hears of all.
2. When what a device may hear changes (its town, the tree), it hears all anew from the beginning, and a tombstone for
   everybody who is no longer its business. Its cursor carries the turn, so that no lost answer can leave it behind.
3. A district that was restored from an older copy gives its numbers anew: that is another turn for everybody.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from sqlalchemy import ColumnElement, Connection, bindparam, or_, select, true, update

from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import MemberRow
from sync.db.notes import read_note, write_note
from sync.db.tables import briefing_row, device
from sync.outgoing.reference import Reference

EVERYBODY = ""
"""The scope of what every device hears."""

UNASSIGNED = "-"
"""The scope of a member without a union: heard where everything is."""

_ALL = "*"
_NUMBER_BITS = 32
"""A cursor is the district's number in so many bits and the turn above them; a device holds 53 bits exactly."""

_TURN_BITS = 10
_RESTORED = "restored"
"""The note that counts how often this district was restored from an older copy."""

_HEARS = select(device.c.town, device.c.hears, device.c.has_heard, device.c.turn).where(
    device.c.id == bindparam("named")
)
_HEARS_NOW = (
    update(device)
    .where(device.c.id == bindparam("named"))
    .values(hears=bindparam("shown"), has_heard=bindparam("shown_ever"), turn=bindparam("turned"))
)
"""Made once: to make a question costs more than to ask it."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """What a device hears: the scopes of members it is sent now, and those that it ever was. None: all there are.

    ``newest`` is the district's last number when it was looked up.
    """

    now: frozenset[str] | None
    ever: frozenset[str] | None
    turn: int = 0
    newest: int = 0

    def told(self) -> ColumnElement[bool]:
        """Return what holds of the rows that it is to be told of, be it that they are gone for it."""
        return _among(None if self.now is None or self.ever is None else self.now | self.ever)

    def has(self, scope: str) -> bool:
        """Return True when it is sent rows of ``scope``."""
        return scope == EVERYBODY or self.now is None or scope in self.now

    def since(self, cursor: int) -> int:
        """Return the district's number in a device's ``cursor``; 0 where that is of another turn."""
        return cursor & (1 << _NUMBER_BITS) - 1 if cursor >> _NUMBER_BITS == self.turn else 0

    def cursor(self, number: int) -> int:
        """Return the cursor to tell the device for our ``number``."""
        return self.turn << _NUMBER_BITS | number if number else 0


def scope_of(topic: str, body: bytes) -> str:
    """Return the scope of a row of the briefing with content ``body``."""
    return from_bytes(body, MemberRow).org_code or UNASSIGNED if topic == "member" else EVERYBODY


def hearing(writing: Connection, named: str, reference: Reference) -> Hearing:
    """Return what device ``named`` hears, and note it where it has changed."""
    town, hears, has_heard, turn = writing.execute(_HEARS, {"named": named}).one()
    now = reference.below(town)
    shown = _shown(now)
    restored = int(read_note(writing, _RESTORED, "0")) << _TURN_BITS
    if shown == hears:
        return Hearing(now, _read(has_heard), restored | turn, reference.cursor)
    ever = None if now is None or _read(has_heard) is None else now | (_read(has_heard) or frozenset())
    turn = (turn + bool(hears)) % (1 << _TURN_BITS)
    changed = {"named": named, "shown": shown, "shown_ever": _shown(ever), "turned": turn}
    writing.execute(_HEARS_NOW, changed)
    return Hearing(now, ever, restored | turn, reference.cursor)


def note_restored(writing: Connection) -> None:
    """Note that this district was restored from an older copy: every device hears the briefing from the beginning."""
    write_note(writing, _RESTORED, str(int(read_note(writing, _RESTORED, "0")) + 1))


def _among(scopes: frozenset[str] | None) -> ColumnElement[bool]:
    row = briefing_row.c.scope
    return true() if scopes is None else or_(row == EVERYBODY, row.in_(sorted(scopes)))


def _shown(scopes: frozenset[str] | None) -> str:
    return _ALL if scopes is None else msgspec.json.encode(sorted(scopes)).decode()


def _read(text: str) -> frozenset[str] | None:
    if text == _ALL:
        return None
    return frozenset(msgspec.json.decode(text, type=list[str])) if text else frozenset()
