# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Sealing sessions as devices tell them: keys in boxes that only registrars open."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection

from fieldkit.protocol.messages import Batch
from sync.db.database import insert_new
from sync.db.tables import seal_session


def keep_sessions(writing: Connection, told: Batch) -> None:
    """Keep the sealing sessions that ``told`` brings. One that is there already stays as it is."""
    insert_new(
        writing,
        seal_session,
        [
            {
                "device": told.device,
                "life": session.life or told.life,
                "number": session.number,
                "boxes": msgspec.json.encode(session.boxes).decode(),
            }
            for session in told.sessions
        ],
    )
