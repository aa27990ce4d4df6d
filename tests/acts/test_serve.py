# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Serve: a member is noted, a visitor is counted."""

import pytest

from fieldkit.acts.enrol import enrol
from fieldkit.acts.outbox import counts
from fieldkit.acts.serve import serve, service_counts
from fieldkit.acts.void import void
from fieldkit.domain.services import ServiceCount
from fieldkit.problems import NotEntitled, Unknown
from fieldkit.protocol.bodies import ServeBody
from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import Operation
from tests.support.clock import DAY, TEN
from tests.support.factories import CLERK, DESK, VOLUNTEER, draft
from tests.support.told import waiting


@pytest.fixture
def member(store):
    """Enrol somebody."""
    return enrol(store, uid="u1", draft=draft(1), operator=CLERK, desk=DESK, now=TEN).member


def do(store, service="haircut", **more):
    return serve(store, service=service, operator=VOLUNTEER, desk=DESK, now=TEN, **more)


def last(store):
    return from_bytes(from_bytes(waiting(store)[-1], Operation).body, ServeBody)


def test_a_member_is_noted_by_name(store, member):
    done = do(store, "legal", uid="u1")
    body = last(store)
    assert (body.service, body.uid, body.count) == ("legal", "u1", 1)
    assert body.tag
    assert done.touched.kinds == {"services", "outbox"}


def test_a_card_names_its_member(store, member):
    do(store, "legal", number=member.serial)
    assert last(store).uid == "u1"


def test_visitors_are_only_counted(store):
    do(store, count=3)
    do(store)
    body = last(store)
    assert (body.uid, body.tag, body.count) == ("", "", 1)
    assert service_counts(store, desk=DESK, day=DAY) == (ServiceCount("haircut", 4),)


def test_a_member_counts_once_whatever_is_asked(store, member):
    do(store, uid="u1", count=5)
    assert last(store).count == 1


def test_a_service_that_notes_names_needs_one(store):
    with pytest.raises(NotEntitled):
        do(store, "legal")
    assert counts(store).recorded == 0


@pytest.mark.parametrize(
    "more",
    [
        {"service": "closed"},
        {"service": "none"},
        {"uid": "nobody"},
        {"number": "123"},
        {"number": "FK-0000-0042-5"},
    ],
)
def test_what_is_not_there_is_named_as_unknown(store, more):
    with pytest.raises(Unknown):
        do(store, **more)


@pytest.mark.parametrize("count", [0, -1, 1000])
def test_a_count_is_from_1_to_999(store, count):
    with pytest.raises(ValueError, match="1 to 999"):
        do(store, count=count)


def test_a_voided_record_does_not_count(store):
    done = do(store, count=3)
    do(store)
    void(store, operation=done.operation, reason="", operator=VOLUNTEER, desk=DESK, now=TEN)
    assert service_counts(store, desk=DESK, day=DAY) == (ServiceCount("haircut", 1),)
