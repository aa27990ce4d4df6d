# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The table of test documents holds what domain.md §3.1 and §3.2 ask for."""

from fieldkit.domain.faults import FAULT_CODES
from fieldkit.sample import cases


def test_every_fault_in_the_table_is_a_known_one():
    table = (*cases.documents(), *cases.phones(), *cases.credit_codes())
    assert len(table) == 39
    assert {fault for case in table for fault in case.faults} <= FAULT_CODES
