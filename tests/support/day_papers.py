# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Tables and forms of invented people for tests, plain and hard; and what is drawn on them, seen as a picture."""

import datetime as dt

from PIL import ImageChops

from fieldkit.domain.day_papers import (
    Asked,
    Bulletin,
    Custody,
    DayEnd,
    Figure,
    GoodsLine,
    IssueList,
    IssueRow,
    MemberForm,
    NoticePaper,
    NumberSlip,
    Oath,
    Occasion,
    Person,
    PersonPaper,
    Poster,
    Representatives,
    RouteCard,
    Section,
    Stop,
)
from fieldkit.domain.filing import About, Imprint
from fieldkit.domain.papers import PaperKind
from fieldkit.printing.documents import drawn
from tests.support.papers import DAY, FIFTY, LONG, NAMES, PLEDGE, pictures, signature

EVENT = "“引领提升‘新’温度 汇聚发展‘工’力量”民俗文化赶大集暨新型产业工人集中入会行动"
AT = dt.datetime(2023, 11, 29, 7, 30, tzinfo=dt.UTC)
IMPRINT = Imprint("Q-D07-0012", 2, AT, "v01")
OCCASION = Occasion(
    event=EVENT,
    short_title="20231129 市级沟通会",
    level="市级",
    day=DAY,
    hours="10:00–14:00",
    site="庞各庄镇主会场",
    venue="四季缤纷体验馆",
    venue_kind="文体场馆",
    theme="团结奋斗正当时，建功立业谱新篇",
    union="庞各庄镇总工会（样例）",
    organiser="大兴区总工会（样例）",
    device="D07",
)
PERSON = Person(
    "王𠅤", "FK-0001-2345-6", "000123456", "0115", "0001", "京南示例物流有限公司", "庞各庄镇总工会（样例）"
)
HARD = Person(
    FIFTY, "临-D07-00003", "9000700003", "0115", "0001", "示例优送科技有限公司" * 10, "示例街道总工会" * 6
)
GOODS = (
    GoodsLine("职工福利包", "毛巾、保温杯、手套、工会宝典", 500, 437),
    GoodsLine("消费券", "20元", 200, 180),
    GoodsLine("宣传折页", "", 950, 611),
)
SECTIONS = (
    Section("参加和宣传", (Figure("参加人次"), Figure("调查问卷（份）"))),
    Section("入会", (Figure("现场入会人数", "440"), Figure("会籍接转", "8"), Figure("办卡"))),
    Section("服务人次", tuple(Figure(f"服务{place}", str(place)) for place in range(17))),
)
CONSENTS = tuple(
    Asked(kind, title, f"我同意{title}。不同意不影响入会。", "样例-2023-11")
    for kind, title in (
        ("upper_union", "提供给上级工会"),
        ("bank", "提供给银行办卡"),
        ("publicity", "使用影像"),
    )
)
NOTICE = Asked("notice", "个人信息处理告知书", "一、处理者：某总工会（样例）。\n二、目的：办理入会。", "样例")
STOPS = (Stop("综合服务", "法律服务"), Stop("综合服务", "就业招聘"), Stop("便民服务", "理发（义剪）"))
VALUES = {
    "name": "王𠅤",
    "sex": "男",
    "birth_date": "1978-07-04",
    "document_kind": "居民身份证",
    "document_number": "119999197807040115",
    "phone": "15400000001",
    "employment_group": "外卖配送员（网约送餐员）",
    "employment_state": "在岗",
    "mode": "集中入会",
    "migrant_worker": "是",
    "non_local": "否",
    "introducer": "单𣲘",
    "employer": "京南示例物流有限公司",
    "platform": "示例优送科技有限公司大兴站",
    "union": "庞各庄镇总工会（样例）",
    "applied_on": "2023 年 11 月 29 日",
}
HARD_VALUES = {
    **VALUES,
    "name": FIFTY,
    "introducer": FIFTY,
    "employer": "示例优送科技有限公司" * 10,
    "union": "示例街道总工会" * 12,
    "employment_group": "外卖配送员（网约送餐员）" * 3,
    "document_number": "A1" * 17,
}
K = PaperKind
PAPERS = {
    "route": (K.ROUTE, RouteCard(OCCASION, PERSON, STOPS), About()),
    "slip-80mm": (K.NUMBER_SLIP, NumberSlip(OCCASION, "理发（义剪）", 12), About(size="80mm")),
    "slip-58mm": (K.NUMBER_SLIP, NumberSlip(OCCASION, "中医把脉问诊", 1012), About(size="58mm")),
    "notice": (K.NOTICE, NoticePaper(OCCASION, PERSON, NOTICE, CONSENTS), About()),
    "day-end": (K.DAY_END, DayEnd(OCCASION, SECTIONS, GOODS, 1234, "1.0"), About()),
    "custody": (K.CUSTODY, Custody(OCCASION, GOODS), About()),
    "bulletin": (K.BULLETIN, Bulletin(OCCASION, SECTIONS[1].figures, (("10:00", "舞龙开场"),)), About()),
    "oath": (K.OATH, Oath(OCCASION, PLEDGE, "样例-2023-11"), About()),
    "representatives": (K.REPRESENTATIVES, Representatives(OCCASION, (PERSON,)), About()),
    "poster": (K.POSTER, Poster(OCCASION, "https://example.invalid/a?site=PGZ"), About()),
    "appeal": (K.APPEAL, PersonPaper(OCCASION, PERSON), About()),
    "data-request": (K.DATA_REQUEST, PersonPaper(OCCASION, PERSON), About()),
    "member-form": (K.MEMBER_FORM, MemberForm(PERSON, VALUES, signature()), About()),
    "over": (K.MEMBER_FORM, MemberForm(PERSON, VALUES, signature()), About(values_only=True)),
    "ruler": (K.RULER, None, About()),
}
"""Each table and form with plain values."""
HARD_PAPERS = {
    "route": (
        K.ROUTE,
        RouteCard(OCCASION, HARD, tuple(Stop("综合服务" * 5, f"服务项目{n}" * 6) for n in range(30))),
        About(),
    ),
    "slip-58mm": (K.NUMBER_SLIP, NumberSlip(OCCASION, "服务项目" * 12, 123456), About(size="58mm")),
    "notice": (
        K.NOTICE,
        NoticePaper(
            OCCASION, HARD, Asked("notice", "告知书" * 9, "很长的一段话，" * 700, "v" * 40), CONSENTS * 6
        ),
        About(),
    ),
    "day-end": (K.DAY_END, DayEnd(OCCASION, SECTIONS * 6, GOODS * 20, 10**9, "1.0"), About()),
    "custody": (K.CUSTODY, Custody(OCCASION, GOODS * 20), About()),
    "bulletin": (
        K.BULLETIN,
        Bulletin(OCCASION, SECTIONS[2].figures, tuple(("10:00", f"节目{n}" * 8) for n in range(24))),
        About(),
    ),
    "oath": (K.OATH, Oath(OCCASION, PLEDGE * 8, ""), About()),
    "representatives": (K.REPRESENTATIVES, Representatives(OCCASION, (HARD,) * 40), About()),
    "poster": (K.POSTER, Poster(OCCASION, "", b"no picture", "A3"), About(size="A3")),
    "appeal": (K.APPEAL, PersonPaper(OCCASION, HARD), About()),
    "data-request": (K.DATA_REQUEST, PersonPaper(OCCASION, HARD), About()),
    "member-form": (K.MEMBER_FORM, MemberForm(HARD, HARD_VALUES, b"no picture"), About()),
}
"""The same with values as hard as they may come."""
BLANK_PAPERS = {
    "route": (K.ROUTE, RouteCard(Occasion(), Person(), ()), About()),
    "notice": (K.NOTICE, NoticePaper(Occasion(), Person(), Asked("notice", "", "", ""), ()), About()),
    "issue-list": (K.ISSUE_LIST, IssueList(Occasion(), ()), About()),
    "day-end": (K.DAY_END, DayEnd(Occasion(), (), (), 0), About()),
    "custody": (K.CUSTODY, Custody(Occasion(), ()), About()),
    "bulletin": (K.BULLETIN, Bulletin(Occasion(), (), ()), About()),
    "representatives": (K.REPRESENTATIVES, Representatives(Occasion(), ()), About()),
    "poster": (K.POSTER, Poster(Occasion()), About()),
    "appeal": (K.APPEAL, PersonPaper(Occasion(), Person()), About()),
    "data-request": (K.DATA_REQUEST, PersonPaper(Occasion(), Person()), About()),
    "member-form": (K.MEMBER_FORM, MemberForm(Person()), About()),
}
"""The same with nothing known."""


