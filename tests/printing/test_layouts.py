# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Card layouts as data: what is shipped holds, and a district can change it."""

import pypdfium2
import pytest

from fieldkit.domain.layout_faults import LayoutFaultKind as Kind
from fieldkit.paths import resources
from fieldkit.printers import raster
from fieldkit.printing import cards, layout_store
from fieldkit.problems import LayoutRefused
from tests.support.layouts import STANDARD, added, changed, examined, png
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
)

FOLDER = resources() / "cards"
SHIPPED = sorted(file.stem for file in FOLDER.glob("*.toml"))
SIGNED = "9" + "7531086420" * 68
every_layout = pytest.mark.parametrize("name", SHIPPED)


# -- what is shipped ----------------------------------------------------------------------------------------


@every_layout
def test_a_shipped_layout_has_no_fault(name):
    layout, faults = layout_store.examined(FOLDER / f"{name}.toml")
    assert faults == ()
    assert layout.name == name


@every_layout
@pytest.mark.parametrize("person", NAMES)
def test_every_name_is_exact_on_every_layout(name, person):
    for text in readings(cards.member_card(card(person), layout_store.shipped(name))):
        assert squeezed(person) in text


@every_layout
def test_every_code_of_every_layout_is_read_at_its_printers_resolution(name):
    layout = layout_store.shipped(name)
    pdf = cards.member_card(card(signed=SIGNED), layout)
    wanted = ["000123456"] + [SIGNED] * bool(layout.back)
    for dpi in {layout.exact_dpi, 300}:
        shown = pictures(pdf, dpi=dpi)
        assert [next(iter(codes(one))) for one in shown] == wanted
        assert [next(iter(codes(black_and_white(one)))) for one in shown] == wanted


@every_layout
@pytest.mark.parametrize("person", [LONG, FIFTY, "龑" * 50])
@pytest.mark.parametrize("provisional", [False, True])
def test_long_names_touch_nothing_on_any_layout(name, person, provisional):
    layout = layout_store.shipped(name)
    found = glyphs(cards.member_card(card(person, provisional=provisional, union="示例" * 30), layout))
    assert collisions(found) == []
    assert min(each.left for each in found) >= layout.safe - 0.1
    assert max(each.right for each in found) <= layout.width - layout.safe + 0.1
    assert max(each.bottom for each in found) <= layout.height - layout.safe + 0.1


