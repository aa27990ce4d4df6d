# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The index of members, and how it is asked: from the first character, in milliseconds among 130,000 members.

1. Two indexes: of those enrolled here (few, written at every save) and of those the briefing made known (many,
   written when it comes). So a save touches a small index only, and those enrolled here come first.
2. An index holds words and row numbers, nothing else; masking and standing come from the member's row.
3. At most ``WINDOW`` rows are looked at for one keystroke, exact words first; they are ranked, the best are shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldkit.store.search_terms import words_of

if TYPE_CHECKING:
    from sqlite_utils import Database

WINDOW = 200
MOST_WORDS = 6
MARK = "fk"


_KNOWN = """CREATE VIRTUAL TABLE seek_known USING fts5(
    terms, content='', contentless_delete=1, detail=none, prefix='1 2 3 5', tokenize="ascii"
)"""


def lay_known_anew(db: Database) -> None:
    """Make the index of known members anew, empty, with fewer beginnings kept ready than the first schema had.

    Each costs two microseconds for every member that comes; what is typed is as quick from the next longer one, and
    from the sixth character on there is so little left that none is needed.
    """
    db.conn.execute("DROP TABLE seek_known")
    db.conn.execute(_KNOWN)


def index(db: Database, row: int, terms: str, *, here: bool) -> None:
    """Put the words of a new member's row into its index."""
    table = "seek_here" if here else "seek_known"
    db.conn.execute(f"INSERT INTO {table} (rowid, terms) VALUES (?, ?)", (row, terms))  # noqa: S608


def forget(db: Database, row: int) -> None:
    """Take a member's row out of both indexes."""
    db.conn.execute("DELETE FROM seek_here WHERE rowid = ?", (row,))
    db.conn.execute("DELETE FROM seek_known WHERE rowid = ?", (row,))


def index_again(db: Database, row: int, terms: str, *, here: bool) -> None:
    """Put a member's changed words in place of the old ones."""
    forget(db, row)
    index(db, row, terms, here=here)


def rows_for(db: Database, text: str) -> list[int]:
    """Return the rows of members for what was typed, exact words first, those enrolled here before others."""
    words = [_without_mark(word) for word in words_of(text)[:MOST_WORDS]]
    if not words:
        return []
    exact = " AND ".join(f'"{word}"' for word in words)
    begun = " AND ".join(f'"{word}" *' for word in words)
    found: dict[int, None] = {}
    for table, asked in (
        ("seek_here", exact),
        ("seek_known", exact),
        ("seek_here", begun),
        ("seek_known", begun),
    ):
        answer = db.conn.execute(
            f"SELECT rowid FROM {table} WHERE {table} MATCH ? LIMIT ?",  # noqa: S608
            (asked, WINDOW - len(found)),
        )
        found.update(dict.fromkeys(row for (row,) in answer))
        if len(found) >= WINDOW:
            break
    return list(found)


def rows_named(db: Database, name: str) -> list[int]:
    """Return the rows that have all words of ``name``, those enrolled here first."""
    words = words_of(name)
    asked = f'"{"".join(words)}"'
    if not words:
        return []
    found: dict[int, None] = {}
    for table in ("seek_here", "seek_known"):
        answer = db.conn.execute(
            f"SELECT rowid FROM {table} WHERE {table} MATCH ? LIMIT ?",  # noqa: S608
            (asked, WINDOW),
        )
        found.update(dict.fromkeys(row for (row,) in answer))
    return list(found)


def _without_mark(word: str) -> str:
    """Return the digits of a serial typed as it is shown; any other word as it is."""
    return word[len(MARK) :] if word.startswith(MARK) and word[len(MARK) :].isdecimal() else word
