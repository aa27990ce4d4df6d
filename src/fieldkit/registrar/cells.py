# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Text for spreadsheets that can never become a formula (OWASP's list, and what it forgets), and its way back.

1. A cell that begins like a formula gets an apostrophe before it: ``=``, ``+``, ``-``, ``@``, ``|``, ``%``, their
   full-width forms, an apostrophe, or a tab or line end, also behind spaces and signs that nobody sees.
2. A phone with its plus, and a number with its sign, are no formulas: they stay as they are.
3. ``unguarded`` gives back exactly what was put in.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

_STARTS = "=+-@|%＝＋－＠｜％﹢﹣﹦﹫﹪−"
_UNSEEN = r"[\s\u0000-\u001f\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff]"
_RISKY = re.compile(rf"{_UNSEEN}*['＇{re.escape(_STARTS)}]|[\t\r\n\u0000]")
_PHONE = re.compile(r"\+[0-9]{6,15}|[+-]?[0-9]{1,15}(?:\.[0-9]{1,10})?")
_GUARD = "'"


def guarded(text: str) -> str:
    """Return ``text`` as it may stand in a cell."""
    if _PHONE.fullmatch(text):
        return text
    return _GUARD + text if _RISKY.match(text) else text


def unguarded(cell: str) -> str:
    """Return what ``guarded`` was given."""
    return cell[1:] if cell.startswith(_GUARD) else cell


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Return ``rows`` as CSV that office programs read: every field quoted and guarded, UTF-8 with its mark."""
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([guarded(_one_line(cell)) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _one_line(cell: str) -> str:
    return cell.replace("\0", "")
