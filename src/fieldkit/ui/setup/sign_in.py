# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The sign-in face: who is at the device, proved by a PIN; also the cover while the device is locked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from fieldkit.problems import Problem, WrongPin
from fieldkit.ui.parts.frame import Aside, button, centred, label, label_of, panel, say
from fieldkit.ui.setup.switch_room import SwitchRoom

if TYPE_CHECKING:  # the first face opens without it
    from fieldkit.ui.door import Door, Doorplate
    from fieldkit.ui.setup.forgotten import ForgottenStep

WIDTH = 520
PLATES_IN_VIEW = 6


class SignInFace(QWidget):
    """Who is here? One press on a name, a PIN, Enter.

    Signals:
        opened: (operator id) the PIN was right and the store's key is at hand.
        language_asked, theme_asked: another language or theme was chosen.
    """

    opened = Signal(str)
    language_asked = Signal(str)
    theme_asked = Signal(str)

    def __init__(
        self,
        door: Door,
        *,
        last_operator: str,
        spoken: str,
        theme: str,
        locked: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._door = door
        self._locked = locked
        self._seconds = 0
        self._plates = QButtonGroup(self)
        self._pin = QLineEdit(self)
        self._enter = button(self.tr("进入"), "primary", self.try_pin, self, object_name="enter")
        self._forgot = button(self.tr("忘记 PIN 或口令"), "quiet", self.recover, self, object_name="forgot")
        self._forgotten: ForgottenStep | None = None
        self._fault = label("", "fault", self)
        self._wait = QTimer(self, interval=1000)
        self._wait.timeout.connect(self._count_down)
        self._switches = SwitchRoom(spoken=spoken, theme=theme, parent=self)
        self._switches.language_asked.connect(self.language_asked)
        self._switches.theme_asked.connect(self.theme_asked)
        self._lay_out()
        self._show_plates(last_operator)

    def focus(self) -> None:
        """Put the cursor where the operator goes on."""
        place = self._plates.checkedButton() if self._chosen() is None else self._pin
        (self._pin if place is None else place).setFocus()

    def try_pin(self) -> None:
        """Try what was typed; the answer comes later, and typing is refused until then."""
        chosen = self._chosen()
        if chosen is None or self._seconds or not self._enter.isEnabled():
            return
        if not self._pin.text():
            self._pin.setFocus()
            return
        self._be_busy(True)
        say(self._fault, self.tr("正在打开……"), "hint")
        unlock = partial(self._door.unlock, chosen, self._pin.text())
        self._door.knock(unlock, partial(self._right, chosen), self.show_fault)

    def recover(self) -> None:
        """Let whoever is chosen set a new PIN by the recovery code."""
        from fieldkit.ui.setup.forgotten import ForgottenStep  # noqa: PLC0415 - rare

        plate = next((one for one in self._door.doorplates() if one.operator_id == self._chosen()), None)
        if plate is None:
            say(self._fault, self.tr("请先选自己的名字。"), "note")
            return
        step = ForgottenStep(self._door, plate, by_pin=self._opens_by_pin(), parent=self)
        step.opened.connect(self.opened)
        step.left.connect(self._back_to_pin)
        self._forgotten = step
        self._box.hide()
        self._middle.addWidget(step)
        step.show()
        step.focus()

    def show_fault(self, fault: Exception) -> None:
        """Say why nobody could get in, and let the operator try again."""
        from fieldkit.ui.problems import sentence  # noqa: PLC0415 - the first window opens without it

        self._back_to_pin()
        self._be_busy(False)
        if isinstance(fault, WrongPin) and not self._opens_by_pin():
            fault = WrongPin(**{**fault.facts, "kind": "passphrase"})
        say(self._fault, str(sentence(fault)), "fault")
        if isinstance(fault, Problem) and fault.facts.get("wait_seconds", "").isdecimal():
            self._seconds = int(fault.facts["wait_seconds"])
            self._wait.start()
            self._pin.setEnabled(False)
        self._pin.clear()
        self._pin.setFocus()

    def say_bug(self) -> None:
        """Say that something of ours went wrong."""
        self.show_fault(RuntimeError())

    def _lay_out(self) -> None:
        aside = Aside(self)
        aside.column.addStretch(1)
        aside.column.addWidget(self._switches)
        middle = QWidget(self)
        self._middle = QVBoxLayout(middle)
        self._middle.setContentsMargins(0, 0, 0, 0)
        box = self._box = panel(middle)
        self._middle.addWidget(box)
        box.setFixedWidth(WIDTH)
        column = QVBoxLayout(box)
        column.setContentsMargins(40, 36, 40, 36)
        column.setSpacing(12)
        title = self.tr("已锁定") if self._locked else self.tr("请登录")
        hint = (
            self.tr("屏幕上填的内容都还在，登录后接着做。")
            if self._locked
            else self.tr("选自己的名字，再输入 PIN。")
            if self._opens_by_pin()
            else self.tr("选自己的名字，再输入口令。")
        )
        column.addWidget(label(title, "title", box))
        column.addWidget(label(hint, "hint", box))
        column.addSpacing(10)
        self._names = QGridLayout()
        self._names.setSpacing(10)
        inner = QWidget(box)
        inner.setLayout(self._names)
        self._names.setContentsMargins(2, 2, 2, 2)
        self._scroll = QScrollArea(box)
        self._scroll.setProperty("role", "inside")  # before there is something in it to be painted otherwise
        self._scroll.setWidget(inner)
        self._scroll.setWidgetResizable(True)
        column.addWidget(self._scroll)
        column.addSpacing(6)
        self._prepare_pin(column, box)
        column.addWidget(self._fault)
        self._fault.hide()
        column.addSpacing(6)
        column.addWidget(self._enter)
        column.addWidget(self._forgot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(aside)
        row.addLayout(centred(middle), 1)

    def _prepare_pin(self, column: QVBoxLayout, box: QWidget) -> None:
        words = self.tr("&PIN") if self._opens_by_pin() else self.tr("口令（&P）")
        name = label_of(self._pin, words, box)
        self._pin.setObjectName("pin")
        self._pin.setProperty("role", "pin")
        self._pin.setEchoMode(QLineEdit.EchoMode.Password)
        self._pin.returnPressed.connect(self.try_pin)
        column.addWidget(name)
        column.addWidget(self._pin)

    def _opens_by_pin(self) -> bool:
        try:
            return self._door.secret_kind() == "pin"
        except Problem:
            return True  # the key file is damaged, which is told in a moment

    def _show_plates(self, last_operator: str) -> None:
        try:
            plates = self._door.doorplates()
        except Problem as problem:
            plates = ()
            self._scroll.hide()
            self._pin.setEnabled(False)
            self._enter.setEnabled(False)
            self._forgot.setEnabled(False)
            self.show_fault(problem)
        for place, plate in enumerate(plates):
            made = self._plate(plate, place)
            made.setChecked(plate.operator_id == last_operator or len(plates) == 1)
            self._names.addWidget(made, place // 2 if len(plates) > 1 else place, place % 2)
        rows = min((len(plates) + 1) // 2, PLATES_IN_VIEW // 2)
        self._scroll.setFixedHeight(max(rows, 1) * 68 + 2)

    def _plate(self, plate: Doorplate, place: int) -> QPushButton:
        made = QPushButton(plate.operator_name, self)
        made.setCheckable(True)
        made.setProperty("role", "plate")
        made.setProperty("operator", plate.operator_id)
        made.setObjectName(f"plate_{plate.operator_id}")
        made.clicked.connect(self._plate_pressed)
        self._plates.addButton(made, place)
        return made

    def _plate_pressed(self) -> None:
        say(self._fault, "")
        self._pin.setFocus()

    def _chosen(self) -> str | None:
        checked = self._plates.checkedButton()
        return None if checked is None else checked.property("operator")

    def _right(self, operator_id: str, _nothing: object) -> None:
        self._pin.clear()
        self.opened.emit(operator_id)

    def _back_to_pin(self) -> None:
        step, self._forgotten = self._forgotten, None
        if step is not None:
            step.hide()
            step.deleteLater()
        self._box.show()
        self.focus()

    def _be_busy(self, busy: bool) -> None:
        self._pin.setReadOnly(busy)
        self._enter.setEnabled(not busy)

    def _count_down(self) -> None:
        self._seconds -= 1
        if self._seconds > 0:
            say(self._fault, self.tr("输错的次数太多，请等 {0} 秒再试。").format(self._seconds), "fault")
            return
        self._wait.stop()
        say(self._fault, "")
        self._pin.setEnabled(True)
        self._pin.setFocus()
