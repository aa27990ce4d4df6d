# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The Internet Printing Protocol as bytes (RFC 8010): what a spooler is asked, and what it answers.

1. No program is started and no sentence is read, so no language and no locale can change what is understood.
2. An answer may be anything: what is not IPP is ``NotIpp``, never another exception, and costs time linear in its size.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

Value: TypeAlias = "int | bool | str | bytes | tuple[int, ...] | Group | None"
Group: TypeAlias = "dict[str, list[Value]]"

VERSION = b"\x02\x00"
OPERATION, JOB, END, PRINTER = 0x01, 0x02, 0x03, 0x04  # what opens a group of attributes
INTEGER, BOOLEAN, ENUM = 0x21, 0x22, 0x23
OCTETS, DATE, RESOLUTION, RANGE = 0x30, 0x31, 0x32, 0x33
COLLECTION, END_COLLECTION, MEMBER = 0x34, 0x37, 0x4A
TEXT_IN_LANGUAGE, NAME_IN_LANGUAGE = 0x35, 0x36
TEXT, NAME, KEYWORD, URI, CHARSET, LANGUAGE, MIME = 0x41, 0x42, 0x44, 0x45, 0x47, 0x48, 0x49
LAST_GROUP, FIRST_VALUE, FIRST_STRING = 0x0F, 0x20, 0x40
LANGUAGES_TOO = frozenset({TEXT_IN_LANGUAGE, NAME_IN_LANGUAGE})
DEEPEST = 8  # collections within collections; IPP's own go to three

Written: TypeAlias = tuple[str, int, "int | bool | str | Sequence[str]"]
"""An attribute to be asked: its name, its kind of value, the value or values."""


class NotIpp(Exception):
    """These bytes are no whole IPP message."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a spooler answered: a status (0 to 0xFF is success), and groups of attributes in order."""

    status: int
    groups: tuple[tuple[int, Group], ...] = field(default=())

    @property
    def good(self) -> bool:
        """Return whether it did what it was asked to."""
        return self.status < 0x100

    def all_of(self, tag: int) -> tuple[Group, ...]:
        """Return the groups of one kind: each printer, each job."""
        return tuple(group for kind, group in self.groups if kind == tag)

    def first(self, tag: int) -> Group:
        """Return the first group of a kind, or an empty one."""
        return next(iter(self.all_of(tag)), {})


def texts(group: Group, name: str) -> tuple[str, ...]:
    """Return the values of an attribute that are texts."""
    return tuple(value for value in group.get(name, ()) if isinstance(value, str))


def number(group: Group, name: str, otherwise: int = 0) -> int:
    """Return the first value of an attribute if it is a number."""
    value = next(iter(group.get(name, ())), None)
    return value if isinstance(value, int) else otherwise


def request(operation: int, operands: Sequence[Written], job: Sequence[Written] = ()) -> bytes:
    """Return the bytes that ask for ``operation``; a document may follow them."""
    parts = [VERSION, struct.pack(">HI", operation, 1), bytes([OPERATION])]
    parts += _attribute(("attributes-charset", CHARSET, "utf-8"))
    parts += _attribute(("attributes-natural-language", LANGUAGE, "en"))
    for one in operands:
        parts += _attribute(one)
    if job:
        parts.append(bytes([JOB]))
        for one in job:
            parts += _attribute(one)
    return b"".join([*parts, bytes([END])])


def answer(data: bytes) -> Answer:
    """Read what a spooler answered. Raise ``NotIpp``."""
    try:
        return _answer(_Bytes(data))
    except (struct.error, IndexError) as error:
        raise NotIpp("cut short") from error


def _attribute(written: Written) -> list[bytes]:
    name, tag, value = written
    values = [value] if isinstance(value, int | str) else list(value)
    parts = []
    for place, one in enumerate(values):
        key = name.encode() if place == 0 else b""  # a further value of the same attribute has no name
        said = _said(tag, one)
        parts.append(struct.pack(">BH", tag, len(key)) + key + struct.pack(">H", len(said)) + said)
    return parts


def _said(tag: int, value: int | bool | str) -> bytes:
    if isinstance(value, str):
        return value.encode()
    return struct.pack(">?", value) if tag == BOOLEAN else struct.pack(">i", value)


class _Bytes:
    """Bytes that are read from the front."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def take(self, count: int) -> bytes:
        taken = self._data[self._at : self._at + count]
        if len(taken) < count:
            raise NotIpp("cut short")
        self._at += count
        return taken

    def word(self) -> int:
        return int.from_bytes(self.take(2), "big")

    def one(self) -> int:
        return self.take(1)[0]


def _answer(data: _Bytes) -> Answer:
    if data.take(2)[0] not in (1, 2):
        raise NotIpp("another version")
    status = data.word()
    data.take(4)
    groups: list[tuple[int, Group]] = []
    name = ""
    tag = data.one()
    while tag != END:
        if tag <= LAST_GROUP:
            groups.append((tag, {}))
            name = ""
        else:
            if not groups or tag < 0x10:
                raise NotIpp("a value outside of any group")
            name = _text(data.take(data.word())) or name
            groups[-1][1].setdefault(name, []).append(_value(data, tag, 0))
        tag = data.one()
    return Answer(status, tuple(groups))


def _value(data: _Bytes, tag: int, depth: int) -> Value:
    """Read one value of the kind ``tag``, and the members of a collection after it."""
    raw = data.take(data.word())
    if tag == COLLECTION:
        return _collection(data, depth + 1)
    return _plain(tag, raw)


def _plain(tag: int, raw: bytes) -> Value:
    if tag in (INTEGER, ENUM) and len(raw) == 4:
        return int.from_bytes(raw, "big", signed=True)
    if tag == BOOLEAN and len(raw) == 1:
        return raw != b"\0"
    if tag == RANGE and len(raw) == 8:
        return struct.unpack(">ii", raw)
    if tag == RESOLUTION and len(raw) == 9:
        return struct.unpack(">iib", raw)
    if tag in LANGUAGES_TOO:
        said = _Bytes(raw)
        said.take(said.word())
        return _text(said.take(said.word()))
    if tag >= FIRST_STRING:
        return _text(raw)
    return None if tag < FIRST_VALUE else raw  # 'unknown', 'no-value' and the like hold nothing


def _collection(data: _Bytes, depth: int) -> Group:
    if depth > DEEPEST:
        raise NotIpp("too deep")
    members: Group = {}
    name = ""
    while True:
        tag = data.one()
        if tag <= LAST_GROUP:
            raise NotIpp("a collection without an end")
        data.take(data.word())  # names stand in values of their own here
        if tag == MEMBER:
            name = _text(data.take(data.word()))
        elif tag == END_COLLECTION:
            data.take(data.word())
            return members
        else:
            members.setdefault(name, []).append(_value(data, tag, depth))


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")
