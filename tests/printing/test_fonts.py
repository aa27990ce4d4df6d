# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Every character of a name is drawn by a font that has it, or said to be missing."""

import os
import random
import subprocess
import sys
import threading

import pytest
from reportlab.pdfbase import pdfmetrics

from fieldkit.paths import resources
from fieldkit.printing import fonts
from fieldkit.printing.cards import member_card
from fieldkit.printing.sheet import Sheet, Style
from tests.support.papers import HAS_RARE, NAMES, card, poppler_text, squeezed, text_of

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


@needs_rare
def test_six_hundred_random_characters_are_copied_exactly():
    chosen = random.Random(20231129)
    fonts.missing_glyphs("𥖄")  # reads the second font
    drawn = []
    for name in (fonts.SANS, fonts.RARE):
        known = pdfmetrics.getFont(name).face.charToGlyph
        han = sorted(point for point in known if 0x3400 <= point <= 0x9FFF or point >= 0x20000)
        drawn += [chr(point) for point in chosen.sample(han, 300)]
    sheet = Sheet(210, 297, title="x")
    lines = ["".join(drawn[start : start + 20]) for start in range(0, len(drawn), 20)]
    for place, line in enumerate(lines):
        sheet.text(10, 10 + place * 9, line, Style(14))
    pdf = sheet.pdf()
    assert squeezed(text_of(pdf)[0]) == "".join(drawn)
    by_poppler = poppler_text(pdf, "-raw")
    assert by_poppler is None or squeezed(by_poppler) == "".join(drawn)


def test_without_the_main_font_the_problem_has_a_name(tmp_path):
    assert probe(tmp_path) == "fonts-missing"


def test_a_file_that_is_no_font_counts_as_missing(tmp_path):
    (tmp_path / "resources" / "fonts").mkdir(parents=True)
    (tmp_path / "resources" / "fonts" / "NotoSansSC-Regular.ttf").write_bytes(b"no font at all")
    assert probe(tmp_path) == "fonts-missing"


def test_without_the_second_font_rare_characters_are_missing_and_marked(tmp_path):
    (tmp_path / "resources" / "fonts").mkdir(parents=True)
    main = resources() / "fonts" / "NotoSansSC-Regular.ttf"
    (tmp_path / "resources" / "fonts" / main.name).symlink_to(main)
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
