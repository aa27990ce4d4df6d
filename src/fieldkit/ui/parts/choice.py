# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A question with two or three answers side by side, none of them chosen beforehand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

BACKWARDS = (Qt.Key.Key_Left, Qt.Key.Key_Up)
FORWARDS = (Qt.Key.Key_Right, Qt.Key.Key_Down)
FORGETS = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class _AnswerButton(QPushButton):
    """A button that asks its choice first what a key means."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        choice = self.parentWidget()
        if not (isinstance(choice, Choice) and choice.take_key(event)):
            super().keyPressEvent(event)


class Choice(QWidget):
    """The answers as one place in the tab order.

    1, 2 … choose and go on to the next field; the arrows choose and stay; Space chooses what has the focus;
    Backspace takes the answer back.

    Signals:
        answered: the answer is another one now (its code, '' for none).
    """

    answered = Signal(str)

    def __init__(self, answers: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codes = tuple(code for code, _ in answers)
        self._answer = ""
        self._buttons = QButtonGroup(self)
        self._buttons.setExclusive(False)  # an exclusive group could not be without an answer again
        self._buttons.idClicked.connect(self._clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for place, (code, words) in enumerate(answers):
            button = _AnswerButton(words, self)
            button.setCheckable(True)
            button.setProperty("role", "answer")
            button.setProperty("answer", code)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            row.addWidget(button)
            self._buttons.addButton(button, place)
        self._mark("")

    @property
    def answer(self) -> str:
        """Return the code of the answer, or '' when none was given."""
        return self._answer

    def choose(self, code: str) -> None:
        """Take ``code`` as the answer; '' for none."""
        code = code if code in self._codes else ""
        told = code != self._answer
        self._answer = code
        self._mark(code)
        if told:
            self.answered.emit(code)

    def button(self, code: str) -> QAbstractButton:
        """Return the button of the answer ``code``."""
        return self._buttons.button(self._codes.index(code))

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key of the buttons means; return False when it means nothing here."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        place = event.key() - Qt.Key.Key_1
        if 0 <= place < len(self._codes):
            self.choose(self._codes[place])
            self._buttons.button(place).setFocus(Qt.FocusReason.OtherFocusReason)
            self.focusNextPrevChild(True)
        elif event.key() in BACKWARDS:
            self._step(-1)
        elif event.key() in FORWARDS:
            self._step(1)
        elif event.key() in FORGETS:
            self.choose("")
        else:
            return False
        return True

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        for button in self._buttons.buttons():
            button.setAccessibleName(f"{name}: {button.text()}")

    def _mark(self, code: str) -> None:
        """Check the button of ``code``; only it, or the first while there is no answer, is reached by Tab."""
        reached = self._codes.index(code) if code else 0
        for place, known in enumerate(self._codes):
            button = self._buttons.button(place)
            button.setChecked(known == code)
            policy = Qt.FocusPolicy.StrongFocus if place == reached else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
        self.setFocusProxy(self._buttons.button(reached))

    def _step(self, by: int) -> None:
        if self._answer:
            place = min(max(self._codes.index(self._answer) + by, 0), len(self._codes) - 1)
        else:
            place = 0 if by < 0 else len(self._codes) - 1
        self.choose(self._codes[place])
        self._buttons.button(place).setFocus(Qt.FocusReason.OtherFocusReason)

    def _clicked(self, place: int) -> None:
        self.choose(self._codes[place])
