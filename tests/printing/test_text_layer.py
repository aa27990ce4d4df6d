# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Must-hold 3 of the paper issue: what is copied out of a paper is what the name is, and nothing is drawn as a box."""

import random

import pytest

from fieldkit.printing import fonts
from fieldkit.printing.sheet import Sheet, Style
from tests.support import readers
from tests.support.ideographs import LEVEL_3
from tests.support.papers import NAMES, squeezed
from tests.support.programs import needs_rare


@pytest.fixture(autouse=True)
def both_fonts():
    needs_rare()


BESIDE = {
    "compatibility ideographs": "\uf92c\uf979\uf995\uf9e7\uf9f1\ufa0c\ufa0d\ufa0e\ufa0f\ufa11\ufa13\ufa14\ufa18"
    "\ufa1f\ufa20\ufa21\ufa23\ufa24\ufa27\ufa28\ufa29",
    "radicals": "".join(map(chr, range(0x2F00, 0x2FD6))) + "⺁⺄⺈⺋⺌⺗⺧⺪⺮⺳⺶⺷⺻⻊",
    "the zero of dates and names": "〇",
    "the letters of pinyin": "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêɑ\u1e3fńňǹɡ",
    "the separator of names": "·",
}
"""What else the same standard asks for in a name: its 21 compatibility ideographs, its 228 radicals."""
LATER = {
    "Extension G": (0x30000, 0x3134A),
    "Extension H": (0x31350, 0x323AF),
    "Extension I": (0x2EBF0, 0x2EE5D),
}
OF_EACH = 1_000


def drawable(first, last):
    """Return the characters of a block that a font has."""
    return [chr(point) for point in range(first, last + 1) if fonts.font_of(chr(point))]


@pytest.mark.parametrize("block", LEVEL_3)
def test_every_ideograph_of_level_3_is_drawn(block):
    first, last, count = LEVEL_3[block]
    assert last - first + 1 == count
    assert len(drawable(first, last)) == count


def test_level_3_has_as_many_ideographs_as_the_standard_counts():
    assert sum(count for _, _, count in LEVEL_3.values()) == 87_875
    unified = [character for character in BESIDE["compatibility ideographs"] if ord(character) in UNIFIED]
    assert 87_875 + len(unified) == 87_887  # what GB 18030-2022 says of itself
    assert len(BESIDE["radicals"]) == 228


UNIFIED = {0xFA0E, 0xFA0F, 0xFA11, 0xFA13, 0xFA14, 0xFA1F, 0xFA21, 0xFA23, 0xFA24, 0xFA27, 0xFA28, 0xFA29}
"""Those of the compatibility block that are ideographs of their own (Unicode, 18.1)."""


@pytest.mark.parametrize("what", BESIDE)
def test_what_the_standard_names_beside_ideographs_is_drawn(what):
    assert fonts.missing_glyphs(BESIDE[what]) == ()


def chosen():
    """Return the hard names' characters, a thousand at random of each block, and of later ones what the fonts have."""
    at_random = random.Random(20231129)
    found = "".join(dict.fromkeys(squeezed("".join(NAMES))))
    for first, last, _ in LEVEL_3.values():
        all_of_it = drawable(first, last)
        found += "".join(at_random.sample(all_of_it, min(OF_EACH, len(all_of_it))))
    for first, last in LATER.values():
        found += "".join(drawable(first, last)[:OF_EACH])
    return found


def test_a_thousand_characters_of_each_extension_are_copied_exactly_by_three_readers(tmp_path):
    characters = chosen()
    assert len(characters) >= 6 * OF_EACH + 222
    read = readers.texts(readers.table_of(characters), tmp_path)
    assert {reader: first_difference(text, characters) for reader, text in read.items()} == {
        "pdfium": "",
        "pdftotext": "",
        "mupdf": "",
    }


def first_difference(found, wanted):
    """Return in words where two texts part, or ''."""
    for place, (one, other) in enumerate(zip(found, wanted, strict=False)):
        if one != other:
            return f"at {place}: {fonts.code_point(one)} instead of {fonts.code_point(other)}"
    return "" if len(found) == len(wanted) else f"{len(found)} characters instead of {len(wanted)}"


def test_none_of_them_is_drawn_as_a_box_or_as_nothing():
    characters = chosen()
    boxes = set(readers.boxes().values())
    wrong = [
        fonts.code_point(cell.character)
        for cell in readers.cells_of(readers.table_of(characters), characters)
        if cell.empty or cell.grey in boxes
    ]
    assert wrong == []


def test_no_two_of_a_thousand_are_drawn_alike():
    first, last, _ = LEVEL_3["Extension B"]
    characters = "".join(random.Random(1).sample(drawable(first, last), OF_EACH))
    by_place = {}
    for place, cell in enumerate(readers.cells_of(readers.table_of(characters), characters)):
        by_place.setdefault(cell.grey, []).append((place, cell.character))
    assert [same for same in by_place.values() if len(same) > 1] == []


def test_a_character_that_its_font_has_not_would_be_seen_to_be_a_box(monkeypatch):
    boxes = set(readers.boxes().values())
    for font in fonts.FILES:
        monkeypatch.setattr(fonts, "pieces", lambda text, font=font: (fonts.Piece(font, text),))
        pdf = readers.table_of("𠮸\U0003ffff")
        first, second = list(readers.cells_of(pdf, "𠮸\U0003ffff"))
        assert second.grey in boxes
        assert (first.grey in boxes) == (font == fonts.SANS)


def test_every_hard_name_is_copied_exactly_by_three_readers_in_both_weights(tmp_path):
    sheet = Sheet(210, 297, title="x")
    for place, name in enumerate(NAMES):
        sheet.text(10, 10 + place * 12, name, Style(9))
        sheet.text(10, 16 + place * 12, name, Style(9, bold=True))
    wanted = squeezed("".join(name * 2 for name in NAMES))
    assert set(readers.texts(sheet.pdf(), tmp_path).values()) == {wanted}


def test_a_missing_character_is_copied_as_its_code_point_between_its_neighbours(tmp_path):
    sheet = Sheet(100, 50, title="x")
    sheet.text(10, 10, "张\ue863𠮷\U0003ffff某", Style(20, bold=True))
    assert set(readers.texts(sheet.pdf(), tmp_path).values()) == {"张[U+E863]𠮷[U+3FFFF]某"}
