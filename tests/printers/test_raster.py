# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Pages as dots: at their own size, where they belong, moved as the printer needs it, a band at a time."""

from io import BytesIO

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from fieldkit.printers import paper_sizes, raster
from fieldkit.printing import layout_store, qr
from fieldkit.printing.cards import member_card
from fieldkit.printing.sheet import DOT
from tests.support.papers import card

MM = 72 / 25.4


def framed(width=60.0, height=40.0, pages=1):
    """Return pages with a black box of 10 by 5 mm, its corner 20 mm from the left and 10 from the top."""
    page = Canvas(written := BytesIO(), (width * MM, height * MM), initialFontName="Helvetica")
    for _ in range(pages):
        page.rect(20 * MM, (height - 15) * MM, 10 * MM, 5 * MM, stroke=0, fill=1)
        page.showPage()
    page.save()
    return written.getvalue()


def drawn(pdf, grid, page=0):
    """Return the page as a picture, put together from its bands."""
    bands = list(raster.bands(pdf, page, grid))
    assert [band.top for band in bands] == [128 * place for place in range(len(bands))]
    size = (bands[0].width, sum(band.height for band in bands))
    return Image.frombytes("1", size, b"".join(band.dots for band in bands), "raw", "1;I").convert("L")


def ink(image):
    return image.point(lambda value: 255 - value).getbbox()


@pytest.mark.parametrize("dpi", [203.2, 300, 600])
def test_what_is_drawn_stands_where_it_was_put(dpi):
    image = drawn(framed(), raster.Grid(dpi))
    for found, wanted in zip(ink(image), (20, 10, 30, 15), strict=True):
        assert abs(found / dpi * 25.4 - wanted) < 25.4 / dpi + 0.01  # every dot that ink touches is black
    assert image.size == (round(60 / 25.4 * dpi), round(40 / 25.4 * dpi))


def test_an_offset_moves_it_by_tenths_of_a_millimetre():
    grid = raster.Grid(600, offset_mm=(1.3, -0.7))
    for found, wanted in zip(ink(drawn(framed(), grid)), (21.3, 9.3, 31.3, 14.3), strict=True):
        assert abs(found / 600 * 25.4 - wanted) < 0.06


def test_of_a_roll_the_middle_is_kept():
    image = drawn(framed(), raster.Grid(203.2, 384))
    assert image.size == (384, 320)
    for found, wanted in zip(ink(image), (160 - 48, 80, 240 - 48, 120), strict=True):
        assert abs(found - wanted) <= 1


@pytest.mark.parametrize("turned", [(297.0, 210.0), (53.98, 85.6)])
def test_a_page_is_as_it_lies_and_every_page_is_drawn(turned):
    pdf = framed(*turned, pages=3)
    assert len(raster.sizes_mm(pdf)) == 3
    assert raster.sizes_mm(pdf)[2] == pytest.approx(turned, abs=0.01)
    assert ink(drawn(pdf, raster.Grid(300), page=2)) is not None


@pytest.mark.parametrize("dpi", [300, 600])
def test_every_module_of_a_cards_code_is_whole_dots_of_the_printer(dpi):
    person = card(code="000123450")
    image = drawn(member_card(person), raster.Grid(dpi))
    symbol, layout = qr.symbol(person.code), layout_store.shipped("standard")
    code = next(element for element in layout.front if element.id == "code")
    dots = code.dots(symbol.modules, 300) * dpi // 300
    side = symbol.modules * dots * 25.4 / dpi
    left, top = (
        round(round((place + (code.box.width - side) / 2) / DOT) * DOT / 25.4 * dpi)
        for place in (code.box.x, code.box.y)
    )
    for column in range(symbol.modules):
        for row in range(symbol.modules):
            x, y = left + column * dots, top + row * dots
            seen = {image.getpixel((x + a, y + b)) for a in (1, dots - 2) for b in (1, dots - 2)}
            assert seen == {0 if symbol.row(row)[column : column + 1] == b"1" else 255}


def test_a_page_of_nothing_is_white():
    page = Canvas(written := BytesIO(), (100, 100), initialFontName="Helvetica")
    page.showPage()
    page.save()
    assert ink(drawn(written.getvalue(), raster.Grid(203.2))) is None


@pytest.mark.parametrize(
    ("wanted", "supported", "name"),
    [
        ((210, 297), ["iso_a4_210x297mm", "na_letter_8.5x11in"], "iso_a4_210x297mm"),
        ((297, 210), ["iso_a4_210x297mm"], "iso_a4_210x297mm"),
        ((215.9, 279.4), ["iso_a4_210x297mm", "na_letter_8.5x11in"], "na_letter_8.5x11in"),
        ((85.6, 53.98), ["iso_a4_210x297mm", "om_card_54x86mm"], "om_card_54x86mm"),
        ((85.6, 53.98), [], ""),
        (
            (85.6, 53.98),
            ["custom_min_25x25mm", "custom_max_216x356mm", "iso_a4_210x297mm"],
            "Custom.85.60x53.98mm",
        ),
        ((148, 210), ["iso_a3_297x420mm", "iso_a4_210x297mm", "iso_a6_105x148mm"], "iso_a4_210x297mm"),
        ((300, 900), ["iso_a4_210x297mm"], ""),
        ((210, 297), ["auto", "media_of_no_size", "iso_a4_210x297mm"], "iso_a4_210x297mm"),
    ],
)
def test_a_paper_is_called_as_the_printer_calls_it(wanted, supported, name):
    assert paper_sizes.media_name(wanted, supported) == name


def test_a_network_printer_is_told_a_size_of_ones_own_as_ipp_writes_it():
    supported = ["custom_min_25x25mm", "custom_max_216x356mm"]
    assert paper_sizes.media_name((85.6, 53.98), supported, cups=False) == "custom_fieldkit_53.98x85.6mm"
    assert paper_sizes.media_name((85.6, 53.98), [], cups=False) == ""


@pytest.mark.parametrize(
    ("paper", "size"),
    [
        ("A4", (210, 297)),
        ("85.6x53.98mm", (85.6, 53.98)),
        ("80mm", None),
        ("", None),
        ("1x", None),
        ("x1mm", None),
    ],
)
def test_papers_are_remembered_by_name_or_by_size(paper, size):
    assert paper_sizes.size_mm(paper) == size


@pytest.mark.parametrize(
    ("paper", "page", "dpi", "dots"),
    [
        ("58mm", 58, 203.2, 384),
        ("80mm", 80, 203.2, 576),
        ("", 58, 203.2, 384),
        ("", 80, 203.2, 576),
        ("", 210, 203.2, 576),
        ("80mm", 80, 300, 848),
        ("58mm", 58, 180, 336),
    ],
)
def test_a_head_has_whole_bytes_of_dots(paper, page, dpi, dots):
    assert paper_sizes.head(paper, page, dpi) == dots
