# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A font's file as reportlab reads it, but from the disk's pages: 40 MB of outlines are no part of our memory."""

from __future__ import annotations

import mmap
from pathlib import Path
from typing import Any


class MappedFile:
    """Stands in for an open file: ``read`` gives its bytes mapped, which slice like bytes."""

    def __init__(self, file: Path) -> None:
        self.name = str(file)

    def read(self) -> mmap.mmap:
        """Return the whole file. Raises OSError, and ValueError for an empty one."""
        with Path(self.name).open("rb") as stream:
            return mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)


class Outlines:
    """The table of outlines; a slice of it is read when it is asked for, where reportlab would copy all of them."""

    def __init__(self, content: mmap.mmap, start: int) -> None:
        self._content = content
        self._start = start

    def __getitem__(self, part: slice) -> bytes:
        return self._content[self._start + part.start : self._start + part.stop]


def table(face: Any, tag: str) -> bytes | Outlines:
    """Return a table of a face that was read from a ``MappedFile``, as its ``get_table`` does."""
    start, length = face.get_table_pos(tag)
    content: mmap.mmap = face._ttf_data  # noqa: SLF001 - reportlab's, and there is no other way to it
    return Outlines(content, start) if tag == "glyf" else content[start : start + length]


def is_whole(face: Any) -> bool:
    """Return False for a file that was cut: a table would end behind its end, and its outlines be blank."""
    length = len(face._ttf_data)  # noqa: SLF001 - as above
    return all(part["offset"] + part["length"] <= length for part in face.tables)
