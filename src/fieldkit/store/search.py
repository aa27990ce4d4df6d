# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The index of members, and how it is asked: from the first character, in milliseconds among 130,000 members.

1. Two indexes: of those enrolled here (few, written at every save) and of those the briefing made known (many,
   written when it comes). So a save touches a small index only, and those enrolled here come first.
2. An index holds words and row numbers, nothing else; masking and standing come from the member's row.
3. Of many that come at once only the words are kept at first; they are looked through as well (``late``).
4. At most ``WINDOW`` rows are looked at for one keystroke, exact words first; they are ranked, the best are shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldkit.store import late
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
    late.settle(db, row)
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
    found: dict[int, None] = {}
    for begun in (False, True):
        asked = " AND ".join(f'"{word}" *' if begun else f'"{word}"' for word in words)
        for table in ("seek_here", "seek_known"):
            found.update(dict.fromkeys(_matching(db, table, asked, WINDOW - len(found))))
        found.update(dict.fromkeys(late.rows_with(db, words, begun=begun, most=WINDOW - len(found))))
        if len(found) >= WINDOW:
            break
    return list(found)


def rows_named(db: Database, name: str) -> list[int]:
    """Return the rows that have all words of ``name``, those enrolled here first."""
    word = "".join(words_of(name))
    if not word:
        return []
    found: dict[int, None] = {}
    for table in ("seek_here", "seek_known"):
        found.update(dict.fromkeys(_matching(db, table, f'"{word}"', WINDOW)))
    found.update(dict.fromkeys(late.rows_with(db, [word], begun=False, most=WINDOW)))
    return list(found)


def _matching(db: Database, table: str, asked: str, most: int) -> list[int]:
    asked_of = f"SELECT rowid FROM {table} WHERE {table} MATCH ? LIMIT ?"  # noqa: S608
    return [row for (row,) in db.conn.execute(asked_of, (asked, most))]


def _without_mark(word: str) -> str:
    """Return the digits of a serial typed as it is shown; any other word as it is."""
    return word[len(MARK) :] if word.startswith(MARK) and word[len(MARK) :].isdecimal() else word
