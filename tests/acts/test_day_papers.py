# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the tables and forms of the day say, and under which numbers they are filed."""

import datetime as dt
import json

import pytest

from fieldkit.acts import paper_numbers
from fieldkit.acts.day_papers import gather
from fieldkit.acts.enrol import enrol
from fieldkit.acts.issue import issue
from fieldkit.acts.member_forms import blank_application
from fieldkit.acts.serve import serve
from fieldkit.acts.sign_in import add_operator
from fieldkit.acts.void import void
from fieldkit.domain.day_papers import Figure
from fieldkit.domain.filing import LETTERS, About, about_from
from fieldkit.domain.packs import Collector
from fieldkit.domain.papers import PaperKind
from fieldkit.printing import forms
from fieldkit.problems import Unknown
from fieldkit.protocol.messages import Change
from fieldkit.store import briefing
from fieldkit.store import paper_numbers as kept_numbers
from fieldkit.store import prints as ledger
from tests.support.clock import TEN
from tests.support.factories import CLERK, DESK, EVENT, SIGNATURE, SITE, VOLUNTEER, draft, known, name_of
from tests.support.papers import text_of

SITE_DAY = About(event=EVENT, site=SITE, day="2023-11-29")


@pytest.fixture
def day(store):
    """Enrol two, hand out to both, one on behalf, and void a third issue."""
    add_operator(store, operator=VOLUNTEER, by=CLERK, now=TEN)
    for number in (1, 2, 3):
        enrol(
            store,
            uid=f"u{number}",
            draft=draft(number, signature=SIGNATURE),
            operator=VOLUNTEER,
            desk=DESK,
            now=TEN,
        )
    hand_out(store, "u1", signature=SIGNATURE)
    hand_out(store, "u2", minutes=1, collector=Collector("单𣲘", "0290", "colleague"))
    taken_back = hand_out(store, "u3", minutes=2)
    void(store, operation=taken_back, reason="拿错了", operator=CLERK, desk=DESK, now=TEN)
    return store


def hand_out(store, uid, *, goods="pack", minutes=0, **more):
    at = TEN + dt.timedelta(minutes=minutes)
    return issue(store, uid=uid, goods=goods, operator=VOLUNTEER, desk=DESK, now=at, **more).issue.operation


def told(store, kind, about=SITE_DAY, **more):
    return gather(store, kind=kind, about=about.text, **more)


def printed(store, kind, about):
    """Write a paper into the ledger as printing does; return its number."""
    with store.writing() as db:
        number = paper_numbers.number_of(db, kind, about.text)
        db.conn.execute(
            "INSERT INTO prints (kind, about, document_number, copy, reason, operator, at, outcome)"
            " VALUES (?, ?, ?, (SELECT 1 + count(*) FROM prints WHERE document_number = ?), '', 'v01', '', 'saved')",
            (kind.value, about.text, number, number),
        )
    return number


# -- numbers -----------------------------------------------------------------------------------------------------


def test_the_same_paper_again_has_its_number(store):
    first = printed(store, PaperKind.ISSUE_LIST, SITE_DAY)
    assert first == "Q-D07-0001"
    other = printed(store, PaperKind.ISSUE_LIST, About(event=EVENT, site="S2", day="2023-11-29"))
    assert other == "Q-D07-0002"
    assert printed(store, PaperKind.ISSUE_LIST, SITE_DAY) == first
    assert printed(store, PaperKind.DAY_END, SITE_DAY) == "T-D07-0003"


def test_every_blank_form_has_a_number_of_its_own(store):
    numbers = [printed(store, PaperKind.MEMBER_FORM, About()) for _ in range(3)]
    assert numbers == ["B-D07-0001", "B-D07-0002", "B-D07-0003"]
    assert printed(store, PaperKind.APPLICATION, About()) == "A-D07-0004"


