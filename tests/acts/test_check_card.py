# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a booth says of a card that it is shown, with what it knows and nothing else."""

import datetime as dt
from dataclasses import fields

import pytest

from fieldkit.acts import papers
from fieldkit.acts.check_card import check
from fieldkit.acts.enrol import enrol
from fieldkit.acts.void import void
from fieldkit.domain.card_checks import Lists, Reason, Verdict
from fieldkit.domain.members import MemberStanding
from fieldkit.domain.serials import code_of, serial_of
from fieldkit.problems import DeviceRevoked, NotBriefed
from fieldkit.protocol.messages import Chain
from fieldkit.protocol.trust import RevokedDevice
from fieldkit.seals.cards import to_digits
from fieldkit.store import briefing, identity
from fieldkit.store.vault import create_store
from tests.support.card_signing import (
    CLAIMS,
    DISTRICT,
    card,
    digits,
    key_of,
    let_trust,
    named,
    tell_list,
)
from tests.support.clock import TEN
from tests.support.factories import CLERK, DESK, KEY, changes, draft, gone, known, resident

NUMBER = serial_of(5006)
DAY = dt.timedelta(days=1)
CHAIN = Chain(life="3f2a91c4", number=3, head="5b" * 32)


@pytest.fixture
def booth(store):
    """Give a booth that knows its district, and what it says of a card."""
    let_trust(store)
    return store


def said(store, scanned=None, now=TEN):
    return check(store, scanned=digits() if scanned is None else scanned, now=now)


def reason(store, scanned=None, now=TEN):
    return said(store, scanned, now).reason


def tell(store, *changes):
    """Let the district say something of members."""
    briefing.apply(store, changes, briefing.cursor(store) + 1)


def listed(**changed):
    """Return the row of the person on the card."""
    row = {"name": CLAIMS.name, "serial": NUMBER, "org_code": "DX-1", **changed}
    return known(CLAIMS.uid, row.pop("name"), **row)


def revoked(device="D08", at="2023-11-29T08:00:00Z", chains=(CHAIN,)):
    key = named(key_of(device)).hex()
    return RevokedDevice(device=device, key_id=key, at=at, reason="lost", chains=chains)


def enrolled(store, number=1, **more):
    return enrol(
        store, uid=f"{number:016x}", draft=draft(number, **more), operator=CLERK, desk=DESK, now=TEN
    ).member


# -- what is good ---------------------------------------------------------------------------------------------


def test_a_card_from_another_booth_is_good_here_without_asking_anybody(booth):
    found = said(booth)
    assert (found.verdict, found.reason) == (Verdict.GREEN, Reason.UNLISTED)
    assert (found.name, found.number, found.union) == (CLAIMS.name, NUMBER, "示例镇总工会")
    assert (found.issued, found.device, found.uid, found.days_old) == (CLAIMS.issued, "D08", "", 0)


def test_of_somebody_whom_the_district_knows_it_is_said(booth):
    tell(booth, listed())
    found = said(booth)
    assert (found.verdict, found.reason, found.uid) == (Verdict.GREEN, Reason.LISTED, CLAIMS.uid)


def test_the_card_that_is_printed_here_is_good_here_and_elsewhere(booth, tmp_path):
    member = enrolled(booth)
    shown = papers.card(booth, uid=member.uid)
    assert reason(booth, shown.signed) is Reason.LISTED
    other = create_store(tmp_path / "other", KEY, now=TEN)
    let_trust(other, device="D09")
    found = said(other, shown.signed)
    assert (found.reason, found.name, found.number) == (Reason.UNLISTED, shown.name, shown.number)
    assert found.device == "D07"
    other.close()


def test_a_card_is_the_same_each_time_it_is_printed(booth):
    uid = enrolled(booth).uid
    assert papers.card(booth, uid=uid) == papers.card(booth, uid=uid)
    assert papers.card(booth, uid=uid).signed.isdecimal()


def test_a_provisional_number_of_its_signer_is_good(booth):
    assert reason(booth, digits(code=code_of("临-D08-0003"))) is Reason.UNLISTED


