# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What every page is given: the lanes, who is signed in, where the desk stands, and the day book."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from fieldkit.domain.daybook import DayBook
from fieldkit.domain.days import CHINA
from fieldkit.domain.desk import Desk
from fieldkit.domain.operators import Operator
from fieldkit.settings import Settings
from fieldkit.ui.door import Door, Lanes
from fieldkit.ui.style import Look
from fieldkit.work import Cares, Touched

if TYPE_CHECKING:  # they are made after the session and need it
    from fieldkit.ui.outbox.rounds import Rounds
    from fieldkit.ui.papers import PaperDesk

ALL_KINDS = ("members", "services", "stock", "outbox", "prints", "briefing")


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Session(QObject):
    """One operator's time at the desk.

    Attributes:
        local, uplink, paper: the lanes; take them from here each time, a lock and a return replace them.
        press: gives the lane of a printer by its name.
        papers: puts cards, receipts and forms on paper and keeps the print ledger.
        rounds: runs sync rounds, by itself and when asked.
        look: colours and icons of the theme in use.
        judged_day: the date ages are judged by while the clock is in doubt; None while it is believed.
        cares: what should be seen to when there is time.
        revoked: the district has revoked this device; what is left is to hand over.

    Signals:
        touched: an act changed something (``Touched``); each page refreshes itself or not.
        trouble: something went wrong that belongs to no field (an Exception).
        told: a short sentence for the status line, already in the operator's language; what went wrong is over.
        noted: such a sentence about work that nobody waits for: what went wrong elsewhere is not over by it.
        over: the trouble that was told (that very Exception) is over.
        member_chosen: (uid, page name) a page asks another page to open with this member.
        amend_asked: (operation) a clerk wants to correct this enrolment on the enrolment page.
        desk_changed: site, booth or day book are others now; ``touched`` with ``briefing`` follows.
        cares_changed: what should be seen to is something else now.
        revoked_changed: the district has revoked this device, or took that back: lists of people lock or open.
    """

    touched = Signal(object)
    trouble = Signal(object)
    told = Signal(str)
    noted = Signal(str)
    over = Signal(object)
    member_chosen = Signal(str, str)
    amend_asked = Signal(str)
    desk_changed = Signal()
    revoked_changed = Signal()
    cares_changed = Signal()

    papers: PaperDesk
    rounds: Rounds

    def __init__(
        self,
        *,
        lanes: Lanes,
        operator: Operator,
        desk: Desk,
        book: DayBook,
        settings: Settings,
        folder: str,
        look: Look | None = None,
        door: Door | None = None,
        clock: Callable[[], dt.datetime] = _utc_now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.local = lanes.local
        self.uplink = lanes.uplink
        self.paper = lanes.paper
        self.press = lanes.press
        self.operator = operator
        self.desk = desk
        self.book = book
        self.settings = settings
        self.folder = folder
        self.look = look
        self.door = door
        self.now = clock
        self.judged_day: dt.date | None = None
        self.revoked = False
        self.cares = Cares()

    def today(self) -> dt.date:
        """Return the date that ages are judged by: the booth's, unless the clock is known to be in doubt."""
        return self.judged_day or self.now().astimezone(CHINA).date()

    @property
    def joined(self) -> bool:
        """Return True once this device belongs to a district."""
        return bool(self.book.device)

    def fail(self, fault: Exception) -> None:
        """Hand ``fault`` to the window; the ``failed`` of every lane task that no field can show."""
        self.trouble.emit(fault)

    def hear_revoked(self, revoked: bool) -> None:
        """Take note whether this device is revoked."""
        if revoked is not self.revoked:
            self.revoked = revoked
            self.revoked_changed.emit()

    def hear_cares(self, cares: Cares) -> None:
        """Take note of what should be seen to."""
        if cares != self.cares:
            self.cares = cares
            self.cares_changed.emit()

    def reopen(self, lanes: Lanes) -> None:
        """Work on with new lanes, after the operator unlocked the device again."""
        self.local, self.uplink, self.paper = lanes.local, lanes.uplink, lanes.paper
        self.press = lanes.press

    def take_book(self, book: DayBook) -> None:
        """Work on with a newer day book; the site stays while it is still in it."""
        self.book = book
        self.stand_at(self.settings.site, self.settings.booth)

    def stand_at(self, site_code: str, booth: str) -> None:
        """Stand at ``booth`` of a site of the day book from now on; nowhere when the site is not in it."""
        self.desk = desk_at(self.book, site_code, booth)
        self.desk_changed.emit()

    def announce_all(self) -> None:
        """Let every page read again: the device was locked for a while."""
        self.touched.emit(Touched.of(*ALL_KINDS))

    def keep_settings(self, settings: Settings) -> None:
        """Keep ``settings`` for this session and the next start."""
        self.settings = settings
        if self.door is not None:
            self.door.keep_settings(settings)


def desk_at(book: DayBook, site_code: str, booth: str) -> Desk:
    """Return the desk at ``booth`` of the site with ``site_code``; an empty one when the book has no such site."""
    site = book.site(site_code)
    return Desk(site.event, site.code, booth) if site else Desk("", "", "")