def test_a_route_card_for_nobody_is_a_card_for_each_visitor(store):
    nobody, somebody = About(event=EVENT, site=SITE), About(uids=("u1",), event=EVENT, site=SITE)
    assert printed(store, PaperKind.ROUTE, nobody) != printed(store, PaperKind.ROUTE, nobody)
    assert printed(store, PaperKind.ROUTE, somebody) == printed(store, PaperKind.ROUTE, somebody)


@pytest.mark.parametrize("kind", [PaperKind.APPEAL, PaperKind.DATA_REQUEST])
def test_a_second_appeal_of_the_same_person_is_another_paper(store, kind):
    about = About(uids=("u1",))
    assert printed(store, kind, about) != printed(store, kind, about)


def test_a_place_in_a_line_counts_the_slips_of_its_service(store):
    hair = About(event=EVENT, site=SITE, day="2023-11-29", service="haircut", size="58mm")
    law = About(event=EVENT, site=SITE, day="2023-11-29", service="legal")
    numbers = [printed(store, PaperKind.NUMBER_SLIP, about) for about in (hair, law, hair)]
    assert len(set(numbers)) == 3
    places = [
        told(store, PaperKind.NUMBER_SLIP, about, document_number=number)
        for about, number in zip((hair, law, hair), numbers, strict=True)
    ]
    assert [(one.service, one.place) for one in places] == [("理发", 1), ("法律咨询", 1), ("理发", 2)]


def test_an_unknown_slip_has_no_place(store):
    with store.reading() as db:
        assert kept_numbers.place_in_line(db, PaperKind.NUMBER_SLIP, "H-D07-0009") == 0
        assert ledger.latest(db, about=None, limit=5) == ()


def test_each_kind_has_its_letter():
    assert len(set(LETTERS.values())) == len(LETTERS)
    assert not {"A", "R", "S"} & set(LETTERS.values())


@pytest.mark.parametrize(
    "about",
    [
        About(),
        About(uids=("u1",)),
        About(uids=("u1", "u2"), event="E 1&=", site="S/一", day="2023-11-29"),
        About(uids=("u1",), values_only=True, across=-7, down=12),
        About(service="理发", size="58mm", picture="a b.png"),
    ],
)
def test_what_a_paper_is_about_survives_the_ledger(about):
    assert about_from(about.text) == about


def test_one_member_alone_is_just_the_uid():
    assert About(uids=("u1",)).text == "u1"
    assert about_from("across=x&values_only=1&day=2023-13-40&more=1") == About(values_only=True)


@pytest.mark.parametrize("kind", sorted(LETTERS, key=lambda kind: kind.value))
@pytest.mark.parametrize("about", ["event=gone&site=gone&day=2023-11-29", "%%%=&&==", "event=E1&site=S1"])
def test_a_line_about_what_is_gone_still_makes_a_paper(store, kind, about):
    """The district may take a site back after its papers were printed; a line is drawn again all the same."""
    gather(store, kind=kind, about=about, document_number="Q-D07-0001")


# -- the issue list ----------------------------------------------------------------------------------------------


def test_the_issue_list_has_who_took_what_and_who_signed(day):
    listed = told(day, PaperKind.ISSUE_LIST)
    assert [(row.name, row.goods, row.detail, row.quantity) for row in listed.rows] == [
        (name_of(1), "福利包", "毛巾、手套", 1),
        (name_of(2), "福利包", "毛巾、手套", 1),
    ]
    first, second = listed.rows
    assert first.signature == SIGNATURE
    assert (first.member_kind, first.operator, first.note) == ("新会员", "示例志愿者", "")
    assert second.note == "代领人：单𣲘（证件后四位 0290，colleague）"
    assert len(first.document_tail) == len(first.phone_tail) == 4
    occasion = listed.occasion
    assert (occasion.event, occasion.site, occasion.venue) == ("样例沟通会", "主会场", "示例馆")
    assert (occasion.union, occasion.hours, occasion.device) == ("示例镇总工会", "10:00–14:00", "D07")


