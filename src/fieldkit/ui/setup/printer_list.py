# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The list of printers: those that are remembered and those that were found, each with how it is now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from fieldkit.printers.ticket import Printer
from fieldkit.ui.printer_words import kind_words, why_words

if TYPE_CHECKING:
    from fieldkit.printers.discovery import Found

ROWS = 4  # that are seen at once


class PrinterList(QListWidget):
    """A line for each printer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("printer_list")
        self.setAccessibleName(self.tr("打印机"))
        self.setFixedHeight(ROWS * (self.fontMetrics().height() + 22))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_printers(
        self, remembered: Iterable[Printer], found: Iterable[Found], ailing: Mapping[str, str]
    ) -> None:
        """Show printers, those found as new; ``ailing`` is what ails each (a code), as far as it was asked."""
        chosen = self.chosen()
        self.blockSignals(
            True
        )  # for a moment there is no printer, and a button greyed then would lose the focus
        self.clear()
        for one in remembered:
            self._add(one, ailing.get(one.name))
        for new in found:
            self._add(new.printer, new.why, new=True)
        if chosen is not None:
            self.choose(chosen)
        self.blockSignals(False)

    def chosen(self) -> Printer | None:
        """Return the printer the cursor is on."""
        item = self.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item is not None else None

    def choose(self, printer: Printer) -> None:
        """Put the cursor on the printer of that name."""
        for row in range(self.count()):
            if self.item(row).data(Qt.ItemDataRole.UserRole).name == printer.name:
                self.setCurrentRow(row)

    def _add(self, printer: Printer, why: str | None, *, new: bool = False) -> None:
        how = self.tr("没有问过") if why is None else why_words(why) or self.tr("就绪")
        words = self.tr("{0}：{1}，{2} dpi，{3}").format(
            printer.name, kind_words(printer.kind), printer.dpi, how
        )
        item = QListWidgetItem(self.tr("（新）{0}").format(words) if new else words, self)
        item.setData(Qt.ItemDataRole.UserRole, printer)
        item.setToolTip(printer.road)
