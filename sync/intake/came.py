# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A batch as it came, the receipt that it is answered with, and what a whole request brought."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from fieldkit.protocol.messages import Acknowledgement, Batch, Level, Receipt
from fieldkit.seals.chain import head_after
from sync.intake.accept import Words


@dataclass(frozen=True, slots=True)
class Came:
    """A batch as it came: the bytes of its envelope, what is in it, and the head after it by its own account."""

    raw: bytes
    batch: Batch
    head: bytes

    @classmethod
    def of(cls, raw: bytes, told: Batch) -> Came:
        """Return the batch that came as ``raw``."""
        return cls(raw, told, head_after(bytes.fromhex(told.prev), raw))

    def receipt(self, level: Level, words: Words) -> Receipt:
        """Return what the device is told of it: its level, and the words that are not a plain yes."""
        told = self.batch
        return Receipt(
            life=told.life,
            number=told.number,
            head=self.head.hex(),
            level=level,
            operations=len(told.operations),
            words=words,
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """What a request brought: operations and how many of them were rejected, batches, and how many were held."""

    operations: int = 0
    rejected: int = 0
    batches: int = 0
    held: int = 0

    def and_more(self, **more: int) -> Counts:
        """Return these with ``more`` on top."""
        return Counts(**{name: getattr(self, name) + more.get(name, 0) for name in Counts.__slots__})


NOTHING_CAME = Counts()


def read_words(raw: bytes) -> Words:
    """Return the words of a receipt as they were kept."""
    return msgspec.json.decode(raw, type=Words) if raw != b"[]" else ()


def rejected_of(words: tuple[Acknowledgement, ...]) -> int:
    """Return how many of ``words`` say no."""
    return sum(word.verdict == "rejected" for word in words)
