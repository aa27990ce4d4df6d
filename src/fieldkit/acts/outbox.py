# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Where the acts of this device stand with the district."""

from __future__ import annotations

from fieldkit.domain.outbox import Counts, HeldLife, Rejection, Round
from fieldkit.store import identity, outbox
from fieldkit.store import rounds as kept_rounds
from fieldkit.store.vault import Store


def counts(store: Store) -> Counts:
    """Return the three numbers, and what waits. Recorded is always confirmed and attention and waiting together."""
    return outbox.counts(store)


def rejections(store: Store) -> tuple[Rejection, ...]:
    """Return what the district refused and nobody has settled, oldest first."""
    return outbox.rejections(store)


def held_lives(store: Store) -> tuple[HeldLife, ...]:
    """Return the lives of this store of which the district keeps something aside, the latest first."""
    return outbox.held_lives(store)


def is_revoked(store: Store) -> bool:
    """Return True once the district has revoked this device: lists of people are locked, handing over still works."""
    return identity.revoked(store)


def rounds(store: Store, *, limit: int = 20) -> tuple[Round, ...]:
    """Return the latest sync rounds, the newest first."""
    return kept_rounds.rounds(store, limit=limit)