def test_a_name_printed_otherwise_than_it_is_written_is_the_persons_name(booth):
    member = enrolled(booth, name="王𠅤", print_as="王芒")
    shown = papers.card(booth, uid=member.uid)
    assert (said(booth, shown.signed).name, reason(booth, shown.signed)) == ("王芒", Reason.LISTED)


def test_a_name_printed_otherwise_is_no_other_name_where_only_the_registered_one_is_known(booth, tmp_path):
    member = enrolled(booth, name="王𠅤", print_as="王芒")
    shown = papers.card(booth, uid=member.uid)
    other = create_store(tmp_path / "other", KEY, now=TEN)
    let_trust(other, device="D09")
    tell(other, known(member.uid, "王𠅤", serial=member.serial, org_code=member.org_code))
    found = said(other, shown.signed)
    assert (found.reason, found.name, found.stands_in) == (Reason.LISTED, "王芒", True)
    assert found.name_now == "王*"
    tell(other, known(member.uid, "王五", serial=member.serial, org_code=member.org_code))
    assert reason(other, shown.signed) is Reason.RENAMED
    other.close()


def test_a_name_too_long_for_the_code_is_shortened_openly_and_still_compared(booth):
    name = "王" * 50
    tell(booth, listed(name=name))
    found = said(booth, digits(name=name))
    assert (found.reason, found.shortened) == (Reason.LISTED, True)
    assert name.startswith(found.name)
    assert reason(booth, digits(name="王" * 49 + "李")) is Reason.RENAMED


@pytest.mark.parametrize("around", ["{}", " {}\r\n", "\ufeff{}", "{}\t"])
def test_what_a_scanner_adds_does_not_matter(booth, around):
    assert reason(booth, around.format(digits())) is Reason.UNLISTED


def test_full_width_digits_of_an_input_method_do_not_matter(booth):
    wide = digits().translate({ord(str(digit)): 0xFF10 + digit for digit in range(10)})
    assert reason(booth, wide) is Reason.UNLISTED


# -- what is false --------------------------------------------------------------------------------------------


