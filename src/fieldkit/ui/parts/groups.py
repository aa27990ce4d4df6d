# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Employment groups in a steady order, so that a digit means the same group on every page and every day."""

from __future__ import annotations

from fieldkit.domain.daybook import DayBook
from fieldkit.domain.events import Code
from fieldkit.ui.strings import in_language


def groups_of(book: DayBook) -> tuple[tuple[str, str], ...]:
    """Return (code, name) of each employment group: those met most at a booth first, so that their digits stay."""
    groups = sorted(book.table("employment_group"), key=_rank)
    return tuple((row.code, in_language(row.name, row.name_en)) for row in groups)


def _rank(row: Code) -> tuple[bool, bool, bool]:
    """Return where a group belongs: the four of the whole country, the eight of the city, the other new forms."""
    return ("national-4" not in row.flags, "beijing-8" not in row.flags, "new-form" not in row.flags)
