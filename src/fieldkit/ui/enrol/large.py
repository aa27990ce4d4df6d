# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The notice and the consents in large type over the whole page, to turn the screen to the person."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from fieldkit.domain.daybook import DayBook
from fieldkit.domain.events import ConsentText
from fieldkit.ui.strings import in_language

LARGE = 24
ORDER = ("notice", "upper_union", "bank", "publicity")


class LargeNotice(QFrame):
    """A sheet over its parent; hidden until it is asked for.

    Signals:
        read: the person has read it.
        closed: the sheet is gone again.
    """

    read = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._under = parent
        self.setProperty("role", "panel")
        self.setObjectName("large_notice")
        self._text = QTextBrowser(self)
        font = QFont(self._text.font())
        font.setPixelSize(LARGE)
        self._text.setFont(font)
        self._read = QPushButton(self.tr("本人已读，知悉（回车）"), self)
        self._read.setProperty("role", "primary")
        self._read.setObjectName("large_notice_read")
        self._back = QPushButton(self.tr("返回（Esc）"), self)
        row = QHBoxLayout()
        row.addWidget(self._back)
        row.addStretch(1)
        row.addWidget(self._read)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.addWidget(self._text, 1)
        column.addLayout(row)
        self._read.clicked.connect(self._agree)
        self._back.clicked.connect(self.close_sheet)
        parent.installEventFilter(self)
        self.hide()

    def show_book(self, book: DayBook) -> None:
        """Hold the district's texts, the notice first."""
        texts = sorted((text for text in book.consent_texts if text.kind in ORDER), key=_place)
        self._text.setHtml("".join(_chapter(text) for text in texts))

    def open_sheet(self) -> None:
        """Cover the parent."""
        self.setGeometry(self._under.rect())
        self.show()
        self.raise_()
        self._text.verticalScrollBar().setValue(0)
        self._read.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_sheet(self) -> None:
        """Uncover the parent."""
        self.hide()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._under.rect())
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._text.verticalScrollBar()
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._agree()
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_Down):
            bar.setValue(bar.value() + (bar.pageStep() if event.key() == Qt.Key.Key_PageDown else 3 * LARGE))
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_Up):
            bar.setValue(bar.value() - (bar.pageStep() if event.key() == Qt.Key.Key_PageUp else 3 * LARGE))
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep the focus on the sheet: between its two buttons."""
        target = self._back if self._read.hasFocus() else self._read
        target.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _agree(self) -> None:
        self.hide()
        self.read.emit()
        self.closed.emit()


def _place(text: ConsentText) -> int:
    return ORDER.index(text.kind)


def _chapter(text: ConsentText) -> str:
    title = escape(in_language(text.title, text.title_en))
    body = escape(in_language(text.text, text.text_en)).replace("\n", "<br>")
    return f"<h3>{title}</h3><p style='line-height:118%'>{body}</p>"
