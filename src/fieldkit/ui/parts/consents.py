# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The three separate consents: each with its text, its version, and an answer nobody has chosen beforehand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from fieldkit.domain.consents import Consent, ConsentKind
from fieldkit.domain.events import ConsentText
from fieldkit.domain.faults import Fault
from fieldkit.ui.parts.choice import Choice
from fieldkit.ui.parts.elided import ElidedLabel
from fieldkit.ui.parts.field import FINE, NOTE, STOP, FaultLine
from fieldkit.ui.strings import in_language

GIVEN = "given"
REFUSED = "refused"
TEXT_SIZE = 13
CHOICE_WIDTH = 176


class ConsentRow(QWidget):
    """One consent with its two answers.

    Signals:
        answered: the answer is another one now.
    """

    answered = Signal()

    def __init__(self, kind: ConsentKind, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = kind
        self._version = ""
        self._title = QLabel(self)
        self._title.setProperty("role", "label")
        self._text = QLabel(self)
        self._text.setProperty("role", "hint")
        self._text.setWordWrap(True)
        for label in (self._title, self._text):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._named = ElidedLabel("hint", self)
        self._named.setMinimumWidth(1)  # the version is the first to give way
        self._named.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.read_large(False)
        self.choice = Choice(((GIVEN, self.tr("同意")), (REFUSED, self.tr("不同意"))), self)
        self.choice.setObjectName(f"consent_{kind.value}")
        self.choice.setFixedWidth(CHOICE_WIDTH)
        self.choice.answered.connect(self._answered)
        self.line = FaultLine(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(1)
        grid.addWidget(self._title, 0, 0)
        grid.addWidget(self._named, 0, 1)
        grid.addWidget(self._text, 1, 0, 1, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.choice, 0, 2, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.line, 2, 0, 1, 3)
        grid.setColumnStretch(1, 1)

    def show_text(self, title: str, text: str, version: str) -> None:
        """Ask with ``text`` of ``version`` from now on."""
        self._version = version
        self._title.setText(title)
        self._text.setText(text)
        self._named.show_text(version)
        self.choice.setAccessibleName(title)
        self.choice.setAccessibleDescription(text)

    def read_large(self, roomy: bool) -> None:
        """Write the text larger where there is room for that."""
        font = QFont(self._text.font())
        font.setPixelSize(TEXT_SIZE + (2 if roomy else 0))
        self._text.setFont(font)

    def consent(self) -> Consent | None:
        """Return the answer, or None while there is none."""
        if not self.choice.answer:
            return None
        return Consent(self.kind, self.choice.answer == GIVEN, self._version)

    def show_consent(self, consent: Consent | None) -> None:
        """Show an answer that was given before."""
        self.choice.choose("" if consent is None else GIVEN if consent.given else REFUSED)

    def show_faults(self, faults: Sequence[tuple[Fault, str]]) -> None:
        """Show ``faults`` of this consent with their sentences."""
        weight = FINE if not faults else STOP if any(fault.stops for fault, _ in faults) else NOTE
        self.line.say([sentence for _, sentence in faults], weight)
        self.line.setVisible(bool(faults))

    def _answered(self, code: str) -> None:
        self.answered.emit()


class ConsentsPanel(QWidget):
    """The three rows.

    Signals:
        answered: one of the answers is another one now.
    """

    answered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.rows = {kind: ConsentRow(kind, self) for kind in ConsentKind}
        for row in self.rows.values():
            row.answered.connect(self.answered)
            row.show_faults(())
            column.addWidget(row)

    def show_texts(self, texts: Sequence[ConsentText]) -> None:
        """Ask with the district's ``texts``; a kind without one stays without a version and cannot be saved."""
        shown = {text.kind: text for text in texts}
        for kind, row in self.rows.items():
            text = shown.get(kind.value)
            if text is not None:
                title, body = in_language(text.title, text.title_en), in_language(text.text, text.text_en)
                row.show_text(title, body, text.version)
            else:
                row.show_text(self._fallback(kind), "", "")

    def read_large(self, roomy: bool) -> None:
        """Write the texts larger where there is room for that."""
        for row in self.rows.values():
            row.read_large(roomy)

    def consents(self) -> tuple[Consent, ...]:
        """Return the answers given so far."""
        return tuple(consent for row in self.rows.values() if (consent := row.consent()) is not None)

    def show_consents(self, consents: Sequence[Consent]) -> None:
        """Show answers given before, none for what is missing."""
        known = {consent.kind: consent for consent in consents}
        for kind, row in self.rows.items():
            row.show_consent(known.get(kind))

    def show_faults(self, faults: Sequence[tuple[Fault, str]]) -> None:
        """Show each fault at its consent."""
        for kind, row in self.rows.items():
            row.show_faults([pair for pair in faults if pair[0].field == f"consent_{kind.value}"])

    def _fallback(self, kind: ConsentKind) -> str:
        return {
            ConsentKind.UPPER_UNION: self.tr("向上级工会提供信息"),
            ConsentKind.BANK: self.tr("向银行提供信息办卡"),
            ConsentKind.PUBLICITY: self.tr("活动宣传"),
        }[kind]