@every_layout
@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_what_is_printed_lies_within_a_fifth_of_a_millimetre_of_the_template(name, dpi):
    layout = layout_store.shipped(name)
    shown = pictures(cards.member_card(card(signed=SIGNED), layout), dpi=dpi)
    for (_, elements), picture in zip(layout.sides(), shown, strict=True):
        for block in (one for one in elements if one.id == "rule"):
            dark = picture.crop((0, 0, picture.width, round(picture.height * 0.29))).point(
                lambda grey: 255 if grey < 140 else 0
            )
            row = round((block.box.y + block.box.height / 2) / 25.4 * dpi)
            left, _, right, _ = dark.crop((0, row, dark.width, row + 1)).getbbox()
            column = round((block.box.x + 0.5) / 25.4 * dpi)
            _, top, _, bottom = dark.crop((column, row - dpi // 25, column + 1, row + dpi // 25)).getbbox()
            seen = [left, right, top + row - dpi // 25, bottom + row - dpi // 25]
            meant = [block.box.x, block.box.right, block.box.y, block.box.bottom]
            assert [dots / dpi * 25.4 for dots in seen] == pytest.approx(meant, abs=0.2)


def test_what_is_shipped_covers_the_kinds_of_output():
    shipped = [layout_store.shipped(name) for name in SHIPPED]
    assert any(layout.sheet and layout.back for layout in shipped)
    assert any(layout.sheet is None and not layout.back for layout in shipped)  # a label
    assert "Trade Union Member Card" in readings(
        cards.member_card(card(), layout_store.shipped("bilingual"))
    )[0].replace("TradeUnionMemberCard", "Trade Union Member Card")


def test_a_label_has_no_sheet():
    with pytest.raises(ValueError, match="single cards"):
        cards.card_sheets([card()], layout_store.shipped("label-60x40"))


# -- what can be changed --------------------------------------------------------------------------------------


def test_a_language_that_is_not_spoken_is_left_out(tmp_path):
    text = (FOLDER / "bilingual.toml").read_text(encoding="utf-8")
    layout, faults = examined(text.replace('languages = ["zh", "en"]', 'languages = ["zh"]'), tmp_path)
    assert faults == []
    shown = readings(cards.member_card(card(signed=SIGNED), layout))[0]
    assert "TradeUnion" not in shown
    assert "工会会员卡" in shown


def test_a_logo_is_printed_in_its_box(tmp_path):
    (tmp_path / "logo.png").write_bytes(png(60, 60))
    text = (
        added("front", kind='"picture"', file='"logo.png"', x=50.0, y=34.6, width=8.0, height=8.0)
        .replace("width = 52.2\nheight = 5.8", "width = 42.0\nheight = 5.8")
        .replace(
            'when = "final"\nx = 6.0\ny = 34.6\nwidth = 52.2',
            'when = "final"\nx = 6.0\ny = 34.6\nwidth = 42.0',
        )
        .replace("x = 20.0\ny = 34.6\nwidth = 38.2", "x = 20.0\ny = 34.6\nwidth = 29.0")
    )
    layout, faults = examined(text, tmp_path)
    assert faults == []
    document = pypdfium2.PdfDocument(cards.member_card(card(), layout))
    picture = document[0].render(scale=300 / 72).to_pil()
    document.close()
    assert picture.getpixel((round(54 / 25.4 * 300), round(38.6 / 25.4 * 300))) == (178, 26, 31)
    assert picture.getpixel((round(49 / 25.4 * 300), round(38.6 / 25.4 * 300))) == (255, 255, 255)


def test_a_colour_is_printed_as_it_was_written(tmp_path):
    layout, faults = examined(STANDARD.replace('main = "#B21A1F"', 'main = "#005A9C"'), tmp_path)
    assert faults == []
    document = pypdfium2.PdfDocument(cards.member_card(card(), layout))
    picture = document[0].render(scale=300 / 72).to_pil()
    document.close()
    assert picture.getpixel((round(40 / 25.4 * 300), round(12.6 / 25.4 * 300))) == (0, 0x5A, 0x9C)


def test_a_districts_own_layout_replaces_ours_of_the_same_name(tmp_path):
    (tmp_path / "standard.toml").write_text(STANDARD.replace("工会会员卡", "示例工会卡"), encoding="utf-8")
    found = {one.name: one.own for one in layout_store.available(tmp_path)}
    assert found == {name: name == "standard" for name in SHIPPED}
    assert "示例工会卡" in readings(cards.member_card(card(), layout_store.opened("standard", tmp_path)))[0]
    assert "工会会员卡" in readings(cards.member_card(card()))[0]


def test_a_broken_or_missing_layout_is_refused(tmp_path):
    (tmp_path / "own.toml").write_text(changed("front", "name", x=-3.0), encoding="utf-8")
    with pytest.raises(LayoutRefused) as refused:
        layout_store.opened("own", tmp_path)
    assert refused.value.facts["name"] == "own"
    assert int(refused.value.facts["faults"]) >= 1
    with pytest.raises(LayoutRefused):
        layout_store.opened("nowhere", tmp_path)
    assert layout_store.examined(tmp_path / "gone.toml")[1][0].kind is Kind.NO_FILE


def test_ten_labels_are_ten_pages_of_their_size():
    label = layout_store.shipped("label-60x40")
    people = [card(code=f"{number:09d}") for number in range(10)]
    assert page_sizes(cards.cards_in_turn(people, label)) == [pytest.approx((60.0, 40.0), abs=0.01)] * 10


@pytest.mark.parametrize("name", ["label-50x30", "label-60x40"])
def test_a_labels_code_stands_on_whole_dots_of_a_head_with_eight_to_the_millimetre(name):
    layout = layout_store.shipped(name)
    (code,) = [one for one in layout.front if one.id == "code"]
    bands = raster.bands(cards.member_card(card(), layout), 0, raster.Grid(layout.exact_dpi))
    wide = round(layout.width * 8)
    rows = [
        f"{int.from_bytes(band.dots[start : start + wide // 8], 'big'):0{wide}b}"
        for band in bands
        for start in range(0, len(band.dots), wide // 8)
    ]
    dots = code.dots(21, layout.exact_dpi)
    finder = "0" * dots + "1" * 7 * dots + "0" * dots  # with white on either side
    top = next(number for number, row in enumerate(rows) if finder in row)
    left = rows[top].index(finder) + dots
    assert left / 8 == pytest.approx(code.box.x + (code.box.width - 21 * dots / 8) / 2, abs=0.13)
    for row in rows[top : top + dots]:
        assert row[left : left + 8 * dots] == finder[dots:]
    ring = "1" * dots + "0" * 5 * dots + "1" * dots
    for row in rows[top + dots : top + 2 * dots]:
        assert row[left : left + 7 * dots] == ring
