# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What an operator is told of a paper on its way: trouble at once, and no alarm where nobody has to do anything."""

from dataclasses import replace

from fieldkit.ui.order_words import order_words, trouble_of, wants_somebody
from tests.ui.prints.test_waiting import FAILED


def test_a_printer_that_is_at_another_paper_is_waited_for_without_an_alarm(qapp):
    busy = replace(FAILED, why="printer-not-ready", facts={"printer": "网络", "why": "busy"})
    assert order_words(busy) == "会自动再送（打印机正忙着打别的）"
    assert trouble_of(busy) is None
    assert not wants_somebody(busy)


def test_one_that_is_away_is_told_of_at_once(qapp):
    assert wants_somebody(FAILED)
    assert trouble_of(FAILED) is not None
