# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A district that says what it likes, but never two things about one operation."""

from collections.abc import Sequence

from fieldkit.acts.enrol import AlreadyMember
from fieldkit.problems import (
    AlreadyTaken,
    AlreadyVoided,
    Conflicted,
    NotAllowed,
    NotEntitled,
    OutOfStock,
    Unknown,
)
from fieldkit.protocol.messages import Level, Receipt
from fieldkit.store.batches import Frozen
from tests.support.told import accepted, receipt_of, rejected

REFUSALS = (
    AlreadyMember,
    AlreadyTaken,
    AlreadyVoided,
    Conflicted,
    NotAllowed,
    NotEntitled,
    OutOfStock,
    Unknown,
)
"""What may forbid an act that a machine tries blindly."""


class Whims:
    """What was said so far: the word on each operation, and every receipt that had words."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        self.receipts: list[Receipt] = []

    def answer(self, sent: Sequence[Frozen], verdicts: Sequence[str], level: Level) -> list[Receipt]:
        """Return receipts: ``verdicts`` in turn for what was not answered yet, the same again for what was."""
        made = [self._receipt(one, verdicts, level) for one in sent]
        self.receipts += [receipt for receipt in made if level != "held"]
        return made

    def _receipt(self, one: Frozen, verdicts: Sequence[str], level: Level) -> Receipt:
        if level == "held":
            return receipt_of(one, (), level)
        words = []
        for number, operation in enumerate(one.operations):
            word = self.words.setdefault(operation, verdicts[number % len(verdicts)])
            if word == "accepted":
                words.append(accepted(operation, "FK-0000-0042-5"))
            else:
                code = "conflict" if word == "conflict" and not int(operation[-1]) % 5 else "already-member"
                words.append(rejected(operation, code))
        return receipt_of(one, words, level)
