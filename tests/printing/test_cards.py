# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Member cards: the name exact, the code read back, every card where its perforation is."""

import re
import shutil
import subprocess

import pytest
from PIL import Image

from fieldkit.domain.card_forms import Backs
from fieldkit.domain.serials import code_of, serial_of
from fieldkit.printing import cards, layout_store, qr
from fieldkit.printing.sheet import DOT
from tests.support.papers import (
    FIFTY,
    LONG,
    NAMES,
    black_and_white,
    card,
    codes,
    collisions,
    glyphs,
    page_sizes,
    pictures,
    readings,
    squeezed,
    text_of,
)

DOTS_PER_MM = 300 / 25.4
STANDARD = layout_store.shipped("standard")
EDGE = 6.0  # the standard layout's margin
SHORT = "1" + "0123456789" * 34  # as long as a signed code usually is
LONG_CODE = "9" + "7531086420" * 79 + "12345"  # 796 digits, the most that seals/cards.py aims at


def element(name, side="front"):
    """Return an element of the standard layout."""
    return next(one for one in getattr(STANDARD, side) if one.id == name)


def code_place(name="code", side="front", modules=21):
    """Return where a symbol's upper left corner lies on the card, and how long its side is, in millimetres."""
    code = element(name, side)
    long = modules * code.dots(modules, 300) * DOT
    return code.box.x + (code.box.width - long) / 2, code.box.y + (code.box.height - long) / 2, long


