# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a member can be found by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.store.search_terms import LONGEST_WORD, terms_of, words_of


def terms(**told):
    return set(terms_of(**told).split(" "))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("王伟", ("王伟",)),
        ("  王伟　０１１５ ", ("王伟", "0115")),
        ("ＷＷ", ("ww",)),
        ("古丽·米热", ("古丽米热",)),
        ("FK-0001-2345-6", ("fk000123456",)),
        ("Lü", ("lv",)),
        ("28011x", ("28011x",)),
        ("O'Brien", ("obrien",)),
        ("李\ue863", ("李\ue863",)),
        ('"王" * OR', ("王", "or")),
        (" · ", ()),
        ("", ()),
    ],
)
def test_typing_is_tidied_into_words(typed, words):
    assert words_of(typed) == words


def test_a_name_is_found_by_its_parts_initials_and_pinyin():
    found = terms(name="王晓明")
    assert {"王晓明", "晓明", "明", "wxm", "wangxiaoming", "xiaoming", "ming"} <= found


def test_every_reading_has_its_initials():
    assert {"sx", "dx", "cx", "shanxiong", "danxiong"} <= terms(name="单雄")


def test_a_compound_surname_is_read_as_one_and_character_by_character():
    assert {"ycg", "yuchigong", "wcg", "gong"} <= terms(name="尉迟恭")


def test_a_dotted_name_is_found_without_the_dot():
    found = terms(name="古丽·米热")
    assert {"古丽米热", "米热", "glmr"} <= found
    assert not any("·" in word for word in found)


def test_a_latin_name_is_found_by_each_word_and_its_initials():
    assert terms(name="John Smith") == {"john", "smith", "js", "johnsmith"}


def test_the_name_on_paper_counts_too():
    assert {"王", "李"} <= terms(name="王", print_as="李")


def test_tails_and_numbers_are_words():
    found = terms(
        name="王", document_tail="28011X", phone_tail="0042", numbers=("FK-0001-2345-6", "", "临-D07-0003")
    )
    assert {"28011x", "011x", "0042", "000123456", "123456", "070003", "70003"} <= found
    assert "" not in found


def test_a_short_document_has_its_own_tail():
    assert {"12"} <= terms(name="王", document_tail="12")


def test_a_name_of_fifty_characters_stays_small():
    assert len(terms_of(name="乐" * 50)) < 6000


@given(st.text(max_size=60))
def test_anything_typed_becomes_words_that_the_index_takes_whole(text):
    for word in words_of(text):
        assert word
        assert len(word) <= LONGEST_WORD
        assert " " not in word
        assert '"' not in word
