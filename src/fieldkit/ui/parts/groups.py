# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the day book offers for a workplace: employment groups in a steady order, employers that have a union."""

from __future__ import annotations

from fieldkit.domain.daybook import DayBook
from fieldkit.domain.events import Code
from fieldkit.ui.strings import in_language

UNION = "工会"


def groups_of(book: DayBook) -> tuple[tuple[str, str], ...]:
    """Return (code, name) of each employment group: those met most at a booth first, so that their digits stay."""
    groups = sorted(book.table("employment_group"), key=_rank)
    return tuple((row.code, in_language(row.name, row.name_en)) for row in groups)


def employers_of(book: DayBook) -> tuple[str, ...]:
    """Return the employers whose primary unions the district knows: the name of such a union without its last word."""
    unions = (union.name for union in book.organisations if union.level == "primary")
    return tuple(name.removesuffix(UNION) for name in unions if name.endswith(UNION))


def _rank(row: Code) -> tuple[bool, bool, bool]:
    """Return where a group belongs: the four of the whole country, the eight of the city, the other new forms."""
    return ("national-4" not in row.flags, "beijing-8" not in row.flags, "new-form" not in row.flags)
