# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The history of sync rounds: begun, ended, and what each brought."""

from __future__ import annotations

import datetime as dt

from fieldkit.domain.outbox import Round
from fieldkit.store.counters import moment
from fieldkit.store.vault import Store

KEPT = 500
CUT = "cut"


def begin_round(store: Store, *, now: dt.datetime) -> int:
    """Note that a round begins; return its number. A round that a crash cut before it ended is noted as cut."""
    with store.writing_what_is_owed() as db:
        db.conn.execute("UPDATE rounds SET outcome = ? WHERE ended = '' AND outcome = ''", (CUT,))
        number = db.conn.execute("INSERT INTO rounds (started) VALUES (?)", (moment(now),)).lastrowid
        assert number is not None
        db.conn.execute("DELETE FROM rounds WHERE place <= ?", (number - KEPT,))
    return number


def end_round(
    store: Store,
    number: int,
    *,
    now: dt.datetime,
    sent: int,
    accepted: int,
    rejected: int,
    received: int,
    outcome: str,
    acknowledgement: str = "",
) -> None:
    """Note how the round ``number`` went. ``acknowledgement`` names the last reply: the digest of its envelope."""
    with store.writing_what_is_owed() as db:
        db.conn.execute(
            "UPDATE rounds SET ended = ?, sent = ?, accepted = ?, rejected = ?, received = ?, outcome = ?,"
            " acknowledgement = ? WHERE place = ?",
            (moment(now), sent, accepted, rejected, received, outcome, acknowledgement, number),
        )


def rounds(store: Store, *, limit: int = 20) -> tuple[Round, ...]:
    """Return the latest rounds, the newest first."""
    with store.reading() as db:
        rows = db.conn.execute(
            "SELECT started, ended, sent, accepted, rejected, received, outcome, acknowledgement"
            " FROM rounds ORDER BY place DESC LIMIT ?",
            (limit,),
        ).fetchall()
    return tuple(
        Round(
            started=dt.datetime.fromisoformat(row[0]),
            ended=dt.datetime.fromisoformat(row[1]) if row[1] else None,
            sent=row[2],
            accepted=row[3],
            rejected=row[4],
            received=row[5],
            outcome=row[6],
            acknowledgement=row[7],
        )
        for row in rows
    )
