# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Single papers: overprint to a tenth of a millimetre, rulers that measure, codes that are read, large type."""

from io import BytesIO

import pytest
from PIL import Image

from fieldkit.domain.day_papers import MemberForm, NumberSlip, Oath, Person, Poster, RouteCard
from fieldkit.domain.filing import About
from fieldkit.domain.papers import PaperKind
from fieldkit.printing.documents import form_layout, issue_list, member_form, texts
from fieldkit.problems import FormLayoutRefused
from tests.support.day_papers import (
    HARD,
    HARD_PAPERS,
    HARD_VALUES,
    IMPRINT,
    OCCASION,
    PAPERS,
    PERSON,
    STOPS,
    VALUES,
    ink_box,
    pdf_of,
)
from tests.support.day_papers import issue_list as some_issues
from tests.support.papers import (
    codes,
    glyphs,
    images_in,
    page_sizes,
    pictures,
    readings,
    signature,
    squeezed,
    text_of,
)

DPI = 600


def at_places(pdf, values):
    """Return where each character of the values stands."""
    wanted = set("".join(values))
    return {(round(one.left, 3), round(one.top, 3), one.text) for one in glyphs(pdf) if one.text in wanted}


# -- overprint ---------------------------------------------------------------------------------------------------


def test_overprint_draws_the_values_and_nothing_else():
    text = "".join(squeezed(page) for page in text_of(pdf_of(PAPERS["over"])))
    for value in VALUES.values():
        assert squeezed(value) in text
    assert sorted(text) == sorted("".join(squeezed(value) for value in VALUES.values()))


def test_overprint_stands_where_the_filled_form_has_it():
    filled, over = pdf_of(PAPERS["member-form"]), pdf_of(PAPERS["over"])
    places = at_places(over, VALUES.values())
    assert places
    assert places <= at_places(filled, VALUES.values())


@pytest.mark.parametrize(("across", "down"), [(0, 0), (1, 0), (-7, 12), (200, -200)])
def test_an_offset_moves_everything_by_tenths_of_a_millimetre(across, down):
    form = MemberForm(PERSON, VALUES, signature())
    still = glyphs(member_form.over(form, across=0, down=0))
    moved = glyphs(member_form.over(form, across=across, down=down))
    for one, other in zip(still, moved, strict=True):
        assert other.text == one.text
        assert other.left - one.left == pytest.approx(across / 10, abs=0.02)
        assert other.top - one.top == pytest.approx(down / 10, abs=0.02)


def test_values_stay_inside_their_frames_however_long():
    pdf = member_form.over(MemberForm(HARD, HARD_VALUES), across=0, down=0)
    frames = [spot for spot in form_layout.layout().spots if spot.value]
    for one in glyphs(pdf):
        assert any(
            spot.x + spot.label_width <= one.left
            and one.right <= spot.x + spot.width
            and spot.y <= one.top
            and one.bottom <= spot.y + spot.height
            for spot in frames
        ), one


def test_the_frames_of_the_form_do_not_overlap():
    spots = form_layout.layout().spots
    for place, one in enumerate(spots):
        for other in spots[place + 1 :]:
            apart = (
                one.x + one.width <= other.x
                or other.x + other.width <= one.x
                or one.y + one.height <= other.y
                or other.y + other.height <= one.y
            )
            assert apart, (one.label, other.label)


def test_the_form_asks_for_no_more_than_it_may():
    text = squeezed(text_of(pdf_of(PAPERS["member-form"]))[0])
    for word in ("工资", "家庭", "籍贯", "简历", "政治面貌", "民族"):
        assert word not in text
    for word in (
        "符合条件",
        "本人自愿",
        "手续齐全",
        "会员证号码",
        "基层工会",
        "审批意见",
        "备注",
        "申请人签名",
    ):
        assert word in text


def test_a_blank_form_has_no_value_and_a_number():
    text = squeezed(text_of(member_form.pdf(MemberForm(Person()), IMPRINT))[0])
    assert "编号Q-D07-0012" in text
    assert "王" not in text


def test_the_box_to_sign_the_form_is_large_enough():
    spot = next(one for one in form_layout.layout().spots if one.value == "signature")
    assert spot.width - spot.label_width - 2 * member_form.INSIDE >= 30
    assert spot.height - 6.5 >= 9


OWN = """
title = "样表"
title_y = 10
number_y = 20
size = 12

[[cell]]
value = "name"
x = 100
y = 200
width = 50
height = 10
"""


def test_a_form_of_the_districts_own_is_filled_at_its_places(tmp_path):
    (tmp_path / form_layout.FILE).write_text(OWN, encoding="utf-8")
    pdf = member_form.over(MemberForm(PERSON, VALUES), across=0, down=0, own=tmp_path)
    assert squeezed(text_of(pdf)[0]) == "王𠅤"
    drawn = glyphs(pdf)
    assert len(drawn) == 2
    assert all(one.left >= 100 and one.right <= 150 and one.top >= 200 and one.bottom <= 210 for one in drawn)


def test_without_an_own_layout_the_shipped_one_is_taken(tmp_path):
    assert form_layout.layout(tmp_path) == form_layout.layout()


