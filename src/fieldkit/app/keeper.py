# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Runs the ``Watch`` while the store is unlocked: a lane of its own, looked after every few seconds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:  # the first face opens without threads
    from fieldkit.app.watch import Watch
    from fieldkit.ui.lanes import Lane

SOON, EVERY = 1_000, 5_000
"""Milliseconds from the opening to the first look, and from one look to the next."""


class Keeper(QObject):
    """Keeps what is kept outside of the store.

    Signals:
        looked: (Looked) a look is done: what there is to tell and to show.
    """

    looked = Signal(object)

    def __init__(self, opener: Callable[[], Watch], parent: QObject) -> None:
        super().__init__(parent)
        from fieldkit.ui.lanes import Lane  # noqa: PLC0415 - the first face opens without threads

        self._lane: Lane[Watch] = Lane("keeper", opener, _end, parent=self)
        self._looking = False
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        QTimer.singleShot(SOON, self, self.look)

    def look(self) -> None:
        """Look once, unless the last look still goes on."""
        if not self._looking:
            self._looking = True
            self._lane.run(_look, done=self._looked, failed=self._not_looked)

    def close_soon(self) -> None:
        """Look no more; what is open closes on its own thread."""
        self._timer.stop()
        self._lane.close_soon(self.deleteLater)

    def close(self) -> None:
        """Look no more; wait until what is open is closed."""
        self._timer.stop()
        self._lane.close_soon(_nothing)
        self._lane.close()

    def _looked(self, found: object) -> None:
        self._looking = False
        self.looked.emit(found)

    def _not_looked(self, _fault: Exception) -> None:
        self._looking = False  # the store's own lanes tell what is wrong with it


def _look(watch: Watch) -> object:
    return watch.look()


def _end(watch: Watch) -> None:
    watch.end()


def _nothing() -> None:
    """Hear that the lane is closed, and do nothing about it."""
