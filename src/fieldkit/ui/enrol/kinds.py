# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the form offers to choose from: kinds of document with their keys, employment groups in a steady order."""

from __future__ import annotations

from fieldkit.domain.daybook import DayBook
from fieldkit.domain.documents import DocumentKind
from fieldkit.domain.events import Code
from fieldkit.ui.strings import document_kind_name, in_language

KEYS = {
    DocumentKind.RESIDENT: "S",
    DocumentKind.HMT_RESIDENT: "G",
    DocumentKind.FOREIGN_PR: "Y",
    DocumentKind.HK_MACAU_PASS: "T",
    DocumentKind.TAIWAN_PASS: "B",
    DocumentKind.PASSPORT: "H",
    DocumentKind.LATER: "M",
}


def shortcut_of(kind: str) -> str:
    """Return the key of ``kind`` as a key sequence, '' where it has none."""
    key = KEYS.get(DocumentKind(kind)) if kind in frozenset(DocumentKind) else None
    return f"Alt+{key}" if key else ""


def rows_of(book: DayBook) -> tuple[tuple[str, str], ...]:
    """Return (code, name) of each kind that is offered here."""
    named = tuple((row.code, in_language(row.name, row.name_en)) for row in book.table("document"))
    return named or tuple((kind.value, document_kind_name(kind.value)) for kind in DocumentKind)


def groups_of(book: DayBook) -> tuple[tuple[str, str], ...]:
    """Return (code, name) of each employment group: those met most at a booth first, so that their digits stay."""
    groups = sorted(book.table("employment_group"), key=_rank)
    return tuple((row.code, in_language(row.name, row.name_en)) for row in groups)


def _rank(row: Code) -> tuple[bool, bool, bool]:
    """Return where a group belongs: the four of the whole country, the eight of the city, the other new forms."""
    return ("national-4" not in row.flags, "beijing-8" not in row.flags, "new-form" not in row.flags)
