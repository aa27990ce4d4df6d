# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""An enrolment: every fault at once, in the order of the form; what passes is kept tidied."""

import datetime as dt
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.domain.consents import Consent, ConsentKind
from fieldkit.domain.daybook import DayBook
from fieldkit.domain.enrolments import EnrolmentDraft, check
from fieldkit.domain.events import Code
from fieldkit.domain.faults import FAULT_CODES
from fieldkit.domain.people import Sex
from fieldkit.sample.day import sample_day
from fieldkit.sample.signatures import signature_png

DAY = dt.date(2023, 11, 29)
BOOK = sample_day().book
LOUD = replace(BOOK, settings=tuple(pair for pair in BOOK.settings if pair[0] != "quiet_notes"))
GOOD = EnrolmentDraft(
    document_kind="resident",
    document_number="119999197807040115",
    name="王明",
    phone="15400000001",
    employment_group="guard",
    employer="天宫院示例保安服务公司",
    consents=tuple(Consent(kind, True, "1") for kind in ConsentKind),
    notice_read=True,
    signature=signature_png(1),
)
LATER = replace(GOOD, document_kind="later", document_number="", birth_date="1978-07-04", sex="1")


def told(draft: EnrolmentDraft, book: DayBook = BOOK) -> list[tuple[str, str]]:
    return [(fault.field, fault.code) for fault in check(draft, book, DAY).faults]


def test_a_right_draft_is_kept_as_an_enrolment():
    checked = check(GOOD, BOOK, DAY)
    assert checked.faults == checked.notes == ()
    assert checked.enrolment is not None
    assert checked.enrolment.sex is checked.sex is Sex.MALE
    assert checked.enrolment.birth_date == checked.birth_date == dt.date(1978, 7, 4)
    for field in fields(checked.enrolment):
        if field.name not in ("sex", "birth_date", "occurred_at"):
            assert getattr(checked.enrolment, field.name) == getattr(GOOD, field.name)


def test_what_was_typed_untidily_is_kept_tidied():
    draft = replace(
        GOOD,
        document_number="１１９９９９ 19780704 0115",
        name=" 王 明 ",
        phone="+86 154-0000-0001",
        employer=" 示例食品厂 ",
        consents=tuple(reversed(GOOD.consents)),
    )
    enrolment = check(draft, BOOK, DAY).enrolment
    assert enrolment is not None
    assert (enrolment.document_number, enrolment.name) == ("119999197807040115", "王明")
    assert (enrolment.phone, enrolment.employer) == ("15400000001", "示例食品厂")
    assert enrolment.consents == GOOD.consents


def test_an_empty_form_is_told_everything_at_once_in_its_own_order():
    assert told(EnrolmentDraft()) == [
        ("document_number", "document-missing"),
        ("name", "name-missing"),
        ("phone", "phone-missing"),
        ("employment_group", "employment-group-missing"),
        ("employer", "employer-missing"),
        ("notice_read", "notice-unread"),
        ("consent_upper_union", "consent-unanswered"),
        ("consent_bank", "consent-unanswered"),
        ("consent_publicity", "consent-unanswered"),
        ("signature", "signature-missing"),
    ]
    assert check(EnrolmentDraft(), BOOK, DAY).enrolment is None


def test_the_district_chooses_notes_that_are_not_worth_saying():
    assert told(GOOD, LOUD) == [
        ("document_number", "document-county-unknown"),
        ("phone", "phone-unallocated"),
    ]
    stop = replace(BOOK, settings=(("quiet_notes", "name-missing"),))
    assert ("name", "name-missing") in told(replace(GOOD, name=""), stop)


def test_a_note_does_not_keep_anybody_from_enrolling():
    checked = check(GOOD, LOUD, DAY)
    assert checked.enrolment is not None
    assert checked.notes == checked.faults != ()


@pytest.mark.parametrize(
    ("number", "codes", "kept"),
    [
        ("119999200711290157", [("document_number", "age-minor")], True),
        ("119999200711300159", [("document_number", "age-under-16")], False),
        ("119999196811290200", [("document_number", "age-card")], True),
    ],
)
def test_ages_fall_out_of_the_number(number, codes, kept):
    draft = replace(GOOD, document_number=number)
    assert told(draft) == codes
    assert (check(draft, BOOK, DAY).enrolment is not None) is kept


def test_upper_ages_are_the_districts():
    draft = replace(GOOD, document_number="119999196311290191")
    assert told(draft) == [("document_number", "age-card")]
    for limit, codes in (("63", []), ("sixty", [("document_number", "age-card")])):
        book = replace(BOOK, settings=(*BOOK.settings, ("age_card_male", limit)))
        assert told(draft, book) == codes


def test_whoever_has_no_document_at_hand_gives_name_phone_and_birth_date():
    assert told(LATER) == [("document_kind", "document-later")]
    enrolment = check(replace(LATER, document_number="119999"), BOOK, DAY).enrolment
    assert enrolment is not None
    assert (enrolment.document_number, enrolment.birth_date) == ("", dt.date(1978, 7, 4))
    bare = replace(LATER, name="", phone="", birth_date="", sex="")
    assert told(bare) == [
        ("document_kind", "document-later"),
        ("name", "name-missing"),
        ("sex", "sex-unknown"),
        ("birth_date", "birth-date-missing"),
        ("phone", "phone-missing"),
    ]


@pytest.mark.parametrize(
    ("birth_date", "code"),
    [
        ("yesterday", "birth-date-invalid"),
        ("1978-02-30", "birth-date-invalid"),
        ("2024-01-01", "birth-date-future"),
        ("2010-01-01", "age-under-16"),
    ],
)
def test_a_typed_birth_date_is_judged_in_its_own_field(birth_date, code):
    assert ("birth_date", code) in told(replace(LATER, birth_date=birth_date))


