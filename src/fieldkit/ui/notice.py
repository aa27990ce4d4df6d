# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The bar that says what went wrong or what comes next: never a dialog, gone by a click, by Escape or by success."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from fieldkit.ui.parts.frame import button, label
from fieldkit.ui.problems import Told
from fieldkit.ui.style import role


class Notice(QFrame):
    """A title, an advice, and at most one thing to do about it.

    Signals:
        acted: the thing to do was chosen.
        dismissed: the notice was closed.
    """

    acted = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.title = label("", "strong", self)
        self.advice = label("", "plain", self)
        for words in (self.title, self.advice):
            words.setTextFormat(
                Qt.TextFormat.PlainText
            )  # who answers in the district's place chooses its own name
        self.act = button("", "quiet", self.acted, self, object_name="notice_act")
        self.close_button = QPushButton(self.tr("知道了"), self)
        self.close_button.setObjectName("notice_close")
        self.close_button.setProperty("role", "quiet")
        self.close_button.clicked.connect(self.dismiss)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self.title)
        said.addWidget(self.advice)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 10, 10, 10)
        row.setSpacing(12)
        row.addLayout(said, 1)
        row.addWidget(self.act, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def tell(self, told: Told, tone: str, *, act: str = "") -> None:
        """Show ``told`` in ``tone`` (``bad``, ``warn``, ``good`` or ''), with a button ``act`` where one is named."""
        role(self, "notice", tone)
        self.title.setText(told.title)
        self.advice.setText(told.advice)
        self.advice.setVisible(bool(told.advice))
        self.act.setText(act)
        self.act.setVisible(bool(act))
        self.show()

    def dismiss(self) -> None:
        """Take the notice away."""
        self.hide()
        self.dismissed.emit()
