# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What falls out of a document number, shown large: sex, age and birth date, to be compared with the person."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from fieldkit.domain.ages import age_on
from fieldkit.domain.people import Sex
from fieldkit.ui.parts.elided import ElidedLabel

HEIGHT = 54


class CarriedPanel(QFrame):
    """Sex, age and birth date; a word on where they come from as long as nothing is known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setObjectName("carried")
        self._sex, self._age, self._born = self._large(), self._large(), self._large()
        self._hint = ElidedLabel("hint", self)
        self._hint.show_text(self.tr("性别、年龄和出生日期由证件号码得出，请与本人核对"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(24)
        for label in (self._hint, self._sex, self._age, self._born):
            row.addWidget(label)
        row.setStretch(0, 1)
        row.addStretch(0)
        self.setFixedHeight(HEIGHT)
        self.show_known(Sex.UNKNOWN, None, dt.date.min)

    def show_known(self, sex: Sex, birth_date: dt.date | None, today: dt.date) -> None:
        """Show what is known of the person."""
        names = {Sex.MALE: self.tr("男"), Sex.FEMALE: self.tr("女")}
        self._sex.setText(names.get(sex, ""))
        lived = birth_date is not None and birth_date <= today
        self._age.setText(self.tr("{0} 岁").format(age_on(birth_date, today)) if birth_date and lived else "")
        self._born.setText(birth_date.isoformat() if birth_date else "")
        for label in (self._sex, self._age, self._born):
            label.setVisible(bool(label.text()))
        self._hint.setVisible(not self.sentence)

    @property
    def sentence(self) -> str:
        """Return what is shown as one sentence, '' while nothing is known."""
        return " ".join(label.text() for label in (self._sex, self._age, self._born) if label.text())

    def _large(self) -> QLabel:
        label = QLabel(self)
        label.setProperty("role", "title")
        return label
