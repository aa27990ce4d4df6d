# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The copy tried out: opened with the recovery code as it stands on paper, the way it would be after a loss."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from fieldkit.ui.parts.frame import button, label, say
from fieldkit.ui.problems import sentence
from fieldkit.ui.session import Session


class TryPanel(QWidget):
    """A line for the code, a button, and what came of it; nothing on the device is changed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.code = QLineEdit(self)
        self.code.setObjectName("try_code")
        self.code.setPlaceholderText(self.tr("纸上的恢复码"))
        self.code.setAccessibleName(self.tr("纸上的恢复码"))
        self.try_it = button(self.tr("试着打开"), "plain", self.ask, self, object_name="try_copy")
        self.words = label("", "hint", self)
        self.words.setObjectName("try_words")
        row = QHBoxLayout()
        row.addWidget(self.code, 1)
        row.addWidget(self.try_it)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(self.tr("演练：用恢复码打开最近另存的一份并核对，不改动本机。"), "hint", self))
        column.addLayout(row)
        column.addWidget(self.words)
        self.code.returnPressed.connect(self.ask)
        self.words.hide()

    def ask(self) -> None:
        """Try it; the answer comes later."""
        door, code = self._session.door, self.code.text().strip()
        if door is None or not code or not self.try_it.isEnabled():
            return
        self.try_it.setEnabled(False)
        say(self.words, self.tr("正在核对……"), "hint")
        door.knock(partial(door.try_copy, code), self._opened, self._failed)

    def _opened(self, count: object) -> None:
        session = self._session
        self.try_it.setEnabled(True)
        self.code.clear()
        say(self.words, self.tr("打得开，{0} 条记录，已逐页核对。").format(count), "good")
        day = session.now().date().isoformat()
        session.keep_settings(replace(session.settings, copy_tried=day))
        if session.door is not None:
            session.door.look_again()

    def _failed(self, fault: Exception) -> None:
        self.try_it.setEnabled(True)
        say(self.words, str(sentence(fault)))
