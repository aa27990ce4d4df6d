# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The text of a layout file, to be read and changed."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from fieldkit.domain.layout_faults import LayoutFault
from fieldkit.ui.cards.words import place_of


class LayoutEditor(QPlainTextEdit):
    """Shows one layout file without breaking its lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("layout_text")
        self.setAccessibleName(self.tr("版式文件"))
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)

    def show_text(self, text: str) -> None:
        """Show a file that was read, from where its notes end; nothing is told of it as typed."""
        if text == self.toPlainText():
            return
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
        head = text.partition("\nformat")[0].count("\n")  # the notes at the top are read once
        self.verticalScrollBar().setValue(head + 1 if "\nformat" in text else 0)

    def replace_text(self, text: str) -> None:
        """Put another text in, as one step that can be taken back; the view stays where it is."""
        place = self.verticalScrollBar().value()
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.verticalScrollBar().setValue(place)

    def go_to(self, fault: LayoutFault) -> None:
        """Put the cursor where a fault stands in the file."""
        text = self.toPlainText()
        at = place_of(text, fault.where)
        if at >= 0:
            cursor = self.textCursor()
            cursor.setPosition(len(text[: min(at, len(text))].encode("utf-16-le", "surrogatepass")) // 2)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfLine, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
            self.setFocus()
