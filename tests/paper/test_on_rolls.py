# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""All ink of a receipt and of a number's slip is on the dots of the print head: no line loses half its stroke."""

import pytest

from fieldkit.domain.papers import ReceiptLine
from fieldkit.printers import paper_sizes, raster
from fieldkit.printing.receipts import pack_receipt
from tests.support import day_papers
from tests.support.papers import FIFTY, receipt, signature

HEADS = {"58mm": 384, "80mm": 576}
LINES = (ReceiptLine("福利包（新就业形态劳动者专享版）" * 2, "毛巾、保温杯、手套、" * 4, 1000),)
PAPERS = {
    "receipt": lambda paper: pack_receipt(receipt(signature=signature()), paper),
    "long": lambda paper: pack_receipt(receipt(name=FIFTY, lines=LINES), paper),
    "slip": lambda paper: day_papers.pdf_of(day_papers.PAPERS[f"slip-{paper}"]),
}


def inked(pdf, dpi):
    """Return the first and the last column of dots with ink, and how many columns the page has."""
    any_row, width = 0, 0
    for band in raster.bands(pdf, 0, raster.Grid(dpi)):
        row, width = -(-band.width // 8), band.width
        for top in range(band.height):
            any_row |= int.from_bytes(band.dots[top * row : (top + 1) * row], "big") >> (row * 8 - width)
    columns = f"{any_row:0{width}b}"
    return columns.index("1"), columns.rindex("1"), width


@pytest.mark.parametrize("paper", HEADS)
@pytest.mark.parametrize("name", PAPERS)
def test_all_ink_is_on_the_head_and_uses_it(name, paper):
    pdf, dpi = PAPERS[name](paper), paper_sizes.EXACT_DPI[203]
    first, last, width = inked(pdf, dpi)
    assert paper_sizes.head(paper, raster.sizes_mm(pdf)[0][0], dpi) == HEADS[paper]
    left = (width - HEADS[paper]) // 2
    assert 0 <= first - left <= 4
    assert HEADS[paper] - 5 <= last - left < HEADS[paper]
