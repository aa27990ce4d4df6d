# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""When nobody has touched the device for a while: watches keys and pointer at the window, not at every widget."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)


class Idle(QObject):
    """Waits until nobody has done anything for a while.

    Signals:
        idle: nobody has; said once, until somebody does and ``watch`` is called again.
    """

    idle = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.idle)
        self._watched: QObject | None = None

    def watch(self, window: QObject, milliseconds: int) -> None:
        """Wait for ``milliseconds`` without a touch at ``window``; 0 waits for ever."""
        if self._watched is not window:
            self.rest()
            self._watched = window
            window.installEventFilter(self)
        self._timer.setInterval(milliseconds)
        self.touch()

    def rest(self) -> None:
        """Watch no more."""
        self._timer.stop()
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched = None

    def touch(self) -> None:
        """Take note that somebody is there."""
        if self._watched is not None and self._timer.interval() > 0:
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in TOUCHES:
            self.touch()
        return False
