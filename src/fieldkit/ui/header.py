# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The top of the work face: the event and desk, the three numbers that are always in sight, and who is signed in."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from fieldkit.domain.outbox import Counts
from fieldkit.ui.care import CareButton
from fieldkit.ui.parts.elided import ElidedLabel
from fieldkit.ui.parts.field import repolish
from fieldkit.ui.parts.frame import label
from fieldkit.ui.session import Session
from fieldkit.ui.strings import in_language, role_name
from fieldkit.ui.style import role

HEIGHT = 72
NARROW = 1100
"""Points below which everything moves together, so that the event's name keeps some room."""
TIGHT, TIGHT_HEIGHT = 760, 124
"""Points below which the numbers stand on a line of their own."""


class Numbers(QWidget):
    """Recorded, confirmed by the district, in need of attention: in words and colours, each a way to the outbox.

    Signals:
        pressed: one of the three was pressed.
    """

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.recorded = self._number("recorded")
        self.confirmed = self._number("confirmed")
        self.attention = self._number("attention")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for number in (self.recorded, self.confirmed, self.attention):
            row.addWidget(number)
        self.show_counts(Counts(0, 0, 0, 0))

    def show_counts(self, counts: Counts) -> None:
        """Show the three numbers; what waits colours the second, what was refused the third."""
        self.recorded.setText(self.tr("已记录 {0}").format(counts.recorded))
        self.confirmed.setText(self.tr("区里已确认 {0}").format(counts.confirmed))
        self.attention.setText(self.tr("需处理 {0}").format(counts.attention))
        all_confirmed = counts.recorded > 0 and counts.confirmed == counts.recorded
        role(self.recorded, "number")
        role(self.confirmed, "number", "good" if all_confirmed else "warn" if counts.waiting else "")
        role(self.attention, "number", "bad" if counts.attention else "")
        to_send = counts.waiting - counts.held
        self.confirmed.setToolTip(self.tr("还有 {0} 条在本机等待上报。").format(to_send) if to_send else "")

    def _number(self, name: str) -> QPushButton:
        made = QPushButton(self)
        made.setObjectName(name)
        made.setProperty("role", "number")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.clicked.connect(self.pressed)
        return made


class Header(QFrame):
    """Event, site and booth on the left, what should be seen to, the numbers and the operator on the right."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setProperty("role", "header")
        self.outing = ElidedLabel("heading", self)
        self.desk = ElidedLabel("hint", self)
        self.care = CareButton(session, self)
        self.numbers = Numbers(self)
        self.operator = label("", "plain", self, wrap=False)
        self.duty = label("", "hint", self, wrap=False)
        self._lay_out()
        session.desk_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show where the desk stands now."""
        session = self._session
        event = next((event for event in session.book.events if event.code == session.desk.event), None)
        site = session.book.site(session.desk.site)
        self.outing.show_text(event.short_title or event.title if event else self.tr("还没有选择活动"))
        if site is None:
            self.desk.show_text(self.tr("在“设置”里选择点位和台位"))
        else:
            place = in_language(site.name, site.name_en)
            self.desk.show_text(self.tr("{0} · {1} 号台").format(place, session.desk.booth))
        self.operator.setText(session.operator.name)
        self.duty.setText(role_name(session.operator.role))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def minimumSizeHint(self) -> QSize:
        """Return how little is enough: the numbers on a line of their own."""
        return QSize(self._numbers.minimumSizeHint().width() + 2 * 16, self.height())

    def _fit(self, width: int) -> None:
        """Give the event's name two lines, smaller, and more of the ``width``, where the window is narrow."""
        narrow, tight = width < NARROW, width < TIGHT
        side, between = (16, 12) if narrow else (24, 24)
        self._grid.setContentsMargins(side, 0, side, 8 if tight else 0)
        self._grid.setHorizontalSpacing(between)
        self._stand.setSpacing(between)
        repolish(self.outing, "role", "strong" if narrow else "heading")
        self.outing.let_lines(2 if narrow and not tight else 1)
        if tight != self._tight:
            self._place(tight)

    def _lay_out(self) -> None:
        self._grid = QGridLayout(self)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._where = _upright(self.outing, self.desk, parent=self)
        self._who = _upright(self.operator, self.duty, parent=self, side=Qt.AlignmentFlag.AlignRight)
        self._numbers = QWidget(self)
        self._stand = QHBoxLayout(self._numbers)
        self._stand.setContentsMargins(0, 0, 0, 0)
        self._stand.addWidget(self.care)
        self._stand.addWidget(self.numbers)
        self._place(False)

    def _place(self, tight: bool) -> None:
        """Put everything on one line, or the numbers on a second one where it is ``tight``."""
        self._tight = tight
        for part in (self._where, self._numbers, self._who):
            self._grid.removeWidget(part)
        self._grid.addWidget(self._where, 0, 0)
        self._grid.addWidget(self._who, 0, 2)
        if tight:
            self._grid.addWidget(self._numbers, 1, 0, 1, 3, Qt.AlignmentFlag.AlignLeft)
        else:
            self._grid.addWidget(self._numbers, 0, 1)
        self.setFixedHeight(TIGHT_HEIGHT if tight else HEIGHT)


def _upright(
    first: QLabel, second: QLabel, *, parent: QWidget, side: Qt.AlignmentFlag | None = None
) -> QWidget:
    """Return two lines of words in the middle of their height, on one ``side`` or over all the width."""
    made = QWidget(parent)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addStretch(1)
    for words in (first, second):
        column.addWidget(words, 0, side) if side is not None else column.addWidget(words)
    column.addStretch(1)
    return made
