# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Documents: numbers are tidied, checked and read as domain.md §2.6 says."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.domain.ages import AgeLimits, check_age
from fieldkit.domain.documents import (
    HMT,
    MAINLAND,
    MOST_SUGGESTIONS,
    DocumentKind,
    carried,
    check_digit,
    check_document,
    kind_of,
    near_misses,
    normalise_document,
    tail,
)
from fieldkit.domain.faults import FAULT_CODES
from fieldkit.domain.people import Sex
from fieldkit.sample import cases

DAY = dt.date(2023, 11, 29)
GOOD = "119999197807040115"

bodies = st.builds(
    "{}9999{:%Y%m%d}{:03d}".format,
    st.sampled_from(sorted(MAINLAND)),
    st.dates(dt.date(1940, 1, 1), dt.date(2007, 1, 1)),
    st.integers(1, 999),
)
numbers = bodies.map(lambda body: body + check_digit(body))


def codes(kind: str, number: str) -> list[str]:
    return [fault.code for fault in check_document(kind, number, DAY)]


@pytest.mark.parametrize("case", cases.documents(), ids=lambda case: f"{case.kind} {case.typed}")
def test_a_document_has_the_faults_the_table_says(case):
    said = carried(case.kind, case.typed)
    ages = (
        check_age(said.birth_date, said.sex or Sex.UNKNOWN, DAY, limits=AgeLimits())
        if said.birth_date
        else ()
    )
    assert (*codes(case.kind, case.typed), *(fault.code for fault in ages)) == case.faults


@pytest.mark.parametrize(
    "typed",
    [
        "１１９９９９ 19780704 0115",
        "119999-19780704-0115",
        " 119999 1978 0704 0115\u200b",
        "（119999）197807040115",
        "119999\u300019780704\u00a00115",
    ],
)
def test_a_number_is_the_same_however_it_was_typed(typed):
    assert normalise_document(typed) == GOOD


@pytest.mark.parametrize("letter", "xX\u0425\u0445\u00d7\uff38\uff58\u03a7")
def test_every_look_alike_of_x_is_taken_for_x(letter):
    assert normalise_document("11999919860615003" + letter) == "11999919860615003X"


@given(st.text(max_size=40) | st.text(alphabet="19xX×－． Х-", max_size=20))
def test_tidying_twice_is_tidying_once(text):
    once = normalise_document(text)
    assert normalise_document(once) == once


@given(numbers)
def test_a_right_number_has_no_fault_but_its_unknown_county(number):
    assert codes("resident", number) == ["document-county-unknown"]


@given(numbers, st.integers(0, 16), st.integers(1, 9))
def test_every_single_wrong_digit_is_found(number, place, shift):
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    faults = codes("resident", wrong)
    assert "document-county-unknown" not in faults or len(faults) > 1
    assert faults


@given(numbers)
def test_a_wrong_last_character_is_offered_first(number):
    wrong = number[:17] + ("0" if number[17] != "0" else "1")
    assert near_misses(wrong, DAY)[0] == number


@given(numbers, st.integers(6, 15))
def test_two_swapped_neighbours_are_among_the_suggestions(number, place):
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if swapped != number:
        found = near_misses(swapped, DAY)
        swaps = [one for one in found if sorted(one) == sorted(swapped)]
        assert number in found or len(found) == MOST_SUGGESTIONS or len(swaps) > 1


@given(numbers, st.integers(0, 17))
def test_suggestions_are_few_right_and_of_the_same_kind(number, place):
    wrong = number[:place] + str((int(number[place].replace("X", "7")) + 1) % 10) + number[place + 1 :]
    found = near_misses(wrong, DAY)
    assert len(found) <= MOST_SUGGESTIONS
    for suggestion in found:
        kind = kind_of(suggestion)
        assert kind == kind_of(wrong)
        assert {"document-county-unknown"} >= set(codes(kind or "", suggestion))


def test_a_right_number_and_a_number_of_another_shape_have_no_near_misses():
    assert near_misses(GOOD) == near_misses("12345") == ()


def test_near_misses_without_a_day_take_any_birth_date_of_this_century():
    assert near_misses("119999197807040110")[0] == GOOD


def test_a_wrong_check_digit_carries_its_suggestion():
    fault = check_document("resident", "119999197807040110", DAY)[-1]
    assert fault.facts["suggestion"] == GOOD
    assert fault.facts["suggestions"].split()[0] == GOOD


def test_a_wrong_check_digit_without_near_miss_carries_none():
    number = "119999999999999990"
    assert near_misses(number, DAY) == ()
    assert [
        dict(fault.facts) for fault in check_document("resident", number, DAY) if "digit" in fault.code
    ] == [{}]


def test_a_letter_typed_for_a_digit_is_named_with_its_place_and_the_number_meant():
    (fault,) = check_document("resident", "1199991978O7040115", DAY)
    assert (fault.facts["positions"], fault.facts["suggestion"]) == ("11", GOOD)


