# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A mouse wheel that scrolls a page must not change a number or a choice that happens to lie under it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QWidget


class StillWheel(QObject):
    """Keeps the wheel from every spin box and combo that has not the focus; what is around them scrolls."""

    def watch(self, place: QWidget) -> None:
        """Watch the spin boxes and combos that are in ``place`` now."""
        for box in (*place.findChildren(QAbstractSpinBox), *place.findChildren(QComboBox)):
            box.installEventFilter(self)
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # else the wheel itself gives the focus

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Wheel or not isinstance(watched, QWidget) or watched.hasFocus():
            return False
        event.ignore()
        return True
