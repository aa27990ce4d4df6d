# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""One's own PIN or passphrase, changed by who knows it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from fieldkit.problems import PinTooShort, Problem, WrongPin
from fieldkit.ui.parts.frame import button, label, label_of, say
from fieldkit.ui.problems import sentence
from fieldkit.ui.session import Session
from fieldkit.ui.setup.new_store import LEAST


def pin_line(parent: QWidget, name: str) -> QLineEdit:
    """Return a line that shows nobody what is typed."""
    made = QLineEdit(parent)
    made.setObjectName(name)
    made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


class PinPanel(QWidget):
    """The PIN as it is, and twice as it shall be."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.old = pin_line(self, "old_pin")
        self.new = pin_line(self, "new_pin")
        self.again = pin_line(self, "new_pin_again")
        self.keep = button(self.tr("更改（&K）"), "plain", self.change, self, object_name="change_pin")
        self.fault = label("", "fault", self)
        self.fault.setObjectName("pin_words")
        self._lay_out()

    def change(self) -> None:
        """Change it, if what was typed can be; the answer comes later."""
        door, kind = self._session.door, self._kind()
        if door is None or not self.keep.isEnabled():
            return
        wrong = self._missing(kind)
        if wrong:
            say(self.fault, wrong)
            (self.new if self.old.text() else self.old).setFocus()
            return
        self.keep.setEnabled(False)
        call = partial(door.change_pin, self._session.operator.id, self.old.text(), self.new.text())
        door.knock(call, self._changed, self._failed)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        for place, (text, line) in enumerate(
            (
                (self.tr("现在的（&O）"), self.old),
                (self.tr("新的（&V）"), self.new),
                (self.tr("再输一遍新的（&Y）"), self.again),
            )
        ):
            line.returnPressed.connect(self.change)
            grid.addWidget(label_of(line, text, self, wrap=False), 0, place)
            grid.addWidget(line, 1, place)
        grid.addWidget(self.keep, 1, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(grid)
        column.addWidget(self.fault)
        self.fault.hide()

    def _kind(self) -> str:
        door = self._session.door
        try:
            return door.secret_kind() if door is not None else "pin"
        except Problem:
            return "pin"  # the key file is damaged, which changing it tells

    def _missing(self, kind: str) -> str:
        """Return what is wrong with what was typed, '' when nothing is."""
        if not self.old.text() or not self.new.text():
            return self.tr("请输入现在的和新的 PIN（或口令）。")
        if len(self.new.text()) < LEAST[kind]:
            return str(sentence(PinTooShort(least=LEAST[kind], kind=kind)))
        if self.new.text() != self.again.text():
            return self.tr("两次输入的不一样，请再输一遍。")
        return ""

    def _changed(self, _nothing: object) -> None:
        self.keep.setEnabled(True)
        for line in (self.old, self.new, self.again):
            line.clear()
        say(self.fault, self.tr("已更改，下次登录用新的。"), "good")

    def _failed(self, fault: Exception) -> None:
        self.keep.setEnabled(True)
        if isinstance(fault, WrongPin) and self._kind() != "pin":
            fault = WrongPin(**{**fault.facts, "kind": "passphrase"})
        say(self.fault, str(sentence(fault)))
        self.old.clear()
        self.old.setFocus()
