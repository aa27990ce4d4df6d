# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The face of work: navigation, header, the page in front, what went wrong, and what was just done."""

from __future__ import annotations

import datetime as dt
import logging
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from fieldkit.acts.clock import ClockWord, clock_word
from fieldkit.domain.days import CHINA
from fieldkit.domain.outbox import Counts
from fieldkit.problems import ClockDoubtful, DeviceRevoked, NotBriefed, Problem
from fieldkit.ui.header import Header
from fieldkit.ui.navigation import Navigation, Place
from fieldkit.ui.notice import Notice
from fieldkit.ui.page import Page
from fieldkit.ui.pages import PAGES, PLACES
from fieldkit.ui.parts.elided import ElidedLabel
from fieldkit.ui.parts.wheel import StillWheel
from fieldkit.ui.problems import Told, sentence
from fieldkit.ui.session import Session
from fieldkit.ui.setup.settings_page import SettingsPage
from fieldkit.ui.strings import step_name, time_text
from fieldkit.ui.traces import where
from fieldkit.ui.ways_out import WAY_OUT
from fieldkit.work import Progress, Touched

log = logging.getLogger(__name__)

TOLD_FOR = 12_000
SAYS_ITSELF = ("outbox", "settings")
"""The pages that show how a round ended."""


class WorkFace(QWidget):
    """Holds the pages of one session.

    Signals:
        lock_asked: the operator wants to lock the device.
        theme_asked: (name) another theme, please.
    """

    lock_asked = Signal()
    theme_asked = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._pages: dict[str, Page] = {}
        self._clock_told = False
        self._trouble: Exception | None = None
        self._stack = QStackedWidget(self)
        foot = (
            Place("settings", self.tr("设置"), "settings", "F9"),
            Place("lock", self.tr("锁定"), "lock", "Ctrl+L"),
        )
        self._make_pages()
        places = tuple(Place(name, self._pages[name].title(), icon, key) for name, icon, key in PLACES)
        assert session.look is not None  # only tests of single pages have none
        self.navigation = Navigation(places, foot, session.look, self)
        self.header = Header(session, self)
        self.notice = Notice(self)
        self.told = ElidedLabel("plain", self)
        self.uplink = ElidedLabel("hint", self)
        self._way_out = ""
        self._fade = QTimer(self, singleShot=True, interval=TOLD_FOR)
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """Show the first page and begin to count and to report."""
        session = self._session
        session.rounds.begin()
        self.go("enrol")
        self._say_where_records_stand()
        self._ask_the_clock()
        session.papers.begin()
        if not session.book.sites or not session.desk.site:
            self._tell(sentence(NotBriefed()), "warn", way_out="settings")

    def go(self, name: str) -> Page | None:
        """Bring the page ``name`` to the front, or lock; return the page."""
        if name == "lock":
            self.lock_asked.emit()
            return None
        page = self._pages[name]
        self._stack.setCurrentWidget(page)
        self.navigation.choose(name)
        page.entered()
        return page

    def page(self, name: str) -> Page:
        """Return the page ``name``."""
        return self._pages[name]

    @property
    def front(self) -> str:
        """Return the name of the page in front."""
        page = self._stack.currentWidget()
        return page.NAME if isinstance(page, Page) else ""

    def show_trouble(self, fault: Exception) -> None:
        """Say what went wrong; a bug is logged with the places in our code that it came through."""
        if isinstance(fault, Problem):
            log.info("problem %s", fault.code)
        else:
            log.error("fault %s at %s", type(fault).__name__, where(fault.__traceback__))
        known = isinstance(fault, Problem)
        way_out = WAY_OUT.get(fault.code, "") if isinstance(fault, Problem) else ""
        self._tell(sentence(fault, self._session.book), "warn" if known else "bad", way_out=way_out)
        self._trouble = fault

    def say_bug(self) -> None:
        """Say that something of ours went wrong, which is logged already."""
        self._tell(sentence(RuntimeError()), "bad")

    def show_told(self, words: str) -> None:
        """Say a short sentence for a while; what went wrong before is over."""
        self.note(words)
        self.notice.hide()

    def note(self, words: str) -> None:
        """Say a short sentence for a while; what went wrong stays as it is told."""
        self.told.show_text(words)
        self._fade.start()

    def hide_trouble(self, fault: Exception) -> None:
        """Take back what was said of ``fault``, if that is still what is said."""
        if fault is self._trouble:
            self.notice.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.notice.isVisible():
            self.notice.dismiss()
        else:
            super().keyPressEvent(event)

    def _make_pages(self) -> None:
        for kind in PAGES:
            page = kind(self._session, self._stack)
            self._pages[kind.NAME] = page
            self._stack.addWidget(page)
        StillWheel(self).watch(self._stack)

    def _lay_out(self) -> None:
        foot = QFrame(self)
        foot.setProperty("role", "foot")
        low = QHBoxLayout(foot)
        low.setContentsMargins(24, 6, 24, 6)
        low.setSpacing(24)
        low.addWidget(self.told, 3)
        self.uplink.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        low.addWidget(self.uplink, 2)
        above = QVBoxLayout()
        above.setContentsMargins(20, 12, 20, 0)
        above.addWidget(self.notice)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(above)
        column.addWidget(self._stack, 1)
        column.addWidget(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addLayout(column, 1)

    def _connect(self) -> None:
        session, rounds = self._session, self._session.rounds
        self.navigation.gone.connect(self.go)
        self.header.numbers.pressed.connect(self._open_outbox)
        self.header.care.asked.connect(self._see_to)
        self.notice.dismissed.connect(self._back_to_page)
        self.notice.acted.connect(self._take_way_out)
        self._fade.timeout.connect(self._forget_told)
        session.trouble.connect(self.show_trouble)
        session.told.connect(self.show_told)
        session.noted.connect(self.note)
        session.over.connect(self.hide_trouble)
        session.member_chosen.connect(self._open_member)
        session.amend_asked.connect(self._open_amend)
        session.revoked_changed.connect(self._say_revoked)
        session.papers.counted.connect(partial(self.navigation.count, "prints"))
        settings = self._pages["settings"]
        if isinstance(settings, SettingsPage):
            settings.theme_asked.connect(self.theme_asked)
            settings.cards_asked.connect(partial(self.go, "cards"))
        rounds.counted.connect(self._counted)
        rounds.began.connect(self._say_where_records_stand)
        rounds.progressed.connect(self._say_progress)
        rounds.ended.connect(self._round_ended)

    def _tell(self, told: Told, tone: str, *, way_out: str = "") -> None:
        self._trouble = None
        self._way_out = way_out if way_out != self.front else ""
        words = self.tr("去“{0}”页").format(self._pages[way_out].title()) if self._way_out else ""
        self.notice.tell(told, tone, act=words)

    def _take_way_out(self) -> None:
        self.notice.hide()
        if self._way_out:
            self.go(self._way_out)

    def _open_outbox(self) -> None:
        self.go("outbox")

    def _see_to(self, name: str, card: str) -> None:
        page = self.go(name)
        if isinstance(page, SettingsPage) and card:
            page.show_card(card)

    def _open_member(self, uid: str, name: str) -> None:
        page = self.go(name)
        if page is not None:
            page.open_member(uid)

    def _open_amend(self, operation: str) -> None:
        page = self.go("enrol")
        if page is not None:
            page.open_amend(operation)

    def _back_to_page(self) -> None:
        page = self._stack.currentWidget()
        if isinstance(page, Page):
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget_told(self) -> None:
        self.told.show_text("")

    def _counted(self, counts: Counts) -> None:
        self.header.numbers.show_counts(counts)
        self._say_where_records_stand()

    def _ask_the_clock(self) -> None:
        session = self._session
        task = partial(clock_word, desk=session.desk, now=session.now())
        session.local.run(task, done=self._judge_the_clock, failed=self._no_clock_word)

    def _judge_the_clock(self, word: ClockWord) -> None:
        session = self._session
        doubted = word.today if word.today != session.now().astimezone(CHINA).date() else None
        if doubted != session.judged_day:
            session.judged_day = doubted
            session.touched.emit(Touched.of("briefing"))
        if word.wrong and not self._clock_told:
            self._tell(sentence(ClockDoubtful()), "warn")
        self._clock_told = word.wrong

    def _no_clock_word(self, fault: Exception) -> None:
        if not isinstance(fault, NotBriefed):  # which is told already
            self.show_trouble(fault)

    def _round_ended(self, outcome: object) -> None:
        self._ask_the_clock()
        self._say_where_records_stand()
        if isinstance(outcome, Exception) and self._session.rounds.asked and self.front not in SAYS_ITSELF:
            self.show_trouble(outcome)

    def _say_revoked(self) -> None:
        if self._session.revoked:
            self.show_trouble(DeviceRevoked())

    def _say_progress(self, progress: Progress) -> None:
        words = step_name(progress.step)
        if progress.total:
            words = self.tr("{0}（{1}/{2}）").format(words, progress.done, progress.total)
        self.uplink.show_text(words)

    def _say_where_records_stand(self) -> None:
        rounds, counts = self._session.rounds, self._session.rounds.counts
        at = time_text(rounds.last_end) if isinstance(rounds.last_end, dt.datetime) else ""
        if not self._session.joined:
            words = self.tr("还没有加入区里，记录只在本机")
        elif rounds.running:
            words = self.tr("正在上报……")
        elif isinstance(rounds.trouble, Exception):
            title = sentence(rounds.trouble).title.rstrip("。.")
            words = self.tr("{0}（{1}），稍后自动再试").format(title, at)
        elif counts.waiting > counts.held:
            words = self.tr("{0} 条等待上报，联网后自动上报").format(counts.waiting - counts.held)
        elif counts.held:
            words = self.tr("有 {0} 条被区里扣留").format(counts.held)
        elif counts.recorded:
            words = self.tr("全部已送达区里 {0}").format(at)
        else:
            words = ""
        self.uplink.show_text(words)
