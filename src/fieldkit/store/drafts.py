# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The one draft on the screen, kept now and then, so that a crash costs nobody their typing."""

from __future__ import annotations

import base64
import datetime as dt
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from fieldkit.domain.consents import Consent, ConsentKind
from fieldkit.domain.enrolments import EnrolmentDraft
from fieldkit.store.counters import moment

if TYPE_CHECKING:
    from sqlite_utils import Database


def keep(db: Database, uid: str, draft: EnrolmentDraft, now: dt.datetime) -> None:
    """Keep ``draft`` in place of the one before."""
    db.conn.execute(
        "INSERT OR REPLACE INTO drafts (one, uid, draft, at) VALUES (1, ?, ?, ?)",
        (uid, _to_text(draft), moment(now)),
    )


def kept(db: Database) -> tuple[str, EnrolmentDraft] | None:
    """Return the uid and the draft that were kept last, or None."""
    row = db.conn.execute("SELECT uid, draft FROM drafts").fetchone()
    return None if row is None else (row[0], _from_text(row[1]))


def drop(db: Database) -> None:
    """Forget the draft."""
    db.conn.execute("DELETE FROM drafts")


def _to_text(draft: EnrolmentDraft) -> str:
    raw = asdict(draft)
    raw["signature"] = base64.b64encode(draft.signature).decode()
    raw["consents"] = [[one.kind.value, one.given, one.version] for one in draft.consents]
    return json.dumps(raw, ensure_ascii=False)


def _from_text(text: str) -> EnrolmentDraft:
    raw: dict[str, Any] = json.loads(text)
    known = {name: raw[name] for name in EnrolmentDraft.__dataclass_fields__ if name in raw}
    known["signature"] = base64.b64decode(known["signature"])
    known["consents"] = tuple(
        Consent(ConsentKind(kind), given, version) for kind, given, version in known["consents"]
    )
    return EnrolmentDraft(**known)
