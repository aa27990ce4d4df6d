# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""For each kind of paper those printers are offered that hold it; of the others the reason is read."""

from types import SimpleNamespace

from PySide6.QtWidgets import QComboBox

from fieldkit.printers.ticket import Kind, Printer
from fieldkit.settings import Settings
from fieldkit.ui.setup.printer_uses import PrinterUses

ROLL = Printer("凭条机", Kind.THERMAL, "socket://127.0.0.1:9", paper="80mm")
CARDS = Printer("证卡机", Kind.CUPS, "cards", paper="CR80")
OFFICE = Printer("办公室", Kind.CUPS, "office", paper="A4")


def test_a_roll_is_for_receipts_and_labels_and_a_card_printer_for_cards(qtbot):
    settings = Settings(devices=(ROLL, CARDS, OFFICE), printers=(("sheet", "凭条机"),))
    uses = PrinterUses(SimpleNamespace(settings=settings))
    qtbot.addWidget(uses)

    def offered(group):
        box = uses.findChild(QComboBox, f"printer_{group}")
        return {box.itemData(row) for row in range(box.count()) if box.model().item(row).isEnabled()}

    assert offered("receipt") == offered("label") == {"", "凭条机", "证卡机", "办公室"}
    assert offered("card") == {"", "证卡机", "办公室"}
    assert offered("sheet") == offered("paper") == offered("large") == {"", "办公室"}
    chosen = uses.findChild(QComboBox, "printer_sheet")  # as it was set up before
    assert chosen.currentText() == "凭条机：是卷纸，打不了这种纸"
