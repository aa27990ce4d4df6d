# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a receipt printer is sent is read back as one reads it: the same dots, the same text, one cut a paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.printers import escpos
from fieldkit.printers.raster import Band, packed
from tests.support.escpos import slips

WELL = {1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12}


def bands(width, heights):
    """Return bands of which each row tells its number."""
    row, top, made = width // 8, 0, []
    for height in heights:
        dots = b"".join((0x5500 + top + line).to_bytes(2, "big") + bytes(row - 2) for line in range(height))
        made.append(Band(top, width, height, dots))
        top += height
    return made


@pytest.mark.parametrize("heights", [(1,), (128,), (129,), (300, 7), (128, 128, 40)])
def test_a_picture_comes_out_as_it_was_in_pieces_that_every_printer_holds(heights):
    drawn = bands(384, heights)
    (slip,) = slips(b"".join(escpos.picture(drawn)))
    assert slip.width == 384
    assert b"".join(slip.rows) == b"".join(band.dots for band in drawn)
    assert slip.fed == 3


def test_no_piece_is_longer_than_the_smallest_buffer():
    sent = list(escpos.picture(bands(576, (300,))))
    assert max(len(part) for part in sent) == 128 * 72


@pytest.mark.parametrize("command", [b"\x10\x05", b"\x10\x14"])
def test_no_dots_make_a_printer_do_something_else(command):
    dots = (b"\0" * 5 + command) * 8
    sent = b"".join(escpos.picture([Band(0, 7 * 8, 8, dots)]))
    assert command not in sent
    (slip,) = slips(sent)
    changed = sum((one ^ other).bit_count() for one, other in zip(dots, b"".join(slip.rows), strict=True))
    assert changed == 8  # a dot each


def test_a_text_is_two_bytes_a_character_and_yen_is_the_one_that_printers_have():
    sent = escpos.lines("领取签收单\r\n单号 R-D07-000041\n合计 ¥12\u3000元\n\n")
    (slip,) = slips(sent)
    assert slip.text == "领取签收单\n单号 R-D07-000041\n合计 ￥12\u3000元\n"
    assert b"\x80" not in sent.replace("￥".encode("gb18030"), b"")


@pytest.mark.parametrize("name", ["欧阳𥖄婷", "𫖯𤧛", "王𠅤", "\ud800"])
def test_a_character_that_no_printers_font_has_makes_it_a_picture(name):
    assert escpos.lines(f"姓名 {name}") is None


@given(st.text(alphabet=st.characters(codec="gbk")))
def test_a_text_carries_no_command(text):
    sent = escpos.lines(text)
    assert sent is not None
    (slip,) = slips(sent)  # refuses every byte that is neither a sign nor a command of ours
    assert "\x1b" not in slip.text


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({}, ""),
        (WELL, ""),
        (WELL | {4: 0x1E}, ""),  # near its end, and not yet there
        (WELL | {1: 0x1A, 2: 0x16}, "cover-open"),
        (WELL | {1: 0x1A, 2: 0x32, 4: 0x72}, "paper-out"),
        (WELL | {4: 0x72}, "paper-out"),
        (WELL | {1: 0x1A, 2: 0x52, 3: 0x1A}, "jam"),
        (WELL | {1: 0x1A, 2: 0x52, 3: 0x32}, "trouble"),
        (WELL | {1: 0x1A}, "offline"),
        ({1: 0x1A}, "offline"),
    ],
)
def test_what_a_printer_complains_of(answers, why):
    assert escpos.trouble(answers) == why


@given(st.dictionaries(st.integers(0, 9), st.integers(0, 255)))
def test_no_answer_is_too_strange(answers):
    assert escpos.trouble(answers) in ("", *{why for _, _, why in escpos.TROUBLES})


@pytest.mark.parametrize(
    ("said", "answers", "marked"),
    [
        (b"\x12", [0x12], False),
        (b"\x1a\x16", [0x1A, 0x16], False),
        (b"\x00", [], True),
        (b"\x0c\x12", [0x12], True),
        (b"\x14\x00\x0c\x0f", [], False),  # an automatic status, of which three bytes look like marks
        (b"\x18\x00\x00\x00\x12\x00", [0x12], True),
        (b"\x11\x13\xff", [], False),  # a slow line's stops and goes
    ],
)
def test_what_a_printer_says_is_sorted_in_any_pieces(said, answers, marked):
    for cut in range(len(said) + 1):
        ear = escpos.Ear()
        assert ear.hear(said[:cut]) + ear.hear(said[cut:]) == answers
        assert ear.marked is marked


@given(st.lists(st.binary(max_size=9)))
def test_nothing_that_a_printer_says_is_too_strange(pieces):
    ear = escpos.Ear()
    for piece in pieces:
        assert all(byte in piece for byte in ear.hear(piece))


@given(st.integers(1, 40), st.integers(1, 5), st.data())
def test_dots_are_packed_row_by_row(width, rows, data):
    grey = data.draw(st.binary(min_size=width * rows, max_size=width * rows))
    made, row = packed(grey, width), -(-width // 8)
    assert len(made) == row * rows
    for y in range(rows):
        for x in range(row * 8):
            dark = x < width and grey[y * width + x] <= 150
            assert bool(made[y * row + x // 8] >> (7 - x % 8) & 1) is dark
