# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The outbox page: the three numbers, reporting now or by stick, what the district refused, how the rounds went."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from fieldkit.acts import amend, outbox, retell, void
from fieldkit.acts.done import Done
from fieldkit.domain.outbox import Counts, Rejection, Round
from fieldkit.ui.outbox.figures import Figures
from fieldkit.ui.outbox.held import HeldNotice, LostNotice
from fieldkit.ui.outbox.history import History
from fieldkit.ui.outbox.parcels import Parcels
from fieldkit.ui.outbox.reporting import Reporting
from fieldkit.ui.outbox.settling import Settling
from fieldkit.ui.page import Page
from fieldkit.ui.parts.folding import FoldingRow
from fieldkit.ui.session import Session

LOW = 640
"""Points below which the numbers are told without their meanings, so that there is room to settle what was refused."""


class OutboxPage(Page):
    """Shows where this device's records stand with the district, and settles what was refused."""

    NAME = "outbox"
    CONCERNS = frozenset({"outbox", "members", "services", "stock"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("outbox_page")
        self.figures = Figures(self)
        self.reporting = Reporting(session.rounds, self)
        self.settling = Settling(session.operator.role, self)
        self.history = History(self)
        self.held = HeldNotice(self)
        self.lost = LostNotice(self)
        self.parcels = Parcels(session, self)
        self._tabs = QTabWidget(self)
        self._tabs.setObjectName("outbox_tabs")
        self._tabs.setDocumentMode(True)
        self._tabs.addTab(self.settling, self.tr("需处理"))
        self._tabs.addTab(self.parcels, self.tr("U 盘上报"))
        self._tabs.addTab(self.history, self.tr("上报记录"))
        self._lay_out()
        self._connect()

    def title(self) -> str:
        return self.tr("上报")

    def entered(self) -> None:
        self.refresh()
        self.reporting.show_joined(self.session.joined)
        self.parcels.show_joined(self.session.joined)
        self.reporting.focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.figures.be_brief(event.size().height() < LOW)

    def refresh(self) -> None:
        if not self.isVisible():
            return  # read again when entered
        self.session.local.run(outbox.rejections, done=self._show_rejections, failed=self.session.fail)
        self.session.local.run(outbox.rounds, done=self._show_rounds, failed=self.session.fail)
        self._counted(self.session.rounds.counts)

    # -- layout ---------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(14)
        top = FoldingRow(inside, spacing=14)
        top.add(self.figures, 3)
        top.add(self.reporting, 2)
        column.addWidget(top)
        column.addWidget(self.held)
        column.addWidget(self.lost)
        row = QHBoxLayout()
        row.addWidget(self._tabs)
        column.addLayout(row, 1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    def _connect(self) -> None:
        rounds = self.session.rounds
        rounds.counted.connect(self._counted)
        rounds.ended.connect(self._ended)
        self.reporting.asked.connect(rounds.sync_now)
        self.reporting.stop_asked.connect(rounds.stop)
        self.settling.transfer_asked.connect(self._transfer)
        self.settling.amend_asked.connect(self.session.amend_asked)
        self.settling.retell_asked.connect(self._retell)
        self.settling.void_asked.connect(self._void)
        shortcut = QShortcut(QKeySequence("Ctrl+U"), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(rounds.sync_now)

    # -- what comes in ----------------------------------------------------------------------------------------

    def _counted(self, counts: Counts) -> None:
        self.figures.show_counts(counts)
        self.held.show_held(counts, self.session.rounds.held, revoked=self.session.revoked)
        self.lost.show_lost(counts)

    def _ended(self, _outcome: object) -> None:
        self.refresh()

    def _show_rejections(self, rejections: tuple[Rejection, ...]) -> None:
        self.settling.show_rejections(rejections)
        words = self.tr("需处理（{0}）").format(len(rejections)) if rejections else self.tr("需处理")
        self._tabs.setTabText(0, words)

    def _show_rounds(self, rounds: tuple[Round, ...]) -> None:
        self.history.show_rounds(rounds)

    # -- acts -----------------------------------------------------------------------------------------------

    def _transfer(self, operation: str) -> None:
        session = self.session
        task = partial(
            amend.amend_as_transfer,
            operation=operation,
            operator=session.operator,
            desk=session.desk,
            now=session.now(),
        )
        session.local.run(task, done=self._transferred, failed=session.fail)

    def _retell(self, operation: str) -> None:
        session = self.session
        task = partial(
            retell.retell,
            operation=operation,
            operator=session.operator,
            desk=session.desk,
            now=session.now(),
        )
        session.local.run(task, done=self._retold, failed=session.fail)

    def _void(self, operation: str, reason: str) -> None:
        session = self.session
        task = partial(
            void.void,
            operation=operation,
            reason=reason,
            operator=session.operator,
            desk=session.desk,
            now=session.now(),
        )
        session.local.run(task, done=self._voided, failed=session.fail)

    def _transferred(self, done: Done) -> None:
        self.session.touched.emit(done.touched)
        self.session.told.emit(self.tr("已改为会籍接转，等待上报。"))

    def _retold(self, done: Done) -> None:
        self.session.touched.emit(done.touched)
        self.session.told.emit(self.tr("已换新编号重新登记，等待上报；会员卡和凭条请重新打印。"))

    def _voided(self, done: Done) -> None:
        self.session.touched.emit(done.touched)
        self.session.told.emit(self.tr("已作废，等待上报。"))
