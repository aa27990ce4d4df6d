# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How the program looks and when it locks itself."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from fieldkit.ui.parts.frame import label, label_of
from fieldkit.ui.session import Session
from fieldkit.ui.style import THEMES

MINUTES = ("1", "3", "5", "10")


class LooksPanel(QWidget):
    """Theme, the minutes until the device locks, and where the language is chosen.

    Signals:
        theme_asked: (name) another theme, please.
    """

    theme_asked = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.themes = QComboBox(self)
        self.themes.setObjectName("settings_theme")
        words = (self.tr("跟随系统"), self.tr("浅色"), self.tr("深色"), self.tr("高对比度"))
        for code, name in zip(THEMES, words, strict=True):
            self.themes.addItem(name, code)
        self.themes.setCurrentIndex(max(self.themes.findData(session.settings.theme), 0))
        self.minutes = QComboBox(self)
        self.minutes.setObjectName("lock_minutes")
        for number in MINUTES:
            self.minutes.addItem(self.tr("{0} 分钟").format(number), number)
        self.minutes.setCurrentIndex(max(self.minutes.findData(session.settings.lock_minutes), 0))
        self.themes.activated.connect(self._theme_chosen)
        self.minutes.activated.connect(self._minutes_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for text, box in (
            (self.tr("外观（&A）"), self.themes),
            (self.tr("没人操作多久后锁定（&M）"), self.minutes),
        ):
            column.addWidget(label_of(box, text, self))
            column.addWidget(box)
        column.addWidget(label(self.tr("语言在登录页左下角选择：按 Ctrl+L 锁定就能看到。"), "hint", self))

    def _theme_chosen(self, place: int) -> None:
        self.theme_asked.emit(self.themes.itemData(place))

    def _minutes_chosen(self, place: int) -> None:
        session = self._session
        session.keep_settings(replace(session.settings, lock_minutes=self.minutes.itemData(place)))
