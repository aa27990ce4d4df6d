# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Who may sign in."""

import pytest

from fieldkit.acts.sign_in import add_operator, operator, operators
from fieldkit.domain.operators import Operator, Role
from fieldkit.problems import NotAllowed, Unknown
from tests.support.clock import TEN
from tests.support.factories import CLERK, VOLUNTEER


def test_the_first_operator_is_added_by_themselves_and_then_by_a_clerk(store):
    assert operators(store) == ()
    add_operator(store, operator=CLERK, by=CLERK, now=TEN)
    add_operator(store, operator=VOLUNTEER, by=CLERK, now=TEN)
    assert operators(store) == (CLERK, VOLUNTEER)
    assert operator(store, VOLUNTEER.id) == VOLUNTEER


def test_a_volunteer_adds_nobody(store):
    add_operator(store, operator=CLERK, by=CLERK, now=TEN)
    with pytest.raises(NotAllowed):
        add_operator(store, operator=VOLUNTEER, by=VOLUNTEER, now=TEN)


def test_a_role_may_change(store):
    add_operator(store, operator=CLERK, by=CLERK, now=TEN)
    raised = Operator(VOLUNTEER.id, VOLUNTEER.name, Role.CLERK)
    add_operator(store, operator=VOLUNTEER, by=CLERK, now=TEN)
    add_operator(store, operator=raised, by=CLERK, now=TEN)
    assert operator(store, VOLUNTEER.id).role is Role.CLERK


def test_somebody_unknown_is_named_as_unknown(store):
    with pytest.raises(Unknown):
        operator(store, "x")
