# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The recovery code: made by a clerk, shown once, in groups, to be written down.

It is never printed: the printer's queue and the folder of papers would keep a copy beside the store that it opens.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fieldkit.ui.parts.frame import button, label, panel, say
from fieldkit.ui.problems import sentence
from fieldkit.ui.session import Session

IN_A_ROW = 4


class CodePanel(QWidget):
    """A button, and the code while it is shown; leaving the page or locking takes it away.

    Signals:
        shown: a code is there to be written down.
    """

    shown = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.words = label(
            self.tr("忘了 PIN、又没有别的操作员能登录时，只有恢复码打得开本机。每做一张新的，以前的就作废。"),
            "hint",
            self,
        )
        self.make = button(
            self.tr("做一张新的恢复码（&Q）"), "plain", self.ask, self, object_name="make_code"
        )
        self.done = button(self.tr("抄好了，收起"), "primary", self.finish, self, object_name="code_done")
        self.fault = label("", "fault", self)
        self.fault.setObjectName("code_words")
        self.sheet = panel(self, "notice")
        self.sheet.setObjectName("code")
        self.groups: list[QLabel] = []
        self._lay_out()
        self.put_away()

    def ask(self) -> None:
        """Make a new code; it is shown when it is kept."""
        door = self._session.door
        if door is not None and self.make.isEnabled():
            self.make.setEnabled(False)
            door.knock(door.new_recovery_code, self._show, self._failed)

    def finish(self) -> None:
        """Put the code away once it is written down; who works without a mouse goes on from here."""
        self.put_away()
        self.make.setFocus()

    def put_away(self) -> None:
        """Show the code no more."""
        for group in self.groups:
            group.deleteLater()
        self.groups.clear()
        self.sheet.hide()
        self.make.show()
        say(self.fault, "")

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # the window was not just made small
            self.put_away()

    def _lay_out(self) -> None:
        self._places = QGridLayout()
        self._places.setHorizontalSpacing(18)
        self._places.setVerticalSpacing(6)
        inside = QVBoxLayout(self.sheet)
        inside.setContentsMargins(20, 14, 20, 14)
        inside.setSpacing(10)
        inside.addWidget(label(self.tr("恢复码：只显示这一次"), "strong", self.sheet))
        inside.addLayout(self._places)
        inside.addWidget(
            label(
                self.tr("请抄在纸上，放进单位的保险柜；不要拍照，不要和这台设备放在一起。"),
                "plain",
                self.sheet,
            )
        )
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.done)
        inside.addLayout(foot)
        ways = QHBoxLayout()
        ways.addWidget(self.fault, 1)
        ways.addStretch(0)
        ways.addWidget(self.make)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addWidget(self.sheet)
        column.addLayout(ways)

    def _show(self, code: object) -> None:
        self.make.setEnabled(True)
        if self._session.door is not None:
            self._session.door.look_again()
        if not self.isVisible():
            return  # nobody would read it; the next one makes it void
        self.make.hide()
        for place, text in enumerate(str(code).split("-")):
            group = label(text, "code", self.sheet, wrap=False)
            self.groups.append(group)
            self._places.addWidget(group, place // IN_A_ROW, place % IN_A_ROW)
        self.sheet.show()
        self.done.setFocus()
        QTimer.singleShot(0, self, self.shown.emit)  # once it has its place

    def _failed(self, fault: Exception) -> None:
        self.make.setEnabled(True)
        say(self.fault, str(sentence(fault)))