def test_a_birth_date_must_be_the_documents():
    assert told(replace(GOOD, birth_date="1978-07-04")) == []
    assert told(replace(GOOD, birth_date="1978-07-05")) == [("birth_date", "birth-date-differs")]


def test_a_sex_must_be_the_documents_unless_a_reason_is_given():
    assert told(replace(GOOD, sex="1")) == []
    assert told(replace(GOOD, sex="2")) == [("sex", "sex-differs")]
    overridden = check(replace(GOOD, sex="2", sex_reason="证件有误，已核对"), BOOK, DAY)
    assert [(fault.code, fault.stops) for fault in overridden.faults] == [("sex-overridden", False)]
    assert overridden.enrolment is not None
    assert overridden.enrolment.sex is Sex.FEMALE


def test_a_sex_that_is_none_is_refused():
    assert told(replace(GOOD, sex="7")) == [("sex", "sex-invalid")]


def test_a_wrong_number_is_told_once_not_also_as_missing_sex_and_birth_date():
    assert told(replace(GOOD, document_number="119999197807040110")) == [
        ("document_number", "document-check-digit")
    ]


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("employment_group", "astronaut", "employment-group-unknown"),
        ("employment_state", "dreaming", "employment-state-unknown"),
        ("channel", "pigeon", "channel-unknown"),
        ("mode", "by-force", "mode-unknown"),
        ("org_code", "DX-NOWHERE", "organisation-unknown"),
    ],
)
def test_a_code_must_be_in_the_districts_tables(field, value, code):
    draft = replace(GOOD, **{field: value})
    assert told(draft) == [(field, code)]
    assert told(draft, DayBook(settings=BOOK.settings)) == []


def test_a_document_kind_that_the_district_does_not_take_is_refused():
    book = replace(BOOK, codes=(Code("document", "passport", "护照"),))
    assert told(GOOD, book) == [("document_kind", "document-kind-unknown")]
    assert told(replace(GOOD, document_kind="library_card"), book)[0] == (
        "document_kind",
        "document-kind-unknown",
    )
    assert len([code for _, code in told(replace(GOOD, document_kind="x"), book) if "kind" in code]) == 1


def test_a_platform_is_enough_for_platform_workers_only():
    rider = replace(GOOD, employment_group="food_rider", employer="", platform="示例优送")
    assert told(rider) == []
    assert told(replace(rider, platform=" ")) == [("employer", "employer-missing")]
    assert told(replace(rider, employment_group="guard")) == [("employer", "employer-missing")]


def test_where_there_is_no_employer_none_is_asked_for():
    assert told(replace(GOOD, employer="", employment_state="flexible")) == []


@pytest.mark.parametrize("field", ["print_as", "sex_reason", "employer", "platform", "introducer"])
def test_free_texts_are_short_and_printable(field):
    draft = replace(GOOD, **{field: "字" * 101 + "\n字"})
    assert (field, "text-too-long") in told(draft)
    assert (field, "text-characters") in told(draft)


@pytest.mark.parametrize("text", ["noon", "2023-11-29T12:00:00"])
def test_when_a_paper_form_was_filled_in_must_be_a_moment(text):
    assert told(replace(GOOD, occurred_at=text)) == [("occurred_at", "occurred-at-invalid")]


def test_a_paper_form_of_tomorrow_is_refused():
    assert told(replace(GOOD, occurred_at="2023-11-30T00:00:00+08:00")) == [
        ("occurred_at", "occurred-at-future")
    ]


def test_a_paper_form_is_judged_by_its_own_day():
    young = replace(GOOD, document_number="119999200711290157")
    assert told(replace(young, occurred_at="2023-11-28T12:00:00+08:00")) == [
        ("document_number", "age-under-16")
    ]
    enrolment = check(replace(GOOD, occurred_at="2023-11-28T12:00:00+08:00"), BOOK, DAY).enrolment
    assert enrolment is not None
    assert enrolment.occurred_at == dt.datetime(2023, 11, 28, 4, tzinfo=dt.UTC)


drafts = st.builds(
    replace,
    st.just(GOOD),
    document_kind=st.sampled_from(["resident", "hmt_resident", "passport", "later", "?"]),
    document_number=st.just(GOOD.document_number) | st.text(max_size=20),
    name=st.text(max_size=60),
    sex=st.sampled_from(["", "1", "2", "x"]),
    sex_reason=st.text(max_size=3),
    birth_date=st.just("") | st.dates().map(str) | st.text(max_size=10),
    phone=st.text(max_size=15),
    employer=st.text(max_size=120),
    occurred_at=st.just("")
    | st.datetimes(timezones=st.just(dt.UTC)).map(lambda at: at.isoformat())
    | st.text(max_size=9),
    signature=st.binary(max_size=9),
    consents=st.lists(
        st.builds(Consent, st.sampled_from(ConsentKind), st.booleans(), st.sampled_from(["", "1"]))
    ).map(tuple),
)


@given(drafts)
def test_any_draft_is_judged_and_kept_exactly_when_nothing_stops_it(draft):
    checked = check(draft, LOUD, DAY)
    assert (checked.enrolment is None) is any(fault.stops for fault in checked.faults)
    assert {fault.code for fault in checked.faults} <= FAULT_CODES
    known = {field.name for field in fields(EnrolmentDraft)} | {
        f"consent_{kind.value}" for kind in ConsentKind
    }
    assert {fault.field for fault in checked.faults} <= known
