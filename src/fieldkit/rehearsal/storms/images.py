# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A disk that forgets: what may lie in a folder after the power went, by what was asked of the disk before.

1. What was written is only certain once its file was synced; until then any sector of it may be there or not, in any
   order, and sectors never written may hold anything.
2. A name given, taken or changed is only certain once its folder was synced: stricter than ext4, xfs and NTFS are.
3. The folder's names among themselves come in order, as every journal of names keeps them: a later change is never
   there without the earlier ones.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_HEAD = struct.Struct("<cQqII")
SECTOR = 512
LOOSE = (".db-shm", ".lock", ".ballast")
"""Files that mean nothing after a crash: rebuilt, empty, or room and no more."""


@dataclass(frozen=True, slots=True)
class Record:
    """One request that succeeded, as ``shim.c`` wrote it down: its letter, file, place, and up to two texts."""

    kind: str
    inode: int
    at: int
    first: bytes
    second: bytes


@dataclass(slots=True)
class _File:
    """A file's certain content, and what was asked since: (place, bytes), or (size, None)."""

    certain: bytearray
    asked: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        """Make certain what was asked."""
        for at, data in self.asked:
            _put(self.certain, at, data)
        self.asked.clear()


def read_log(log: Path) -> Iterator[Record]:
    """Yield the records of a log; a last one without its end is left out."""
    raw = log.read_bytes()
    place = 0
    while place + _HEAD.size <= len(raw):
        kind, inode, at, first, second = _HEAD.unpack_from(raw, place)
        start, place = place + _HEAD.size, place + _HEAD.size + first + second
        if place <= len(raw):
            yield Record(kind.decode(), inode, at, raw[start : start + first], raw[start + first : place])


class Disk:
    """The disk under one folder. ``lying``: a drive that says it has synced and has not."""

    def __init__(self, folder: Path, *, lying: bool = False) -> None:
        self._lying = lying
        self._folder = folder.stat().st_ino
        self._files: dict[int, _File] = {}
        self._names: dict[str, _File] = {}
        self._asked: list[tuple[str, str, _File | str | None]] = []
        for file in folder.iterdir():
            if file.is_file() and not file.name.endswith(LOOSE):
                self._files[file.stat().st_ino] = self._names[file.name] = _File(bytearray(file.read_bytes()))

    def take(self, record: Record) -> None:
        """Take in the next request."""
        file = self._files.get(record.inode)
        name = record.first.decode(errors="surrogateescape") if record.kind in "CUR" else ""
        if record.kind == "C":
            file = self._files[record.inode] = _File(bytearray())
            self._asked.append(("is", name, file))
        elif record.kind == "U":
            self._asked.append(("gone", name, None))
        elif record.kind == "R":
            self._asked.append(("moved", name, record.second.decode(errors="surrogateescape")))
        elif record.kind == "S" and record.inode == self._folder and not self._lying:
            _name(self._names, self._asked)
            self._asked.clear()
        elif file is not None:
            self._take_for(file, record)

    def _take_for(self, file: _File, record: Record) -> None:
        if record.kind == "W":
            file.asked.append((record.at, record.first))
        elif record.kind == "T":
            file.asked.append((record.at, None))
        elif record.kind == "S" and not self._lying:
            file.sync()

    def after_power_cut(self, chance: random.Random) -> dict[str, bytes]:
        """Return a folder as it may be found after the power went now: name → content."""
        names = dict(self._names)
        _name(names, self._asked[: chance.randint(0, len(self._asked))])
        return {name: _content(file, chance) for name, file in names.items() if not name.endswith(LOOSE)}


def _name(names: dict[str, _File], asked: list[tuple[str, str, _File | str | None]]) -> None:
    for what, name, of in asked:
        if what == "is" and isinstance(of, _File):
            names[name] = of
        elif what == "moved" and isinstance(of, str) and name in names:
            names[of] = names.pop(name)
        elif what == "gone":
            names.pop(name, None)


def _content(file: _File, chance: random.Random) -> bytes:
    """Return one of the contents that ``file`` may have."""
    if not file.asked:
        return bytes(file.certain)
    content = bytearray(file.certain)
    way = chance.random()
    if way < 0.15:  # nothing of it arrived
        return bytes(content)
    if way < 0.3:  # all of it arrived
        last = len(file.asked)
    elif way < 0.65:  # it arrived in order, up to a torn request
        last = chance.randrange(len(file.asked))
        at, data = file.asked[last]
        if data is not None:
            some = chance.randrange(0, len(data) + 1) // SECTOR * SECTOR
            _put(content, at, data[:some])
    else:
        return _in_any_order(content, file, chance)
    for at, data in file.asked[:last]:
        _put(content, at, data)
    return bytes(content)


def _in_any_order(content: bytearray, file: _File, chance: random.Random) -> bytes:
    """Let each sector of each request arrive or not, in any order."""
    share = chance.choice((0.1, 0.5, 0.9))
    sector = chance.choice((SECTOR, 8 * SECTOR))
    stale = chance.random() < 0.3
    certain = len(content)
    asked = list(file.asked)
    chance.shuffle(asked)
    for at, data in asked:
        if data is None:
            if chance.random() < share:
                _put(content, at, None)
            continue
        for start in range(0, len(data), sector):
            if chance.random() < share:
                _put(content, at + start, data[start : start + sector])
            elif stale and at + start >= certain:  # the size arrived, and what lay there before
                _put(content, at + start, chance.randbytes(min(sector, len(data) - start)))
    return bytes(content)


def _put(content: bytearray, at: int, data: bytes | None) -> None:
    """Write ``data`` at ``at``, or, where it is None, give the content the size ``at``."""
    if len(content) < at:
        content.extend(bytes(at - len(content)))
    if data is None:
        del content[at:]
    else:
        content[at : at + len(data)] = data
