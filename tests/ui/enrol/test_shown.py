# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""When a fault is said: at once, when the field is left or full, or only when a save was asked for."""

import pytest

from fieldkit.domain.enrolments import EnrolmentDraft
from fieldkit.domain.faults import FAULT_CODES, Fault, Weight
from fieldkit.ui.enrol.offers import offers_of, spaced
from fieldkit.ui.enrol.shown import (
    AT_ONCE,
    ONLY_WHEN_ASKED,
    for_enrolment,
    for_transfer,
    for_update,
    worth_saying,
)

EMPTY = EnrolmentDraft()
WHOLE = EnrolmentDraft(document_number="119999197807040110", phone="15400000001")


def said(fault, draft=EMPTY, left=()):
    return worth_saying([fault], draft, left) == (fault,)


def test_every_code_named_here_is_a_code_of_the_rules():
    assert AT_ONCE | ONLY_WHEN_ASKED <= FAULT_CODES


@pytest.mark.parametrize("code", sorted(ONLY_WHEN_ASKED))
def test_what_is_merely_not_there_yet_waits_for_a_save(code):
    assert not said(Fault("name", code), WHOLE, {"name"})


@pytest.mark.parametrize("code", sorted(AT_ONCE))
def test_what_no_key_can_put_right_is_said_at_once(code):
    assert said(Fault("document_number", code))


def test_a_number_is_judged_when_it_is_full_or_left():
    fault = Fault("document_number", "document-check-digit")
    assert not said(fault)
    assert said(fault, WHOLE)
    assert said(fault, EMPTY, {"document_number"})


def test_a_passport_has_no_full_length_and_is_judged_when_left():
    fault = Fault("document_number", "document-form")
    draft = EnrolmentDraft(document_kind="passport", document_number="E" * 18)
    assert not said(fault, draft)
    assert said(fault, draft, {"document_number"})


def test_a_fault_of_the_kind_is_said_with_the_number():
    assert said(Fault("document_kind", "document-kind-other", facts={"kind": "hmt_resident"}), WHOLE)


def test_a_phone_is_judged_when_it_has_eleven_digits():
    assert said(Fault("phone", "phone-unallocated", Weight.NOTE), WHOLE)
    assert not said(Fault("phone", "phone-length"))


def test_an_answer_just_given_is_judged_at_once():
    assert said(Fault("consent_upper_union", "consent-upper-union-needed"))


def test_a_save_says_everything():
    faults = (Fault("name", "name-missing"), Fault("sex", "sex-unknown", Weight.NOTE))
    assert for_enrolment(faults) == faults


def test_a_transfer_asks_for_the_workplace_and_the_consents_only():
    faults = [
        Fault("signature", "signature-missing"),
        Fault("employer", "employer-missing"),
        Fault("phone", "phone-missing"),
        Fault("phone", "phone-length"),
        Fault("consent_bank", "consent-unanswered"),
    ]
    assert [fault.code for fault in for_transfer(faults)] == [
        "employer-missing",
        "phone-length",
        "consent-unanswered",
    ]


def test_an_update_asks_for_nothing_but_refuses_what_is_wrong():
    faults = [Fault("phone", "phone-missing"), Fault("phone", "phone-length"), Fault("name", "name-missing")]
    assert [fault.code for fault in for_update(faults)] == ["phone-length"]


def test_offers_name_the_likeliest_first_with_its_key():
    fault = Fault(
        "document_number",
        "document-check-digit",
        facts={"suggestion": "119999197807040115", "suggestions": "119999197807040115 119999197807040X10"},
    )
    offers = offers_of([fault])
    assert [what for what, _ in offers] == ["119999197807040115", "119999197807040X10"]
    assert "119999 19780704 0115" in offers[0][1]
    assert "Alt" in offers[0][1]
    assert "Alt" not in offers[1][1]


def test_another_kind_is_offered_by_its_name():
    fault = Fault("document_kind", "document-kind-other", facts={"kind": "hmt_resident"})
    ((what, words),) = offers_of([fault])
    assert what == "kind:hmt_resident"
    assert "居住证" in words


def test_only_whole_numbers_are_spaced():
    assert spaced("古丽·米热") == "古丽·米热"
