# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Every character of a name is drawn by a font that has it, or said to be missing."""

import os
import subprocess
import sys
import threading

import pytest
from reportlab.pdfbase.ttfonts import TTFont

from fieldkit.paths import resources
from fieldkit.printing import fonts
from fieldkit.printing.cards import member_card
from tests.support.papers import HAS_RARE, NAMES, card

needs_rare = pytest.mark.skipif(not HAS_RARE, reason="HanaMinB could not be had on this machine")
PROBE = """
import sys
sys._MEIPASS = sys.argv[1]
from fieldkit.printing import cards, fonts
from fieldkit.problems import FontsMissing
from tests.support.papers import card
try:
    print(fonts.missing_glyphs("王𥖄"), len(cards.member_card(card("王𥖄"))) > 1000)
except FontsMissing as problem:
    print(problem.code)
"""


def probe(folder):
    """Ask a fresh process, whose resources lie in a folder, about a rare name."""
    told = subprocess.run(
        [sys.executable, "-c", PROBE, str(folder)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"},
    )
    return told.stdout.strip()


@pytest.mark.parametrize("name", NAMES)
def test_every_hard_name_can_be_drawn(name):
    assert fonts.missing_glyphs(name) == ()


def test_a_private_character_is_missing_and_named_once():
    assert fonts.missing_glyphs("张\ue863某\ue863\U0003ffff") == ("U+E863", "U+3FFFF")


def test_spaces_of_any_kind_are_never_missing():
    assert fonts.missing_glyphs("A\tB\n\u3000\u2003\u00a0C") == ()


@needs_rare
def test_a_rare_character_is_drawn_by_the_second_font_alone():
    assert fonts.pieces("欧阳𥖄婷") == (
        fonts.Piece(fonts.SANS, "欧阳"),
        fonts.Piece(fonts.RARE, "𥖄"),
        fonts.Piece(fonts.SANS, "婷"),
    )


def test_a_missing_character_takes_room_for_its_code_point_and_a_square():
    assert fonts.width("\ue863", 20) == pytest.approx(fonts.width("[U+E863]", 8.4) + 20 * 1.16)


def test_characters_above_the_first_plane_are_mapped_in_utf_16():
    mapped = fonts.to_unicode("Font", [0, ord("王"), 0x20164])
    assert "<01> <738B>" in mapped
    assert "<02> <D840DD64>" in mapped
    assert "<00> <" not in mapped.replace("<00> <FF>", "")


def test_a_map_is_written_in_blocks_of_a_hundred():
    mapped = fonts.to_unicode("Font", list(range(0x4E00, 0x4E00 + 250)))
    assert [line for line in mapped.splitlines() if line.endswith("beginbfchar")] == [
        "100 beginbfchar",
        "100 beginbfchar",
        "50 beginbfchar",
    ]


def test_without_the_main_font_the_problem_has_a_name(tmp_path):
    assert probe(tmp_path) == "fonts-missing"


WHOLE = (resources() / "fonts" / "NotoSansSC-Regular.ttf").read_bytes()


@pytest.mark.parametrize(
    "content",
    [b"no font at all", b"", WHOLE[:200_000], WHOLE[: len(WHOLE) // 2], WHOLE[:-1000]],
    ids=["text", "empty", "start", "half", "nearly"],
)
def test_a_file_that_is_no_font_counts_as_missing(tmp_path, content):
    (tmp_path / "resources" / "fonts").mkdir(parents=True)
    (tmp_path / "resources" / "fonts" / "NotoSansSC-Regular.ttf").write_bytes(content)
    assert probe(tmp_path) == "fonts-missing"


def test_a_subset_is_byte_for_byte_reportlabs_own():
    file = resources() / "fonts" / fonts.FILES[fonts.SANS]
    points = [0, *map(ord, "王𠅤李𬭎àéü，1Ag")]  # à and é are made of two outlines in many fonts
    ours, theirs = fonts.EmbeddedFont("Ours", file), TTFont("Theirs", str(file))
    assert ours.face.makeSubset(points) == theirs.face.makeSubset(points)


def test_without_the_second_font_rare_characters_are_missing_and_marked(tmp_path):
    (tmp_path / "resources" / "fonts").mkdir(parents=True)
    main = resources() / "fonts" / "NotoSansSC-Regular.ttf"
    (tmp_path / "resources" / "fonts" / main.name).symlink_to(main)
    (tmp_path / "resources" / "cards").symlink_to(resources() / "cards")
    assert probe(tmp_path) == "('U+25584',) True"


def test_papers_made_by_many_threads_are_those_made_by_one():
    wanted = {name: member_card(card(name)) for name in NAMES}
    made = {}

    def make(names):
        for name in names:
            made[name] = member_card(card(name))

    threads = [threading.Thread(target=make, args=[NAMES[start::6]]) for start in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == wanted


@pytest.mark.parametrize("name", [*NAMES, "张\ue863某", "A\tB\u2003C"])
def test_the_fast_way_to_a_width_is_the_sum_of_its_characters(name):
    assert fonts.width(name, 20) == pytest.approx(sum(fonts.advance(each, 20) for each in name))
    assert sum(fonts.width(each.text, 20) for each in fonts.pieces(name)) == pytest.approx(
        fonts.width(name, 20)
    )


def test_an_empty_text_has_no_pieces_and_no_width():
    assert fonts.pieces("") == ()
    assert fonts.width("", 20) == 0


def test_other_spaces_are_drawn_as_a_plain_one():
    assert fonts.pieces("A\tB\u2003\u3000") == (fonts.Piece(fonts.SANS, "A B \u3000"),)
