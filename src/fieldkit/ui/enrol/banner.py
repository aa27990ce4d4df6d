# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The word above the form while an earlier enrolment is being put right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget


class AmendBanner(QFrame):
    """Says what is being amended, and takes one out of it again.

    Signals:
        given_up: nothing is to be amended after all.
    """

    given_up = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.setProperty("tone", "warn")
        self.setObjectName("amend_banner")
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._give_up = QPushButton(self.tr("放弃更正 Esc"), self)
        self._give_up.setObjectName("amend_give_up")
        self._give_up.setProperty("role", "quiet")
        self._give_up.clicked.connect(self.given_up)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 2, 8, 2)
        row.addWidget(self._text, 1)
        row.addWidget(self._give_up)
        self.hide()

    def show_operation(self, operation: str) -> None:
        """Say that ``operation`` is being amended; hide for ''."""
        self.setVisible(bool(operation))
        self._text.setText(self.tr("正在更正已登记的记录 {0}，保存后原记录由这一份代替。").format(operation))
