# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The district's verdicts on the operations of one batch: those that have no word of their own were accepted.

1. Only what waits can become accepted or rejected. The same word again changes nothing, so a reply may come twice.
2. A batch that had to be told again waits again: a district that was restored may judge otherwise, or hold it. What was
   rejected stays with its clerk.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from fieldkit.domain.serials import serial_from_digits
from fieldkit.protocol.messages import Acknowledgement
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.store import briefing, members, settling
from fieldkit.store.entries import ACCEPTED, REJECTED, WAITING

if TYPE_CHECKING:
    from sqlite_utils import Database


def take_in(db: Database, batch: int, words: Iterable[Acknowledgement]) -> tuple[int, int]:
    """Take in the verdicts on the batch at the place ``batch``; return how many were accepted and rejected.

    Raises TheirMistake for a word on an operation that is not in it.
    """
    refused, before = 0, wait_again(db, batch)
    for word in words:
        row = db.conn.execute(
            "SELECT standing, uid FROM operations WHERE id = ? AND batch = ?", (word.operation, batch)
        ).fetchone()
        if row is None:
            raise TheirMistake("word")
        standing, uid = row
        if standing != WAITING:
            continue
        if word.verdict == "rejected":
            _reject(db, word)
            refused += 1
        elif uid and word.serial:
            _final_serial(db, uid, word.serial)
    accepted = _turn(db, batch, WAITING, ACCEPTED)
    _release(db, batch)
    return max(0, accepted - before), refused


def wait_again(db: Database, batch: int) -> int:
    """Let what was accepted of the batch at the place ``batch`` wait for a verdict again; return how much that is."""
    return _turn(db, batch, ACCEPTED, WAITING)


def _turn(db: Database, batch: int, before: int, after: int) -> int:
    """Let what stands at ``before`` in the batch at the place ``batch`` stand at ``after``; return how much that is.

    The ``+`` keeps the index of standings out of it: thousands may wait, a few hundred are in the batch.
    """
    return int(
        db.conn.execute(
            "UPDATE operations SET standing = ? WHERE batch = ? AND batch <> 0 AND +standing = ?",
            (after, batch, before),
        ).rowcount
    )


def _reject(db: Database, word: Acknowledgement) -> None:
    facts = json.dumps(word.facts, ensure_ascii=False) if word.facts else ""
    db.conn.execute(
        "UPDATE operations SET standing = ?, code = ?, field = ?, facts = ? WHERE id = ?",
        (REJECTED, word.code, word.field, facts, word.operation),
    )
    settling.refused(db, word.operation)


def _release(db: Database, batch: int) -> None:
    """Take in what was held back of people about whom this batch had the last open operation."""
    for (uid,) in db.conn.execute(
        "SELECT uid FROM held_changes AS held WHERE EXISTS (SELECT 1 FROM operations AS told"
        " WHERE told.uid = held.uid AND told.uid <> '' AND told.batch = ?)",
        (batch,),
    ).fetchall():
        briefing.release(db, uid)


def _final_serial(db: Database, uid: str, serial: str) -> None:
    """Give a member who has a provisional number the serial the district chose; a restored district chooses anew."""
    kept, number = members.find(db, uid), serial_from_digits(serial) or serial
    if (
        kept is not None
        and kept.member.serial != number
        and (kept.member.provisional or not kept.member.serial)
    ):
        members.change(db, kept.row, {"serial": number})
