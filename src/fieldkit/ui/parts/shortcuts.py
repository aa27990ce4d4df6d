# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Keys that hold wherever the focus is inside a page, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def bind(parent: QWidget, calls: Mapping[str, Callable[[], object]]) -> None:
    """Call each of ``calls`` on its key sequence while the focus is inside ``parent``."""
    for sequence, call in calls.items():
        shortcut = QShortcut(QKeySequence(sequence), parent)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(call)
