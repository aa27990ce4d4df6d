# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Tables for a terminal whose readers read Chinese: columns that line up, names that are masked."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Sequence

from sync.db.moments import read_moment

_BEIJING = dt.timezone(dt.timedelta(hours=8))


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return ``rows`` under ``head``; numbers stand at the right of their column."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(width(row[place]) for row in [list(head), *cells]) for place in range(len(head))]
    right = [bool(cells) and all(row[place].isdecimal() for row in cells) for place in range(len(head))]
    lines = [_line(head, widths, right), "  ".join("─" * wide for wide in widths)]
    lines += [_line(row, widths, right) for row in cells]
    return "\n".join(lines)


def width(text: str) -> int:
    """Return how many columns ``text`` takes: two for each Chinese character, none for a combining sign."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )


def clock(moment: str) -> str:
    """Return ``moment``, ISO 8601 of any zone, as Beijing shows it, to the minute; what is no moment stays as it is."""
    found = read_moment(moment)
    return found.astimezone(_BEIJING).strftime("%Y-%m-%d %H:%M") if found else moment


def masked(name: str) -> str:
    """Return ``name`` as others may see it: first and last character (PIPL art. 51)."""
    if len(name) <= 2:
        return name[:1] + "*" * (len(name) - 1)
    return f"{name[0]}{'*' * min(len(name) - 2, 3)}{name[-1]}"


def plain(text: str) -> str:
    """Return ``text`` without signs that could steer a terminal."""
    return "".join(sign if sign.isprintable() else "�" for sign in text)


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    parts = []
    for cell, wide, at_right in zip(cells, widths, right, strict=True):
        space = " " * (wide - width(cell))
        parts.append(space + cell if at_right else cell + space)
    return "  ".join(parts).rstrip()
