# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Withdraw a consent."""

import pytest

from fieldkit.acts.enrol import enrol
from fieldkit.acts.outbox import counts
from fieldkit.acts.withdraw import withdraw
from fieldkit.domain.consents import ConsentKind
from fieldkit.problems import Unknown
from fieldkit.protocol.bodies import WithdrawBody
from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import Operation
from tests.support.clock import TEN
from tests.support.factories import CLERK, DESK, VOLUNTEER, draft
from tests.support.told import waiting


def do(store, consent=ConsentKind.BANK, uid="u1"):
    return withdraw(store, uid=uid, consent=consent, operator=VOLUNTEER, desk=DESK, now=TEN)


def test_a_consent_is_taken_back_once(store):
    enrol(store, uid="u1", draft=draft(1), operator=CLERK, desk=DESK, now=TEN)
    done = do(store)
    assert do(store).operation == done.operation
    assert do(store, ConsentKind.PUBLICITY).operation != done.operation
    body = from_bytes(from_bytes(waiting(store)[1], Operation).body, WithdrawBody)
    assert (body.uid, body.consent) == ("u1", "bank")
    assert body.tag
    assert counts(store).recorded == 3


def test_somebody_unknown_is_named_as_unknown(store):
    with pytest.raises(Unknown):
        do(store, uid="nobody")
