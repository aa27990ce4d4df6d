# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The briefing: what every device must know, and what of it changed since a cursor.

1. The cursor is ours: a number given under the writer's lock, one for each change, never reused.
2. A row is kept once, with its newest content, under the number of its last change. A reader at cursor n is sent
   every row beyond n: it may see a row late, it never misses one.
3. A row that is gone stays as a tombstone, so that a device that comes back after a year hears of it.
4. A row that did not change is no change.
5. A member belongs to a union, and a device hears of its own town and below (``sync.outgoing.scopes``). Who moves to
   another union leaves a tombstone in the old one, under a lower number than the row in the new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, delete, select, tuple_

from fieldkit.protocol.codec import from_bytes, to_bytes
from fieldkit.protocol.messages import ROWS, Change, MemberRow
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.protocol.rows import key_of
from fieldkit.seals.tags import document_tag, phone_tag
from sync.db.database import insert_rows, upsert
from sync.db.notes import last_number, set_number
from sync.db.tables import briefing_row, known_member
from sync.outgoing.scopes import Hearing, scope_of
from sync.outgoing.serials import number_of

PAGE_ROWS = 1000
PAGE_BYTES = 262_144
_AT_ONCE = 1000

_NUMBERS = ("document_kind", "document_number", "phone")
"""What a member's line may carry to make its tag and tails of; none of it is kept."""


class BadLine(Exception):
    """A line of a briefing file is not a row. ``args`` are its number and the field that is wrong."""


class NoTagKey(Exception):
    """A line has numbers to make tags of, and the tag key is not here. ``args[0]`` is the line's number."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some changes in cursor order, the cursor behind them, and whether there are more."""

    changes: tuple[Change, ...]
    cursor: int
    more: bool


def changes(
    reading: Connection,
    since: int,
    hearing: Hearing,
    *,
    most_rows: int = PAGE_ROWS,
    most_bytes: int = PAGE_BYTES,
) -> Page:
    """Return what changed after our number ``since``. One that we never gave is answered from the beginning."""
    newest = last_number(reading, "cursor")
    if since == newest:
        return Page((), newest, more=False)
    rows = briefing_row.c
    found = (
        select(rows.topic, rows.key, rows.cursor, rows.scope, rows.body)
        .where(rows.cursor > (since if since <= newest else 0), hearing.told())
        .order_by(rows.cursor)
        .limit(most_rows + 1)
    )
    page: list[Change] = []
    room = most_bytes
    reached, more = since, False
    for topic, key, at, scope, body in reading.execute(found).all():
        content = None if body is None or not hearing.has(scope) else body
        room -= len(content or b"") + 80
        if page and (room < 0 or len(page) == most_rows):
            more = True
            break
        page.append(Change(table=topic, key=key, row=None if content is None else msgspec.Raw(content)))
        reached = at
    return Page(tuple(page), reached if more else newest, more)


def take_in(writing: Connection, lines: Iterable[bytes], tag_key: bytes) -> int:
    """Take in the ``lines`` of a briefing file; return how many rows changed.

    Without a ``tag_key`` (b'') members' lines carry tags already. Raises BadLine, NoTagKey, and changes nothing.
    """
    told: dict[tuple[str, str], bytes | None] = {}
    changed = 0
    for number, line in enumerate(lines, start=1):
        if line.strip():
            topic, key, body = read_line(line, number, tag_key)
            told[topic, key] = body
        if len(told) >= _AT_ONCE:
            changed += _write(writing, told)
            told = {}
    return changed + _write(writing, told)


def read_line(line: bytes, number: int, tag_key: bytes) -> tuple[str, str, bytes | None]:
    """Return table, key and content (None: the row is gone) of one line. Raises BadLine, NoTagKey."""
    try:
        change = from_bytes(line, Change)
        if change.table not in ROWS:
            raise BadLine(number, "table")
        if change.row is None:
            return change.table, change.key, None
        raw = _with_tags(bytes(change.row), number, tag_key) if change.table == "member" else change.row
        row = from_bytes(raw, ROWS[change.table])
    except TheirMistake as mistake:
        raise BadLine(number, mistake.field) from None
    if change.key != key_of(change.table, row):
        raise BadLine(number, "key")
    return change.table, change.key, to_bytes(row)


def _with_tags(raw: bytes, number: int, tag_key: bytes) -> bytes:
    """Return a member's row with tag and tails in place of the numbers they are made of."""
    try:
        row = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
        kind, document, phone = (
            msgspec.json.decode(row.pop(name, msgspec.Raw(b'""')), type=str) for name in _NUMBERS
        )
    except msgspec.DecodeError:
        raise TheirMistake("member", "row") from None
    if (document or phone) and not tag_key:
        raise NoTagKey(number)
    if document:
        row["tag"] = _text(document_tag(tag_key, kind, document).hex())
        row["document_tail"] = _text(document[-6:])
    if phone:
        row["phone_tail"] = _text(phone[-4:])
        row.setdefault("tag", _text(phone_tag(tag_key, phone).hex()))
    return msgspec.json.encode(row)


def _text(value: str) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(value))


def _write(writing: Connection, told: Mapping[tuple[str, str], bytes | None]) -> int:
    """Write the rows of ``told`` that differ from what is kept; return how many."""
    rows = briefing_row.c
    found = select(rows.topic, rows.key, rows.scope, rows.body).where(
        tuple_(rows.topic, rows.key).in_(list(told))
    )
    kept: dict[tuple[str, str], dict[str, bytes | None]] = {}
    for topic, key, scope, body in writing.execute(found):
        kept.setdefault((topic, key), {})[scope] = body
    fresh = {name: body for name, body in told.items() if _standing(kept.get(name, {})) != body}
    written: list[tuple[str, str, str, bytes | None]] = []
    for (topic, key), body in fresh.items():
        here = None if body is None else scope_of(topic, body)
        before = kept.get((topic, key), {})
        written += [(topic, key, scope, None) for scope, old in before.items() if old and scope != here]
        if here is not None:
            written.append((topic, key, here, body))
    cursor = last_number(writing, "cursor")
    gone = [row[:3] for row in written]
    if gone:
        writing.execute(delete(briefing_row).where(tuple_(rows.topic, rows.key, rows.scope).in_(gone)))
    insert_rows(
        writing,
        briefing_row,
        [(*row, at) for at, row in enumerate(written, start=cursor + 1)],
        ("topic", "key", "scope", "body", "cursor"),
    )
    set_number(writing, "cursor", cursor + len(written))
    _write_members(writing, {key: body for (topic, key), body in fresh.items() if topic == "member"})
    return len(fresh)


def _standing(kept: Mapping[str, bytes | None]) -> bytes | None:
    """Return the content that a row has in one scope or another; None where it is gone or never was."""
    return next((body for body in kept.values() if body is not None), None)


def _write_members(writing: Connection, fresh: Mapping[str, bytes | None]) -> None:
    """Keep the membership list by tag and serial too."""
    gone = [key for key, body in fresh.items() if body is None]
    if gone:
        writing.execute(delete(known_member).where(known_member.c.uid.in_(gone)))
    members = [from_bytes(body, MemberRow) for body in fresh.values() if body is not None]
    upsert(
        writing,
        known_member,
        [
            {
                "uid": member.uid,
                "tag": member.tag,
                "number": number_of(member.serial),
                "serial": member.serial or member.certificate_number,
                "name": member.name,
                "org_code": member.org_code,
                "standing": member.standing,
            }
            for member in members
        ],
    )
