# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Language and theme, as two small choices at the foot of the set-up and sign-in faces."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from fieldkit.ui.languages import LANGUAGES
from fieldkit.ui.parts.frame import label_of
from fieldkit.ui.style import THEMES


class Switches(QWidget):
    """Two combo boxes.

    Signals:
        language_asked: (code) this language, please.
        theme_asked: (name) this theme, please.
    """

    language_asked = Signal(str)
    theme_asked = Signal(str)

    def __init__(self, *, spoken: str, theme: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.languages = QComboBox(self)
        self.languages.setObjectName("language")
        for code, name in LANGUAGES:
            self.languages.addItem(name, code)
        self.languages.setCurrentIndex(max(self.languages.findData(spoken), 0))
        self.themes = QComboBox(self)
        self.themes.setObjectName("theme")
        words = (self.tr("跟随系统"), self.tr("浅色"), self.tr("深色"), self.tr("高对比度"))
        for code, name in zip(THEMES, words, strict=True):
            self.themes.addItem(name, code)
        self.themes.setCurrentIndex(max(self.themes.findData(theme), 0))
        self.languages.activated.connect(self._language_chosen)
        self.themes.activated.connect(self._theme_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for text, box in ((self.tr("语言 Language"), self.languages), (self.tr("外观"), self.themes)):
            column.addWidget(label_of(box, text, self, name="hint"))
            column.addWidget(box)

    def _language_chosen(self, place: int) -> None:
        self.language_asked.emit(self.languages.itemData(place))

    def _theme_chosen(self, place: int) -> None:
        self.theme_asked.emit(self.themes.itemData(place))
