# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Lines to type in: each tidies what is typed the way its rule keeps it, and never while a word is being composed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionFrame,
    QWidget,
)

from fieldkit.domain.documents import normalise_document
from fieldkit.domain.people import normalise_name
from fieldkit.domain.phones import normalise_phone

LARGE = 22
WIDEST_NUMBER = "0" * 17 + "X"
BESIDE_TEXT = 8  # what a line of Qt keeps free on both sides of its text, and the cursor
BACK_AGAIN = (Qt.FocusReason.OtherFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""Why a line gets the focus when somebody goes on typing in it; Tab selects all, the mouse chooses a place."""
DIGITS = "1234567890-="
KEY_ROLE = Qt.ItemDataRole.UserRole + 1
_DATE = re.compile(r"(\d{4})\D{0,2}(\d{1,2})\D{0,2}(\d{1,2})\D?")
_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)}


class TidyLine(QLineEdit):
    """A line that is tidied when it is left, and, with ``at_once``, after every key too.

    Signals:
        left: the focus went elsewhere in this window.
    """

    left = Signal()

    def __init__(
        self, tidy: Callable[[str], str], parent: QWidget | None = None, *, at_once: bool = False
    ) -> None:
        super().__init__(parent)
        self._tidy = tidy
        self._composing = False
        self._left_at = ("", 0)
        if at_once:
            self.textEdited.connect(self._tidy_now)

    @property
    def composing(self) -> bool:
        """Return True while an input method holds a word that is not yet in the line."""
        return self._composing

    def settle(self) -> None:
        """Tidy what stands in the line now, unless a word is being composed."""
        if not self._composing:
            self._tidy_now(self.text())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in BACK_AGAIN:
            text, place = self._left_at
            self.setCursorPosition(place if text == self.text() else len(self.text()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._composing = False
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.settle()
            self._left_at = (self.text(), self.cursorPosition())
            self.setCursorPosition(0)  # a long text is read from its beginning
            self.left.emit()

    def _tidy_now(self, text: str) -> None:
        """Replace the text by its tidied form, keep the cursor behind the same character."""
        tidied = self._tidy(text)
        if tidied == text:
            return
        place = len(self._tidy(text[: self.cursorPosition()]))
        self.selectAll()
        self.insert(tidied)
        self.setCursorPosition(min(place, len(tidied)))


class NumberLine(TidyLine):
    """The document number: large, evenly spaced, without an input method in the way.

    It is never narrower than a whole number: every digit is compared with the card.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(normalise_document, parent, at_once=True)
        font = QFont(self.font())
        font.setPixelSize(LARGE)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.8)
        self.setFont(font)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def minimumSizeHint(self) -> QSize:
        frame = QStyleOptionFrame()
        self.initStyleOption(frame)
        metrics = self.fontMetrics()
        room = QSize(metrics.horizontalAdvance(WIDEST_NUMBER) + BESIDE_TEXT, metrics.height())
        whole = self.style().sizeFromContents(QStyle.ContentsType.CT_LineEdit, frame, room, self)
        return super().minimumSizeHint().expandedTo(QSize(whole.width(), 0))


class PhoneLine(TidyLine):
    """The mobile number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(normalise_phone, parent, at_once=True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)


class NameLine(TidyLine):
    """The name: tidied only when it is left, for a dot or a space may be on its way to something else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(normalise_name, parent)


class DateLine(TidyLine):
    """A day typed as 19780704, 1978-7-4, 1978.7.4 or 1978年7月4日; kept as 1978-07-04."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tidy_date, parent)
        self.setPlaceholderText("1978-07-04")
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)


def tidy_date(text: str) -> str:
    """Return ``text`` as an ISO date where it means one, else as it is."""
    typed = _DATE.fullmatch(text.translate(_FULL_WIDTH).strip())
    if typed is None:
        return text.strip()
    try:
        return dt.date(*(int(part) for part in typed.groups())).isoformat()
    except ValueError:
        return text.strip()


class _KeyedRows(QStyledItemDelegate):
    """Writes the key of a row behind its name, in the list only."""

    def initStyleOption(self, option, index) -> None:
        super().initStyleOption(option, index)
        key = index.data(KEY_ROLE)
        if key:
            option.text = f"{option.text}    {key}"


class CodeBox(QComboBox):
    """A choice from a code table: a digit chooses a row and goes on, letters look for one.

    Signals:
        left: the focus went elsewhere in this window.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None, *, digits: bool = False) -> None:
        super().__init__(parent)
        self._digits = digits
        self.setItemDelegate(_KeyedRows(self))
        self.setMaxVisibleItems(14)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def show_rows(self, rows: tuple[tuple[str, str], ...], keys: Callable[[str], str] | None = None) -> None:
        """Offer ``rows`` of (code, name), with the key of each code where there are any; keep what is chosen."""
        kept = self.code()
        blocked = self.blockSignals(True)
        self.clear()
        for place, (code, name) in enumerate(rows):
            key = DIGITS[place] if place < len(DIGITS) else " "
            self.addItem(f"{key}  {name}" if self._digits else name, code)
            if keys is not None:
                self.setItemData(place, keys(code), KEY_ROLE)
        widest = max((QFontMetrics(self.font()).horizontalAdvance(name) for _, name in rows), default=0)
        self.view().setMinimumWidth(widest + 130)
        self.setCurrentIndex(self.findData(kept) if kept else -1)
        self.blockSignals(blocked)

    def code(self) -> str:
        """Return the code chosen, or ''."""
        return str(self.currentData() or "")

    def choose(self, code: str) -> None:
        """Choose ``code``; nothing for one that is not offered."""
        self.setCurrentIndex(self.findData(code) if code else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        place = DIGITS.find(event.text()) if self._digits and plain and event.text() else -1
        if 0 <= place < self.count():
            self.setCurrentIndex(place)
            self.focusNextChild()
        elif plain and event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.setCurrentIndex(-1)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def wheelEvent(self, event) -> None:
        event.ignore()  # a wheel that scrolls the page must not choose
