# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Who may sign in at this device: seen by all, added to and taken away from by a clerk."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from fieldkit.acts import sign_in
from fieldkit.domain.operators import Operator, Role
from fieldkit.problems import PinTooShort, Problem
from fieldkit.ui.parts.frame import button, label, labelled, say
from fieldkit.ui.problems import sentence
from fieldkit.ui.session import Session
from fieldkit.ui.setup.new_store import LEAST
from fieldkit.ui.setup.removing import RemovePanel
from fieldkit.ui.strings import role_name


class OperatorsPanel(QWidget):
    """The list, and for a clerk the form for one more."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._new: Operator | None = None
        self.everyone = label("", "plain", self)
        self.everyone.setObjectName("operators")
        self.removing = RemovePanel(session, self)
        self.removing.removed.connect(self.refresh)
        self.name = QLineEdit(self)
        self.name.setObjectName("new_operator_name")
        self.name.setMaxLength(40)
        self.duty = QComboBox(self)
        self.duty.setObjectName("new_operator_duty")
        for duty in Role:
            self.duty.addItem(role_name(duty), duty.value)
        self.pin = QLineEdit(self)
        self.pin.setObjectName("new_operator_pin")
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.add_button = button(self.tr("添加（&D）"), "plain", self.add, self, object_name="add_operator")
        self.fault = label("", "fault", self)
        self._lay_out()
        self.pin.returnPressed.connect(self.add)

    def refresh(self) -> None:
        """Read who may sign in."""
        self._session.local.run(sign_in.operators, done=self._show, failed=self._session.fail)

    def add(self) -> None:
        """Add the operator of the form: the record first, then the slot, so that nobody signs in unrecorded."""
        session, door = self._session, self._session.door
        name = self.name.text().strip()
        if door is None or not self.add_button.isEnabled():
            return
        if not name or not self.pin.text():
            say(self.fault, self.tr("请填写姓名和初始 PIN（或口令）。"))
            (self.pin if name else self.name).setFocus()
            return
        kind = door.secret_kind()
        if len(self.pin.text()) < LEAST[kind]:
            self._failed(PinTooShort(least=LEAST[kind], kind=kind))
            return
        self.add_button.setEnabled(False)
        self._new = Operator(door.new_operator_id(), name, Role(self.duty.currentData()))
        task = partial(sign_in.add_operator, operator=self._new, by=session.operator, now=session.now())
        session.local.run(task, done=self._recorded, failed=self._failed)

    def _lay_out(self) -> None:
        form = QWidget(self)
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(10)
        for text, field, stretch in (
            (self.tr("姓名（&N）"), self.name, 3),
            (self.tr("角色（&G）"), self.duty, 3),
            (self.tr("PIN 或口令（&W）"), self.pin, 3),
        ):
            row.addLayout(labelled(field, text, form), stretch)
        column.addLayout(row)
        foot = QHBoxLayout()
        foot.addWidget(self.fault, 1)
        foot.addStretch(0)
        foot.addWidget(self.add_button)
        column.addLayout(foot)
        self.fault.hide()
        form.setVisible(self._session.operator.role is Role.CLERK)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addWidget(self.everyone)
        whole.addWidget(self.removing)
        whole.addWidget(form)

    def _show(self, operators: tuple[Operator, ...]) -> None:
        slots = self._slots()
        known = [one for one in operators if slots is None or one.id in slots]
        lines = [self.tr("{0}，{1}").format(one.name, role_name(one.role)) for one in known]
        say(self.everyone, "\n".join(lines), "plain")
        self.removing.show_operators(tuple(known))

    def _slots(self) -> set[str] | None:
        """Return whose PIN opens the store; None where nobody can say."""
        door = self._session.door
        try:
            return None if door is None else {plate.operator_id for plate in door.doorplates()}
        except Problem:
            return None

    def _recorded(self, _nothing: Any) -> None:
        door, new = self._session.door, self._new
        if door is None or new is None:
            return
        call = partial(door.add, new.id, new.name, self.pin.text())
        door.knock(call, self._added, self._failed)

    def _added(self, _nothing: object) -> None:
        self.add_button.setEnabled(True)
        words = self.tr("已添加{0}，下次登录时可以选。").format(self.name.text().strip())
        self.name.clear()
        self.pin.clear()
        say(self.fault, words, "good")
        self.refresh()

    def _failed(self, fault: Exception) -> None:
        self.add_button.setEnabled(True)
        say(self.fault, str(sentence(fault)))
        self.pin.setFocus()
