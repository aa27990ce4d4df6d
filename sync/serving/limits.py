# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How often somebody may ask: a device that floods us, an address that guesses.

1. A device is counted once its signature has held, so that nobody can use up another's share.
2. An address is counted for what was refused, not for what was taken: many booths share one outgoing address.
3. What comes in parcels has shares of its own, of the device and of the address: whoever holds a parcel may bring it as
   often as it likes, and that must not use up what the device has by wire.
4. Each worker counts for itself; so many times more may get through.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

_MOST_NAMES = 10_000


class TooOften(Exception):
    """Asked too soon. ``seconds`` says how long to wait, ``who`` was counted: a ``device`` or an ``address``."""

    def __init__(self, seconds: float, who: str) -> None:
        super().__init__(who)
        self.seconds, self.who = seconds, who


@dataclass(slots=True)
class Share:
    """So many times ``a_minute``, by name; as many at once where none were used lately."""

    a_minute: int
    who: str
    clock: Callable[[], float] = time.monotonic
    _used: dict[str, tuple[float, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, name: str, times: int = 1) -> None:
        """Use so many ``times`` of ``name``'s share, all or none. Raises TooOften."""
        with self._lock:
            used, now = self._now(name)
            self._refuse_beyond(used, times)
            if len(self._used) >= _MOST_NAMES:
                self._used.clear()  # a crowd: each of them begins anew
            self._used[name] = used + times, now

    def look(self, name: str) -> None:
        """Use nothing. Raises TooOften where nothing of ``name``'s share is left."""
        with self._lock:
            self._refuse_beyond(self._now(name)[0])

    def _now(self, name: str) -> tuple[float, float]:
        now = self.clock()
        used, at = self._used.get(name, (0.0, now))
        return max(0.0, used - (now - at) * self.a_minute / 60), now

    def _refuse_beyond(self, used: float, times: int = 1) -> None:
        beyond = used + times - self.a_minute
        if beyond > 0:
            raise TooOften(beyond * 60 / self.a_minute, self.who)


EXCHANGES_A_MINUTE = 600
"""Far more than a booth ever needs, and a twentieth of what the server can do."""
REFUSED_A_MINUTE = 600
JOINS_REFUSED_A_MINUTE = 20
CARRIED_A_MINUTE = 640
"""Requests of one device in parcels: ten full ones, and more than one address may bring."""
BROUGHT_A_MINUTE = 320
"""Requests that one address brings in parcels: five full ones, a box of sticks that have a few each."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The shares of one server."""

    exchanges: Share = field(default_factory=lambda: Share(EXCHANGES_A_MINUTE, "device"))
    refused: Share = field(default_factory=lambda: Share(REFUSED_A_MINUTE, "address"))
    carried: Share = field(default_factory=lambda: Share(CARRIED_A_MINUTE, "device"))
    brought: Share = field(default_factory=lambda: Share(BROUGHT_A_MINUTE, "address"))
    refused_joins: Share = field(default_factory=lambda: Share(JOINS_REFUSED_A_MINUTE, "address"))
