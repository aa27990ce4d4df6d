# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Further copies: of which papers one more needs a reason, and which copy it would be.

A card is one card however it came and whatever its number was: those on the sheets of runs count as copies of it, as
those printed alone do, and so does the one with the provisional number when the final one has come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldkit.acts.papers import document_number
from fieldkit.domain.papers import PaperKind
from fieldkit.store import print_queue
from fieldkit.store import prints as ledger
from fieldkit.store.vault import Store

if TYPE_CHECKING:
    from fieldkit.store.vault import Database

WITH_REASON = frozenset({PaperKind.CARD, PaperKind.CARD_SHEET, PaperKind.RECEIPT, PaperKind.APPLICATION})
"""Papers of which a further copy needs a reason: each stands for a right or a signature."""
CAME_OUT = ("printed", "saved", "sending", "sent", "unknown")


def is_further(db: Database, kind: PaperKind, about: str, number: str) -> bool:
    """Tell whether one more of the paper ``number`` needs a reason: it came out or may have.

    Of a card also where it lies on a sheet that did, or is on its way: two would come out.
    """
    if kind not in WITH_REASON:
        return False
    if ledger.came_out(db, kind, about, number, CAME_OUT):
        return True
    return kind is PaperKind.CARD and ledger.on_sheets(db, about) > 0


def further_copy(store: Store, *, kind: PaperKind, about: str) -> int:
    """Return which copy a paper would be that needs a reason; 0 where it needs none, or waits already.

    ``kind`` is one whose number is the member's own: a card or an application. Raises Unknown.
    """
    with store.reading() as db:
        if print_queue.waiting_for(db, kind, about) is not None:
            return 0
        number = document_number(db, kind, about)
        if not is_further(db, kind, about, number):
            return 0
        return 1 + ledger.last_copy(db, kind, about, number)
