# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Whatever is wrong with a district's own card layout is found where it is, all of it at once; garbage is refused."""

import pytest

from fieldkit.domain.layout_faults import LayoutFaultKind as Kind
from fieldkit.printing import layout_check, layout_store
from tests.support.layouts import STANDARD, added, changed, examined, png

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
