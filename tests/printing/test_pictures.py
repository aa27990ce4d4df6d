# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A picture on paper: drawn where it can be read; else its box is empty, and the paper comes out all the same."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.printing.sheet import LARGEST_SIDE, Sheet
from fieldkit.sample.signatures import signature_png
from tests.support.papers import pictures

SIGNED = signature_png(3)


def png(across, down):
    """Return a picture that says it is so large, and has next to nothing in it."""

    def part(tag, content):
        return struct.pack(">I", len(content)) + tag + content + struct.pack(">I", zlib.crc32(tag + content))

    head = struct.pack(">IIBBBBB", across, down, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((across // 8 + 1) * min(down, 9_000)))
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")


def drawn(picture):
    """Return whether a sheet says that the picture is there, and whether it has ink."""
    sheet = Sheet(60, 40, title="x")
    there = sheet.picture(5, 5, 50, 30, picture)
    (page,) = pictures(sheet.pdf(), 60)
    return there, page.convert("L").getextrema()[0] < 128


def test_a_picture_is_there_and_seen():
    assert drawn(SIGNED) == (True, True)


def test_one_that_is_just_not_too_large_is_there():
    assert drawn(png(LARGEST_SIDE, 10)) == (True, True)


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize(
    ("across", "down"), [(LARGEST_SIDE + 1, 10), (10, LARGEST_SIDE + 1), (10_000, 10_000), (30_000, 30_000)]
)
def test_one_that_would_fill_the_memory_leaves_its_box_empty(across, down):
    assert drawn(png(across, down)) == (False, False)


@given(place=st.integers(0, len(SIGNED) - 1), byte=st.integers(0, 255), cut=st.booleans())
def test_whatever_is_wrong_with_a_picture_the_paper_comes_out(place, byte, cut):
    broken = SIGNED[:place] + bytes([byte]) + (b"" if cut else SIGNED[place + 1 :])
    sheet = Sheet(60, 40, title="x")
    sheet.picture(5, 5, 50, 30, broken)
    assert sheet.pdf().startswith(b"%PDF")