def test_the_issue_list_is_of_one_site_and_one_day(day):
    other_day = About(event=EVENT, site=SITE, day="2023-11-30")
    assert told(day, PaperKind.ISSUE_LIST, other_day).rows == ()
    other_site = About(event=EVENT, site="S2", day="2023-11-29")
    assert told(day, PaperKind.ISSUE_LIST, other_site).rows == ()
    assert told(day, PaperKind.ISSUE_LIST, About()).rows == ()


def test_the_issue_list_says_when_names_were_purged(day):
    assert not told(day, PaperKind.ISSUE_LIST).purged
    with day.writing() as db:
        db.conn.execute("UPDATE members SET name = '王*明' WHERE uid = 'u1'")
    assert told(day, PaperKind.ISSUE_LIST).purged


def test_the_issue_list_can_be_of_one_item(day):
    hand_out(day, "u1", goods="leaflet", minutes=3)
    assert len(told(day, PaperKind.ISSUE_LIST).rows) == 3
    packs = About(event=EVENT, site=SITE, day="2023-11-29", goods="pack")
    assert {row.goods for row in told(day, PaperKind.ISSUE_LIST, packs).rows} == {"福利包"}
    assert len(told(day, PaperKind.ISSUE_LIST, packs).rows) == 2


def test_members_of_elsewhere_and_visitors_are_on_the_list(store):
    briefing.apply(store, [known("k1", "尉迟龑", serial="FK-0000-0900-7", employer="示例公司")], 2)
    hand_out(store, "k1", goods="soap")
    hand_out(store, "", goods="leaflet", minutes=1)
    known_one, visitor = told(store, PaperKind.ISSUE_LIST).rows
    assert (known_one.name, known_one.member_kind, known_one.employer) == ("尉迟龑", "老会员", "示例公司")
    assert (visitor.name, visitor.member_kind) == ("", "非会员")


# -- figures -----------------------------------------------------------------------------------------------------


def figures(table):
    return {figure.name: figure.value for section in table.sections for figure in section.figures}


def test_the_day_end_table_counts_what_is_known_and_leaves_the_rest(day):
    serve(day, service="haircut", uid="", count=3, operator=VOLUNTEER, desk=DESK, now=TEN)
    table = told(day, PaperKind.DAY_END, version="9.9")
    found = figures(table)
    assert found["现场入会人数"] == "3"
    assert found["理发"] == "3"
    assert found["法律咨询"] == "0"
    assert found["会籍接转"] == "0"
    assert found["办卡"] == found["参加人次"] == found["走访企业数"] == ""
    assert "停办" not in found
    assert (table.records, table.version) == (3 + 3 + 2, "9.9")
    pack = next(line for line in table.goods if line.name == "福利包")
    assert (pack.opening, pack.issued, pack.left) == (50, 2, 48)


def test_parts_are_named_by_the_codes_of_the_day(day):
    rows = [
        {"table": "employment_group", "code": "guard", "name": "保安员（新）", "flags": ["new-form"]},
        {"table": "channel", "code": "booth", "name": "现场代录"},
    ]
    briefing.apply(
        day,
        [
            Change(table="code", key=f"new-{place}", row=json.dumps(row).encode())
            for place, row in enumerate(rows)
        ],
        2,
    )
    found = figures(told(day, PaperKind.DAY_END))
    assert found["现场代录"] == found["新就业形态"] == found["保安员（新）"] == "3"
    assert found.keys() >= {"农民工", "女职工"}


def test_what_was_purged_is_not_counted_by_half(day):
    with day.writing() as db:
        db.conn.execute(
            "UPDATE operations SET raw = x'', digest = x'01' WHERE place ="
            " (SELECT min(place) FROM operations WHERE kind = 'enrol')"
        )
    found = figures(told(day, PaperKind.DAY_END))
    assert found["现场入会人数"] == "3"
    assert found["农民工"] == found["女职工"] == ""


