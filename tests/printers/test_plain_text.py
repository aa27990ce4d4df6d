# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A receipt as lines of text: what stands beside a broken cell on the page is read beside it."""

import pytest

from fieldkit.domain.papers import ReceiptLine
from fieldkit.printers.raster import plain_text
from fieldkit.printers.roads import submit
from fieldkit.printers.ticket import Kind, Printer
from fieldkit.printing.receipts import pack_receipt
from tests.support.papers import receipt
from tests.support.receipt_printer import plugged_in

GOODS = (ReceiptLine("福利包（新就业形态）", "毛巾、保温杯、手套、宝典", 2), ReceiptLine("艾草饼", "50g", 1))
LONG_NAME = (ReceiptLine("福利包（新就业形态劳动者）", "50g", 3),)


def text(lines, paper="58mm", across=32):
    return plain_text(pack_receipt(receipt(name="王芳", lines=lines), paper), across).splitlines()


@pytest.mark.parametrize(("paper", "last"), [("58mm", "套、宝典 2"), ("80mm", "典 2")])
def test_a_quantity_stands_behind_the_last_line_of_its_broken_item(paper, last):
    found = text(GOODS, paper, {"58mm": 32, "80mm": 48}[paper])
    assert found[found.index(last) + 1] == "艾草饼 50g 1"
    assert "2" not in found


def test_behind_a_broken_name_stand_the_kind_and_the_quantity():
    found = text(LONG_NAME)
    assert found[found.index("物品 规格 数量") + 1 :][:3] == ["福利包（新", "就业形态劳", "动者） 50g 3"]


def test_a_line_that_has_no_room_for_it_is_left_as_it_is():
    assert text(GOODS, across=9)[text(GOODS, across=9).index("套、宝典") + 1] == "2"


def test_a_broken_value_below_its_label_is_left_as_it_is():
    found = plain_text(
        pack_receipt(receipt(name="王芳", employer="示例物流有限公司第" + "1" * 14), "58mm"), 32
    )
    lines = found.splitlines()
    assert "".join(lines[lines.index("物品 规格 数量") - 2 :][:2]).endswith("1" * 14)


def test_the_printer_is_sent_it_so():
    pdf = pack_receipt(receipt(name="王芳", lines=GOODS), "58mm")
    with plugged_in() as printer:
        submit(pdf, Printer("凭条", Kind.THERMAL_TEXT, printer.road, 203, "58mm"), document="R-1")
    assert "套、宝典 2\n艾草饼 50g 1\n" in printer.slips[0].text
