# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How work speaks while it runs: progress, the wish to stop, what it touched, what is to be seen to. Values only."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


class Step(enum.Enum):
    """What long work is doing now; the ui chooses the words."""

    PACKING = "packing"
    SENDING = "sending"
    SETTLING = "settling"
    APPLYING = "applying"
    PRINTING = "printing"


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` things of ``step``; ``total`` is 0 while unknown.

    ``may_stop`` is True once what people would miss is done: in a round, the members are with the district.
    """

    step: Step
    done: int
    total: int
    may_stop: bool = False


class Report(Protocol):
    """What a long task is given to speak through."""

    @property
    def asked_to_stop(self) -> bool:
        """Return True once somebody asked to stop; look between batches, never inside a transaction."""

    def tell(self, progress: Progress) -> None:
        """Say how far the work is. At most ten a second reach the window."""


class Quiet:
    """A report that listens to nobody, for work without a window."""

    asked_to_stop = False

    def tell(self, progress: Progress) -> None:
        """Drop ``progress``."""


@dataclass(frozen=True, slots=True)
class Touched:
    """The kinds of thing an act changed: ``members``, ``services``, ``stock``, ``outbox``, ``prints``, ``briefing``."""

    kinds: frozenset[str]

    @classmethod
    def of(cls, *kinds: str) -> Touched:
        """Return the set of ``kinds``."""
        return cls(frozenset(kinds))

    def any_of(self, kinds: Iterable[str]) -> bool:
        """Return True when one of ``kinds`` was touched."""
        return not self.kinds.isdisjoint(kinds)


@dataclass(frozen=True, slots=True)
class Cares:
    """What somebody should see to when there is time: told quietly and for as long as it is so.

    ``place_gone``: the second place is not to be reached, and the copies lack ``uncopied`` acts; ``no_code``: no
    recovery code was made; ``untried``: a copy is made, and nobody has tried for a month whether the code opens it.
    ``copied_at`` is when the newest copy was made, '' for none.
    """

    place_gone: bool = False
    uncopied: int = 0
    no_code: bool = False
    untried: bool = False
    copied_at: str = ""
