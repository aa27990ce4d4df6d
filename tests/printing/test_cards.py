# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Member cards: the name exact, the code read back, every card where its perforation is."""

import re

import pytest

from fieldkit.domain.serials import code_of, serial_of
from fieldkit.printing import cards, qr
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
QR_LEFT = cards.WIDTH - cards.EDGE - 21 * cards.MODULE_DOTS * DOT


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


def test_a_module_is_large_enough():
    assert cards.MODULE_DOTS * DOT >= qr.SMALLEST_MODULE


def test_the_code_has_its_quiet_zone():
    found = glyphs(cards.member_card(card(FIFTY)))
    quiet = qr.QUIET * cards.MODULE_DOTS * DOT
    top = cards.HEIGHT - cards.EDGE - 3.6 - 21 * cards.MODULE_DOTS * DOT
    beside = [each for each in found if each.bottom > top and each.top < cards.HEIGHT - cards.EDGE - 4]
    assert max(each.right for each in beside) <= QR_LEFT - quiet + DOT


@pytest.mark.parametrize(
    "name", [LONG, FIFTY, "Alexandra Konstantinovna Ivanova Dolgorukova Vyazemska", "龑" * 50]
)
@pytest.mark.parametrize(
    "union", ["大兴区总工会", "北京市大兴区生物医药产业基地（大兴国际机场临空经济区）联合工会委员会" * 2]
)
def test_long_texts_stay_on_the_card_and_touch_nothing(name, union):
    found = glyphs(cards.member_card(card(name, union=union)))
    assert min(each.left for each in found) >= cards.EDGE - 0.1
    assert max(each.right for each in found) <= cards.WIDTH - cards.EDGE + 0.1
    assert min(each.top for each in found) >= 3.0
    assert max(each.bottom for each in found) <= cards.HEIGHT - 4.0
    assert collisions(found) == []


def test_a_character_without_a_glyph_is_printed_as_its_code_point():
    text = readings(cards.member_card(card("张\ue863")))[0]
    assert "张[U+E863]" in text
    assert "\ue863" not in text


def test_the_same_card_is_the_same_file():
    assert cards.member_card(card()) == cards.member_card(card())


def test_nothing_personal_is_in_the_files_properties():
    pdf = cards.member_card(card())
    outside = re.sub(rb"stream.*?endstream", b"", pdf, flags=re.DOTALL)
    assert b"FK-0001" not in outside
    assert "王".encode("utf-16-be").hex().encode() not in outside.lower()
    assert "王𠅤".encode() not in outside


def test_ten_cards_lie_where_the_sheet_is_perforated():
    people = many(10)
    pdf = cards.card_sheet(people)
    (picture,) = pictures(pdf)
    found = codes(picture)
    assert set(found) == {person.code for person in people}
    for place, person in enumerate(people):
        left, top = cards.A4_TEN.corner(place)
        x, y = (dots / DOTS_PER_MM for dots in found[person.code])
        side = 21 * cards.MODULE_DOTS * DOT
        assert x == pytest.approx(left + QR_LEFT, abs=0.2)
        assert y == pytest.approx(top + cards.HEIGHT - cards.EDGE - side - 3.6, abs=0.2)


def test_the_perforation_lies_on_the_page():
    sheet = cards.A4_TEN
    left, top = sheet.corner(sheet.places - 1)
    assert sheet.places == 10
    assert sheet.corner(0) == (sheet.left, sheet.top)
    assert left + cards.WIDTH + sheet.left == pytest.approx(sheet.width, abs=0.01)
    assert top + cards.HEIGHT + sheet.top == pytest.approx(sheet.height, abs=0.05)
    assert sheet.step_across >= cards.WIDTH
    assert sheet.step_down >= cards.HEIGHT


def test_every_code_of_a_sheet_is_read_in_black_and_white():
    people = many(10)
    (picture,) = pictures(cards.card_sheet(people))
    assert set(codes(black_and_white(picture))) == {person.code for person in people}


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (10, 1), (11, 2), (25, 3)])
def test_a_sheet_takes_any_number_of_cards(count, pages):
    people = many(count)
    pdf = cards.card_sheet(people)
    texts = text_of(pdf)
    assert len(texts) == pages
    assert page_sizes(pdf) == [pytest.approx((210, 297), abs=0.01)] * pages
    assert all(person.number in "".join(texts) for person in people)
    assert f"第 1 页 共 {pages} 页" in texts[0]


def test_a_sheet_of_no_cards_is_a_mistake():
    with pytest.raises(ValueError, match="needs a card"):
        cards.card_sheet([])
