# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Card layouts as data: what is shipped holds, and whatever is wrong with a district's own is found, all at once."""

import re
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from fieldkit.domain.layout_faults import LayoutFaultKind as Kind
from fieldkit.paths import resources
from fieldkit.printing import cards, layout_check, layout_store
from fieldkit.problems import LayoutRefused
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
STANDARD = (FOLDER / "standard.toml").read_text(encoding="utf-8")


def png(width=40, height=20, mode="RGB", colour=(178, 26, 31)):
    stream = BytesIO()
    Image.new(mode, (width, height), colour).save(stream, "PNG")
    return stream.getvalue()


def examined(text, tmp_path):
    """Return the layout of a text, and its faults as (kind, where) in the order they are told."""
    layout, faults = layout_store.examined_text(text.encode(), name="own", folder=tmp_path)
    return layout, [(fault.kind, fault.where) for fault in faults]


def changed(side, element, **values):
    """Return the standard layout with some values of one element changed, or taken away by None."""
    parts = re.split(r"(?m)^(?=\[\[)", STANDARD)
    (place,) = [
        place
        for place, part in enumerate(parts)
        if part.startswith(f"[[{side}]]") and f'id = "{element}"' in part
    ]
    for key, value in values.items():
        line = "" if value is None else f"{key} = {value}\n"
        others = re.sub(rf"(?m)^{key} = .*\n", "", parts[place]).rstrip()
        parts[place] = f"{others}\n{line}\n"
    return "".join(parts)


def added(side, **values):
    """Return the standard layout with one more element."""
    given = {"id": '"added"', "x": 6.0, "y": 49.0, "width": 4.0, "height": 1.5, **values}
    return STANDARD + f"\n[[{side}]]\n" + "".join(f"{key} = {value}\n" for key, value in given.items())


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
    for dpi in {layout.dpi, 300}:
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
    layout, faults = examined(STANDARD.replace('red = "#B21A1F"', 'red = "#005A9C"'), tmp_path)
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
    assert layout_store.examined(tmp_path / "gone.toml")[1][0].kind is Kind.NOT_TOML


# -- what is wrong --------------------------------------------------------------------------------------------

WRONG = {
    "not toml": ("format = = 1", Kind.NOT_TOML, "own"),
    "another format": (STANDARD.replace("format = 1", "format = 2"), Kind.WRONG_VALUE, ""),
    "no card": (STANDARD.replace("width = 85.6\n", ""), Kind.MISSING_KEY, "card"),
    "unknown key": (changed("front", "name", fat="true"), Kind.UNKNOWN_KEY, "front/name"),
    "missing key": (changed("front", "name", colour=None), Kind.MISSING_KEY, "front/name"),
    "wrong kind": (changed("front", "name", kind='"film"'), Kind.WRONG_VALUE, "front/name"),
    "words for a number": (changed("front", "name", size='"large"'), Kind.WRONG_VALUE, "front/name"),
    "true for a number": (changed("front", "name", x="true"), Kind.WRONG_VALUE, "front/name"),
    "not a number": (changed("front", "name", x="nan"), Kind.WRONG_VALUE, "front/name"),
    "unknown field": (changed("front", "name", text='"{phone}"'), Kind.UNKNOWN_FIELD, "front/name"),
    "bad colour": (changed("front", "name", colour='"crimson"'), Kind.BAD_COLOUR, "front/name"),
    "bad named colour": (STANDARD.replace("#B21A1F", "#B21A1"), Kind.BAD_COLOUR, "colours.red"),
    "same id": (changed("front", "issued", id='"name"'), Kind.SAME_ID, "front/name"),
    "overlap": (changed("front", "number", y=33.0), Kind.OVERLAP, "front/number"),
    "outside": (changed("front", "title", x=70.0), Kind.OUTSIDE, "front/title"),
    "left of the card": (changed("front", "name", x=-0.5), Kind.OUTSIDE, "front/name"),
    "too near the edge": (changed("front", "issued", x=1.0), Kind.TOO_NEAR, "front/issued"),
    "code box": (changed("back", "code", width=27.0, height=27.0), Kind.CODE_BOX, "back/code"),
    "code box of a small side": (changed("back", "code", height=20.0), Kind.CODE_BOX, "back/code"),
    "module": (changed("front", "code", least_dots=4), Kind.MODULE, "front/code"),
    "module of the back": (changed("back", "code", least_dots=4), Kind.MODULE, "back/code"),
    "quiet zone": (changed("front", "code_note", y=43.0), Kind.QUIET, "front/code"),
    "quiet zone at the edge": (changed("back", "code", x=56.0), Kind.QUIET, "back/code"),
    "quiet zone on a ground": (
        added("front", kind='"block"', colour='"#FFFFF0"', x=61.0, y=23.5, width=19.0, height=19.0),
        Kind.QUIET,
        "front/code",
    ),
    "long name": (changed("front", "name", height=6.0, least=9.0), Kind.TEXT, "front/name"),
    "long union": (changed("front", "union", least=8.0), Kind.TEXT, "front/union"),
    "long words": (changed("front", "title", width=6.0), Kind.TEXT, "front/title"),
    "pale text": (changed("front", "issued", colour='"#B0B0B0"'), Kind.CONTRAST, "front/issued"),
    "text on its own colour": (
        changed("front", "provisional_label", colour='"red"'),
        Kind.CONTRAST,
        "front/provisional_label",
    ),
    "no glyph": (changed("front", "title", text='"བཟོ་ཚོགས"'), Kind.NO_GLYPH, "front/title"),
    "no picture": (added("front", kind='"picture"', file='"none.png"'), Kind.NO_PICTURE, "front/added"),
    "picture elsewhere": (
        added("front", kind='"picture"', file='"../x.png"'),
        Kind.NO_PICTURE,
        "front/added",
    ),
    "bad picture": (added("front", kind='"picture"', file='"bad.png"'), Kind.BAD_PICTURE, "front/added"),
    "large picture": (
        added("front", kind='"picture"', file='"large.png"'),
        Kind.LARGE_PICTURE,
        "front/added",
    ),
    "wide picture": (added("front", kind='"picture"', file='"wide.png"'), Kind.LARGE_PICTURE, "front/added"),
    "sheet too small": (STANDARD.replace("left = 14.7", "left = 34.7"), Kind.SHEET, "sheet"),
    "cards on each other": (
        STANDARD.replace("step_down = 54.0", "step_down = 50.0"),
        Kind.SHEET_OVERLAP,
        "sheet",
    ),
}


