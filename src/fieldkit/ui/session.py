# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What every page is given: the lanes, who is signed in, where the desk stands, and the day book."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from fieldkit.domain.daybook import DayBook
from fieldkit.domain.desk import Desk
from fieldkit.domain.operators import Operator
from fieldkit.settings import Settings
from fieldkit.ui.door import Lanes
from fieldkit.work import Touched


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Session(QObject):
    """One operator's time at the desk.

    Signals:
        touched: an act changed something (``Touched``); each page refreshes itself or not.
        trouble: something went wrong that belongs to no field (an Exception).
        told: a short sentence for the status strip, already in the operator's language.
        member_chosen: (uid, page name) a page asks another page to open with this member.
    """

    touched = Signal(object)
    trouble = Signal(object)
    told = Signal(str)
    member_chosen = Signal(str, str)

    def __init__(
        self,
        *,
        lanes: Lanes,
        operator: Operator,
        desk: Desk,
        book: DayBook,
        settings: Settings,
        folder: str,
        clock: Callable[[], dt.datetime] = _utc_now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.local = lanes.local
        self.uplink = lanes.uplink
        self.paper = lanes.paper
        self.operator = operator
        self.desk = desk
        self.book = book
        self.settings = settings
        self.folder = folder
        self.now = clock

    def fail(self, fault: Exception) -> None:
        """Hand ``fault`` to the window; the ``failed`` of every lane task that no field can show."""
        self.trouble.emit(fault)
