# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The line that a handheld scanner types into: digits as they come, then Enter; no input method comes between."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from fieldkit.ui.parts.finder_keys import ENTER_KEYS, PLAIN

MOST_LETTERS = 4_096
"""More than any code of ours, so that a longer one is judged and not cut down to something else."""


class ScanBox(QLineEdit):
    """Takes one code after the other.

    Signals:
        scanned: (what was typed or pasted) a code is complete.
        pasted: (QMimeData) something other than text was pasted.
    """

    scanned = Signal(str)
    pasted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("check_box")
        self.setMaxLength(MOST_LETTERS)
        self.setAcceptDrops(False)  # a file that is dropped here is the page's
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhNoPredictiveText)

    def type_on(self, text: str) -> None:
        """Take over ``text`` that was typed elsewhere on the page, and the focus with it."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.insert(text)

    def forget(self) -> None:
        """Be empty, and let nothing be brought back: what is merely cleared comes again by Ctrl+Z."""
        self.setText("")

    def finish(self) -> None:
        """Say that the code is complete, and be empty for the next one; nothing is said of an empty line."""
        code = self.text()
        self.forget()
        if code.strip():
            self.scanned.emit(code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            self.finish()
        elif event.key() == Qt.Key.Key_Escape:
            self.forget()
            event.ignore()
        elif event.matches(QKeySequence.StandardKey.Paste) and not _is_text(board()):
            self.pasted.emit(board())
        else:
            super().keyPressEvent(event)


def typed_for_the_box(event: QKeyEvent) -> bool:
    """Return True for a digit that was typed beside the box: a scanner knows of no focus."""
    return event.text().isdecimal() and event.modifiers() in PLAIN


def board() -> QMimeData:
    """Return what lies on the clipboard."""
    return QGuiApplication.clipboard().mimeData()


def _is_text(data: QMimeData) -> bool:
    return data.hasText() and not data.hasImage() and not data.hasUrls()
