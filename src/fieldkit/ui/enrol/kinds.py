# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The kinds of document as the form offers them, with their keys."""

from __future__ import annotations

from fieldkit.domain.daybook import DayBook
from fieldkit.domain.documents import DocumentKind
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
