# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Papers: what they say, and the ledger of prints."""

import pytest

from fieldkit.acts.amend import amend
from fieldkit.acts.enrol import enrol
from fieldkit.acts.issue import issue
from fieldkit.acts.papers import (
    application,
    card,
    card_of_run,
    prints,
    receipt,
)
from fieldkit.acts.sign_in import add_operator
from fieldkit.acts.void import void
from fieldkit.domain.packs import Collector
from fieldkit.domain.papers import PaperKind, ReceiptLine
from fieldkit.domain.serials import code_of
from fieldkit.problems import Unknown
from fieldkit.protocol.messages import Change
from fieldkit.rehearsal.filing import filed
from fieldkit.store import briefing
from fieldkit.store.vault import create_store
from tests.support.clock import DAY, TEN
from tests.support.factories import (
    CLERK,
    DESK,
    KEY,
    SIGNATURE,
    VOLUNTEER,
    accepted,
    changes,
    draft,
    known,
    make_store,
    name_of,
    phone,
    resident,
)
from tests.support.told import hear


@pytest.fixture
def member(store):
    """Enrol somebody; the operators are known by name."""
    for operator in (CLERK, VOLUNTEER):
        add_operator(store, operator=operator, by=CLERK, now=TEN)
    return enrol(store, uid="u1", draft=draft(1), operator=VOLUNTEER, desk=DESK, now=TEN).member


def hand_out(store, uid="u1", goods="pack", **more):
    return issue(store, uid=uid, goods=goods, operator=VOLUNTEER, desk=DESK, now=TEN, **more).issue.operation


def begin(store, kind=PaperKind.CARD, about="u1", reason=""):
    return filed(
        store, kind=kind, about=about, reason=reason, file=lambda *_: "a.pdf", operator=VOLUNTEER, now=TEN
    )


def test_a_card_shows_name_number_union_and_day(store, member):
    shown = card(store, uid="u1")
    assert (shown.name, shown.number, shown.union, shown.issued) == (
        name_of(1),
        member.serial,
        "示例镇总工会",
        DAY,
    )
    assert shown.code == code_of(member.serial)
    assert not shown.provisional


def test_a_card_shows_the_name_as_it_is_to_be_printed(store):
    enrol(store, uid="u1", draft=draft(1, print_as="王（电）"), operator=CLERK, desk=DESK, now=TEN)
    assert card(store, uid="u1").name == "王（电）"


def test_a_card_without_a_serial_says_so(tmp_path):
    store = make_store(tmp_path / "s", serials=0)
    first = enrol(store, uid="u1", draft=draft(1), operator=CLERK, desk=DESK, now=TEN).operation
    assert (card(store, uid="u1").number, card(store, uid="u1").provisional) == ("临-D07-0001", True)
    hear(store, accepted([first], serial="FK-0000-5042-8"))
    assert (card(store, uid="u1").number, card(store, uid="u1").provisional) == ("FK-0000-5042-8", False)
    store.close()


def test_a_known_members_card_is_of_the_last_day_seen(store):
    briefing.apply(store, [known("m1", "王示例", serial="FK-0000-0900-8"), known("m2", "无号")], 2)
    assert (card(store, uid="m1").issued, card(store, uid="m1").union) == (DAY, "示例区总工会")
    for uid in ("m2", "nobody"):
        with pytest.raises(Unknown):
            card(store, uid=uid)


def test_a_receipt_says_who_took_what_where_and_from_whom(store, member):
    operation = hand_out(store, signature=SIGNATURE, collector=Collector("代领人", "0042", "同事"))
    shown = receipt(store, operation=operation, copy=2)
    assert (shown.receipt_number, shown.copy, shown.event, shown.site) == (
        "R-D07-0001",
        2,
        "样例沟通会",
        "主会场",
    )
    assert (shown.name, shown.document_tail, shown.phone_tail) == (
        name_of(1),
        resident(1)[-4:],
        phone(1)[-4:],
    )
    assert (shown.member_kind, shown.number, shown.operator) == ("新会员", member.serial, VOLUNTEER.name)
    assert shown.lines == (ReceiptLine("福利包", "毛巾、手套", 1),)
    assert shown.issued_at == TEN
    assert shown.organiser == "示例区总工会"
    assert "代领人" in shown.collector
    assert "0042" in shown.collector
    assert shown.signature == SIGNATURE


def test_a_receipt_names_what_kind_of_member_took(store):
    briefing.apply(store, [known("m1", "王示例", serial="FK-0000-0900-8")], 2)
    kinds = [
        receipt(store, operation=hand_out(store, **to), copy=1)
        for to in (
            {"uid": "m1", "goods": "soap"},
            {"uid": "", "number": "FK-0000-5042-8"},
            {"uid": "", "goods": "leaflet"},
        )
    ]
    assert [one.member_kind for one in kinds] == ["老会员", "老会员", "非会员"]
    assert [one.number for one in kinds] == ["FK-0000-0900-8", "FK-0000-5042-8", ""]
    assert kinds[0].lines[0].detail == "10 元"
    assert kinds[1].operator == VOLUNTEER.id
    assert kinds[2].collector == ""


