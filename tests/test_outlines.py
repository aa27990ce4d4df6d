# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A font of CFF outlines comes out as one of TrueType: each character and width as before, the curves near enough."""

import importlib.util

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

from tests.support.rooms import ROOT

WIDTH = 600


@pytest.fixture(scope="module")
def outlines():
    found = importlib.util.spec_from_file_location("outlines", ROOT / "packaging/outlines.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.fixture
def source(tmp_path):
    """A font of one round glyph, of cubic curves, for 〇."""
    pen = T2CharStringPen(WIDTH, None)
    pen.moveTo((300, 0))
    pen.curveTo((520, 0), (550, 700), (300, 700))
    pen.curveTo((50, 700), (80, 0), (300, 0))
    pen.closePath()
    empty = T2CharStringPen(WIDTH, None).getCharString()
    font = FontBuilder(1000, isTTF=False)
    font.setupGlyphOrder([".notdef", "round"])
    font.setupCharacterMap({ord("〇"): "round"})
    font.setupCFF("Round", {}, {".notdef": empty, "round": pen.getCharString()}, {})
    font.setupHorizontalMetrics({".notdef": (WIDTH, 0), "round": (WIDTH, 120)})
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupOS2()
    font.setupNameTable({})
    font.setupPost()
    font.save(tmp_path / "cff.otf")
    return tmp_path / "cff.otf"


def bounds(font):
    glyphs = font.getGlyphSet()
    pen = BoundsPen(glyphs)
    glyphs[font.getBestCmap()[ord("〇")]].draw(pen)
    return pen.bounds


def test_the_same_glyphs_with_the_outlines_of_truetype(outlines, source):
    made = source.with_name("glyf.ttf")
    outlines.convert(source, made)
    with TTFont(source) as before, TTFont(made) as after:
        assert "glyf" in after
        assert "CFF " not in after
        assert after.sfntVersion == "\000\001\000\000"
        assert set(after.getBestCmap()) == {ord("〇")}
        assert after["hmtx"][after.getBestCmap()[ord("〇")]][0] == WIDTH
        assert bounds(after) == pytest.approx(bounds(before), abs=2 * outlines.CURVE_TOLERANCE)


def test_the_same_font_gives_the_same_bytes(outlines, source):
    for name in ("one.ttf", "two.ttf"):
        outlines.convert(source, source.with_name(name))
    assert source.with_name("one.ttf").read_bytes() == source.with_name("two.ttf").read_bytes()
