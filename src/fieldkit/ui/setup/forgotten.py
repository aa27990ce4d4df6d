# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A PIN is forgotten: the recovery code opens the store, and the operator sets a new PIN."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from fieldkit.problems import PinTooShort
from fieldkit.ui.problems import sentence
from fieldkit.ui.setup.new_store import LEAST
from fieldkit.ui.setup.pin import pin_line
from fieldkit.ui.setup.step import Step

if TYPE_CHECKING:
    from fieldkit.ui.door import Door, Doorplate


class ForgottenStep(Step):
    """The code from the paper, and a new PIN twice.

    Signals:
        opened: (operator id) the PIN is set and the store's key is at hand.
        left: the operator thought better of it.
    """

    opened = Signal(str)
    left = Signal()

    def __init__(self, door: Door, plate: Doorplate, *, by_pin: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._door = door
        self._plate = plate
        self._kind = "pin" if by_pin else "passphrase"
        self.head(
            self.tr("用恢复码重设"),
            self.tr("给{0}设一个新的。恢复码在单位的保险柜里，做完请放回去；记录都不受影响。").format(
                plate.operator_name
            ),
        )
        self.code = QLineEdit(self)
        self.code.setObjectName("recovery_code")
        self.pin = pin_line(self, "recovered_pin")
        self.again = pin_line(self, "recovered_pin_again")
        hint = self.tr("8 组，每组 5 个字符；横线和大小写不用管。")
        self.add_field(self.tr("恢复码（&C）"), self.code, hint)
        if by_pin:
            self.add_field(self.tr("新的 PIN，至少 6 位数字（&P）"), self.pin)
        else:
            self.add_field(self.tr("新的口令，至少 8 个字符（&P）"), self.pin)
        self.add_field(self.tr("再输一遍（&A）"), self.again)
        self._back = self.add_way(self.tr("返回"), "quiet", self.left, "recover_back")
        self._on = self.add_way(self.tr("设好并进入（&S）"), "primary", self.recover, "recover")
        self._recovered_already = False
        for line in (self.code, self.pin, self.again):
            line.returnPressed.connect(self._next)

    def recover(self) -> None:
        """Open by the code, if what was typed can be; the answer comes later."""
        if self._recovered_already:
            self._go_in()
            return
        if not self._on.isEnabled():
            return
        wrong = self._missing()
        if wrong:
            self.say(wrong)
            (self.pin if self.code.text().strip() else self.code).setFocus()
            return
        self._on.setEnabled(False)
        self.say(self.tr("正在打开……"), "hint")
        plate = self._plate
        call = partial(
            self._door.recover, self.code.text(), plate.operator_id, plate.operator_name, self.pin.text()
        )
        self._door.knock(call, self._recovered, self._failed)

    def _missing(self) -> str:
        """Return what is wrong with what was typed, '' when nothing is."""
        if not self.code.text().strip():
            return self.tr("请照纸上输入恢复码。")
        if len(self.pin.text()) < LEAST[self._kind]:
            return str(sentence(PinTooShort(least=LEAST[self._kind], kind=self._kind)))
        if self.pin.text() != self.again.text():
            return self.tr("两次输入的不一样，请再输一遍。")
        return ""

    def _recovered(self, given_up: Any) -> None:
        for line in (self.code, self.pin, self.again):
            line.clear()
        if not given_up:
            self._go_in()
            return
        names = self.tr("、").join(one.operator_name for one in given_up)
        words = self.tr("已设好。原来的钥匙串没有了，下列各位要由镇街干部在“设置”里重新添加：{0}。")
        self.say(words.format(names), "note")
        self._recovered_already = True
        self._back.hide()
        self._on.setText(self.tr("进入"))
        self._on.setEnabled(True)
        self._on.setFocus()

    def _go_in(self) -> None:
        self.opened.emit(self._plate.operator_id)

    def _failed(self, fault: Exception) -> None:
        self._on.setEnabled(True)
        self.say(str(sentence(fault)))
        self.code.setFocus()

    def _next(self) -> None:
        if self.sender() is self.again:
            self.recover()
        else:
            self.focusNextChild()
