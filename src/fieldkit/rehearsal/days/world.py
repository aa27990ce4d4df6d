# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What all of a day shares: its chance, its time, its trace, and the ways in which somebody dies in it."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import secrets
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

MORNING = dt.datetime(2023, 11, 29, 2, 0, tzinfo=dt.UTC)
"""Ten in the morning at the booths, on the day of the sample event."""

OFFICE = MORNING - dt.timedelta(days=3)
"""When the district was founded and the devices joined."""


class Died(BaseException):
    """The program, or the district's server, ended here: nothing that was not on the disk is left of it."""


class Wrong(AssertionError):
    """Something that must hold does not. ``args`` are its kind (one word) and a sentence."""


def die() -> None:
    """End whoever is at work."""
    raise Died


class World:
    """One day. ``chance`` decides everything that is not in the plan; ``now`` is the true time."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.chance = random.Random(f"{seed}:world")
        self.now = MORNING
        self.calm = False
        self.trace: list[str] = []
        self.figures: Counter[str] = Counter()

    def pass_time(self, **step: float) -> None:
        """Let so much time go by."""
        self.now += dt.timedelta(**step)

    def happens(self, share: float) -> bool:
        """Return True in ``share`` of all cases; never once everything heals."""
        return self.chance.random() < share and not self.calm

    def tell(self, who: str, what: str) -> None:
        """Note what happened, for whoever must understand a day that does not hold."""
        self.trace.append(f"{self.now:%d %H:%M:%S} {who}: {what}")

    def digest(self) -> str:
        """Return the SHA-256 of all that happened: the same seed gives the same day."""
        return hashlib.sha256("\n".join(self.trace).encode()).hexdigest()


@contextmanager
def seeded(seed: str) -> Iterator[None]:
    """Let what the program draws by chance (lives, words, uids) come from ``seed`` within the block."""
    chance = random.Random(f"{seed}:secrets")
    with mock.patch.multiple(
        secrets,
        token_bytes=lambda count=32: chance.randbytes(count),
        token_hex=lambda count=32: chance.randbytes(count).hex(),
        randbelow=chance.randrange,
    ):
        yield
