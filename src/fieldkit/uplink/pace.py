# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How much goes into one request: what the line carries in a few seconds, as far as it has shown.

1. A request that comes through lets the next be larger, by what the line has carried; one that does not halves it, and
   from then on it grows slowly.
2. What was learned lasts as long as the store is open: the next round on the same Wi-Fi begins where this one ended.
3. Batches cannot be cut again once they are frozen, so on a bad line they are frozen small.
"""

from __future__ import annotations

from dataclasses import dataclass

from fieldkit.store.vault import Store

AIM_SECONDS = 4.0
LEAST_BYTES, FIRST_BYTES, MOST_BYTES = 4_096, 131_072, 1_572_864
BATCH_BYTES = 61_440
TRIES = 4
"""How often in a row one round goes on after the line has failed it."""

_GROWTH, _CARE = 2, 8
_KEPT = "uplink-pace"


@dataclass(slots=True)
class Pace:
    """How much a request may carry. ``failed`` counts failures since an answer was last taken in."""

    request_bytes: int = FIRST_BYTES
    failed: int = 0
    ceiling: int = MOST_BYTES

    @property
    def batch_bytes(self) -> int:
        """Return how large a batch may be frozen: a few of them to a request."""
        return max(LEAST_BYTES, min(BATCH_BYTES, self.request_bytes // 2))

    def came_through(self, sent: int, seconds: float) -> None:
        """Learn from a request of ``sent`` bytes that was answered after ``seconds``."""
        carried = int(sent * AIM_SECONDS / max(seconds, 0.001))
        if sent * _GROWTH < self.request_bytes:
            return  # so little tells of the line's delay, not of how much it carries
        self.request_bytes = max(LEAST_BYTES, min(carried, self.request_bytes * _GROWTH, self.ceiling))
        self.ceiling = min(MOST_BYTES, self.ceiling + self.ceiling // _CARE)

    def gave_out(self) -> bool:
        """Learn that a request did not come through; return whether to try again, with half as much."""
        self.failed += 1
        self.request_bytes = self.ceiling = max(LEAST_BYTES, self.request_bytes // 2)
        return self.failed < TRIES


def pace_of(store: Store) -> Pace:
    """Return what was learned of the line since ``store`` was opened."""
    kept = store.kept.get(_KEPT)
    if not isinstance(kept, Pace):
        kept = store.kept[_KEPT] = Pace()
    return kept
