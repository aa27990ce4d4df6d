# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The second step of the set-up: the store is made, with its first operator."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from fieldkit.ui.door import Door
from fieldkit.ui.problems import sentence
from fieldkit.ui.setup.step import Step

LEAST = {"pin": 6, "passphrase": 8}


class StoreStep(Step):
    """The operator's name and a PIN twice; then the store is made.

    Signals:
        made: (operator id) the store is there and open.
    """

    made = Signal(str)

    def __init__(self, door: Door, *, by_pin: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._door = door
        self._by_pin = by_pin
        self.head(self.tr("建立本机档案库"), self._how_it_is_kept())
        self.name = self._line("operator_name")
        self.pin = self._line("pin", hidden=True)
        self.again = self._line("pin_again", hidden=True)
        whose = self.tr("您是这台设备的第一位镇街干部，以后可以再添加操作员。")
        self.add_field(self.tr("您的姓名（&N）"), self.name, whose)
        if self._by_pin:
            self.add_field(self.tr("PIN，至少 6 位数字（&P）"), self.pin)
            self.add_field(self.tr("再输一遍 PIN（&A）"), self.again)
        else:
            self.add_field(self.tr("口令，至少 8 个字符（&P）"), self.pin)
            self.add_field(self.tr("再输一遍口令（&A）"), self.again)
        self._on = self.add_way(self.tr("建立（&S）"), "primary", self.make, "make_store")
        for field in (self.name, self.pin, self.again):
            field.returnPressed.connect(self._next)

    def make(self) -> None:
        """Make the store if everything is there, else say what is missing."""
        missing = self._missing()
        if missing is not None:
            field, words = missing
            self.say(words)
            if (
                field is self.pin
            ):  # nobody sees what stands there, so nothing may stay that typing would go on
                self.pin.clear()
                self.again.clear()
            field.setFocus()
            return
        self._on.setEnabled(False)
        self.say(self.tr("正在建立加密的档案库……"), "hint")
        call = partial(self._door.make, self.name.text().strip(), self.pin.text())
        self._door.knock(call, self._done, self.show_fault)

    def show_fault(self, fault: Exception) -> None:
        """Say why there is no store."""
        self._on.setEnabled(True)
        self.say(str(sentence(fault)))
        self.pin.setFocus()

    def _done(self, operator_id: object) -> None:
        self.pin.clear()
        self.again.clear()
        self.say("")
        self.made.emit(str(operator_id))

    def _missing(self) -> tuple[QLineEdit, str] | None:
        least = LEAST["pin" if self._by_pin else "passphrase"]
        pin = self.pin.text()
        if not self.name.text().strip():
            return self.name, self.tr("请输入您的姓名。")
        if self._by_pin and not (pin.isascii() and pin.isdecimal() and len(pin) >= least):
            return self.pin, self.tr("PIN 要 {0} 位以上，全部是数字。").format(least)
        if len(pin) < least:
            return self.pin, self.tr("口令要 {0} 个字符以上。").format(least)
        if pin != self.again.text():
            return self.pin, self.tr("两次输入的不一样，请再输一遍。")
        return None

    def _next(self) -> None:
        if self.sender() is self.again:
            self.make()
        else:
            self.focusNextChild()

    def _how_it_is_kept(self) -> str:
        if self._by_pin:
            return self.tr("所有记录都加密存在这台设备上。密钥由系统钥匙串和您的 PIN 一起保管，缺一不可。")
        return self.tr(
            "本机没有系统钥匙串服务，档案库只由您的口令保护：口令要长一些，忘了就打不开。所有记录仍然加密保存。"
        )

    def _line(self, name: str, *, hidden: bool = False) -> QLineEdit:
        made = QLineEdit(self)
        made.setObjectName(name)
        if hidden:
            made.setProperty("role", "pin")
            made.setEchoMode(QLineEdit.EchoMode.Password)
        else:
            made.setMaxLength(40)
        return made
