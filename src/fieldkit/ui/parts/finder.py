# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How a member is found: one box that takes anything, and the table of who it may be.

1. Every keystroke asks; at most one search runs and at most one waits, so that typing never builds up a tail.
2. An answer to anything but what stands in the box now is dropped.
3. Enter before the answer is kept until the answer: a scanner types faster than any search.
4. Only masked lines are ever held here, and none once the device is revoked.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QStackedLayout,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from fieldkit.acts import look_up
from fieldkit.domain.members import MemberLine
from fieldkit.domain.serials import number_from_code
from fieldkit.problems import DeviceRevoked
from fieldkit.ui.parts.desk_sheet import DeskSheet
from fieldkit.ui.parts.finder_keys import FinderBox, FinderTable
from fieldkit.ui.parts.member_table import LineTable, PairedCells
from fieldkit.ui.problems import sentence
from fieldkit.ui.session import Session

MOST_LINES = 50
ROOM_FOR_SIX = 720
ROW_HEIGHT = 58


class Finder(QWidget):
    """The box and the table.

    Signals:
        chosen: the operator chose this member (MemberLine).
        visiting: a card of a member unknown here was scanned (its number as people read it).
        cleared: the operator emptied the box.
    """

    chosen = Signal(object)
    visiting = Signal(str)
    cleared = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        DeskSheet(session.look, self)
        self._lane = session.local
        self._running = False
        self._waiting = False
        self._answered = ""
        self._asked = ""
        self._entered = False
        self._quiet = False
        self._box = FinderBox(self)
        self._table = FinderTable(self)
        self._lines = LineTable(self)
        self._pairs = PairedCells(self)
        self._singles = QStyledItemDelegate(self)
        self._paired = True
        self._empty = QLabel(self)
        self._more = QLabel(self)
        self._lay_out()
        self._connect()
        self._show(())

    def take_focus(self) -> None:
        """Be ready for the next scan or name: what is typed replaces what stands there."""
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)
        self._box.selectAll()

    def type_on(self, text: str) -> None:
        """Take over ``text`` that was typed elsewhere, and the focus with it."""
        self.take_focus()
        self._box.insert(text)

    def reset(self) -> None:
        """Empty the box and the table without telling anybody."""
        self._quiet = True
        self._box.clear()
        self._quiet = False

    def refresh(self) -> None:
        """Ask again for what stands in the box: something about members changed."""
        if self._text():
            self._ask()

    def text(self) -> str:
        """Return what stands in the box."""
        return self._box.text()

    # -- layout ---------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._box.setObjectName("finder_box")
        self._box.setPlaceholderText(self.tr("姓名、拼音首字母、证件后四位、手机后四位、编号，或扫描会员卡"))
        self._box.setAccessibleName(self.tr("查找会员"))
        self._box.setClearButtonEnabled(True)
        self._table.setObjectName("finder_table")
        self._table.setModel(self._lines)
        self._table.setAccessibleName(self.tr("找到的会员"))
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setAlternatingRowColors(True)
        self._table.setShowGrid(False)
        self._table.setWordWrap(False)
        self._table.setTabKeyNavigation(False)
        self._table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._table.verticalHeader().hide()
        header = self._table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(24)
        self._table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self._fit_table(paired=True)
        self._empty.setObjectName("finder_empty")
        self._empty.setProperty("role", "empty")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._more.setObjectName("finder_more")
        self._more.setProperty("role", "hint")
        self._more.setText(self.tr("只列出前 {0} 位，请再多输入一些。").format(MOST_LINES))
        self._pile = QStackedLayout()
        self._pile.addWidget(self._empty)
        self._pile.addWidget(self._table)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._box)
        lines.addLayout(self._pile, 1)
        lines.addWidget(self._more)
        self.setTabOrder(self._box, self._table)
        self.setFocusProxy(self._box)

    def _fit_table(self, *, paired: bool) -> None:
        """Lay the columns out singly or in pairs."""
        self._paired = paired
        self._lines.pair(paired)
        self._table.setItemDelegate(self._pairs if paired else self._singles)
        header = self._table.horizontalHeader()
        for column, width in enumerate(self._lines.widths(self._table.fontMetrics())):
            self._table.setColumnHidden(column, paired and column % 2 == 1)
            mode = QHeaderView.ResizeMode.Fixed if width else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(column, mode)
            header.resizeSection(column, width or 80)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        paired = event.size().width() < ROOM_FOR_SIX
        if paired is not self._paired:
            self._fit_table(paired=paired)

    def _connect(self) -> None:
        self._box.textChanged.connect(self._typed)
        self._box.entered.connect(self._enter)
        self._box.gone_down.connect(self._go_down)
        self._box.escaped.connect(self._escape)
        self._table.entered.connect(self._choose_current)
        self._table.clicked.connect(self._choose_index)
        self._table.gone_up.connect(self.take_focus)
        self._table.typed.connect(self.type_on)
        self._table.escaped.connect(self._escape)
        self._session.revoked_changed.connect(self._lock)

    # -- asking ---------------------------------------------------------------------------------------------

    def _text(self) -> str:
        return self._box.text().strip()

    def _typed(self, text: str) -> None:
        self._entered = False
        if text.strip():
            self._ask()
            return
        self._answered = ""
        self._show(())
        if not self._quiet:
            self.cleared.emit()

    def _ask(self) -> None:
        lane = self._session.local
        if self._session.revoked:
            return
        if self._running and self._lane is lane:  # a lane that was closed by a lock answers no more
            self._waiting = True
            return
        self._running, self._waiting, self._asked, self._lane = True, False, self._text(), lane
        lane.run(
            partial(look_up.search, text=self._asked, limit=MOST_LINES), done=self._answer, failed=self._fail
        )

    def _answer(self, lines: tuple[MemberLine, ...]) -> None:
        self._running = False
        if self._asked == self._text():
            self._answered = self._asked
            self._show(lines)
            if self._entered:
                self._decide()
        if self._waiting and self._text():
            self._ask()

    def _fail(self, fault: Exception) -> None:
        self._running = self._waiting = self._entered = False
        if isinstance(fault, DeviceRevoked):
            self._session.hear_revoked(True)
        else:
            self._session.fail(fault)

    def _lock(self) -> None:
        """Show nobody any more, and say why; or be open again."""
        self.reset()
        self._answered = ""
        self._show(())
        self._box.setEnabled(not self._session.revoked)
        self.cleared.emit()

    def _show(self, lines: tuple[MemberLine, ...]) -> None:
        self._lines.show(lines)
        self._more.setVisible(len(lines) >= MOST_LINES)
        self._empty.setText(self._empty_text())
        self._pile.setCurrentWidget(self._table if lines else self._empty)
        if len(lines) == 1:
            self._table.setCurrentIndex(self._lines.index(0, 0))
        elif lines:
            self._table.scrollToTop()

    def _empty_text(self) -> str:
        if self._session.revoked:
            return str(sentence(DeviceRevoked()))
        if not self._answered:
            return self.tr("输入第一个字就开始查找；也可以直接扫描会员卡。")
        if len(self._answered) > look_up.MOST_OF_A_NUMBER and self._answered.isdecimal():
            return self.tr("本机没有这张卡的会员。请扫卡正面的码；要验真假，请到“验卡”页。")
        if number_from_code(self._answered):
            return self.tr("本机没有这张卡的会员。按回车键，按外站会员卡办理。")
        return self.tr("本机没有找到，请换一种方式再查。")

    # -- choosing -------------------------------------------------------------------------------------------

    def _enter(self) -> None:
        if not self._text():
            return
        self._box.selectAll()  # the next scan replaces this one
        self._entered = True
        if self._answered == self._text() and not self._running:
            self._decide()

    def _decide(self) -> None:
        """Choose the first there is, or visit with a card unknown here."""
        self._entered = False
        number = number_from_code(self._answered)
        if self._lines.rowCount():
            self._table.setCurrentIndex(self._lines.index(0, 0))
            self.chosen.emit(self._lines.line(0))
        elif number:
            self.visiting.emit(number)

    def _go_down(self) -> None:
        if not self._lines.rowCount():
            return
        if not self._table.currentIndex().isValid():
            self._table.setCurrentIndex(self._lines.index(0, 0))
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_current(self) -> None:
        self._choose_index(self._table.currentIndex())

    def _choose_index(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._lines.line(index.row()))

    def _escape(self) -> None:
        self.take_focus()
        if self._box.text():
            self._box.clear()
        else:
            self.cleared.emit()