def test_a_letter_that_stands_for_nothing_gets_no_suggestion():
    (fault,) = check_document("resident", "1199991978W7040115", DAY)
    assert dict(fault.facts) == {"positions": "11"}


def test_length_and_characters_are_told_at_once():
    assert codes("resident", "12A") == ["document-length", "document-characters"]


def test_x_is_only_good_at_the_end():
    assert codes("resident", "1199991978X7040115") == ["document-characters"]


def test_province_date_and_check_digit_are_told_at_once():
    assert codes("resident", "16" + "9999198302300116") == [
        "document-province",
        "document-date",
        "document-check-digit",
    ]


def test_a_birth_date_to_come_stops():
    body = "11999920240101001"
    assert "document-birth-future" in codes("resident", body + check_digit(body))


def test_sequence_zero_is_noted():
    body = "11999919780704000"
    assert "document-sequence-zero" in codes("resident", body + check_digit(body))


def test_a_county_that_can_be_is_not_noted_nor_is_one_that_was_abolished():
    body = "11022419800101" + "001"
    assert codes("resident", body + check_digit(body)) == []


@pytest.mark.parametrize(
    ("kind", "number", "meant"),
    [
        ("resident", "911124198108030024", "foreign_pr"),
        ("resident", "819999199105060124", "hmt_resident"),
        ("hmt_resident", GOOD, "resident"),
        ("foreign_pr", GOOD, "resident"),
    ],
)
def test_a_number_of_another_kind_names_the_kind_it_can_only_be(kind, number, meant):
    fault = next(fault for fault in check_document(kind, number, DAY) if fault.code == "document-kind-other")
    assert (fault.field, fault.facts["kind"]) == ("document_kind", meant)
    assert kind_of(number) == meant


def test_a_province_that_no_kind_knows_is_named():
    body = "16999919780704011"
    faults = check_document("hmt_resident", body + check_digit(body), DAY)
    assert [(fault.code, fault.facts) for fault in faults] == [("document-province", {"province": "16"})]


def test_the_province_of_a_permanent_resident_is_behind_the_nine():
    body = "916124198108030" + "02"
    assert "document-province" in codes("foreign_pr", body + check_digit(body))


def test_what_is_no_eighteen_character_number_is_of_no_kind():
    assert kind_of("H00000001") is None


@pytest.mark.parametrize(
    ("kind", "number", "faults"),
    [
        ("hk_macau_pass", "H00000001", []),
        ("hk_macau_pass", "m0000000101", []),
        ("hk_macau_pass", "K00000001", ["document-form"]),
        ("taiwan_pass", "00000001", []),
        ("taiwan_pass", "0000000001(B)", []),
        ("taiwan_pass", "000001", ["document-form"]),
        ("foreign_pr_2017", "ZZZ999901010101", ["document-upper-union-confirms"]),
        ("foreign_pr_2017", "ZZ9999", ["document-form", "document-upper-union-confirms"]),
        ("passport", "xx0000001", ["document-upper-union-confirms"]),
        ("passport", "XX000000011", ["document-passport-long", "document-upper-union-confirms"]),
        ("passport", "X", ["document-form", "document-upper-union-confirms"]),
        ("passport", "", ["document-missing"]),
        ("resident", "", ["document-missing"]),
        ("later", "", ["document-later"]),
        ("library_card", "1", ["document-kind-unknown"]),
    ],
)
def test_passes_and_passports_are_checked_by_their_form(kind, number, faults):
    assert codes(kind, number) == faults


@pytest.mark.parametrize(
    ("kind", "number", "sex", "birth_date"),
    [
        ("resident", GOOD, Sex.MALE, "1978-07-04"),
        ("resident", "119999198802290240", Sex.FEMALE, "1988-02-29"),
        ("hmt_resident", "839999199105060304", Sex.FEMALE, "1991-05-06"),
        ("foreign_pr", "932682198501010017", Sex.MALE, "1985-01-01"),
    ],
)
def test_sex_and_birth_date_fall_out_of_the_number(kind, number, sex, birth_date):
    said = carried(kind, number)
    assert (said.sex, said.birth_date) == (sex, dt.date.fromisoformat(birth_date))


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("passport", GOOD),
        ("resident", "1199"),
        ("resident", "119999197807040110"),
        ("resident", "119999198302300115"),
    ],
)
def test_nothing_falls_out_of_a_number_that_is_wrong_or_says_nothing(kind, number):
    assert carried(kind, number) == carried("later", "")


def test_the_tail_is_the_end_of_the_tidied_number():
    assert (tail("11999919860615003x", 6), tail("1 2", 4)) == ("15003X", "12")


@given(st.sampled_from([*DocumentKind, "other"]), st.text(max_size=25) | numbers)
def test_any_typing_gets_only_known_faults_and_never_breaks(kind, number):
    assert {fault.code for fault in check_document(kind, number, DAY)} <= FAULT_CODES


def test_provinces_and_permits_are_apart():
    assert not MAINLAND & HMT
