# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The log of what the district's people did, as a chain: an entry that was changed, taken out or put in shows.

1. An entry is written in the transaction of the act it tells of: both are there or neither.
2. It holds ids, counts and codes, never a person's name or number of those who are served.
3. Whoever has the database can write the whole chain anew. So its head goes on paper: ``log --check`` prints it, and
   ``log --check --head`` compares.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, insert, select

from fieldkit.seals.chain import START, head_after
from sync.db.moments import moment
from sync.db.office_tables import office_log

Fact = str | int


@dataclass(frozen=True, slots=True)
class Entry:
    """One act: who did what, to what, when; ``head`` stands for it and all before it."""

    place: int
    at: str
    actor: str
    act: str
    about: str
    facts: Mapping[str, Fact]
    head: bytes


class LogBroken(Exception):
    """The chain does not hold. ``args[0]`` is the place of the first entry that is not as it was written."""


def note_act(
    writing: Connection,
    now: dt.datetime,
    actor: str,
    act: str,
    about: str = "",
    *,
    facts: Mapping[str, Fact] | None = None,
) -> Entry:
    """Write that ``actor`` did ``act`` to ``about``; return the entry. It is there when the transaction is."""
    row = office_log.c
    last = writing.execute(select(row.place, row.head).order_by(row.place.desc()).limit(1)).one_or_none()
    place, head = (last.place + 1, bytes(last.head)) if last else (1, START)
    told = (place, moment(now), actor[:64], act[:64], about[:64])
    text = msgspec.json.encode(dict(facts or {}), order="deterministic").decode()
    made = Entry(*told, facts or {}, head_after(head, _frozen(*told, text)))
    writing.execute(
        insert(office_log).values(
            place=place,
            at=made.at,
            actor=made.actor,
            act=made.act,
            about=made.about,
            facts=text,
            head=made.head,
        )
    )
    return made


def entries(reading: Connection, *, most: int = 100, before: int = 0, act: str = "") -> list[Entry]:
    """Return the newest entries, newest first; ``before`` goes on from a place, ``act`` asks for one kind."""
    row = office_log.c
    found = select(office_log).order_by(row.place.desc()).limit(most)
    if before:
        found = found.where(row.place < before)
    if act:
        found = found.where(row.act == act)
    return [_entry(one) for one in reading.execute(found)]


def entry(reading: Connection, place: int) -> Entry | None:
    """Return the entry at ``place``."""
    found = reading.execute(select(office_log).where(office_log.c.place == place)).one_or_none()
    return None if found is None else _entry(found)


def check_log(reading: Connection) -> tuple[int, bytes]:
    """Return how many entries there are and the newest head. Raises LogBroken."""
    head, count = START, 0
    for one in reading.execute(select(office_log).order_by(office_log.c.place)):
        count += 1
        frozen = _frozen(one.place, one.at, one.actor, one.act, one.about, one.facts)
        head = head_after(head, frozen)
        if one.place != count or head != bytes(one.head):
            raise LogBroken(count)
    return count, head


def _frozen(*told: object) -> bytes:
    return msgspec.json.encode(told)


def _entry(one: Row[Any]) -> Entry:
    facts: dict[str, Fact] = msgspec.json.decode(one.facts)
    return Entry(one.place, one.at, one.actor, one.act, one.about, facts, bytes(one.head))