def test_no_flipped_bit_is_ever_green(booth):
    raw = card()
    for place in range(len(raw) * 8):
        flipped = bytearray(raw)
        flipped[place // 8] ^= 1 << place % 8
        found = said(booth, to_digits(bytes(flipped)))
        assert found.verdict is not Verdict.GREEN
        assert found.name == ""


def test_every_changed_digit_is_altered_but_those_by_which_a_card_begins(booth):
    """Of all changes of one digit 99.1 % are red; the first six digits tell a card from any other number."""
    good, said_of = digits(), {}
    for place, right in enumerate(good):
        for wrong in "0123456789".replace(right, ""):
            changed = good[:place] + wrong + good[place + 1 :]
            if changed[0] != "0":
                said_of[place, wrong] = reason(booth, changed)
    assert set(said_of.values()) == {Reason.ALTERED, Reason.UNREADABLE}
    unread = {place for (place, _), found in said_of.items() if found is Reason.UNREADABLE}
    assert unread == set(range(6))
    assert list(said_of.values()).count(Reason.UNREADABLE) < len(said_of) / 100


def test_digits_that_a_scanner_lost_or_doubled_are_no_proof_of_a_false_card(booth):
    good = digits()
    lost = {good[:place] + good[place + count :] for place in range(len(good)) for count in (1, 2, 5, 12)}
    doubled = {good[:place] + good[place] + good[place:] for place in range(len(good))}
    cut = {good[:length] for length in range(120, len(good))}
    assert {reason(booth, scanned) for scanned in lost | doubled | cut} == {Reason.UNREADABLE}


def test_what_was_altered_is_false_also_where_its_district_is_not_known(booth):
    stranger = key_of("another district")
    assert reason(booth, digits(by=stranger, key=key_of("a thief"))) is Reason.ALTERED
    raw = bytearray(card())
    raw[raw.index(named(DISTRICT))] ^= 1  # the key that is said to have certified it
    assert reason(booth, to_digits(bytes(raw))) is Reason.ALTERED


@pytest.mark.parametrize(
    ("scanned", "expected"),
    [
        (digits(key=key_of("a thief")), Reason.ALTERED),
        (digits(by=key_of("another district")), Reason.UNKNOWN_SIGNER),
        (digits(code="900000000"), Reason.ALTERED),
        (digits()[:-1], Reason.UNREADABLE),
        (digits()[:120], Reason.UNREADABLE),
        (digits() * 2, Reason.UNREADABLE),
        ("7" * 300, Reason.UNREADABLE),
        ("7" * 3000, Reason.UNREADABLE),
        ("7" * 119, Reason.NOT_A_CARD),
        ("134567890123456789", Reason.NOT_A_CARD),
        ("wxp://f2f0" + "7" * 300, Reason.NOT_A_CARD),
        ("\u0661" * 300, Reason.NOT_A_CARD),
        ("https://example.invalid/member/000050063", Reason.NOT_A_CARD),
        ("", Reason.NOT_A_CARD),
        ("12", Reason.NOT_A_CARD),
        ("000050069", Reason.MISTYPED),
        ("FK-0000-5006-9", Reason.MISTYPED),
        ("9000000000", Reason.MISTYPED),
        ("临-D08-0", Reason.MISTYPED),
    ],
    ids=[
        "thief",
        "stranger",
        "number",
        "cut",
        "a fifth",
        "twice",
        "digits",
        "many digits",
        "few digits",
        "payment",
        "payment address",
        "other digits",
        "address",
        "nothing",
        "short",
        "check digit",
        "check digit as shown",
        "nobody's provisional",
        "provisional nothing",
    ],
)
def test_what_is_no_good_card_says_why_and_shows_nothing_of_it(booth, scanned, expected):
    found = said(booth, scanned)
    assert found.reason is expected
    assert found.verdict is not Verdict.GREEN
    assert {getattr(found, field.name) for field in fields(found)} <= {
        expected,
        Lists.MISSING,
        "",
        None,
        0,
        -1,
    }


def test_a_certificate_that_was_changed_is_forged(booth):
    raw = bytearray(card())
    raw[raw.index(b"cD08") + 3] ^= 1  # another device's number in what the district has signed
    assert reason(booth, to_digits(bytes(raw))) is Reason.FORGED


@pytest.mark.parametrize(
    ("row", "chains", "at", "expected"),
    [
        (None, (CHAIN,), "2023-11-29T08:00:00Z", Reason.REVOKED),
        (listed(), (), "2023-11-29T08:00:00Z", Reason.REVOKED),
        (listed(), (CHAIN,), "2023-11-28T08:00:00Z", Reason.REVOKED),
        (listed(), (CHAIN,), "2023-11-29T08:00:00Z", Reason.REVOKED_BUT_LISTED),
        (listed(serial=serial_of(7777)), (CHAIN,), "2023-11-29T08:00:00Z", Reason.REVOKED),
    ],
    ids=["nobody knows", "nothing of it is good", "issued later", "the district took it", "another number"],
)
def test_of_a_revoked_device_only_what_the_district_took_is_worth_a_look(booth, row, chains, at, expected):
    tell_list(booth, 3, revoked=(revoked(at=at, chains=chains),))
    if row is not None:
        tell(booth, row)
    assert reason(booth) is expected


def test_somebody_elses_revocation_harms_nobody(booth):
    tell_list(booth, 3, revoked=(revoked("D09"),))
    assert reason(booth) is Reason.UNLISTED


def test_a_number_on_a_paper_that_was_taken_back_is_void(booth):
    tell_list(booth, 3, revoked_serials=(NUMBER,))
    tell(booth, listed())
    assert reason(booth) is Reason.VOIDED
    assert reason(booth, code_of(NUMBER)) is Reason.VOIDED


def test_a_number_that_is_somebody_elses_is_false(booth):
    tell(booth, known("another", "张丽", serial=NUMBER))
    found = said(booth)
    assert (found.reason, found.uid) == (Reason.SOMEBODY_ELSE, "")


def test_who_is_listed_under_another_uid_is_no_other_person(booth):
    tell(booth, known("m-77", CLAIMS.name, serial=NUMBER, org_code="DX-1"))
    found = said(booth)
    assert (found.reason, found.uid) == (Reason.LISTED, "m-77")
    tell(booth, known("m-77", CLAIMS.name, serial=NUMBER, standing=MemberStanding.WITHDRAWN.value))
    assert reason(booth) is Reason.NOT_A_MEMBER
    tell(booth, known("m-77", "王𠅤", print_as=CLAIMS.name, serial=NUMBER))
    assert reason(booth) is Reason.LISTED


@pytest.mark.parametrize("name", ["m-0", "z-9"])
def test_who_was_enrolled_here_and_is_listed_under_another_uid_has_a_good_card(booth, name):
    member = enrolled(booth)
    shown = papers.card(booth, uid=member.uid)
    tell(
        booth, known(name, member.name, serial=member.serial, org_code=member.org_code, document=resident(1))
    )
    assert reason(booth, shown.signed) is Reason.LISTED
    tell(booth, known(name, "张丽", serial=member.serial, org_code=member.org_code))
    assert reason(booth, shown.signed) is Reason.LISTED  # its own row is here, with its name and number


def test_a_number_of_ours_that_was_never_given_out_is_false(booth):
    assert reason(booth, digits(code=code_of(serial_of(900)))) is Reason.NEVER_ISSUED
    assert reason(booth, code_of(serial_of(900))) is Reason.NEVER_ISSUED


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (MemberStanding.WITHDRAWN, Reason.NOT_A_MEMBER),
        (MemberStanding.DEEMED_WITHDRAWN, Reason.NOT_A_MEMBER),
        (MemberStanding.EXPELLED, Reason.NOT_A_MEMBER),
        (MemberStanding.ENDED, Reason.NOT_A_MEMBER),
        (MemberStanding.MOVED_OUT, Reason.MOVED_OUT),
        (MemberStanding.MOVING_OUT, Reason.LISTED),
        (MemberStanding.KEPT_RETIRED, Reason.LISTED),
        (MemberStanding.APPLYING, Reason.LISTED),
    ],
)
def test_whoever_is_no_member_any_more_is_told(booth, standing, expected):
    tell(booth, listed(standing=standing.value))
    found = said(booth)
    assert found.reason is expected
    assert found.verdict is Verdict.GREEN or found.standing == standing.value


