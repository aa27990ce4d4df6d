# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The one thing that should be seen to when there is time: a quiet button in the header, gone when it is done.

The gravest comes first; what only a clerk can do is told to clerks.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from fieldkit.domain.operators import Role
from fieldkit.ui.session import Session
from fieldkit.ui.style import role


class CareButton(QPushButton):
    """Says what should be seen to, and leads to where.

    Signals:
        asked: (page name, name of its card or '') the operator wants to see to it.
    """

    asked = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._where, self._card = "settings", ""
        self.setObjectName("care")
        self.setProperty("role", "number")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda: self.asked.emit(self._where, self._card))
        session.cares_changed.connect(self.refresh)
        session.revoked_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the gravest of what should be seen to, or nothing."""
        words, more, tone = self._words()
        self._where = "outbox" if tone == "bad" else "settings"
        self._card = self._card_of()
        self.setText(words)
        self.setToolTip(more)
        role(self, "number", tone)
        self.setVisible(bool(words))

    def _card_of(self) -> str:
        """Return which card of the settings it is about; all but a missing code is about the copies."""
        if self._where != "settings":
            return ""
        cares = self._session.cares
        return "code" if cares.no_code and not cares.place_gone else "second_place"

    def _words(self) -> tuple[str, str, str]:
        session, cares = self._session, self._session.cares
        if session.revoked:
            return (
                self.tr("本机已停用"),
                self.tr("区里已停用这台设备，只能把没有送到的记录交给区里。"),
                "bad",
            )
        if cares.place_gone:
            return (
                self.tr("没有另存：缺 {0} 条").format(cares.uncopied),
                self.tr("找不到放第二份的 U 盘或文件夹；插好后会自动接着存，也可在“设置”里另选。"),
                "warn",
            )
        if session.operator.role is Role.CLERK and cares.no_code:
            return (
                self.tr("还没有恢复码"),
                self.tr(
                    "忘了 PIN 或电脑丢了，没有恢复码就打不开本机和另存的一份。请有空时在“设置”里做一张。"
                ),
                "",
            )
        if session.operator.role is Role.CLERK and cares.untried:
            return (
                self.tr("备份还没试过"),
                self.tr("请有空时在“设置”里用恢复码试着打开一次，确认真的能恢复。"),
                "",
            )
        return ("", "", "")
