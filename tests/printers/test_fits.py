# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A printer is offered only for pages that its paper holds; where it is not known, it is believed."""

import pytest

from fieldkit.printers.fits import ROLL, SMALL, misfit
from fieldkit.printers.paper_sizes import SIZES_MM
from fieldkit.printers.ticket import Kind, Printer

A4, A5, CARD = SIZES_MM["A4"], SIZES_MM["A5"], SIZES_MM["CR80"]
LABEL = (60.0, 40.0)


@pytest.mark.parametrize(
    ("kind", "paper", "page", "why"),
    [
        (Kind.THERMAL, "80mm", A4, ROLL),
        (Kind.THERMAL_TEXT, "58mm", A5, ROLL),
        (Kind.THERMAL, "", CARD, ROLL),
        (Kind.THERMAL, "80mm", LABEL, ""),
        (Kind.THERMAL, "58mm", LABEL, ROLL),
        (Kind.THERMAL, "80mm", None, ""),
        (Kind.CUPS, "80mm", A4, ROLL),
        (Kind.CUPS, "CR80", A4, SMALL),
        (Kind.CUPS, "A5", A4, SMALL),
        (Kind.IPP, "A4", A4, ""),
        (Kind.IPP, "A3", A4, ""),
        (Kind.WINDOWS, "A4", (297.0, 210.0), ""),
        (Kind.CUPS, "A4", CARD, ""),
        (Kind.CUPS, "", A4, ""),
        (Kind.CUPS, "85.6x53.98mm", CARD, ""),
    ],
)
def test_what_lies_in_a_printer_holds_the_page_or_not(kind, paper, page, why):
    assert misfit(Printer("x", kind, "x", paper=paper), page) == why
