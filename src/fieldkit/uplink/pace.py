# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How much goes into one request: what the line carries in a few seconds, as far as it has shown.

1. A request that comes through lets the next be larger, by what the line has carried; one that does not halves it.
2. What was learned lasts as long as the store is open: the next round on the same Wi-Fi begins where this one ended.
3. Batches cannot be cut again once they are frozen, so on a bad line they are frozen small.
"""

from __future__ import annotations

from dataclasses import dataclass

from fieldkit.store.vault import Store

AIM_SECONDS = 4.0
LEAST_BYTES, FIRST_BYTES, MOST_BYTES = 4_096, 196_608, 1_572_864
BATCH_BYTES = 49_152
TRIES = 4
"""How often in a row one round goes on after the line has failed it."""

_GROWTH = 4
_KEPT = "uplink-pace"


@dataclass(slots=True)
class Pace:
    """How much a request may carry. ``failed`` counts failures in a row."""

    request_bytes: int = FIRST_BYTES
    failed: int = 0

    @property
    def batch_bytes(self) -> int:
        """Return how large a batch may be frozen: a few of them to a request."""
        return max(LEAST_BYTES, min(BATCH_BYTES, self.request_bytes // 2))

    def came_through(self, sent: int, seconds: float) -> None:
        """Learn from a request of ``sent`` bytes that was answered after ``seconds``."""
        self.failed = 0
        carried = int(sent * AIM_SECONDS / max(seconds, 0.001))
        if sent * _GROWTH < self.request_bytes:
            return  # so little tells of the line's delay, not of how much it carries
        self.request_bytes = max(LEAST_BYTES, min(carried, self.request_bytes * _GROWTH, MOST_BYTES))

    def gave_out(self) -> bool:
        """Learn that a request did not come through; return whether to try again, with half as much."""
        self.failed += 1
        self.request_bytes = max(LEAST_BYTES, self.request_bytes // 2)
        return self.failed < TRIES


def pace_of(store: Store) -> Pace:
    """Return what was learned of the line since ``store`` was opened."""
    kept = store.kept.get(_KEPT)
    if not isinstance(kept, Pace):
        kept = store.kept[_KEPT] = Pace()
    kept.failed = 0
    return kept
