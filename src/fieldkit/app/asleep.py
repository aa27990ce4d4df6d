# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""When this computer goes to sleep, or its screen is locked: told by the system, or noticed on waking at the latest.

1. Linux tells it over the system bus (logind). It does not wait for us: should it sleep first, waking is noticed.
2. The clock that goes on in sleep and the one that does not have come apart: so much the computer has slept.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from PySide6.QtCore import SLOT, QObject, QTimer, Signal, Slot

log = logging.getLogger("fieldkit")

EVERY = 5_000
"""Milliseconds from one look at the clocks to the next."""
SLEPT = 3.0
"""Seconds that the two clocks may come apart without a sleep."""

_SERVICE = "org.freedesktop.login1"
_TOLD = (
    ("/org/freedesktop/login1", f"{_SERVICE}.Manager", "PrepareForSleep", SLOT("prepare(bool)")),
    ("", f"{_SERVICE}.Session", "Lock", SLOT("tell()")),
)


def slept() -> float:
    """Return the seconds that this computer has slept since it was started, as far as the system tells."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return 0.0 if clock is None else time.clock_gettime(clock) - time.monotonic()


class Asleep(QObject):
    """Listens for sleep.

    Signals:
        asleep: the computer goes to sleep, was asleep, or its screen is locked.
    """

    asleep = Signal()

    def __init__(self, parent: QObject, *, slept: Callable[[], float] = slept) -> None:
        super().__init__(parent)
        self._slept = slept
        self._before = slept()
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._listen()

    def _listen(self) -> None:
        from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415 - the first face opens without it

        bus = QDBusConnection.systemBus()
        if bus.isConnected():
            for path, interface, name, slot in _TOLD:
                bus.connect(_SERVICE, path, interface, name, self, slot)  # type: ignore[call-overload] # a stub's slip

    @Slot(bool)
    def prepare(self, begins: bool) -> None:
        """Hear that sleep begins (True) or is over."""
        if begins:
            self.tell()

    @Slot()
    def tell(self) -> None:
        """Say it."""
        log.info("asleep")
        self.asleep.emit()

    @Slot()
    def look(self) -> None:
        """Compare the clocks."""
        now = self._slept()
        before, self._before = self._before, now
        if now - before > SLEPT:
            self.tell()
