# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a layout, a sentence a row, each as high as its words need."""

from __future__ import annotations

import re

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from fieldkit.domain.layout_faults import LayoutFault
from fieldkit.ui.cards.words import fault_words

MOST = 50  # rows: nobody mends more at a time
BREAK = re.compile(r"([!-~]{12})")  # a word that is too long for a row goes on in the next one
ACROSS, DOWN = 34, 18  # what the style sheet keeps free around the words of a row


class FaultList(QListWidget):
    """Sentences; a row that is clicked or entered leads to its place in the file.

    Signals:
        chosen: (LayoutFault) this one.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._faults: tuple[LayoutFault, ...] = ()
        self.setObjectName("layout_faults")
        self.setAccessibleName(self.tr("版式里的问题"))
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)

    def show_faults(self, faults: tuple[LayoutFault, ...]) -> None:
        """Show these; hide where there are none."""
        self._faults = faults
        self.clear()
        for fault in faults[:MOST]:
            item = QListWidgetItem(BREAK.sub("\\1\u200b", fault_words(fault)), self)
            item.setData(Qt.ItemDataRole.UserRole, fault)
        if len(faults) > MOST:
            item = QListWidgetItem(self.tr("还有 {0} 处，先改好上面的。").format(len(faults) - MOST), self)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.setVisible(bool(faults))
        self._size_rows()

    def keep_only(self, faults: tuple[LayoutFault, ...]) -> None:
        """Take away what is mended, and say nothing new."""
        kept = tuple(fault for fault in self._faults if fault in faults)
        if kept != self._faults:
            self.show_faults(kept)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_rows()

    def _size_rows(self) -> None:
        room = QRect(0, 0, max(self.viewport().width() - ACROSS, 80), 10_000)
        for row in range(self.count()):
            item = self.item(row)
            words = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, item.text())
            item.setSizeHint(QSize(0, words.height() + DOWN))

    def _choose(self, item: QListWidgetItem) -> None:
        fault = item.data(Qt.ItemDataRole.UserRole)
        if fault is not None:
            self.chosen.emit(fault)
