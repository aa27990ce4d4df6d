# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The district's fingerprint, shown to be compared with what the district printed beside the ticket, before joining."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fieldkit.ui.parts.frame import button, label, panel

IN_A_ROW = 4


class Comparing(QWidget):
    """Shows a fingerprint and asks whether it is the same.

    Signals:
        same: it is. other: it is not.
    """

    same = Signal()
    other = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: list[QLabel] = []
        self._places = QGridLayout()
        self._places.setHorizontalSpacing(18)
        self._places.setVerticalSpacing(6)
        self.yes = button(self.tr("一样，加入"), "primary", self.same, self, object_name="fingerprint_same")
        self.no = button(self.tr("不一样"), "plain", self.other, self, object_name="fingerprint_other")
        sheet = panel(self, "notice")
        sheet.setObjectName("fingerprint")
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(20, 14, 20, 14)
        inside.setSpacing(10)
        inside.addWidget(label(self.tr("请核对区里的指纹"), "strong", sheet))
        inside.addLayout(self._places)
        inside.addWidget(
            label(
                self.tr("和区里开票时屏幕上的“指纹”一样，才是真的区里；不一样请不要加入，打电话问区里。"),
                "plain",
                sheet,
            )
        )
        foot = QHBoxLayout()
        foot.addWidget(self.no)
        foot.addStretch(1)
        foot.addWidget(self.yes)
        inside.addLayout(foot)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(sheet)
        self.setTabOrder(self.no, self.yes)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.other.emit()
        else:
            super().keyPressEvent(event)

    def show_groups(self, groups: tuple[str, ...]) -> None:
        """Show ``groups`` and wait for the answer."""
        for group in self._groups:
            group.deleteLater()
        self._groups = [label(text, "code", self, wrap=False) for text in groups]
        for place, group in enumerate(self._groups):
            self._places.addWidget(group, place // IN_A_ROW, place % IN_A_ROW)
        self.show()
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)  # a scanner's stray Enter must not join

    def shown(self) -> str:
        """Return the groups as they are read out, with spaces between."""
        return " ".join(group.text() for group in self._groups)
