# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Look up: by whatever a clerk types or scans."""

import pytest

from fieldkit.acts.enrol import enrol
from fieldkit.acts.look_up import member, search, unmask
from fieldkit.acts.papers import card
from fieldkit.domain.serials import code_of
from fieldkit.problems import Unknown
from fieldkit.seals import tags
from fieldkit.store import briefing
from fieldkit.store.vault import create_store
from tests.support.card_signing import digits, key_of, let_trust
from tests.support.clock import TEN
from tests.support.factories import (
    CLERK,
    DESK,
    KEY,
    TAG_KEY,
    VOLUNTEER,
    draft,
    keep_identity,
    known,
    make_store,
    phone,
    resident,
)


@pytest.fixture
def people(store):
    """Know three members and enrol one."""
    briefing.apply(
        store,
        [
            known("m1", "王晓明", document=resident(10), phone=phone(10), serial="FK-0000-0900-8"),
            known("m2", "王明", document=resident(11), phone=phone(11), certificate_number="证-778899"),
            known("m3", "单𣲘", document=resident(12), phone=phone(12)),
            known("m4", "古丽·米热", document=resident(13)),
            known("m5", "John Smith"),
        ],
        2,
    )
    enrol(store, uid="u1", draft=draft(1, name="王晓东"), operator=CLERK, desk=DESK, now=TEN)
    return store


def uids(store, text, **more):
    return [line.uid for line in search(store, text=text, **more)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("王", ["u1", "m2", "m1"]),
        ("王晓", ["u1", "m1"]),
        ("王明", ["m2"]),
        ("晓明", ["m1"]),
        ("wxm", ["m1"]),
        ("WXM", ["m1"]),
        ("wxd", ["u1"]),
        ("wangxiaod", ["u1"]),
        ("xiaoming", ["m1"]),
        ("s", ["m3", "m5"]),
        ("sw", ["m3"]),
        ("dw", ["m3"]),
        ("米热", ["m4"]),
        ("古丽•米热", ["m4"]),
        ("smith", ["m5"]),
        ("js", ["m5"]),
        ("𣲘", ["m3"]),
        ("778899", ["m2"]),
        ("fk-0000-09", ["m1"]),
        ("FK-0000-0900-8", ["m1"]),
        ("9008", ["m1"]),
        ("不在", []),
    ],
)
def test_what_is_typed_finds_whom_it_means(people, text, found):
    assert uids(people, text) == found


def test_tails_find_their_members(people):
    assert uids(people, resident(10)[-6:]) == ["m1"]
    assert "m1" in uids(people, resident(10)[-4:])
    assert uids(people, phone(11)[-4:]) == ["m2"]


def test_each_further_word_narrows_the_search(people):
    assert uids(people, f"王 {resident(10)[-4:]}") == ["m1"]
    assert uids(people, f"wang {phone(11)[-4:]}") == ["m2"]
    assert uids(people, f"李 {resident(10)[-4:]}") == []


def test_a_whole_number_finds_its_member_alone(people):
    assert uids(people, resident(10)) == ["m1"]
    assert uids(people, f" {resident(1)[:6]} {resident(1)[6:]} ") == ["u1"]
    assert uids(people, phone(1)) == ["u1"]
    assert uids(people, phone(99)) == []
    assert uids(people, resident(99)) == []


def test_a_scanned_card_finds_its_member_alone(people):
    assert uids(people, code_of("FK-0000-0900-8")) == ["m1"]
    assert uids(people, code_of("FK-0000-0001-1")) == ["u1"]
    assert uids(people, code_of("FK-0000-0042-5")) == []


def test_a_scanned_card_with_a_provisional_number_finds_its_member(tmp_path):
    store = make_store(tmp_path / "s", serials=0)
    enrol(store, uid="u1", draft=draft(1), operator=CLERK, desk=DESK, now=TEN)
    assert uids(store, code_of("临-D07-0001")) == ["u1"]
    assert uids(store, "临-D07-0001") == ["u1"]
    assert uids(store, "临") == ["u1"]
    store.close()


def test_a_pass_is_found_by_its_whole_number(people):
    tag = tags.document_tag(TAG_KEY, "hk_macau_pass", "H12345678").hex()
    briefing.apply(people, [known("m9", "陈示例", tag=tag)], 3)
    assert uids(people, "H12345678") == ["m9"]
    assert uids(people, "H12345679") == []


def test_nothing_typed_shows_the_latest_enrolled_here(people):
    enrol(people, uid="u2", draft=draft(2), operator=CLERK, desk=DESK, now=TEN)
    assert uids(people, " ") == ["u2", "u1"]
    assert uids(people, "", limit=1) == ["u2"]


def test_the_very_name_comes_first_and_the_list_is_as_long_as_asked(store):
    briefing.apply(
        store, [known(f"m{n}", "王明" + "明" * (n % 3)) for n in range(40)] + [known("x", "王")], 2
    )
    assert uids(store, "王")[0] == "x"
    names = [member(store, uid=uid).name for uid in uids(store, "王明")]
    assert names == sorted(names, key=len)
    assert len(search(store, text="王", limit=7)) == 7
    assert uids(store, "王") == uids(store, "王")


def test_lists_are_masked(people):
    (line,) = search(people, text="王晓东")
    assert line.masked_name == "王*东"
    assert resident(1) not in repr(line)
    assert phone(1) not in repr(line)


def test_full_numbers_are_shown_on_asking_and_the_look_is_noted(people):
    assert member(people, uid="u1").document_number == ""
    shown = unmask(people, uid="u1", operator=VOLUNTEER, desk=DESK, now=TEN)
    assert (shown.document_number, shown.phone) == (resident(1), phone(1))
    with people.reading() as db:
        assert db.execute("SELECT uid, operator, site FROM looks").fetchall() == [("u1", VOLUNTEER.id, "S1")]


def test_somebody_unknown_is_named_as_unknown(people):
    with pytest.raises(Unknown):
        member(people, uid="nobody")
    with pytest.raises(Unknown):
        unmask(people, uid="nobody", operator=VOLUNTEER, desk=DESK, now=TEN)


def test_before_joining_a_number_finds_nobody(tmp_path):
    store = create_store(tmp_path / "bare", KEY, now=TEN)
    assert uids(store, resident(1)) == []
    keep_identity(store, district_key=b"")
    assert uids(store, resident(1)) == []
    store.close()


def test_the_signed_code_on_a_cards_back_finds_its_member_and_a_false_one_nobody(store):
    let_trust(store)
    enrolled = enrol(store, uid="u9", draft=draft(9), operator=VOLUNTEER, desk=DESK, now=TEN).member
    signed = card(store, uid="u9").signed
    assert [one.uid for one in search(store, text=f" {signed}\r")] == ["u9"]
    assert search(store, text=signed[:-1]) == ()
    assert search(store, text=digits(code=code_of(enrolled.serial), key=key_of("a thief"))) == ()