def many(count):
    """Return cards of so many people, each with a number and a code of its own."""
    return [
        card(NAMES[place % 10], number=serial_of(place + 1), code=code_of(serial_of(place + 1)))
        for place in range(count)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_name_is_searched_and_copied_exactly(name):
    for text in readings(cards.member_card(card(name))):
        assert squeezed(name) in text


def test_number_union_and_day_are_on_the_card():
    for text in readings(cards.member_card(card())):
        for part in ("FK-0001-2345-6", "北京市大兴区瀛海镇总工会", "2023-11-29", "工会会员卡", "登记编号"):
            assert part in text


def test_a_provisional_card_says_so_and_the_final_one_does_not():
    provisional = card(number="临-D07-0003", code="9000700003", provisional=True)
    assert "临时编号" in readings(cards.member_card(provisional))[0]
    assert "登记编号" not in readings(cards.member_card(provisional))[0]
    assert "临时" not in readings(cards.member_card(card()))[0]


def test_the_page_is_a_plastic_card():
    assert page_sizes(cards.member_card(card())) == [pytest.approx((85.6, 53.98), abs=0.01)]


@pytest.mark.parametrize("code", ["000123456", "9000700003", "123456785", "999999990"])
def test_the_code_is_read_at_300_dots_in_grey_and_in_black_and_white(code):
    (picture,) = pictures(cards.member_card(card(code=code)))
    assert list(codes(picture)) == [code]
    assert list(codes(black_and_white(picture))) == [code]


@pytest.mark.parametrize("digits", [SHORT, LONG_CODE])
def test_the_signed_code_is_read_at_300_dots_in_grey_and_in_black_and_white(digits):
    front, back = pictures(cards.member_card(card(signed=digits)))
    assert list(codes(front)) == ["000123456"]
    assert list(codes(back)) == list(codes(black_and_white(back))) == [digits]


def test_a_card_without_a_signed_code_has_no_back():
    assert len(page_sizes(cards.member_card(card()))) == 1
    assert len(page_sizes(cards.member_card(card(signed=SHORT)))) == 2
    assert len(page_sizes(cards.member_card(card(signed=SHORT), back=False))) == 1


def test_the_back_says_how_to_check_it_and_what_to_do_when_it_is_lost():
    back = text_of(cards.member_card(card(signed=SHORT)))[1]
    for part in ("扫码核验", "FK-0001-2345-6", "绿色", "黄色", "红色", "遗失本卡", "京卡·互助服务卡"):
        assert part in back


def test_a_module_is_large_enough():
    assert element("code").dots(21, 300) >= 6
    assert all(element("code", "back").dots(modules, 300) >= 5 for modules in range(53, 70, 4))


@pytest.mark.parametrize("side", ["front", "back"])
def test_the_code_has_its_quiet_zone(side):
    pdf = cards.member_card(card(FIFTY, signed=LONG_CODE))
    modules = 21 if side == "front" else 69
    left, top, long = code_place(side=side, modules=modules)
    quiet = qr.QUIET * long / modules - DOT
    for each in glyphs(pdf, ["front", "back"].index(side)):
        inside = each.right > left - quiet and each.left < left + long + quiet
        assert not (inside and each.bottom > top - quiet and each.top < top + long + quiet), each


@pytest.mark.parametrize(
    "name", [LONG, FIFTY, "Alexandra Konstantinovna Ivanova Dolgorukova Vyazemska", "龑" * 50]
)
@pytest.mark.parametrize(
    "union", ["大兴区总工会", "北京市大兴区生物医药产业基地（大兴国际机场临空经济区）联合工会委员会" * 2]
)
def test_long_texts_stay_on_the_card_and_touch_nothing(name, union):
    found = glyphs(cards.member_card(card(name, union=union)))
    assert min(each.left for each in found) >= EDGE - 0.1
    assert max(each.right for each in found) <= STANDARD.width - EDGE + 0.1
    assert min(each.top for each in found) >= 3.0
    assert max(each.bottom for each in found) <= STANDARD.height - 4.0
    assert collisions(found) == []


def test_a_character_without_a_glyph_is_printed_as_its_code_point():
    text = readings(cards.member_card(card("张\ue863")))[0]
    assert "张[U+E863]" in text
    assert "\ue863" not in text


def test_the_same_card_is_the_same_file():
    assert cards.member_card(card(signed=SHORT)) == cards.member_card(card(signed=SHORT))
    assert cards.card_sheets(many(12)) == cards.card_sheets(many(12))


def test_nothing_personal_is_in_the_files_properties():
    pdf = cards.member_card(card())
    outside = re.sub(rb"stream.*?endstream", b"", pdf, flags=re.DOTALL)
    assert b"FK-0001" not in outside
    assert "王".encode("utf-16-be").hex().encode() not in outside.lower()
    assert "王𠅤".encode() not in outside


def test_ten_cards_lie_where_the_sheet_is_perforated():
    people = many(10)
    pdf = cards.card_sheets(people)
    (picture,) = pictures(pdf)
    found = codes(picture)
    assert set(found) == {person.code for person in people}
    for place, person in enumerate(people):
        left, top = STANDARD.sheet.corner(place)
        x, y = (dots / DOTS_PER_MM for dots in found[person.code])
        across, down, _ = code_place()
        assert x == pytest.approx(left + across, abs=0.2)
        assert y == pytest.approx(top + down, abs=0.2)


def test_the_perforation_lies_on_the_page():
    sheet = STANDARD.sheet
    left, top = sheet.corner(sheet.places - 1)
    assert sheet.places == 10
    assert sheet.corner(0) == (sheet.left, sheet.top)
    assert left + STANDARD.width + sheet.left == pytest.approx(sheet.width, abs=0.01)
    assert top + STANDARD.height + sheet.top == pytest.approx(sheet.height, abs=0.05)
    assert sheet.step_across >= STANDARD.width
    assert sheet.step_down >= STANDARD.height


def test_every_code_of_a_sheet_is_read_in_black_and_white():
    people = many(10)
    (picture,) = pictures(cards.card_sheets(people))
    assert set(codes(black_and_white(picture))) == {person.code for person in people}


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (10, 1), (11, 2), (25, 3)])
def test_a_sheet_takes_any_number_of_cards(count, pages):
    people = many(count)
    pdf = cards.card_sheets(people)
    texts = text_of(pdf)
    assert len(texts) == pages
    assert page_sizes(pdf) == [pytest.approx((210, 297), abs=0.01)] * pages
    assert all(person.number in "".join(texts) for person in people)
    assert f"第 1 页 共 {pages} 页" in texts[0]


@pytest.mark.parametrize(
    "wrong", [{"start": 0}, {"start": 11}, {"first_sheet": 0}, {"first_sheet": 3}, {"sheets": 0}]
)
def test_a_sheet_or_a_place_that_there_is_not_is_a_mistake(wrong):
    with pytest.raises(ValueError, match="no such"):
        cards.card_sheets(many(12), **wrong)


def test_a_sheet_of_no_cards_is_a_mistake():
    with pytest.raises(ValueError, match="no such"):
        cards.card_sheets([])
    with pytest.raises(ValueError, match="needs a card"):
        cards.cards_in_turn([])


def test_a_used_sheet_is_begun_at_its_first_free_place():
    people = many(9)
    pdf = cards.card_sheets(people, start=8)
    assert cards.sheets_needed(9, start=8) == len(page_sizes(pdf)) == 2
    first, second = (codes(picture) for picture in pictures(pdf))
    assert set(first) == {person.code for person in people[:3]}
    assert set(second) == {person.code for person in people[3:]}
    left, top = STANDARD.sheet.corner(7)
    across, down, _ = code_place()
    x, y = (dots / DOTS_PER_MM for dots in first[people[0].code])
    assert (x, y) == (pytest.approx(left + across, abs=0.2), pytest.approx(top + down, abs=0.2))


