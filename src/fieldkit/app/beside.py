# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is done beside the work while a store is unlocked, and what of it the window is to tell and to show."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from fieldkit.work import Cares

if TYPE_CHECKING:  # slow to import, and only work needs them
    from fieldkit.app.keeper import Keeper
    from fieldkit.app.watch import Looked, Watch
    from fieldkit.problems import Problem


class Beside(QObject):
    """Runs the watch from ``begin`` to ``end``, and keeps what it found until somebody takes it.

    Attributes:
        cares: what should be seen to when there is time.

    Signals:
        looked: something may be there to tell or to show.
    """

    looked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._keeper: Keeper | None = None
        self._troubles: list[Problem] = []
        self._forgot = False
        self.cares = Cares()

    def begin(self, opener: Callable[[], Watch]) -> None:
        """Look every few seconds from now on."""
        from fieldkit.app.keeper import Keeper  # noqa: PLC0415 - not needed by the first face

        self._keeper = Keeper(opener, self)
        self._keeper.looked.connect(self._looked)

    def end(self) -> None:
        """Look no more; what is open closes on its own thread."""
        if self._keeper is not None:
            self._keeper.close_soon()
            self._keeper = None

    def close(self) -> None:
        """Look no more; wait until what is open is closed."""
        if self._keeper is not None:
            self._keeper.close()
            self._keeper = None

    def look_again(self) -> None:
        """Look now: something was changed that shows here."""
        if self._keeper is not None:
            self._keeper.look()

    def add_trouble(self, problem: Problem) -> None:
        """Have ``problem`` told when there is a face to tell it on."""
        self._troubles.append(problem)

    def take_trouble(self) -> Problem | None:
        """Return something to tell that no task is to blame for: the store went back, the second place is gone."""
        return self._troubles.pop(0) if self._troubles else None

    def take_forgot(self) -> bool:
        """Return True once after content was forgotten: pages read again."""
        forgot, self._forgot = self._forgot, False
        return forgot

    def _looked(self, found: Looked) -> None:
        self.cares, self._forgot = found.cares, self._forgot or found.forgot
        if found.problem is not None:
            self.add_trouble(found.problem)
        self.looked.emit()
