# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Names: kept as the law wants them, checked without refusing anybody's real name, masked on screens."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.domain.faults import FAULT_CODES
from fieldkit.domain.people import (
    LONGEST_NAME,
    check_name,
    masked_document,
    masked_name,
    masked_phone,
    normalise_name,
)

RARE = "㛃㙍㭎䶮𠅤𡊤𣲘𬭎𬘓𬬭𬱖𰻝𪩘〇犇骉龑喆翀烎玥珺祎彧"


def codes(name: str) -> list[str]:
    return [fault.code for fault in check_name(name)]


@pytest.mark.parametrize("dot", "\u00b7\u2022\u30fb\u2027\u2219\uff0e\ufe52.。\uff65\u22c5")
def test_every_separator_becomes_the_middle_dot(dot):
    assert normalise_name(f"古丽{dot}米热") == "古丽\u00b7米热"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("·王··明·", "王·明"),
        ("古丽 · 米热", "古丽·米热"),
        ("王 \u3000 小明", "王小明"),
        ("王\u200b小\ufeff明\u00ad", "王小明"),
        ("  John   A. Smith ", "John A. Smith"),
        ("Ｊｏｈｎ　Ｓｍｉｔｈ", "John Smith"),
        ("陈 Anna", "陈Anna"),
        ("𠅤 𬭎", "𠅤𬭎"),
        ("", ""),
    ],
)
def test_a_name_is_tidied(typed, kept):
    assert normalise_name(typed) == kept


def test_a_compatibility_character_stays_what_it_is():
    name = "王\uf92c"
    assert normalise_name(name) == name != unicodedata.normalize("NFC", name)
    assert codes(name) == []


@given(st.text(alphabet=st.characters(categories=["Lo", "Ll", "Lu", "Mn", "Co"]), max_size=60))
def test_letters_are_never_exchanged_for_others_save_full_width_ones(text):
    kept = normalise_name(text)
    dropped = {"\u00ad", "\u180e", "\u0387", "\uff65"}
    wide = {c for c in text if "\uff21" <= c <= "\uff5a"}
    if not wide and not dropped & set(text):
        assert kept == text


@given(st.text(max_size=60) | st.text(alphabet="王明·. 。A•\u200b\u3000ＡｂÀ\ue000", max_size=12))
def test_tidying_twice_is_tidying_once(text):
    once = normalise_name(text)
    assert normalise_name(once) == once


@given(st.text(max_size=60))
def test_any_typing_gets_only_known_faults(text):
    assert set(codes(text)) <= FAULT_CODES


@pytest.mark.parametrize(
    "name",
    [
        *(f"王{character}" for character in RARE),
        "阿布都热依木江·麦麦提图尔荪·阿卜杜克热木",
        "次仁多吉旺堆",
        "尉迟龑",
        "O'Brien",
        "Anne-Marie D’Exemple",
        "Nuñez",
        "ꆈꌠ",
        "字" * LONGEST_NAME,
        "𠅤" * LONGEST_NAME,
    ],
)
def test_every_real_name_passes(name):
    assert codes(name) == []


@pytest.mark.parametrize("name", ["字" * (LONGEST_NAME + 1), "𠅤" * (LONGEST_NAME + 1)])
def test_a_name_of_51_code_points_is_refused_and_counted(name):
    (fault,) = check_name(name)
    assert (fault.code, dict(fault.facts)) == ("name-too-long", {"length": "51", "limit": "50"})


@pytest.mark.parametrize(
    ("name", "strange"),
    [("王1", "U+0031"), ("张\ud800", "U+D800"), ("王😀明😀", "U+1F600"), ("王@#", "U+0040 U+0023")],
)
def test_what_no_name_has_is_told_by_code_point(name, strange):
    (fault,) = check_name(name)
    assert (fault.code, fault.facts["code_points"]) == ("name-characters", strange)


def test_a_private_use_character_is_noted_with_its_standard_where_it_is_known():
    (fault,) = check_name("王\ue863")
    assert (fault.code, fault.stops) == ("name-private-use", False)
    assert dict(fault.facts) == {"positions": "2", "code_points": "U+E863", "suggestion": "王䶮"}


def test_a_private_use_character_without_known_standard_is_only_noted():
    (fault,) = check_name("王\ue000\U000f0000")
    assert dict(fault.facts) == {"positions": "2、3", "code_points": "U+E000 U+F0000"}


def test_no_name_is_offered_in_which_a_private_use_character_would_be_left():
    known, left = check_name("王\ue863\ue000")
    assert (known.code, known.stops) == ("name-private-known", False)
    assert dict(known.facts) == {"positions": "2", "code_points": "U+E863", "standard": "䶮"}
    assert (left.code, left.stops) == ("name-private-use", False)
    assert dict(left.facts) == {"positions": "3", "code_points": "U+E000"}
    (both,) = check_name("王\ue863\ue815")
    assert both.facts["suggestion"] == "王䶮⺁"


def test_a_name_of_one_character_is_noted_not_refused():
    assert [(fault.code, fault.stops) for fault in check_name("郎")] == [("name-one-character", False)]


def test_no_name_is_a_fault_of_the_field_that_was_asked():
    assert [(fault.field, fault.code) for fault in check_name(" · ", field="introducer")] == [
        ("introducer", "name-missing")
    ]


def test_a_space_that_may_have_been_a_dot_is_noted():
    (fault,) = check_name("古丽 米热")
    assert (fault.code, fault.facts["suggestion"]) == ("name-separator-unsure", "古丽·米热")
    assert codes("王 明") == []


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("", ""),
        ("王", "*"),
        ("王明", "王*"),
        ("王小明", "王*明"),
        ("欧阳小明", "欧**明"),
        ("阿卜杜热合曼·买买提", "阿***提"),
    ],
)
def test_a_name_is_masked(name, masked):
    assert masked_name(name) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("119999197807040115", "119***********0115"),
        ("ZZZ999901010101", "ZZZ********0101"),
        ("H00000001", "H****0001"),
        ("X00001", "****01"),
        ("0115", "****"),
        ("", ""),
    ],
)
def test_a_document_number_is_masked(number, masked):
    assert masked_document(number) == masked


@given(st.text(alphabet="0123456789X", min_size=5, max_size=20))
def test_masking_always_hides_something_and_keeps_the_length(number):
    assert masked_document(number).count("*") >= 3
    assert len(masked_document(number)) == len(number)


def test_a_phone_is_masked():
    assert (masked_phone("15400001234"), masked_phone("154")) == ("154****1234", "***")
