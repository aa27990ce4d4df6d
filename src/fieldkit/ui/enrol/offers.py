# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What can be taken by a click or a key in place of what was typed, as a fault's facts suggest it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from fieldkit.domain.faults import Fault
from fieldkit.ui.strings import document_kind_name

KIND = "kind:"
MOST_OFFERS = 3
DOCUMENT_LENGTH = 18


def offers_of(faults: Sequence[Fault]) -> tuple[tuple[str, str], ...]:
    """Return (what, words) of each offer: another kind of document, or another text; the first with its key."""
    offers: dict[str, str] = {}
    for fault in faults:
        if fault.code == "document-kind-other":
            kind = fault.facts["kind"]
            offers[KIND + kind] = QCoreApplication.translate("Offers", "改选“{0}”").format(
                document_kind_name(kind)
            )
        for text in _suggestions(fault):
            offers[text] = spaced(text)
    first = QCoreApplication.translate("Offers", "{0}（Alt+回车 采用）")
    return tuple(
        (what, words if place else first.format(words))
        for place, (what, words) in enumerate(tuple(offers.items())[:MOST_OFFERS])
    )


def spaced(text: str) -> str:
    """Return an 18-character number in the groups in which it is read out; other text as it is."""
    if len(text) != DOCUMENT_LENGTH or not text[:-1].isdecimal():
        return text
    return f"{text[:6]} {text[6:14]} {text[14:]}"


def _suggestions(fault: Fault) -> tuple[str, ...]:
    several = fault.facts.get("suggestions", "").split()
    one = fault.facts.get("suggestion", "")
    return tuple(several) or ((one,) if one else ())
