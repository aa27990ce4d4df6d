# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a batch is answered with, and what a request brought."""

import msgspec

from fieldkit.protocol.messages import Acknowledgement, Batch
from fieldkit.seals.chain import START, head_after
from sync.intake.came import NOTHING_CAME, Came, Counts, read_words, rejected_of

NO = Acknowledgement(operation="b" * 32, verdict="rejected", code="CLOSED")
WORDS = (Acknowledgement(operation="a" * 32, verdict="accepted", serial="PP99990001"), NO, NO)


def test_a_receipt_names_the_batch_by_its_own_bytes():
    told = Batch(
        protocol=1,
        district="d1",
        device="laptop",
        life="c" * 32,
        number=7,
        prev=START.hex(),
        operations=(msgspec.Raw(b"{}"), msgspec.Raw(b"{}")),
    )
    receipt = Came.of(b"the envelope", told).receipt("safe", (NO,))
    assert receipt.head == head_after(START, b"the envelope").hex()
    assert (receipt.life, receipt.number, receipt.operations) == ("c" * 32, 7, 2)
    assert (receipt.level, receipt.words) == ("safe", (NO,))


def test_counts_go_on_top_of_counts():
    once = NOTHING_CAME.and_more(operations=4, rejected=1, batches=1)
    assert once.and_more(operations=2, batches=1, held=1) == Counts(6, 1, 2, 1)
    assert Counts(0, 0, 0, 0) == NOTHING_CAME


def test_only_a_no_counts_as_rejected():
    assert rejected_of(WORDS) == 2


def test_words_are_read_as_they_were_kept():
    assert read_words(msgspec.json.encode(WORDS)) == WORDS
    assert read_words(b"[]") == ()
