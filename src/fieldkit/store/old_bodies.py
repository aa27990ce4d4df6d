# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Operations of schema 1, which had numbers and signatures in their bytes, as today's program keeps them.

1. Numbers go to the identities in clear, signatures to the parts; what is left is a body of today.
2. One that was never told and had a number cannot be sealed here, for such a store knows no registrar. It is put to
   the clerk as a conflict: once the device has joined again, the clerk tells it anew, and then it is sealed.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fieldkit.seals import chain
from fieldkit.store import clear, parts

if TYPE_CHECKING:
    from sqlite_utils import Database

WAITING, REJECTED = 0, 2


@dataclass(slots=True)
class _Taken:
    """What was taken out of a body: numbers (None where there were none) and a signature."""

    numbers: clear.Clear | None = None
    signature: bytes = b""


def bring_up(db: Database) -> None:
    """Rewrite every operation of schema 1, and chain them."""
    head = chain.START
    for place, id_, kind, standing, raw in db.conn.execute(
        "SELECT place, id, kind, standing, raw FROM operations ORDER BY place"
    ).fetchall():
        told = json.loads(raw)
        taken = _take_out(kind, told["body"])
        part = parts.keep(db, taken.signature, operation=id_) if taken.signature else ""
        if taken.numbers is not None:
            clear.keep(db, id_, taken.numbers)
        new = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
        head = chain.head_after(head, new)
        db.conn.execute(
            "UPDATE operations SET raw = ?, head = ?, part = ? WHERE place = ?", (new, head, part, place)
        )
        if standing == WAITING and taken.numbers is not None:
            db.conn.execute(
                "UPDATE operations SET standing = ?, code = 'conflict', field = 'id' WHERE place = ?",
                (REJECTED, place),
            )


def _take_out(kind: str, body: dict[str, Any]) -> _Taken:
    """Take numbers and signature out of ``body``, an amendment's inner body too; return them."""
    if kind == "amend":
        return _take_out(body["as_kind"], body["body"])
    taken = _Taken()
    named = "document_number" in body or body.get("phone") is not None
    if kind == "enrol" or (kind in ("transfer", "update") and named):
        taken.numbers = clear.Clear(body.pop("document_number", ""), body.pop("phone", None) or "")
    body.pop("phone_tag", None)
    if body.get("signature"):
        taken.signature = base64.b64decode(body["signature"])
        body["signature"] = parts.id_of(taken.signature)
    return taken