def test_a_receipt_outlives_the_briefing_it_was_made_under(store, member):
    operation = hand_out(store)
    briefing.apply(store, [Change(table=one.table, key=one.key) for one in changes()], 3)
    shown = receipt(store, operation=operation, copy=1)
    assert (shown.event, shown.site) == ("E1", "S1")
    assert shown.lines == (ReceiptLine("pack", "", 1),)
    assert card(store, uid="u1").union == "示例区总工会"


def test_a_receipt_of_no_issue_is_unknown(store, member):
    with pytest.raises(Unknown):
        receipt(store, operation=member.enrolment, copy=1)


def test_an_application_holds_what_was_told_last(store, member):
    form = application(store, uid="u1")
    rows = dict(form.rows)
    assert (rows["姓名"], rows["性别"], rows["证件号码"]) == (name_of(1), "男", resident(1))
    assert (rows["证件类型"], rows["就业群体"]) == ("居民身份证", "保安员")
    assert "平台企业" not in rows
    assert (form.number, form.union, form.operator, form.applied_on) == (
        member.serial,
        "示例镇总工会",
        VOLUNTEER.name,
        DAY,
    )
    assert form.consents[0] == ("提供给上级工会", "1", True)
    assert form.signature == SIGNATURE
    amend(
        store, operation=member.enrolment, draft=draft(1, name="王示例"), operator=CLERK, desk=DESK, now=TEN
    )
    assert dict(application(store, uid="u1").rows)["姓名"] == "王示例"


def test_an_application_on_paper_keeps_its_own_day(store):
    typed = draft(1, occurred_at="2023-11-28T10:00:00+08:00")
    enrol(store, uid="u1", draft=typed, operator=CLERK, desk=DESK, now=TEN)
    assert application(store, uid="u1").applied_on.isoformat() == "2023-11-28"


def test_only_who_was_enrolled_here_has_an_application(store):
    briefing.apply(store, [known("m1", "王示例")], 2)
    for uid in ("m1", "nobody"):
        with pytest.raises(Unknown):
            application(store, uid=uid)


def test_every_print_has_its_copy_number_and_outcome(store, member):
    first = begin(store)
    assert (first.document_number, first.copy, first.outcome) == (member.serial, 1, "saved")
    second = begin(store, reason="字迹不清")
    assert (second.copy, second.reason) == (2, "字迹不清")
    newest, oldest = prints(store, about="u1")
    assert (newest.copy, newest.outcome, newest.place, newest.at) == (2, "saved", "a.pdf", TEN)
    assert (oldest.copy, oldest.operator) == (1, VOLUNTEER.id)
    assert len(prints(store, limit=1)) == 1


def test_each_paper_is_filed_under_a_number_of_its_own(store, member):
    operation = hand_out(store)
    filed = [
        begin(store, kind, about).document_number
        for kind, about in (
            (PaperKind.CARD, "u1"),
            (PaperKind.APPLICATION, "u1"),
            (PaperKind.RECEIPT, operation),
            (PaperKind.CARD_SHEET, "u1 u2"),
            (PaperKind.CARD_SHEET, "u1 u2"),
        )
    ]
    assert filed == [member.serial, f"A-{member.serial}", "R-D07-0001", "S-D07-0001", "S-D07-0002"]
    assert prints(store, about="nobody") == ()


def test_a_sheet_printed_before_joining_has_a_number_too(tmp_path):
    store = create_store(tmp_path / "bare", KEY, now=TEN)
    assert begin(store, PaperKind.CARD_SHEET, "").document_number == "S--0001"
    store.close()


def test_what_is_not_there_is_not_printed(store, member):
    for kind, about in ((PaperKind.CARD, "nobody"), (PaperKind.RECEIPT, member.enrolment)):
        with pytest.raises(Unknown):
            begin(store, kind, about)


def test_on_a_sheet_of_many_lies_no_card_of_who_is_no_member_any_more(store, member):
    assert card_of_run(store, uid="u1") == card(store, uid="u1")
    assert card_of_run(store, uid="nobody") is None
    briefing.apply(store, (known("m-1", "王示例", serial="FK-0000-0009-1"),), briefing.cursor(store) + 1)
    assert card_of_run(store, uid="m-1") is None  # its check digit is wrong: it is no number of ours
    with pytest.raises(Unknown):
        card(store, uid="m-1")
    void(store, operation=member.enrolment, reason="登记错人", operator=CLERK, desk=DESK, now=TEN)
    assert card_of_run(store, uid="u1") is None
    with pytest.raises(Unknown):
        card(store, uid="nobody")