def test_a_blank_table_has_the_same_lines_and_no_figure(day):
    blank = told(day, PaperKind.DAY_END, About())
    assert set(figures(blank).values()) == {""}
    assert figures(blank).keys() >= {"现场入会人数", "理发", "走访企业数"}


def test_the_bulletin_has_the_main_figures_and_the_programme(day):
    draft_of = told(day, PaperKind.BULLETIN)
    assert draft_of.figures[0] == Figure("现场入会人数", "3")
    assert draft_of.programme == (("10:00", "舞龙"), ("10:40", "领誓"))


# -- forms -------------------------------------------------------------------------------------------------------


def test_the_route_card_leads_past_the_services_that_are_open(day):
    card = told(day, PaperKind.ROUTE, About(uids=("u1",), event=EVENT, site=SITE))
    assert [stop.name for stop in card.stops] == ["法律咨询", "理发"]
    assert card.person.name == name_of(1)
    assert card.person.code.isdigit()
    assert told(day, PaperKind.ROUTE, About()).person.name == ""


def test_the_member_form_is_filled_with_what_was_told(day):
    form = told(day, PaperKind.MEMBER_FORM, About(uids=("u1",)))
    assert form.values["name"] == name_of(1)
    assert form.values["document_number"].startswith("119999")
    assert form.values["applied_on"] == "2023 年 11 月 29 日"
    assert form.signature == SIGNATURE
    assert told(day, PaperKind.MEMBER_FORM, About()).values == {}


def test_the_member_form_of_somebody_known_says_what_is_known(store):
    briefing.apply(store, [known("k1", "尉迟龑", serial="FK-0000-0900-7", employer="示例公司")], 2)
    form = told(store, PaperKind.MEMBER_FORM, About(uids=("k1",)))
    assert form.values["name"] == "尉迟龑"
    assert "document_number" not in form.values


@pytest.mark.parametrize("kind", [PaperKind.APPEAL, PaperKind.DATA_REQUEST, PaperKind.NOTICE])
def test_forms_about_a_person_say_tails_only(day, kind):
    form = told(day, kind, About(uids=("u1",), event=EVENT, site=SITE))
    assert form.person.name == name_of(1)
    assert len(form.person.document_tail) == 4


def test_the_notice_has_the_texts_of_the_briefing(day):
    notice = told(day, PaperKind.NOTICE)
    assert [one.title for one in notice.consents] == ["提供给上级工会"]
    assert notice.notice.text == ""


def test_representatives_are_those_who_were_chosen(day):
    listed = told(day, PaperKind.REPRESENTATIVES, About(uids=("u2", "u1"), event=EVENT, site=SITE))
    assert [who.name for who in listed.people] == [name_of(2), name_of(1)]


def test_a_posters_code_is_the_districts(store):
    assert told(store, PaperKind.POSTER).content == ""
    rows = [b'{"name": "poster_code", "value": "https://example.invalid/a"}']
    rows += [f'{{"name": "poster_code.{SITE}", "value": "https://example.invalid/b"}}'.encode()]
    briefing.apply(store, [Change(table="setting", key=f"p{n}", row=row) for n, row in enumerate(rows)], 2)
    assert told(store, PaperKind.POSTER).content == "https://example.invalid/b"
    elsewhere = About(event=EVENT, site="S2", size="A3")
    assert told(store, PaperKind.POSTER, elsewhere).content == "https://example.invalid/a"


def test_a_member_who_is_not_there_is_said_to_be_unknown(store):
    with pytest.raises(Unknown):
        told(store, PaperKind.ROUTE, About(uids=("nobody",)))


def test_a_blank_application_ticks_nothing(store):
    form = blank_application(store, "A-D07-0001")
    text = text_of(forms.application(form))[0]
    assert "✓" not in text
    assert "A-D07-0001" in text
    assert "证件号码" in text
    assert "年　　月　　日" in text


def test_a_table_of_no_day_is_refused_with_a_problem(store):
    with pytest.raises(Unknown):
        told(store, PaperKind.DAY_END, About(site=SITE))
