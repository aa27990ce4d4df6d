# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A small honest district: the chains of docs/protocol.md §7 in memory, and a whim where it may say yes or no."""

import copy
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import Acknowledgement, Batch, Chain, Operation, Receipt, Standing
from fieldkit.seals import envelope, packing
from fieldkit.seals.chain import START, head_after
from fieldkit.seals.keys import key_id, public_bytes
from fieldkit.store.batches import Frozen
from tests.support.told import SIGNING_KEY

Words = tuple[Acknowledgement, ...]


@dataclass
class Life:
    """One chain: its heads by number (0 is the start), the words on each batch, and whether it goes on."""

    heads: list[bytes] = field(default_factory=lambda: [START])
    state: str = "open"


@dataclass
class Books:
    """All that the district holds; a backup is a copy of it."""

    lives: dict[str, Life] = field(default_factory=dict)
    words: dict[bytes, Words] = field(default_factory=dict)
    held: dict[bytes, Batch] = field(default_factory=dict)
    operations: dict[str, bytes] = field(default_factory=dict)
    strays: set[bytes] = field(default_factory=set)


class Ledger:
    """The district. ``whim`` says yes or no to an operation it has not seen; it stays with what it said."""

    def __init__(self, whim: Callable[[str], bool]) -> None:
        self.books = Books()
        self.backup = Books()
        self.whim = whim
        self.said: dict[bytes, bool] = {}

    def answer(
        self, frozen: Iterable[Frozen], chains: Iterable[Chain]
    ) -> tuple[list[Receipt], list[Standing]]:
        """Take what came; return a receipt for each batch but those beyond a gap, and a standing for each life."""
        found = [self.take(one) for one in frozen]
        return [one for one in found if one], [self.standing(chain.life) for chain in chains]

    def take(self, frozen: Frozen) -> Receipt | None:
        """Take one batch as protocol §7.3 says."""
        keys = {key_id(public_bytes(SIGNING_KEY)): SIGNING_KEY.public_key()}
        _, packed = envelope.open_envelope(frozen.envelope, keys, envelope.BATCH)
        batch = from_bytes(packing.unpack(packed, most=1 << 20), Batch)
        head = head_after(bytes.fromhex(batch.prev), frozen.envelope)
        life = self.books.lives.setdefault(batch.life, Life())
        if head in self.books.words:
            return self._receipt(batch, head, "safe" if head in self.backup.words else "received")
        if head in self.books.held:
            return self._receipt(batch, head, "held")
        if life.state == "open" and batch.number > len(life.heads):
            return None
        if (
            life.state != "open"
            or batch.number < len(life.heads)
            or bytes.fromhex(batch.prev) != life.heads[-1]
        ):
            life.state = "held" if life.state == "open" else life.state
            self.books.held[head] = batch
            return self._receipt(batch, head, "held")
        self._enter(batch, head)
        life.heads.append(head)
        return self._receipt(batch, head, "safe" if head in self.backup.words else "received")

    def standing(self, named: str) -> Standing:
        """Return where a life stands."""
        life = self.books.lives.setdefault(named, Life())
        safe = sum(head in self.backup.words for head in life.heads)
        return Standing(
            life=named,
            number=len(life.heads) - 1,
            head=life.heads[-1].hex(),
            safe=safe,
            state=life.state,  # type: ignore[arg-type]
        )

    def decide(self, adopt: bool) -> None:
        """Let staff release every held life."""
        for head, batch in self.books.held.items():
            self._enter(batch, head, adopt=adopt)
            self.books.lives[batch.life].state = "closed"
        self.books.held.clear()
        for life in self.books.lives.values():
            if life.state == "held":
                life.state = "closed"

    def back_up(self) -> None:
        """Make a backup: what is in it is safe."""
        self.backup = copy.deepcopy(self.books)

    def restore(self) -> None:
        """Go back to the last backup."""
        self.books = copy.deepcopy(self.backup)

    def _enter(self, batch: Batch, head: bytes, *, adopt: bool = True) -> None:
        words = [self._judge(bytes(raw), adopt) for raw in batch.operations]
        self.books.words[head] = tuple(word for word in words if word is not None)

    def _judge(self, raw: bytes, adopt: bool) -> Acknowledgement | None:
        operation = from_bytes(raw, Operation)
        before = self.books.operations.get(operation.id)
        if not adopt and before is None:
            self.books.strays.add(raw)
            return Acknowledgement(operation=operation.id, verdict="rejected", code="conflict", field="id")
        if before is not None and before != raw:
            self.books.strays.add(raw)
            return Acknowledgement(operation=operation.id, verdict="rejected", code="conflict", field="id")
        self.books.operations[operation.id] = raw
        if self.said.setdefault(raw, self.whim(operation.id)):
            return None
        return Acknowledgement(operation=operation.id, verdict="rejected", code="already-member")

    def _receipt(self, batch: Batch, head: bytes, level: str) -> Receipt:
        return Receipt(
            life=batch.life,
            number=batch.number,
            head=head.hex(),
            level=level,  # type: ignore[arg-type]
            operations=len(batch.operations),
            words=self.books.words.get(head, ()) if level != "held" else (),
        )
