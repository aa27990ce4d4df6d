# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The short while of a save: the form takes no key and no click, and what is typed meanwhile is not lost."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class Freeze(QObject):
    """Holds the focus of a form while its page takes the keys."""

    def __init__(self, page: QWidget, form: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._form = form
        self._focused: QWidget | None = None
        self._typed = ""

    def hold(self) -> None:
        """Take keys and clicks away from the form."""
        focused = self._page.window().focusWidget()
        self._focused = focused if self._page.isAncestorOf(focused) else None
        self._form.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, True)
        self._page.setFocus(Qt.FocusReason.OtherFocusReason)

    def release(self, *, back: bool) -> None:
        """Give the form back, and with ``back`` the focus to where it was."""
        self._form.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        if back and self._focused is not None:
            self._focused.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focused = None

    def take_key(self, event: QKeyEvent) -> bool:
        """Remember what is typed meanwhile; return False for a key that types nothing."""
        text = event.text()
        if not text.isprintable() or not text or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        self._typed += text
        return True

    def typed_ahead(self) -> str:
        """Return what was typed meanwhile, once."""
        typed, self._typed = self._typed, ""
        return typed
