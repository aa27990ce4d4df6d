# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How one printer is reached and what lies in it, to be looked over and corrected before it is remembered."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from fieldkit.printers.ticket import Kind, Printer
from fieldkit.ui.parts.frame import button, label, labelled, say
from fieldkit.ui.parts.offset import OffsetBox
from fieldkit.ui.printer_words import kind_words, paper_words

RESOLUTIONS = (180, 203, 300, 360, 600, 1200)
PAPERS = ("", "A4", "A5", "A3", "A6", "CR80", "80mm", "58mm")


class PrinterForm(QWidget):
    """The fields of a printer.

    Signals:
        kept: (Printer, str) it is to be remembered so; the name it had before, '' for a new one.
        left: nothing is to be changed.
    """

    kept = Signal(object, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = ""
        self.name, self.road = QLineEdit(self), QLineEdit(self)
        self.kind, self.dpi, self.paper = (QComboBox(self) for _ in range(3))
        self.right, self.down = OffsetBox("printer_right", self), OffsetBox("printer_down", self)
        self.fault = label("", "fault", self)
        for field, name in (
            (self.name, "printer_name"),
            (self.road, "printer_road"),
            (self.kind, "printer_kind"),
            (self.dpi, "printer_dpi"),
            (self.paper, "printer_size"),
        ):
            field.setObjectName(name)
        self.name.setMaxLength(40)
        self.road.setPlaceholderText("socket://192.0.2.7:9100   file:///dev/usb/lp0")
        for box in (self.kind, self.dpi, self.paper):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(4)
        for kind in Kind:
            if kind is not Kind.FOLDER:
                self.kind.addItem(kind_words(kind), kind.value)
        for dpi in RESOLUTIONS:
            self.dpi.addItem(f"{dpi} dpi", dpi)
        for paper in PAPERS:
            self.paper.addItem(paper_words(paper), paper)
        self._lay_out()

    def show_printer(self, printer: Printer, *, known: bool) -> None:
        """Show a printer to be corrected; ``known`` says that it is remembered already."""
        self._before = printer.name if known else ""
        self.name.setText(printer.name)
        self.road.setText(printer.road)
        self.kind.setCurrentIndex(self.kind.findData(printer.kind.value))
        _choose(self.dpi, printer.dpi, f"{printer.dpi} dpi")
        _choose(self.paper, printer.paper, printer.paper)
        self.right.setValue(printer.offset_mm[0])
        self.down.setValue(printer.offset_mm[1])
        say(self.fault, "")
        self.show()
        self.name.setFocus()
        QTimer.singleShot(0, self, self._bring)

    def _bring(self) -> None:
        """Bring the fields into sight, once they have their place on the page."""
        around: QWidget | None = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(self)

    def printer(self) -> Printer:
        """Return the printer as it stands in the fields."""
        return Printer(
            self.name.text().strip(),
            Kind(self.kind.currentData()),
            self.road.text().strip(),
            self.dpi.currentData(),
            self.paper.currentData(),
            (round(self.right.value(), 1), round(self.down.value(), 1)),
        )

    def keep(self) -> None:
        """Hand the printer on, if it has a name and a way to it."""
        printer = self.printer()
        if not printer.name or not printer.road:
            say(self.fault, self.tr("请写好名称和地址。"))
            (self.road if printer.name else self.name).setFocus()
            return
        self.kept.emit(printer, self._before)

    def refuse(self, words: str) -> None:
        """Say why it cannot be remembered so."""
        say(self.fault, words)
        self.name.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(6)
        for fields in (
            ((self.tr("名称"), self.name, 1), (self.tr("类型"), self.kind, 1)),
            ((self.tr("系统里的名称，或地址"), self.road, 1),),
            ((self.tr("分辨率"), self.dpi, 1), (self.tr("装的纸"), self.paper, 1)),
            ((self.tr("右移，负数左移"), self.right, 1), (self.tr("下移，负数上移"), self.down, 1)),
        ):
            row = QHBoxLayout()
            row.setSpacing(10)
            for words, field, stretch in fields:
                row.addLayout(labelled(field, words, self), stretch)
            column.addLayout(row)
        foot = QHBoxLayout()
        foot.addWidget(self.fault, 1)
        foot.addStretch(0)
        foot.addWidget(button(self.tr("不改了（&9）"), "quiet", self.left, self, object_name="printer_leave"))
        foot.addWidget(
            button(self.tr("记住这台（&8）"), "plain", self.keep, self, object_name="printer_keep")
        )
        column.addLayout(foot)
        self.fault.hide()


def _choose(box: QComboBox, value: object, words: str) -> None:
    """Choose a value in a box, which gets it where it did not have it."""
    if box.findData(value) < 0:
        box.addItem(words, value)
    box.setCurrentIndex(box.findData(value))