@pytest.mark.parametrize(
    ("fault", "place"),
    [
        ("rubbish", "toml"),
        ("\udcff", "toml"),
        ("", "title"),
        (OWN.replace("样表", "") + "more = 1", "cell 1: more"),
        ("extra = 1\n" + OWN, "extra"),
        (OWN.replace("x = 100", "x = 300"), "cell 1: x"),
        (OWN.replace("width = 50", "width = 150"), "cell 1: width"),
        (OWN.replace("height = 10", "height = nan"), "cell 1: height"),
        (OWN.replace("height = 10", "height = true"), "cell 1: height"),
        (OWN.replace("y = 200", 'y = "200"'), "cell 1: y"),
        (OWN.replace('value = "name"', "value = 3"), "cell 1: value"),
        (OWN.replace("size = 12", "size = 1"), "size"),
        (OWN.partition("[[cell]]")[0], "cell"),
        (OWN + "label_width = 48", "cell 1: label_width"),
    ],
)
def test_an_own_layout_with_a_fault_is_refused_with_its_place(tmp_path, fault, place):
    (tmp_path / form_layout.FILE).write_bytes(fault.encode("utf-8", "surrogateescape"))
    with pytest.raises(FormLayoutRefused) as refused:
        member_form.over(MemberForm(PERSON, VALUES), across=0, down=0, own=tmp_path)
    assert refused.value.facts["place"] == place


# -- the issue list's box, measured on the picture -----------------------------------------------------------------


def test_the_signature_box_measures_30_by_9_on_paper():
    """The lines of the first row are looked for on the picture, from the middle of its empty cell outwards."""
    page = pictures(pdf_of(some_issues(1, signed=b"")), DPI)[0]
    scale = DPI / 25.4
    left = 12.0 + sum(column.width for column in issue_list.COLUMNS[:10])
    number = next(
        one for one in glyphs(pdf_of(some_issues(1, signed=b""))) if one.text == "1" and one.top > 50
    )
    x, y = round((left + issue_list.SIGNING[0] / 2) * scale), round((number.top + number.bottom) / 2 * scale)

    def white(step_across, step_down):
        across, down = x, y
        while page.getpixel((across, down)) > 200:
            across, down = across + step_across, down + step_down
        return (abs(across - x) + abs(down - y)) / scale

    assert white(-1, 0) + white(1, 0) >= 30
    assert white(0, -1) + white(0, 1) >= 9


# -- rulers ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", ["A4", "A5"])
def test_the_rulers_measure_from_the_edge_of_the_paper(size):
    pdf = pdf_of((PaperKind.RULER, None, About(size=size)))
    page = pictures(pdf, DPI)[0]
    scale = DPI / 25.4
    (width, height), *more = page_sizes(pdf)
    assert not more
    for place in (10, 50, 100, 130):
        for spot in (
            (place * scale, 7.0 * scale),  # a ten's mark at the top
            (place * scale, (height - 7.0) * scale),
            (7.0 * scale, place * scale),
            ((width - 7.0) * scale, place * scale),
        ):
            around = page.crop(
                tuple(round(side) for side in (spot[0] - 3, spot[1] - 3, spot[0] + 4, spot[1] + 4))
            )
            assert around.getextrema()[0] < 128, (place, spot)
    half = page.crop(tuple(round(side * scale) for side in (14.3, 6.0, 14.7, 7.0)))
    assert half.getextrema()[0] > 200  # between two marks nothing is drawn


def test_the_cross_stands_where_the_page_says():
    page = pictures(pdf_of(PAPERS["ruler"]), DPI)[0]
    scale = DPI / 25.4
    cross = page.crop(
        tuple(round(side * scale) for side in (105.0 - 1.5, 148.5 - 12.0, 105.0 + 1.5, 148.5 - 3.0))
    )
    left, _, right, _ = ink_box(cross)
    assert (left + right) / 2 / scale + 103.5 == pytest.approx(105.0, abs=0.06)
    text = text_of(pdf_of(PAPERS["ruler"]))[0]
    assert "105.0 毫米" in text
    assert "148.5 毫米" in text


@pytest.mark.parametrize(("size", "middle"), [("A4", 148.5), ("A5", 105.0)])
def test_no_word_lies_on_the_cross(size, middle):
    words = [one for one in glyphs(pdf_of((PaperKind.RULER, None, About(size=size)))) if one.text >= "\u4e00"]
    assert not [one for one in words if one.bottom > middle - 15.5 and one.top < middle + 15.5]


def test_the_bar_is_a_hundred_millimetres_long():
    page = pictures(pdf_of(PAPERS["ruler"]), DPI)[0]
    scale = DPI / 25.4
    y = 148.5 + 26.0
    bar = page.crop(tuple(round(side * scale) for side in (30.0, y - 0.4, 180.0, y + 0.4)))
    left, _, right, _ = ink_box(bar)
    assert (right - left) / scale == pytest.approx(100.0, abs=0.4)


# -- codes and large type ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_a_posters_code_is_read(dpi):
    assert "https://example.invalid/a?site=PGZ" in codes(pictures(pdf_of(PAPERS["poster"]), dpi)[0])


