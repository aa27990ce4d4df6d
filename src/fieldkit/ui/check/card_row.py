# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The cards of one picture side by side, where there are several: a button for each, the worst first."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from fieldkit.ui.check.pictures import MOST_CODES, Judged
from fieldkit.ui.check.words import verdict_word
from fieldkit.ui.parts.frame import label

ROW_HEIGHT = 64


class CardRow(QWidget):
    """Offer each card of a picture.

    Signals:
        chosen: (CardCheck) the one to show.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._left_out = label("", "note", self)
        self._left_out.setObjectName("check_left_out")
        self._row = QScrollArea(self)  # a sheet has ten cards, a table more
        self._several = QHBoxLayout()
        self._group = QButtonGroup(self)
        self._lay_out()
        self.clear()

    def offer(self, found: Judged) -> None:
        """Offer the cards of ``found`` where there are several, and say what was not looked at."""
        for place, one in enumerate(found.checks if len(found.checks) > 1 else (), start=1):
            made = QPushButton(self.tr("第 {0} 张：{1}").format(place, verdict_word(one.verdict)), self)
            made.setObjectName(f"check_card_{place}")
            made.setCheckable(True)
            made.setChecked(place == 1)
            made.clicked.connect(partial(self.chosen.emit, one))
            self._group.addButton(made)
            self._several.insertWidget(place - 1, made)
        self._row.setVisible(len(found.checks) > 1)
        if found.left_out:
            words = self.tr("照片里的码太多：只看了 {0} 个，还有 {1} 个没有看。请分开再拍。")
            self._left_out.setText(words.format(MOST_CODES, found.left_out))
        self._left_out.setVisible(bool(found.left_out))
        self.setVisible(len(found.checks) > 1 or bool(found.left_out))

    def clear(self) -> None:
        """Offer nothing."""
        for made in self._group.buttons():
            self._group.removeButton(made)
            self._several.removeWidget(made)
            made.deleteLater()
        self.hide()

    def _lay_out(self) -> None:
        several = QWidget(self._row)
        self._several.setContentsMargins(0, 0, 0, 0)
        self._several.setSpacing(8)
        self._several.addStretch(1)
        several.setLayout(self._several)
        self._row.setWidget(several)
        self._row.setWidgetResizable(True)
        self._row.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._row.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._row.setFixedHeight(ROW_HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._left_out)
        column.addWidget(self._row)
