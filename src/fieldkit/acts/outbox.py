# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Where the acts of this device stand with the district."""

from __future__ import annotations

from fieldkit.domain.outbox import Counts, Rejection, Round
from fieldkit.store import outbox
from fieldkit.store import rounds as kept_rounds
from fieldkit.store.vault import Store


def counts(store: Store) -> Counts:
    """Return the three numbers, and what waits. Recorded is always confirmed and attention and waiting together."""
    return outbox.counts(store)


def rejections(store: Store) -> tuple[Rejection, ...]:
    """Return what the district refused and nobody has settled, oldest first."""
    return outbox.rejections(store)


def rounds(store: Store, *, limit: int = 20) -> tuple[Round, ...]:
    """Return the latest sync rounds, the newest first."""
    return kept_rounds.rounds(store, limit=limit)
