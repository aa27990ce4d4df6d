# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Single values of a layout file are changed where they stand; everything else stays as somebody typed it."""

import tomllib
from pathlib import Path

import pytest

from fieldkit.paths import resources
from fieldkit.printing import layout_changes
from tests.support.layouts import STANDARD, changed, examined, png

SHIPPED = sorted((resources() / "cards").glob("*.toml"))


def differences(text):
    """Return the lines that are not in the standard layout, and those of it that are gone."""
    before, after = STANDARD.split("\n"), text.split("\n")
    return [one for one in after if one not in before], [one for one in before if one not in after]


def test_a_value_is_changed_where_it_stands():
    text = layout_changes.with_value(STANDARD, ("", ""), "title", '区 "一" \\')
    assert differences(text) == ([r'title = "区 \"一\" \\"'], ['title = "标准"'])


def test_a_note_behind_a_value_stays():
    text = layout_changes.with_main(STANDARD, "#005A9C")
    assert differences(text) == (
        ['main = "#005A9C" # 主色：标题、线条、底块'],
        ['main = "#B21A1F" # 主色：标题、线条、底块'],
    )


def test_a_colour_that_is_still_called_red_gets_its_true_name():
    old = STANDARD.replace("main = ", "red = ", 1).replace('colour = "main"', 'colour = "red"')
    assert layout_changes.common(old).main == "#B21A1F"
    assert layout_changes.with_main(old, "#B21A1F") == STANDARD


def test_words_of_several_lines_are_changed_whole():
    text = layout_changes.with_value(STANDARD, ("back", "how"), "text", "一\n二")
    back = {one["id"]: one for one in tomllib.loads(text)["back"]}
    assert back["how"]["text"] == "一\n二"
    assert back["lost"] == {one["id"]: one for one in tomllib.loads(STANDARD)["back"]}["lost"]


def test_what_is_hidden_and_shown_again_leaves_no_trace():
    hidden = layout_changes.with_value(STANDARD, ("front", "issued"), "show", False)
    assert differences(hidden) == (["show = false"], [])
    assert layout_changes.with_value(hidden, ("front", "issued"), "show", None) == STANDARD


@pytest.mark.parametrize(
    "text",
    [
        STANDARD + "\n[x",
        STANDARD.replace("[colours]\n", "").replace("ink =", "colours.ink =", 1),
        'colours = { main = "#000000" }\n',
        "",
    ],
)
def test_what_cannot_be_changed_surely_is_left_alone(text):
    assert layout_changes.with_main(text, "#005A9C") == text
    assert layout_changes.with_value(text, ("front", "nobody"), "show", False) == text


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_a_logo_goes_where_nothing_else_is_or_nowhere(file, tmp_path):
    text = file.read_text(encoding="utf-8")
    (tmp_path / "logo.png").write_bytes(png())
    layout = layout_changes.layout_of(text, tmp_path / "own.toml")
    changed = layout_changes.with_logo(text, "logo.png", layout)
    assert (changed == text) is file.stem.startswith("label")
    assert examined(changed, tmp_path)[1] == []
    assert layout_changes.with_logo(changed, "", None).rstrip() == text.rstrip()


def test_another_logo_takes_the_place_of_the_first(tmp_path):
    (tmp_path / "a.png").write_bytes(png())
    first = layout_changes.with_logo(STANDARD, "a.png", layout_changes.layout_of(STANDARD, Path("own.toml")))
    second = layout_changes.with_logo(first, "b.png", None)
    assert layout_changes.common(second).logo == "b.png"
    assert second == first.replace("a.png", "b.png")


def test_a_crowded_card_has_no_place_for_a_logo(tmp_path):
    crowded = layout_changes.layout_of(STANDARD, tmp_path / "own.toml")
    crowded = type(crowded)(**{**{name: getattr(crowded, name) for name in crowded.__slots__}, "safe": 24.0})
    assert layout_changes.place_for_logo(crowded) is None


def test_what_stands_in_a_file_is_told_even_where_it_does_not_fit():
    found = layout_changes.common(changed("front", "title", x=70.0, show="false"))
    assert found.languages == found.spoken == ("zh",)
    title = next(one for one in found.items if one.side == "front" and one.id == "title")
    assert (title.text, title.shown) == ("工会会员卡", False)
    assert layout_changes.common("format = = 1") is None
