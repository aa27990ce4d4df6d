# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Whatever is wrong with a district's own card layout is found where it is, all of it at once; garbage is refused."""

import os

import pytest

from fieldkit.domain.layout_faults import LayoutFault
from fieldkit.domain.layout_faults import LayoutFaultKind as Kind
from fieldkit.printing import layout_check, layout_store
from tests.support.layouts import STANDARD, added, bomb, changed, examined, png

# -- what is wrong --------------------------------------------------------------------------------------------

WRONG = {
    "nested too deep": ("x = " + "[" * 900 + "]" * 900, Kind.NOT_TOML, ""),
    "too long": ("x" * 200_001, Kind.LARGE_FILE, ""),
    "too many": (STANDARD + "\n[[back]]\n" * 200, Kind.TOO_MANY, "back"),
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
    "bad named colour": (STANDARD.replace("#B21A1F", "#B21A1"), Kind.BAD_COLOUR, "colours.main"),
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
        changed("front", "provisional_label", colour='"main"'),
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


TITLE = 'title = "标准"'
SLIPS = {
    "two equals signs": (TITLE, 'title = = "标准"', Kind.UNQUOTED, "18:9"),
    "wide quotes": (TITLE, "title = “标准”", Kind.FULL_WIDTH, "18:9"),
    "a wide quote at the end": (TITLE, 'title = "标准”', Kind.FULL_WIDTH, "18:12"),
    "a wide equals sign": (TITLE, 'title ＝ "标准"', Kind.FULL_WIDTH, "18:7"),
    "a wide digit": ("format = 1", "format = １", Kind.FULL_WIDTH, "17:10"),
    "a wide blank": ("format = 1", "format = 1\u3000", Kind.FULL_WIDTH, "17:11"),
    "a wide comma": ('["zh"]', '["zh"，"en"]', Kind.FULL_WIDTH, "19:18"),
    "no quotes": (TITLE, "title = 标准", Kind.UNQUOTED, "18:9"),
    "a colour without quotes": ('"#B21A1F"', "#B21A1F", Kind.UNQUOTED, "40:8"),
    "True": ("bold = true", "bold = True", Kind.UNQUOTED, "66:8"),
    "no value": (TITLE, "title =", Kind.NO_VALUE, "18:8"),
    "no equals sign": (TITLE, 'title "标准"', Kind.NO_EQUALS, "18:7"),
    "a unit": ("x = 6.0", "x = 6.0mm", Kind.MORE_BEHIND, "47:8"),
    "a comma for a point": ("x = 6.0", "x = 6,0", Kind.MORE_BEHIND, "47:6"),
    "a note without its mark": (TITLE, "这是说明", Kind.BAD_KEY, "18:1"),
    "a key twice": ("format = 1", "format = 1\nformat = 1", Kind.TWICE, "18:11"),
    "a table twice": ("safe = 3.0", "safe = 3.0\n[card]", Kind.TWICE, "25:6"),
    "words without an end": (TITLE, 'title = "标准', Kind.UNCLOSED_TEXT, "18:12"),
    "single quotes without an end": (TITLE, "title = '标准", Kind.UNCLOSED_TEXT, "18:9"),
    "lines without an end": ('到银行补办。"""', "到银行补办。", Kind.UNCLOSED_TEXT, "252:8"),
    "lines without an end before others": ('已作废"""', "已作废", Kind.UNCLOSED_TEXT, "234:8"),
    "a list without an end": ('["zh"]', '["zh"', Kind.UNCLOSED_LIST, "19:18"),
    "a table's name without an end": ("[card]", "[card", Kind.UNCLOSED_HEADER, "21:7"),
    "a backslash": ('"工会会员卡"', '"工会\\会员卡"', Kind.BAD_BACKSLASH, "60:13"),
    "a control character": ('"工会会员卡"', '"工会\x01会员卡"', Kind.BAD_CHARACTER, "60:11"),
}
"""What an officer types wrongly in the standard layout: instead of what, the kind of fault, line and column."""


@pytest.mark.parametrize("planted", SLIPS)
def test_a_line_that_is_no_toml_is_told_with_its_place(planted, tmp_path):
    right, wrong, kind, where = SLIPS[planted]
    at = STANDARD.index(right, STANDARD.index("\nformat"))
    layout, faults = examined(STANDARD[:at] + wrong + STANDARD[at + len(right) :], tmp_path)
    assert layout is None
    assert faults == [(kind, where)]


def test_all_wrong_lines_are_told_at_once(tmp_path):
    text = (
        STANDARD.replace(TITLE, "title = “标准”")
        .replace('"#66696E"', "#66696E")
        .replace("x = 59.6", "x = 59,6")
    )
    assert examined(text, tmp_path)[1] == [
        (Kind.FULL_WIDTH, "18:9"),
        (Kind.UNQUOTED, "39:8"),
        (Kind.MORE_BEHIND, "61:7"),
    ]


def test_what_stands_below_a_tables_name_without_an_end_is_told_too(tmp_path):
    text = STANDARD.replace("[colours]\n", "[colours # names\n").replace("x = 59.6", "x = 59,6")
    assert examined(text.replace("[[back]]", "[[back]", 1), tmp_path)[1] == [
        (Kind.UNCLOSED_HEADER, "37:10"),
        (Kind.MORE_BEHIND, "61:7"),
        (Kind.UNCLOSED_HEADER, "196:7"),
    ]


def test_a_file_of_any_editor_is_read(tmp_path):
    lines = STANDARD.replace("\n", "\r\n").encode()
    for content in (b"\xef\xbb\xbf" + lines, STANDARD.encode("gb18030"), STANDARD.encode("utf-16"), lines):
        layout, faults = layout_store.examined_text(content, name="own", folder=tmp_path)
        assert not faults
        assert layout.title == "标准"


@pytest.mark.parametrize("content", [png(), bytes(range(256)), b"\xff\xfe\x00", b"\x00" * 50])
def test_what_is_no_text_is_called_so(content, tmp_path):
    file = tmp_path / "own.toml"
    file.write_bytes(content)
    assert [fault.kind for fault in layout_store.examined(file)[1]] == [Kind.NOT_TEXT]
    assert layout_store.title_of(file) == "own"


def test_what_is_hidden_is_not_printed_and_stands_in_nobodys_way(tmp_path):
    layout, faults = examined(changed("front", "issued", x=60.0, show="false"), tmp_path)
    assert faults == []
    assert "issued" not in {one.id for one in layout.front}


@pytest.mark.parametrize("planted", WRONG)
def test_a_planted_fault_is_found_where_it_is(planted, tmp_path):
    (tmp_path / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\n no picture")
    (tmp_path / "large.png").write_bytes(b"\0" * 1_000_001)
    (tmp_path / "wide.png").write_bytes(png(3_001, 2))
    text, kind, where = WRONG[planted]
    _, faults = examined(text, tmp_path)
    assert (kind, where) in faults


def test_every_kind_of_fault_is_planted():
    planted = {kind for _, kind, _ in WRONG.values()} | {kind for _, _, kind, _ in SLIPS.values()}
    assert planted == set(Kind) - {Kind.NO_FILE, Kind.NOT_TEXT}  # which no text can have


def test_all_faults_are_told_at_once(tmp_path):
    text = changed("front", "title", x=70.0, colour='"#C0C0C0"').replace(
        'text = "{name}"', 'text = "{name}{name}{name}{name}{name}"'
    )
    assert {kind for kind, _ in examined(text, tmp_path)[1]} == {Kind.OUTSIDE, Kind.CONTRAST, Kind.TEXT}


def test_what_is_read_wrongly_hides_nothing_that_does_not_fit(tmp_path):
    text = changed("front", "title", x=70.0).replace('text = "{union}"', 'text = "{district}"')
    assert examined(text, tmp_path)[1] == [
        (Kind.UNKNOWN_FIELD, "front/union"),
        (Kind.OUTSIDE, "front/title"),
    ]


@pytest.mark.parametrize(("across", "told"), [(60_000, "60000 × 60000"), (12_000, "12000 × 12000")])
def test_a_picture_that_would_fill_the_memory_is_not_unpacked(across, told, tmp_path):
    (tmp_path / "bomb.png").write_bytes(bomb(across))
    text = added("front", kind='"picture"', file='"bomb.png"')
    layout, (fault,) = layout_store.examined_text(text.encode(), name="own", folder=tmp_path)
    assert layout is None
    assert fault == LayoutFault(Kind.LARGE_PICTURE, "front/added", ("bomb.png", told, "3000 × 3000"))


@pytest.mark.parametrize("name", ["pipe.png", "folder.png", "x\\u0000.png"])
def test_what_is_no_file_is_no_picture(name, tmp_path):
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "folder.png").mkdir()
    text = added("front", kind='"picture"', file=f'"{name}"')
    assert examined(text, tmp_path)[1] == [(Kind.NO_PICTURE, "front/added")]


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
