# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a bad line does, drawn by a seed: to a connection before TLS, and to a request and its reply within it.

One seed gives the same faults to the same connections and requests in the same order.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

RESET, HELLO_CUT, HOLE, NO_TLS, FOREIGN = "reset", "hello-cut", "hole", "no-tls", "foreign"
"""To a connection: reset at once or within the greeting; silence; a page without TLS; somebody else's certificate."""

UP, DOWN, BEFORE_REPLY = "up-cut", "down-cut", "before-reply"
"""The request is cut, the reply is cut, or the district has heard and its whole reply is lost."""

LATE, DRIP, DRIP_UP = "late", "drip", "drip-up"
HOLE_UP, HOLE_DOWN = "hole-up", "hole-down"
DOUBLED, AT_ONCE, CACHED = "doubled", "doubled-at-once", "cached"
"""The request is told twice, one after the other or at once; or answered by what an earlier request was answered."""

UNAVAILABLE, TOO_MANY, GATEWAY = "503", "429", "504-after"
GARBAGE, GARBLED_UP, GARBLED_DOWN = "garbage", "garbled-up", "garbled-down"
PORTAL, PORTAL_AFTER = "portal", "portal-after"
"""A page for people with the code 200: in place of the district, or in place of what it has already done."""

LINES = (RESET, HELLO_CUT, HOLE, NO_TLS, FOREIGN)
REQUESTS = (
    *(UP, DOWN) * 3,  # these have a place too
    *(BEFORE_REPLY, LATE, DRIP, DRIP_UP, HOLE_UP, HOLE_DOWN, DOUBLED, AT_ONCE, CACHED, UNAVAILABLE, TOO_MANY, GATEWAY),
    *(GARBAGE, GARBLED_UP, GARBLED_DOWN, PORTAL, PORTAL_AFTER),
)  # fmt: skip

_OF_LINES = 0.15
"""Of a bad line's rate so much falls on connections, the rest on requests."""

_LONGEST_LOG2 = 14.0
_LONGEST_HELLO = 500


@dataclass(frozen=True, slots=True)
class Fault:
    """``kind``, the byte ``after`` which it strikes, ``abrupt`` (by a reset) or in good order, ``chance`` in 0…1."""

    kind: str
    after: int = 0
    abrupt: bool = True
    chance: float = 0.5


class Weather:
    """What befalls the next connection and the next request, at ``rate``; what was ordered comes first."""

    def __init__(self, seed: int, rate: float = 0.0) -> None:
        self.rate = rate
        self._random = random.Random(seed)
        self._ordered: list[Fault] = []

    def order(self, fault: Fault) -> None:
        """Let the next request meet ``fault``."""
        self._ordered.append(fault)

    def for_line(self) -> Fault | None:
        """Return what befalls a connection that begins; None for nothing."""
        drawn = self._draw(LINES, self.rate * _OF_LINES)
        return drawn and Fault(drawn.kind, min(drawn.after, _LONGEST_HELLO), drawn.abrupt, drawn.chance)

    def for_request(self) -> Fault | None:
        """Return what befalls a request; None for nothing."""
        if self._ordered:
            return self._ordered.pop(0)
        return self._draw(REQUESTS, self.rate)

    def _draw(self, kinds: tuple[str, ...], rate: float) -> Fault | None:
        """Draw always as often, so that a seed tells all."""
        lot, kind = self._random.random(), self._random.choice(kinds)
        after, abrupt = int(2 ** self._random.uniform(0, _LONGEST_LOG2)), self._random.random() < 0.5
        chance = self._random.random()
        return Fault(kind, after, abrupt, chance) if lot < rate else None
