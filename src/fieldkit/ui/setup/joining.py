# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How a device joins its district: the ticket, its fingerprint compared, and then the briefing with its progress.

Rounds that were not asked for here change nothing here and never take the focus: somebody types elsewhere. But where
one ends because the district no longer knows this device (it was made anew), a ticket can be entered again.
"""

from __future__ import annotations

import datetime as dt
import platform
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QProgressBar, QVBoxLayout, QWidget

from fieldkit.acts.day import day_book
from fieldkit.domain.daybook import DayBook
from fieldkit.problems import DistrictFailing, DistrictRefused, DistrictUnreachable, JoiningRefused
from fieldkit.ui.parts.frame import button, label, label_of, say
from fieldkit.ui.problems import Told, sentence
from fieldkit.ui.session import Session
from fieldkit.ui.setup.comparing import Comparing
from fieldkit.ui.strings import step_name
from fieldkit.ui.style import role
from fieldkit.work import Progress

TICKET_HEIGHT = 104
ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TicketBox(QPlainTextEdit):
    """Takes the ticket by paste, by typing or from a scanner, which ends its line with Enter.

    Signals:
        entered: Enter was pressed.
    """

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(TICKET_HEIGHT)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferLatin | Qt.InputMethodHint.ImhNoPredictiveText)

    def ticket(self) -> str:
        """Return what was entered as one line."""
        return " ".join(self.toPlainText().split())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class JoinPanel(QWidget):
    """Joins the district, then takes in the briefing; shows which of both is still to do.

    Signals:
        briefed: the day book is there.
    """

    briefed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._mine = False
        self._unknown = False
        self.ticket = TicketBox(self)
        self.ticket.setObjectName("ticket")
        self.comparing = Comparing(self)
        self.comparing.hide()
        self.joined = label("", "good", self)
        self.bar = QProgressBar(self)
        self.words = label("", "hint", self)
        self.fault = label("", "fault", self)
        self.join_button = button(self.tr("加入（&J）"), "primary", self.join, self, object_name="join")
        self.brief_button = button(
            self.tr("接收资料（&R）"), "primary", self.brief, self, object_name="brief"
        )
        self.stop_button = button(
            self.tr("停下（&X）"), "plain", session.rounds.stop, self, object_name="stop"
        )
        self._lay_out()
        self._connect()
        self.refresh()

    def join(self) -> None:
        """Show the fingerprint on the ticket that was entered, to be compared; the operator's answer comes later."""
        if not self.join_button.isEnabled() or not self.comparing.isHidden():
            return
        from fieldkit.uplink.tickets import read_ticket, shown_fingerprint  # noqa: PLC0415 - rare

        try:
            ticket = read_ticket(self.ticket.ticket())
        except JoiningRefused as refused:
            self._refused(refused)
            return
        say(self.fault, "")
        self._let_enter(False)
        self.comparing.show_groups(shown_fingerprint(ticket.fingerprint))

    def _is_other(self) -> None:
        """Leave it: what was entered is not the district's ticket."""
        self._let_enter(True)
        say(self.fault, self.tr("没有加入，什么也没有发出去。请打电话给区里，要一张新的入网票。"), "note")
        self.focus()

    def _let_enter(self, may: bool) -> None:
        self.comparing.hide()
        self.join_button.setVisible(may)
        self.ticket.setEnabled(may)

    def _is_same(self) -> None:
        """Join with what was entered; the answer comes later."""
        self._let_enter(True)
        self.join_button.setEnabled(False)
        say(self.fault, self.tr("正在与区里联系……"), "hint")
        task = partial(
            _join,
            ticket=self.ticket.ticket(),
            now=self._session.now(),
            anew=self._unknown,
        )
        self._session.uplink.run(task, done=self._joined, failed=self._refused)

    def brief(self) -> None:
        """Take in the briefing."""
        self._mine = True
        if self._session.rounds.running:
            self._began()
        else:
            self._session.rounds.sync_now(asked=False)

    def refresh(self) -> None:
        """Show what is done and what comes next."""
        session, running = self._session, self._session.rounds.running and self._mine
        self._entry.setVisible(not session.joined or self._unknown)
        self.joined.setVisible(session.joined)
        if session.joined:
            words = self.tr("已加入{0}，本机编号 {1}。")
            self.joined.setText(words.format(session.book.district_name, session.book.device))
        self.bar.setVisible(running)
        self.words.setVisible(running)
        self.stop_button.setVisible(running)
        self.brief_button.setVisible(session.joined and not running)
        self.brief_button.setText(
            self.tr("再接收一次（&R）") if session.book.sites else self.tr("接收资料（&R）")
        )
        role(self.brief_button, "plain" if session.book.sites else "primary")
        if session.joined and not running and session.book.sites:
            words = self.tr("资料已就绪：{0} 个点位，本镇街已知会员 {1} 位，本机可用编号 {2} 个。")
            book = session.book
            say(self.words, words.format(len(book.sites), book.members_known, book.serials_left), "hint")

    def focus(self) -> None:
        """Put the cursor where the operator goes on."""
        place = self.brief_button if self._session.joined else self.ticket
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self._entry = QWidget(self)
        entry = QVBoxLayout(self._entry)
        entry.setContentsMargins(0, 0, 0, 0)
        entry.addWidget(label_of(self.ticket, self.tr("入网票（&T）"), self))
        entry.addWidget(self.ticket)
        entry.addSpacing(4)
        joining = QHBoxLayout()
        joining.addStretch(1)
        joining.addWidget(self.join_button)
        entry.addLayout(joining)
        entry.addWidget(self.comparing)
        briefing = QHBoxLayout()
        briefing.addWidget(self.stop_button)
        briefing.addStretch(1)
        briefing.addWidget(self.brief_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._entry, self.joined, self.bar, self.words, self.fault):
            column.addWidget(part)
        column.addLayout(briefing)
        self.bar.setTextVisible(False)
        self.fault.hide()

    def _connect(self) -> None:
        rounds = self._session.rounds
        self.ticket.entered.connect(self.join)
        self.comparing.same.connect(self._is_same)
        self.comparing.other.connect(self._is_other)
        rounds.began.connect(self._began)
        rounds.progressed.connect(self._progressed)
        rounds.ended.connect(self._ended)

    def _joined(self, answer: tuple[Any, DayBook]) -> None:
        _, book = answer
        self._unknown = False
        say(self.fault, "")
        self.join_button.setEnabled(True)
        self.ticket.clear()
        self._session.take_book(book)
        self.refresh()
        self.brief()

    def _refused(self, fault: Exception) -> None:
        self.join_button.setEnabled(True)
        say(self.fault, _told(fault, self.tr("请检查网络，再按一次“加入”。")))
        if self.isVisible():
            self.ticket.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ticket.selectAll()

    def _began(self) -> None:
        if not self._mine:
            return
        say(self.fault, "")
        self.bar.setRange(0, 0)
        self.refresh()
        if self.isVisible():
            self.stop_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _progressed(self, progress: Progress) -> None:
        if not self._mine:
            return
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        words = step_name(progress.step)
        if progress.total:
            words = self.tr("{0}（{1}/{2}）").format(words, progress.done, progress.total)
        say(self.words, words, "hint")

    def _ended(self, outcome: object) -> None:
        mine, self._mine = self._mine, False
        if not isinstance(outcome, Exception):
            self._unknown = False
        elif isinstance(outcome, DistrictRefused):
            self._unknown = outcome.facts.get("why") == "unknown-device"
        self.refresh()
        if not mine:
            return
        if isinstance(outcome, Exception):
            say(self.fault, _told(outcome, self.tr("请检查网络，再按一次“接收资料”。")))
        if self.isVisible():
            self.focus()
        if self._session.book.sites:
            self.briefed.emit()


def _told(fault: Exception, again: str) -> str:
    """Return what to say of ``fault``; nothing tries again by itself here, so ``again`` says how."""
    told = sentence(fault)
    by_the_net = isinstance(fault, DistrictUnreachable | DistrictFailing)
    return str(Told(told.title, again)) if by_the_net else str(told)


def _join(store: Any, *, ticket: str, now: dt.datetime, anew: bool) -> tuple[Any, DayBook]:
    """Join; the district names the device when it makes the ticket, and falls back on the computer's own name."""
    from fieldkit.uplink.joining import join  # noqa: PLC0415 - slow to import, and only this lane needs it

    joined = join(store, ticket=ticket, device_name=platform.node()[:40], now=now, anew=anew)
    return joined, day_book(store)