def pdf_of(paper):
    kind, value, about = paper
    return drawn.pdf(kind, value, about, IMPRINT)


def issue_rows(count, *, name=None, signed=None):
    """Return lines of an issue list, with names that are hard to draw among them."""
    drawing = signature() if signed is None else signed
    return tuple(
        IssueRow(
            name=name or NAMES[place % len(NAMES)],
            document_tail=f"{place % 10000:04d}",
            phone_tail=f"{place * 7 % 10000:04d}",
            employer="京南示例物流有限公司" if place % 3 else "示例优送科技有限公司大兴站（众包骑手）",
            member_kind="新会员",
            goods="职工福利包" if place % 4 else "艾草饼",
            detail="毛巾、保温杯、手套、工会宝典" if place % 4 else "",
            quantity=1 if place % 4 else 2,
            at=AT + dt.timedelta(seconds=place),
            signature=drawing,
            operator="示例志愿者甲",
            note="代领人：单𣲘（证件后四位 0290，同事）" if place % 11 == 5 else "",
        )
        for place in range(count)
    )


def issue_list(count, **more):
    return (K.ISSUE_LIST, IssueList(OCCASION, issue_rows(count, **more)), About())


def ink_box(picture):
    """Return what is drawn on a page, as (left, top, right, bottom) in dots, or None on a white one."""
    white = picture.convert("L").point(lambda dot: 255)
    return ImageChops.difference(picture.convert("L"), white).getbbox()


def ink_mm(pdf, dpi=100):
    """Return for each page its size and the box of its ink, in millimetres."""
    found = []
    for picture in pictures(pdf, dpi):
        box = ink_box(picture)
        scale = 25.4 / dpi
        found.append(
            (
                (picture.width * scale, picture.height * scale),
                tuple(side * scale for side in box) if box else None,
            )
        )
    return found


__all__ = ["FIFTY", "LONG"]