@pytest.mark.parametrize("planted", WRONG)
def test_a_planted_fault_is_found_where_it_is(planted, tmp_path):
    (tmp_path / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\n no picture")
    (tmp_path / "large.png").write_bytes(b"\0" * 1_000_001)
    (tmp_path / "wide.png").write_bytes(png(3_001, 2))
    text, kind, where = WRONG[planted]
    _, faults = examined(text, tmp_path)
    assert (kind, where) in faults


def test_every_kind_of_fault_is_planted():
    assert {kind for _, kind, _ in WRONG.values()} == set(Kind)


def test_all_faults_are_told_at_once(tmp_path):
    text = changed("front", "title", x=70.0, colour='"#C0C0C0"').replace(
        'text = "{name}"', 'text = "{name}{name}{name}{name}{name}"'
    )
    assert {kind for kind, _ in examined(text, tmp_path)[1]} == {Kind.OUTSIDE, Kind.CONTRAST, Kind.TEXT}


def test_what_is_read_wrongly_is_told_at_once(tmp_path):
    text = changed("front", "title", x='"far"', colour='"blood"').replace("{union}", "{district}")
    assert [kind for kind, _ in examined(text, tmp_path)[1]] == [
        Kind.UNKNOWN_FIELD,
        Kind.WRONG_VALUE,
        Kind.BAD_COLOUR,
    ]


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"\xff\xfe\x00",
        b"[[[[",
        b"front = 3\nback = {}\ncard = []",
        b'[[front]]\nid = 3\nkind = ["text"]',
        b'front = ["text"]',
        b"x = " + b"[" * 900 + b"]" * 900,
        b"a." * 3_000 + b"b = 1",
        b'format = 1\n[sheet]\nwidth = "a"',
        b"format = 1.0\nfront = [[]]",
    ],
)
def test_garbage_is_refused_in_words(garbage, tmp_path):
    layout, faults = layout_store.examined_text(garbage, name="own", folder=tmp_path)
    assert layout is None
    assert faults


def test_text_may_lie_on_a_block_and_on_nothing_else(tmp_path):
    block = (
        'id = "ground"\nkind = "block"\ncolour = "#B21A1F"\nx = 0.0\ny = 0.0\nwidth = 85.6\nheight = 12.6\n'
    )
    ground = STANDARD.replace("[[front]]", f"[[front]]\n{block}\n[[front]]", 1)
    _, faults = examined(ground, tmp_path)
    assert (Kind.CONTRAST, "front/union") in faults  # black on red
    assert (Kind.OVERLAP, "front/union") not in faults
    (tmp_path / "ground.png").write_bytes(png())
    picture = ground.replace('kind = "block"\ncolour = "#B21A1F"', 'kind = "picture"\nfile = "ground.png"')
    assert (Kind.OVERLAP, "front/union") in examined(picture, tmp_path)[1]
    assert (Kind.CONTRAST, "front/union") in examined(
        picture.replace('file = "ground.png"', 'file = "ground.png"\nground = true'), tmp_path
    )[1]


def test_contrast_is_the_one_of_the_standard():
    assert layout_check.contrast((0.0, 0.0, 0.0), (1.0, 1.0, 1.0)) == pytest.approx(21.0)
    assert layout_check.contrast((1.0, 1.0, 1.0), (1.0, 1.0, 1.0)) == 1.0
    grey = 0x76 / 255
    assert layout_check.contrast((grey, grey, grey), (1.0, 1.0, 1.0)) == pytest.approx(4.54, abs=0.01)


def test_ten_labels_are_ten_pages_of_their_size():
    label = layout_store.shipped("label-60x40")
    people = [card(code=f"{number:09d}") for number in range(10)]
    assert page_sizes(cards.cards_in_turn(people, label)) == [pytest.approx((60.0, 40.0), abs=0.01)] * 10
