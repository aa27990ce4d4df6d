# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A request carries what the line has shown that it carries: half after a failure, more after a success."""

from hypothesis import given
from hypothesis import strategies as st

from fieldkit.uplink.pace import FIRST_BYTES, LEAST_BYTES, MOST_BYTES, TRIES, Pace, pace_of


def test_a_failure_halves_and_a_few_in_a_row_end_the_round():
    pace = Pace()
    assert [pace.gave_out() for _ in range(TRIES)] == [True] * (TRIES - 1) + [False]
    assert pace.request_bytes == FIRST_BYTES >> TRIES


def test_a_good_line_carries_more_and_a_slow_one_less():
    pace = Pace()
    pace.came_through(FIRST_BYTES, 0.1)
    assert pace.request_bytes == 2 * FIRST_BYTES
    pace.came_through(FIRST_BYTES, 30.0)
    assert LEAST_BYTES < pace.request_bytes < FIRST_BYTES // 4


def test_a_small_request_says_nothing_of_how_much_the_line_carries():
    pace = Pace()
    pace.came_through(700, 2.0)
    assert pace.request_bytes == FIRST_BYTES


@given(st.lists(st.none() | st.tuples(st.integers(0, MOST_BYTES), st.floats(0, 200)), max_size=40))
def test_it_stays_within_bounds(happened):
    pace = Pace()
    for one in happened:
        pace.came_through(*one) if one else pace.gave_out()
        assert LEAST_BYTES <= pace.request_bytes <= MOST_BYTES
        assert LEAST_BYTES <= pace.batch_bytes <= pace.request_bytes


def test_what_was_learned_lasts_while_the_store_is_open(fresh):
    pace_of(fresh).gave_out()
    assert pace_of(fresh).request_bytes == FIRST_BYTES // 2