def test_a_posters_code_takes_chinese_too():
    content = "庞各庄镇主会场：请到登记台"
    paper = (PaperKind.POSTER, Poster(OCCASION, content), About())
    assert content in codes(pictures(pdf_of(paper), 300)[0])


def test_a_supplied_picture_goes_before_a_code():
    made = BytesIO()
    Image.new("RGB", (300, 300), (20, 90, 30)).save(made, "PNG")
    paper = (PaperKind.POSTER, Poster(OCCASION, "https://example.invalid", made.getvalue()), About())
    pdf = pdf_of(paper)
    assert images_in(pdf) == 1
    assert codes(pictures(pdf, 150)[0]) == {}


@pytest.mark.parametrize("picture", [b"no picture", signature()[:200]])
def test_a_picture_that_cannot_be_read_leaves_room_to_glue_one(picture):
    pdf = pdf_of((PaperKind.POSTER, Poster(OCCASION, "", picture), About()))
    assert texts.texts()["poster"]["missing"] in readings(pdf)[0]
    assert images_in(pdf) == 0


def test_without_a_code_there_is_room_to_glue_one():
    pdf = pdf_of((PaperKind.POSTER, Poster(OCCASION), About()))
    assert texts.texts()["poster"]["missing"] in readings(pdf)[0]
    assert images_in(pdf) == 0


def test_a_poster_is_as_large_as_asked():
    a3 = (PaperKind.POSTER, Poster(OCCASION, size="A3"), About(size="A3"))
    assert page_sizes(pdf_of(a3))[0] == pytest.approx((297, 420), abs=0.1)
    assert page_sizes(pdf_of(PAPERS["poster"]))[0] == pytest.approx((210, 297), abs=0.1)


def test_the_route_cards_code_is_the_members():
    assert "000123456" in codes(pictures(pdf_of(PAPERS["route"]), 300)[0])
    nobody = (PaperKind.ROUTE, RouteCard(OCCASION, Person(), STOPS), About())
    assert codes(pictures(pdf_of(nobody), 300)[0]) == {}


def test_the_route_card_has_a_box_for_each_stop():
    text = squeezed("".join(text_of(pdf_of(PAPERS["route"]))))
    steps = texts.texts()["route"]["steps"]
    assert text.count("□") == len(STOPS) + len(steps)
    for stop in STOPS:
        assert stop.name in text


@pytest.mark.parametrize("size", ["80mm", "58mm"])
@pytest.mark.parametrize("place", [1, 999, 1012])
def test_a_number_slip_shows_its_number_on_one_line(size, place):
    pdf = pdf_of((PaperKind.NUMBER_SLIP, NumberSlip(OCCASION, "理发", place), About(size=size)))
    text = text_of(pdf)[0]
    assert f"D07-{place:03d}" in text
    assert page_sizes(pdf)[0][0] == pytest.approx(80 if size == "80mm" else 58)
    tall = [one.bottom - one.top for one in glyphs(pdf) if one.text.isdigit()]
    assert max(tall) >= 5.0


def test_a_number_slip_names_nobody():
    assert "姓名" not in text_of(pdf_of(PAPERS["slip-80mm"]))[0]


def test_the_oath_is_in_large_type_one_clause_a_line():
    text = text_of(pdf_of(PAPERS["oath"]))[0]
    assert "我自愿加入中华全国总工会，\n遵守工会章程，\n" in text
    tall = [one.bottom - one.top for one in glyphs(pdf_of(PAPERS["oath"])) if one.text == "章"]
    assert min(tall) >= 9.0


def test_a_short_oath_is_larger_than_a_long_one():
    short = (PaperKind.OATH, Oath(OCCASION, "我宣誓，遵守章程。", "1"), About())

    def size(pdf):
        return max(one.bottom - one.top for one in glyphs(pdf) if one.text == "章")

    assert size(pdf_of(short)) > size(pdf_of(HARD_PAPERS["oath"]))


def test_the_notice_asks_each_consent_by_itself_and_ticks_none():
    text = squeezed("".join(text_of(pdf_of(PAPERS["notice"]))))
    assert "✓" not in text
    for word in ("同意处理敏感个人信息", "提供给上级工会", "提供给银行办卡", "使用影像"):
        assert word in text
    assert text.count("不同意文本版本") + text.count("不同意") >= 4


def test_a_request_names_every_right_with_its_article():
    text = squeezed("".join(text_of(pdf_of(PAPERS["data-request"]))))
    for right in (
        "查阅（第四十五条）",
        "更正（第四十六条）",
        "删除（第四十七条）",
        "要求解释处理规则（第四十八条）",
    ):
        assert right in text


def test_the_day_end_table_says_of_what_it_is_made():
    text = squeezed("".join(text_of(pdf_of(PAPERS["day-end"]))))
    assert "本机D07的记录，2023-11-29当日（北京时间），共1234条记录，作废的不计，程序版本1.0" in text
    assert "现场入会人数440" in text
    assert "职工福利包毛巾、保温杯、手套、工会宝典50043763" in text
