# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The draft on the screen, kept so that a crash costs nobody their typing, and nobody is enrolled twice for one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fieldkit.domain.enrolments import EnrolmentDraft
from fieldkit.store import drafts, operations
from fieldkit.store.faultpoints import fault_point
from fieldkit.store.vault import Store


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """The draft kept last. ``saved`` says that its person was enrolled under ``uid`` before the program ended."""

    uid: str
    draft: EnrolmentDraft
    saved: bool


def keep_draft(store: Store, *, uid: str, draft: EnrolmentDraft, now: dt.datetime) -> None:
    """Keep the draft on the screen, in place of the one before."""
    with store.writing_what_is_owed() as db:
        drafts.keep(db, uid, draft, now)
    fault_point("draft-kept")


def kept_draft(store: Store) -> KeptDraft | None:
    """Return the draft kept last, or None."""
    with store.reading() as db:
        found = drafts.kept(db)
        if found is None:
            return None
        uid, draft = found
        return KeptDraft(uid, draft, operations.enrolment_of(db, uid) is not None)


def drop_draft(store: Store) -> None:
    """Forget the kept draft."""
    with store.writing_what_is_owed() as db:
        drafts.drop(db)
