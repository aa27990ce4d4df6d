# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What was done with the registrar's keys, as lines of JSON in a chain: one that was changed or taken out shows.

It holds ids, counts and marks, and nobody's name or number. An entry is on the disk before what it tells of is done.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from fieldkit.seals.chain import START, head_after, shown_head

NAME = "registrar.log"


class Entry(msgspec.Struct, frozen=True):
    """One act: when, which, about what; ``head`` (hex) stands for it and all before it."""

    place: int
    at: str
    act: str
    facts: dict[str, str | int]
    head: str


class LogBroken(Exception):
    """The chain does not hold. ``args[0]`` is the line that is not as it was written."""


def note(folder: Path, now: dt.datetime, act: str, facts: Mapping[str, str | int]) -> Entry:
    """Write that ``act`` was done; return the entry once it is on the disk. Raises LogBroken, OSError."""
    before = entries(folder)
    place = len(before) + 1
    head = bytes.fromhex(before[-1].head) if before else START
    told = (place, now.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), act, dict(facts))
    made = Entry(*told, head_after(head, _frozen(*told)).hex())
    handle = os.open(folder / NAME, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "ab") as out:
        out.write(msgspec.json.encode(made) + b"\n")
        out.flush()
        os.fsync(out.fileno())
    return made


def entries(folder: Path) -> list[Entry]:
    """Return every entry, oldest first, the chain looked at. Raises LogBroken."""
    file = folder / NAME
    lines = file.read_bytes().splitlines() if file.is_file() else []
    head, found = START, []
    for place, line in enumerate(lines, 1):
        try:
            one = msgspec.json.decode(line, type=Entry)
        except msgspec.DecodeError:
            raise LogBroken(place) from None
        head = head_after(head, _frozen(one.place, one.at, one.act, one.facts))
        if one.place != place or one.head != head.hex():
            raise LogBroken(place)
        found.append(one)
    return found


def shown(entry: Entry) -> str:
    """Return the 12 letters by which people compare the log with what they wrote down."""
    return shown_head(bytes.fromhex(entry.head))


def _frozen(place: int, at: str, act: str, facts: Mapping[str, str | int]) -> bytes:
    return msgspec.json.encode((place, at, act, dict(facts)), order="deterministic")
