# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What can be done for the member shown, as buttons with their keys."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from fieldkit.domain.members import Member

PER_ROW = 3


class MemberButtons(QWidget):
    """The buttons; those that make no sense for a member are not there.

    Signals:
        serve_asked, packs_asked, card_asked, application_asked, documents_asked, update_asked, withdraw_asked,
            amend_asked: a button.
    """

    serve_asked = Signal()
    packs_asked = Signal()
    card_asked = Signal()
    application_asked = Signal()
    documents_asked = Signal()
    update_asked = Signal()
    withdraw_asked = Signal()
    amend_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._serve = self._button(self.tr("登记服务"), "Alt+S", "member_serve", "primary")
        self._packs = self._button(self.tr("发放福利"), "Alt+W", "member_packs", "primary")
        self._card = self._button(self.tr("打印会员卡"), "Ctrl+P", "member_card")
        self._application = self._button(self.tr("打印申请书"), "Alt+A", "member_application")
        self._documents = self._button(self.tr("其他单据"), "Alt+D", "member_documents")
        self._update = self._button(self.tr("更新信息"), "Alt+G", "member_update")
        self._withdraw = self._button(self.tr("撤回同意"), "Alt+C", "member_withdraw")
        self._amend = self._button(self.tr("更正登记"), "Alt+E", "member_amend")
        self._serve.clicked.connect(self.serve_asked)
        self._packs.clicked.connect(self.packs_asked)
        self._card.clicked.connect(self.card_asked)
        self._application.clicked.connect(self.application_asked)
        self._documents.clicked.connect(self.documents_asked)
        self._update.clicked.connect(self.update_asked)
        self._withdraw.clicked.connect(self.withdraw_asked)
        self._amend.clicked.connect(self.amend_asked)

    def show_member(self, member: Member, *, clerk: bool) -> None:
        """Offer what can be done for ``member``."""
        self._application.setVisible(member.enrolled_here)
        self._amend.setVisible(clerk and member.enrolled_here and bool(member.enrolment))
        shown = [button for button in self._all() if button.isVisibleTo(self)]
        for place, button in enumerate(shown):
            self._grid.addWidget(button, place // PER_ROW, place % PER_ROW)

    def _all(self) -> tuple[QPushButton, ...]:
        return (
            *(self._serve, self._packs, self._card, self._application, self._documents),
            *(self._update, self._withdraw, self._amend),
        )

    def _button(self, words: str, key: str, name: str, role: str = "") -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setAutoDefault(True)
        button.setToolTip(key)
        button.setText(f"{words} {key}")
        if role:
            button.setProperty("role", role)
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.activated.connect(button.click)
        return button
