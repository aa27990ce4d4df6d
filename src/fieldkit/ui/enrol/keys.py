# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The keys that choose a kind of document."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from fieldkit.ui.enrol.kinds import KEYS, shortcut_of


class KindShortcut(QShortcut):
    """The key of one kind of document.

    Signals:
        chosen: the key was pressed (the kind).
    """

    chosen = Signal(str)

    def __init__(self, kind: str, parent: QWidget) -> None:
        super().__init__(QKeySequence(shortcut_of(kind)), parent)
        self._kind = kind
        self.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.activated.connect(self._activated)

    def _activated(self) -> None:
        self.chosen.emit(self._kind)


def bind_kinds(parent: QWidget, call: Callable[[str], object]) -> None:
    """Call ``call`` with the kind of document whose key is pressed inside ``parent``."""
    for kind in KEYS:
        KindShortcut(kind.value, parent).chosen.connect(call)
