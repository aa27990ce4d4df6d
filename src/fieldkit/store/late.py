# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Known members who are found already and indexed later: what they are found by, as text beside the index.

1. To index a member costs more than all else of taking them in. So the words of many that come at once are kept as one
   text, in the transaction of their page, and go into the index afterwards, part by part (``index_some``).
2. Search looks through the text after the index: there is no moment at which somebody is not found.
3. A part is in the text or in the index, whatever kills the program: it moves in one transaction.
4. Where more than ``MOST`` wait, the oldest are indexed with the page that comes, so that no search has long to read.
5. Of whom a row changes or goes, the part is indexed first (``settle``). So a text is never written to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

LEAST = 200
"""Fewer than so many at once are indexed at once."""

PART = 4000
"""Rows of one text: to index them takes a tenth of a second, for so long an act may wait."""

MOST = 20_000

_SIGNS = bytes(range(0x21, 0x30)) + bytes(range(0x3A, 0x41)) + bytes(range(0x5B, 0x61)) + b"{|}~"
_AS_INDEXED = bytes.maketrans(_SIGNS, b" " * len(_SIGNS))
"""The index takes ASCII signs for the end of a word."""


def keep(db: Database, first: int, terms: Iterator[str]) -> None:
    """Keep the words of new rows, from number ``first`` on without a gap, to be indexed later."""
    while part := list(islice(terms, PART)):
        text = " \n ".join(part).encode().lower().translate(_AS_INDEXED)
        db.conn.execute(
            "INSERT INTO seek_late (first, last, words) VALUES (?, ?, ?)",
            (first, first + len(part) - 1, b" %b \n" % text),
        )
        first += len(part)
    while (waiting(db) > MOST) and index_some(db):
        pass


def waiting(db: Database) -> int:
    """Return how many rows wait to be indexed."""
    count: int = db.conn.execute("SELECT coalesce(sum(last - first + 1), 0) FROM seek_late").fetchone()[0]
    return count


def index_some(db: Database) -> bool:
    """Index the part that has waited longest; return False where none waits."""
    found = db.conn.execute("SELECT first, words FROM seek_late ORDER BY first LIMIT 1").fetchone()
    return found is not None and _index(db, *found)


def settle(db: Database, row: int) -> None:
    """Index the part that ``row`` is in, if it waits."""
    found = db.conn.execute(
        "SELECT first, words FROM seek_late WHERE first <= ? AND last >= ? LIMIT 1", (row, row)
    ).fetchone()
    if found is not None:
        _index(db, *found)


def rows_with(db: Database, words: Sequence[str], *, begun: bool, most: int) -> list[int]:
    """Return at most ``most`` rows that wait and have all ``words``, whole ones or words that are ``begun`` so."""
    asked = sorted((f" {word}{'' if begun else ' '}".encode() for word in words), key=len, reverse=True)
    found: list[int] = []
    if most <= 0:
        return found
    for first, text in db.conn.execute("SELECT first, words FROM seek_late ORDER BY first"):
        found += islice(_in_text(text, first, asked), most - len(found))
        if len(found) >= most:
            break
    return found


def _index(db: Database, first: int, text: bytes) -> bool:
    rows = enumerate(text.decode().split("\n")[:-1], first)
    db.conn.executemany("INSERT INTO seek_known (rowid, terms) VALUES (?, ?)", rows)
    db.conn.execute("DELETE FROM seek_late WHERE first = ?", (first,))
    return True


def _in_text(text: bytes, first: int, asked: Sequence[bytes]) -> Iterator[int]:
    """Yield the rows of the lines that have all that is ``asked``; the longest comes first, for it is the rarest."""
    rarest, *others = asked
    row, counted = first, 0
    at = text.find(rarest)
    while at >= 0:
        end = text.find(b"\n", at)
        begins = text.rfind(b"\n", counted, at) + 1 or counted
        row += text.count(b"\n", counted, begins)
        counted = begins
        if all(text.find(other, begins, end) >= 0 for other in others):
            yield row
        at = text.find(rarest, end)
