# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How a session begins: who came in and where the device stands, with the desks for paper and for rounds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from fieldkit.ui.door import Door, Lanes
from fieldkit.ui.entry import Entry
from fieldkit.ui.idle import Idle
from fieldkit.ui.outbox.rounds import Rounds
from fieldkit.ui.papers import PaperDesk
from fieldkit.ui.parts.mnemonics import NothingTyped
from fieldkit.ui.session import Session, desk_at
from fieldkit.ui.style import Look

__all__ = ["Idle", "begin_session"]


def begin_session(
    entry: Entry, *, lanes: Lanes, door: Door, look: Look, clock: Callable[[], dt.datetime], parent: QObject
) -> Session:
    """Return the session of whoever came in."""
    settings = door.settings()
    session = Session(
        lanes=lanes,
        operator=entry.operator,
        desk=desk_at(entry.book, settings.site, settings.booth),
        book=entry.book,
        settings=settings,
        folder=door.folder(),
        look=look,
        door=door,
        clock=clock,
        parent=parent,
    )
    session.keep_settings(replace(settings, last_operator=entry.operator.id))
    NothingTyped(session)
    session.papers = PaperDesk(session)
    session.rounds = Rounds(session)
    return session
