# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How many visitors the next tap counts: one, unless somebody says otherwise just before."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QWidget

SIZES = (1, 5, 10, 20)


class Crowd(QWidget):
    """The sizes as buttons side by side; plus and minus go through them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = QLabel(self.tr("一次记"), self)
        self._label.setProperty("role", "label")
        self._buttons = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._label)
        for size in SIZES:
            button = QPushButton(self.tr("{0} 人").format(size), self)
            button.setObjectName(f"crowd_{size}")
            button.setProperty("role", "answer")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._buttons.addButton(button, size)
            row.addWidget(button)
        self.reset()

    @property
    def size_now(self) -> int:
        """Return how many the next tap counts."""
        return self._buttons.checkedId()

    def reset(self) -> None:
        """Go back to one."""
        self._buttons.button(SIZES[0]).setChecked(True)

    def step(self, by: int) -> None:
        """Take the next larger or smaller size."""
        if self.isEnabled():
            place = min(max(SIZES.index(self.size_now) + by, 0), len(SIZES) - 1)
            self._buttons.button(SIZES[place]).setChecked(True)
