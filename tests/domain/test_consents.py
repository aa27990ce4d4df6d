# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Consents: each asked by itself, answered once, with a text that can be named; only one of them is needed."""

from dataclasses import replace

import pytest

from fieldkit.domain.consents import Consent, ConsentKind, check_consents, in_order

ALL = tuple(Consent(kind, True, "1") for kind in ConsentKind)


def told(consents, *, notice_read: bool = True) -> list[tuple[str, str]]:
    return [(fault.field, fault.code) for fault in check_consents(consents, notice_read=notice_read)]


def test_three_answers_and_the_notice_are_enough():
    assert told(ALL) == []


@pytest.mark.parametrize("kind", [ConsentKind.BANK, ConsentKind.PUBLICITY])
def test_refusing_bank_or_publicity_is_an_answer(kind):
    assert told([replace(one, given=one.kind is not kind) for one in ALL]) == []


def test_without_consent_for_the_upper_union_nobody_is_enrolled_here():
    refused = [replace(one, given=False) for one in ALL]
    assert told(refused) == [("consent_upper_union", "consent-upper-union-needed")]


def test_silence_is_no_answer():
    assert told((), notice_read=False) == [
        ("notice_read", "notice-unread"),
        ("consent_upper_union", "consent-unanswered"),
        ("consent_bank", "consent-unanswered"),
        ("consent_publicity", "consent-unanswered"),
    ]


def test_two_different_answers_are_none():
    assert told([*ALL, Consent(ConsentKind.BANK, False, "1")]) == [("consent_bank", "consent-unanswered")]


def test_an_answer_to_a_text_without_version_is_refused():
    assert told([*ALL[:2], replace(ALL[2], version="")]) == [("consent_publicity", "consent-text-unknown")]


def test_consents_are_kept_in_one_order_the_latest_answer_of_each_kind():
    newer = Consent(ConsentKind.BANK, True, "2")
    assert in_order([ALL[2], ALL[1], newer]) == (newer, ALL[2])
