# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A clerk takes an operator away: chosen, asked once more, and their PIN opens this device no longer."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from fieldkit.domain.operators import Operator, Role
from fieldkit.ui.parts.frame import button, label, say
from fieldkit.ui.problems import sentence
from fieldkit.ui.session import Session


class RemovePanel(QWidget):
    """Who is to go, and the question before they do; hidden for a volunteer and where there is nobody else.

    Signals:
        removed: somebody's PIN opens this device no longer.
    """

    removed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._others: tuple[Operator, ...] = ()
        self.who = QComboBox(self)
        self.who.setObjectName("remove_who")
        self.who.setAccessibleName(self.tr("要移除的操作员"))
        self.remove = button(self.tr("移除…（&Z）"), "plain", self.ask, self, object_name="remove_operator")
        self.words = label("", "note", self)
        self.words.setObjectName("remove_words")
        self.yes = button(self.tr("确认移除"), "danger", self.do, self, object_name="remove_yes")
        self.no = button(self.tr("不移除"), "plain", self.refuse, self, object_name="remove_no")
        choice, question = QHBoxLayout(), QHBoxLayout()
        choice.addWidget(self.who, 1)
        choice.addWidget(self.remove)
        question.addWidget(self.words, 1)
        question.addWidget(self.no)
        question.addWidget(self.yes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(choice)
        column.addLayout(question)
        self.who.currentIndexChanged.connect(self.leave)
        self.leave()
        self.hide()

    def show_operators(self, operators: tuple[Operator, ...]) -> None:
        """Offer everybody but who is signed in."""
        own = self._session.operator
        self._others = tuple(one for one in operators if one.id != own.id)
        self.who.clear()
        for one in self._others:
            self.who.addItem(one.name, one.id)
        self.setVisible(own.role is Role.CLERK and bool(self._others))

    def ask(self) -> None:
        """Ask once more."""
        words = self.tr("{0}从此不能在本机登录，以前记的都还在。")
        say(self.words, words.format(self.who.currentText()), "note")
        self.yes.show()
        self.no.show()
        self.no.setFocus()

    def do(self) -> None:
        """Take the chosen operator's slot away."""
        door, who = self._session.door, self.who.currentData()
        if door is not None and who:
            self.yes.hide()
            self.no.hide()
            door.knock(partial(door.remove, who), partial(self._gone, self.who.currentText()), self._failed)

    def refuse(self) -> None:
        """Answer the question with no, and go back to where it was asked."""
        self.leave()
        self.remove.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.no.isVisible():
            self.refuse()
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Leave everybody as they are."""
        say(self.words, "")
        self.yes.hide()
        self.no.hide()

    def _gone(self, name: str, _nothing: object) -> None:
        self.removed.emit()
        self._session.told.emit(self.tr("已移除{0}，其 PIN 打不开本机了。").format(name))

    def _failed(self, fault: Exception) -> None:
        say(self.words, str(sentence(fault)), "fault")