def test_a_run_goes_on_from_any_sheet_with_the_same_paper():
    people = many(37)
    whole = text_of(cards.card_sheets(people, start=3))
    parts = [
        text
        for sheet in (1, 3)
        for text in text_of(cards.card_sheets(people, start=3, first_sheet=sheet, sheets=2))
    ]
    assert parts == whole
    assert "第 3 页 共 4 页" in parts[2]


@pytest.mark.parametrize("backs", [Backs.LONG_EDGE, Backs.SHORT_EDGE])
@pytest.mark.parametrize("count", [10, 3])
def test_a_back_lies_behind_its_front(backs, count):
    people = [card(number=serial_of(n + 1), code=f"{n:09d}", signed=f"{n + 1}{SHORT}") for n in range(count)]
    front, back = pictures(cards.card_sheets(people, backs=backs))
    fronts, found = codes(front), codes(back)
    left, top, _ = code_place()
    behind_left, behind_top, _ = code_place(side="back", modules=49)
    for person in people:
        x, y = (dots / DOTS_PER_MM for dots in fronts[person.code])
        corner = x - left, y - top
        a, b = (dots / DOTS_PER_MM for dots in found[person.signed])
        if backs is Backs.LONG_EDGE:  # held against the light: left and right change sides
            assert (a - behind_left, b - behind_top) == (
                pytest.approx(210 - corner[0] - STANDARD.width, abs=0.25),
                pytest.approx(corner[1], abs=0.25),
            )
        else:  # top and bottom change sides, and the card stands on its head
            assert (a + behind_left - STANDARD.width, b + behind_top - STANDARD.height) == (
                pytest.approx(corner[0], abs=0.25),
                pytest.approx(297 - corner[1] - STANDARD.height, abs=0.25),
            )


def test_the_printers_offset_moves_everything_by_tenths_of_a_millimetre():
    plain = codes(pictures(cards.card_sheets(many(10)), dpi=600)[0])
    moved = codes(pictures(cards.card_sheets(many(10), offset=(0.7, -0.4)), dpi=600)[0])
    for code, (x, y) in plain.items():
        assert (moved[code][0] - x) / 600 * 25.4 == pytest.approx(0.7, abs=DOT)
        assert (moved[code][1] - y) / 600 * 25.4 == pytest.approx(-0.4, abs=DOT)


def test_many_cards_in_one_job_are_each_a_page_with_its_back():
    people = [card(code=f"{n:09d}", signed=f"{n + 1}{SHORT}") for n in range(3)]
    assert [next(iter(codes(picture))) for picture in pictures(cards.cards_in_turn(people))] == [
        code for person in people for code in (person.code, person.signed)
    ]


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_no_dot_of_a_code_is_grey(dpi):
    for side, picture in zip(
        ("front", "back"), pictures(cards.member_card(card(signed=LONG_CODE)), dpi), strict=True
    ):
        left, top, long = code_place(side=side, modules=21 if side == "front" else 69)
        box = [round(place / 25.4 * dpi) for place in (left - 1, top - 1, left + long + 1, top + long + 1)]
        assert set(picture.crop(box).tobytes()) == {0, 255}


@pytest.mark.skipif(not shutil.which("gs"), reason="gs is not installed (ghostscript)")
@pytest.mark.parametrize("device", ["pnggray", "pngmono"])
@pytest.mark.parametrize("dpi", [203, 300])
def test_ghostscript_draws_every_code_so_that_it_is_read(device, dpi, tmp_path):
    people = [card(code=f"{n:09d}", signed=f"{n + 1}{LONG_CODE[1:]}") for n in range(10)]
    file = tmp_path / "cards.pdf"
    file.write_bytes(cards.card_sheets(people, backs=Backs.SHORT_EDGE))
    out = tmp_path / "page-%d.png"
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", f"-sDEVICE={device}", f"-r{dpi}"]
    subprocess.run([*command, f"-sOutputFile={out}", str(file)], check=True, capture_output=True)
    for number, digits in ((1, {one.code for one in people}), (2, {one.signed for one in people})):
        with Image.open(tmp_path / f"page-{number}.png") as picture:
            assert set(codes(picture.convert("L"))) == digits
