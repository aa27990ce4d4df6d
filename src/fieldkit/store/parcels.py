# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Requests that went out as parcels, so that an answer is taken only for a request that this device made."""

from __future__ import annotations

import datetime as dt

from fieldkit.store.counters import moment
from fieldkit.store.vault import Store

KEPT = 500


def note_parcel(store: Store, heard: str, asked: str, name: str, now: dt.datetime) -> None:
    """Note the request with the digest ``heard`` (hex) and the word ``asked``, in the file ``name``.

    The last 500 stay.
    """
    with store.writing_what_is_owed() as db:
        place = db.conn.execute(
            "INSERT OR REPLACE INTO parcels (heard, asked, name, at) VALUES (?, ?, ?, ?)",
            (heard, asked, name, moment(now)),
        ).lastrowid
        assert place is not None
        db.conn.execute("DELETE FROM parcels WHERE place <= ?", (place - KEPT,))


def parcel_asked(store: Store, heard: str) -> str | None:
    """Return the word of the request with the digest ``heard``, None where this device made none such."""
    with store.reading() as db:
        row = db.conn.execute("SELECT asked FROM parcels WHERE heard = ?", (heard,)).fetchone()
    return None if row is None else str(row[0])


def parcel_number(store: Store, heard: str) -> int:
    """Return the number of the parcel with the digest ``heard``, higher than of any made before; 0 for none."""
    with store.reading() as db:
        row = db.conn.execute("SELECT place FROM parcels WHERE heard = ?", (heard,)).fetchone()
    return 0 if row is None else int(row[0])
