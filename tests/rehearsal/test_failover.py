# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A failover of the real thing; the long form is ``./run storm failover``. The planted fault must be found."""

import pytest

from fieldkit.rehearsal.failover import storm_of_failovers
from tests.support import postgres

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(postgres.missing()), reason=postgres.missing() or "there"),
]


def test_nothing_that_was_acknowledged_is_lost_with_a_synchronous_standby(tmp_path):
    told = []
    result = storm_of_failovers(tmp_path, times=1, seed=7, plant=None, tell=lambda *done: told.append(done))
    assert result["holds"], result
    assert result["figures"]["acknowledged_before_the_kill"] > 20
    assert told == [(1, 1)]


def test_the_checker_finds_what_an_asynchronous_standby_loses(tmp_path):
    result = storm_of_failovers(tmp_path, times=1, seed=7, plant="asynchronous", tell=lambda *_done: None)
    assert not result["holds"]
    assert result["figures"]["acknowledged_lost"] > 0, result
    assert result["figures"]["doubled"] == 0
