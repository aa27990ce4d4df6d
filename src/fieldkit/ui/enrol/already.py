# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""This person is a member already: what can be done instead of enrolling twice; and who only resembles them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from fieldkit.domain.members import MemberLine
from fieldkit.ui.strings import standing_name
from fieldkit.ui.style import role

MOST_LINES = 3


class AlreadyPanel(QFrame):
    """One membership for one person: transfer, update, or service only.

    Signals:
        transfer_asked, update_asked, service_asked: what the operator chose.
    """

    transfer_asked = Signal()
    update_asked = Signal()
    service_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.setProperty("tone", "warn")
        self.setObjectName("already")
        self.line: MemberLine | None = None
        self._title = QLabel(self)
        self._title.setProperty("role", "heading")
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        for label in (self._title, self._text):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.transfer = self._button(self.tr("接转会籍 Alt+1"), "already_transfer", "primary")
        self.update_details = self._button(self.tr("更新信息 Alt+2"), "already_update", "")
        self.service = self._button(self.tr("仅领服务 Alt+3"), "already_service", "")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.transfer, self.update_details, self.service):
            buttons.addWidget(button)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 8, 16, 8)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        grid.addWidget(self._title, 0, 0)
        grid.addWidget(self._text, 1, 0)
        grid.addLayout(buttons, 0, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(0, 1)
        self.transfer.clicked.connect(self.transfer_asked)
        self.update_details.clicked.connect(self.update_asked)
        self.service.clicked.connect(self.service_asked)
        self.hide()

    def show_line(self, line: MemberLine | None, *, amending: bool = False) -> None:
        """Say that the person is the member of ``line``; hide for None.

        Who was enrolled here today has nothing to transfer; an enrolment that is amended can only become a transfer.
        """
        self.line = line
        if line is not None:
            who = " · ".join(part for part in (line.masked_name, line.number, line.employer) if part)
            self._title.setText(self.tr("已是会员：{0}").format(who))
            self._text.setText(self._words(line))
            moves = amending or not line.enrolled_here
            self.transfer.setVisible(moves)
            self.update_details.setVisible(not amending)
            self.service.setVisible(not amending)
            role(self.service, "" if moves else "primary")
        self.setVisible(line is not None)

    def take_focus(self) -> None:
        """Put the focus on the likeliest choice."""
        button = self.service if self.transfer.isHidden() else self.transfer
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _words(self, line: MemberLine) -> str:
        if line.enrolled_here:
            return self.tr("今天已在本机登记，不必再登记。")
        words = self.tr("会籍状态：{0}。一人一份会籍，不再重复入会，请选择：")
        return words.format(standing_name(line.standing))

    def keyPressEvent(self, event) -> None:
        buttons = (self.transfer, self.update_details, self.service)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for button in buttons:
                if button.hasFocus():
                    button.click()
        else:
            super().keyPressEvent(event)

    def _button(self, words: str, name: str, role_name: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        if role_name:
            button.setProperty("role", role_name)
        return button


class LikenessNote(QLabel):
    """A soft word on people of the same phone or name, masked; each can be looked at.

    Signals:
        chosen: one of them is to be shown (uid).
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("likeness")
        self.setProperty("role", "note")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.linkActivated.connect(self.chosen)
        self.hide()

    def show_lines(self, same_phone: Sequence[MemberLine], same_name: Sequence[MemberLine]) -> None:
        """Name those who share the phone, then those who share the name."""
        parts = []
        if same_phone:
            parts.append(self.tr("同一手机号：{0}").format(_links(same_phone)))
        if same_name:
            parts.append(self.tr("同名：{0}").format(_links(same_name)))
        self.setText("<br>".join(parts))
        self.setVisible(bool(parts))


def _links(lines: Sequence[MemberLine]) -> str:
    shown = []
    for line in lines[:MOST_LINES]:
        words = " ".join(part for part in (line.masked_name, line.document_tail, line.employer) if part)
        shown.append(f"<a href='{escape(line.uid)}'>{escape(words)}</a>")
    return "　".join(shown) + (" …" if len(lines) > MOST_LINES else "")