def test_an_enrolment_that_was_voided_here_makes_its_card_void(booth):
    member = enrolled(booth)
    shown = papers.card(booth, uid=member.uid)
    void(booth, operation=member.enrolment, reason="登记错人", operator=CLERK, desk=DESK, now=TEN)
    assert reason(booth, shown.signed) is Reason.NOT_A_MEMBER


def test_a_card_of_who_turned_out_to_be_a_member_leads_to_the_number_they_have(booth):
    member = enrolled(booth, 5)
    shown = papers.card(booth, uid=member.uid)
    tell(booth, known("m-5", member.name, serial=serial_of(7005), document=resident(5)))
    void(booth, operation=member.enrolment, reason="已是会员", operator=CLERK, desk=DESK, now=TEN)
    found = said(booth, shown.signed)
    assert (found.reason, found.number_now, found.uid) == (Reason.SUPERSEDED, serial_of(7005), "m-5")


def test_a_tombstone_leaves_a_card_that_nobody_here_knows(booth):
    tell(booth, listed())
    tell(booth, gone(CLAIMS.uid))
    assert reason(booth) is Reason.UNLISTED


# -- what must be looked up -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "expected", "now_known"),
    [
        ({"serial": serial_of(7777)}, Reason.SUPERSEDED, ("number_now", serial_of(7777))),
        ({"name": "欧阳婷"}, Reason.RENAMED, ("name_now", "欧*婷")),
        ({"org_code": "DX-2"}, Reason.TRANSFERRED, ("union_now", "示例街道总工会")),
    ],
)
def test_what_the_district_says_otherwise_by_now_is_told(booth, row, expected, now_known):
    tell(booth, listed(**row))
    found = said(booth)
    assert (found.verdict, found.reason, found.uid) == (Verdict.AMBER, expected, CLAIMS.uid)
    assert getattr(found, now_known[0]) == now_known[1]


