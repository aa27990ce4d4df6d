# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Under which number a table or form is filed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldkit.domain.filing import BLANK_APPLICATION, BY_PERSON, EACH_ANEW, LETTERS, about_from
from fieldkit.domain.papers import PaperKind
from fieldkit.store import paper_numbers

if TYPE_CHECKING:
    from fieldkit.store.vault import Database


def number_of(db: Database, kind: PaperKind, about: str) -> str:
    """Return the number of a paper of a kind in ``LETTERS``, or of a blank; call in the transaction of its line.

    The same paper about the same has the same number, so that a copy shows as one. A blank form is numbered anew
    each time (its serial joins paper and record, domain.md §2.12), and so is what is another one each time.
    """
    anew = not about or kind in EACH_ANEW or (kind in BY_PERSON and not about_from(about).uids)
    again = "" if anew else paper_numbers.known(db, kind, about)
    return again or paper_numbers.fresh(db, LETTERS.get(kind, BLANK_APPLICATION))