@pytest.mark.parametrize(
    ("claimed", "listed_as", "expected"),
    [
        ("DX", "DX-1", Reason.LISTED),
        ("DX-1", "DX", Reason.LISTED),
        ("", "DX-1", Reason.LISTED),
        ("DX-1", "", Reason.LISTED),
        ("DX-2", "DX-1", Reason.TRANSFERRED),
        ("GH-1", "DX-1", Reason.TRANSFERRED),
    ],
)
def test_a_union_below_or_above_is_no_transfer(booth, claimed, listed_as, expected):
    tell(booth, listed(org_code=listed_as))
    assert reason(booth, digits(org_code=claimed)) is expected


def test_a_ring_of_unions_ends(booth):
    ring = [
        {"code": "A", "parent": "B", "level": "town", "name": "甲"},
        {"code": "B", "parent": "A", "level": "town", "name": "乙"},
    ]
    tell(booth, listed(org_code="A"), *changes({"organisation": ring}))
    assert reason(booth) is Reason.TRANSFERRED
    assert reason(booth, digits(org_code="B")) is Reason.LISTED


def test_a_provisional_number_gives_way_to_the_final_one(booth):
    tell(booth, listed())
    found = said(booth, digits(code=code_of("临-D08-0003")))
    assert (found.reason, found.number_now) == (Reason.SUPERSEDED, NUMBER)


@pytest.mark.parametrize("number", [serial_of(5201), serial_of(5), "临-D09-0003"])
def test_a_number_that_its_signer_was_not_given_is_looked_up(booth, number):
    booth_number = code_of(number)
    expected = Reason.NUMBER_OUTSIDE if number != serial_of(5) else Reason.NEVER_ISSUED
    assert reason(booth, digits(code=booth_number)) is expected


def test_a_card_printed_again_elsewhere_is_good_for_who_knows_the_person(booth):
    tell(booth, listed(serial=serial_of(8005)))
    assert reason(booth, digits(code=code_of(serial_of(8005)))) is Reason.LISTED


# -- who may ask ----------------------------------------------------------------------------------------------


def test_a_revoked_device_checks_nobody(booth):
    identity.note_revoked(booth)
    with pytest.raises(DeviceRevoked):
        said(booth)


def test_before_joining_there_is_nothing_to_check_by(tmp_path):
    store = create_store(tmp_path / "new", KEY, now=TEN)
    with pytest.raises(NotBriefed):
        said(store)
    store.close()


def test_a_device_without_the_districts_word_signs_no_card(booth):
    member = enrolled(booth)
    identity.keep_card_certificate(booth, b"")
    assert papers.card(booth, uid=member.uid).signed == ""


def test_of_who_is_no_member_any_more_nothing_is_signed(booth):
    member = enrolled(booth)
    void(booth, operation=member.enrolment, reason="登记错人", operator=CLERK, desk=DESK, now=TEN)
    assert papers.card(booth, uid=member.uid).signed == ""
    tell(booth, listed(standing=MemberStanding.MOVED_OUT.value))
    assert papers.card(booth, uid=CLAIMS.uid).signed == ""


def test_what_cannot_be_written_into_a_code_is_not_signed(booth):
    tell(booth, listed(org_code="会" * 22))
    assert papers.card(booth, uid=CLAIMS.uid).signed == ""


def test_a_check_leaves_nothing_behind(booth):
    tell(booth, listed())

    def everything():
        with booth.reading() as db:
            return {table.name: table.count for table in db.tables}

    before = everything()
    said(booth)
    said(booth, code_of(NUMBER))
    assert everything() == before


def test_each_reason_has_a_verdict_and_two_are_green():
    verdicts = [one.verdict for one in Reason]
    assert verdicts.count(Verdict.GREEN) == 2
    assert set(verdicts) == set(Verdict)
