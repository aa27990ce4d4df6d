# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the district refused: each in plain words with what to do, and the buttons that settle it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fieldkit.domain.operators import Role
from fieldkit.domain.outbox import Rejection
from fieldkit.ui.parts.folding import FoldingRow
from fieldkit.ui.parts.frame import button, label, panel, say
from fieldkit.ui.parts.table import ROW_HEIGHT, Column, Table
from fieldkit.ui.problems import rejection_sentence
from fieldkit.ui.strings import moment_text, operation_name

CONFLICT, NAMED = "conflict", "replaces"
AMENDABLE = frozenset({"enrol", "amend"})
DETAIL_WIDTH = 380
LEAST_TABLE, LEAST_SAID = 460, 96
"""Points of width for who, the number and some of why; points of height for what is said of the chosen one."""
LEAST_ROWS = 3


class Settling(QWidget):
    """A table of refused operations, and what can be done about the chosen one.

    Signals:
        transfer_asked: (operation) make a transfer of it.
        amend_asked: (operation) correct it on the enrolment page.
        retell_asked: (operation) tell what a copied store told under a used id anew.
        void_asked: (operation, reason) take it back.
    """

    transfer_asked = Signal(str)
    amend_asked = Signal(str)
    retell_asked = Signal(str)
    void_asked = Signal(str, str)

    def __init__(self, duty: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_clerk = duty is Role.CLERK
        columns = (
            Column(self.tr("什么"), self._kind, 100),
            Column(self.tr("谁"), self._who, 96),
            Column(self.tr("编号"), self._number, 150),
            Column(self.tr("为什么退回"), self._why),
        )
        self.table = Table(columns, self)
        self.table.setObjectName("rejections")
        self.table.chosen.connect(self._show)
        self.empty = label(
            self.tr("没有需要处理的记录。区里退回的记录会列在这里，处理之前不会消失。"), "hint", self
        )
        self.transfer = button(
            self.tr("改为接转（&T）"), "primary", self._transfer, self, object_name="as_transfer"
        )
        self.amend = button(self.tr("更正（&E）"), "plain", self._amend, self, object_name="amend")
        self.retell = button(
            self.tr("以新编号重报（&N）"), "primary", self._retell, self, object_name="retell"
        )
        self.void = button(self.tr("作废（&V）"), "danger", self._void, self, object_name="void")
        self.reason = self._reasons()
        self.fault = label("", "fault", self)
        self._lay_out()
        self.show_rejections(())

    def show_rejections(self, rejections: tuple[Rejection, ...]) -> None:
        """Show ``rejections``."""
        self.table.show_values(rejections)
        self.empty.setVisible(not rejections)
        self._both.setVisible(bool(rejections))

    def _lay_out(self) -> None:
        self._both = FoldingRow(self, spacing=14)
        detail = panel(self._both)
        detail.setMinimumWidth(DETAIL_WIDTH)
        self._title = label("", "strong", detail)
        self._advice = label("", "plain", detail)
        self._about = label("", "hint", detail)
        self._only_clerk = label(self.tr("请镇街干部登录后处理。"), "note", detail)
        self._why_void = label(self.tr("作废的原因（&R）"), "label", detail)
        self._why_void.setBuddy(self.reason)
        column = QVBoxLayout(detail)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        said = QVBoxLayout()
        said.setContentsMargins(0, 0, 0, 0)
        for part in (self._title, self._advice, self._about):
            said.addWidget(part)
        said.addStretch(1)
        column.addWidget(self._scrolling(said), 1)
        ways = QHBoxLayout()
        ways.addWidget(self.transfer)
        ways.addWidget(self.amend)
        ways.addWidget(self.retell)
        ways.addStretch(1)
        column.addLayout(ways)
        column.addWidget(self._why_void)
        voiding = QHBoxLayout()
        voiding.addWidget(self.reason, 1)
        voiding.addWidget(self.void)
        column.addLayout(voiding)
        column.addWidget(self.fault)
        column.addWidget(self._only_clerk)
        self.table.setMinimumSize(LEAST_TABLE, LEAST_ROWS * ROW_HEIGHT)
        self._both.add(self.table, 19)
        self._both.add(detail, 10)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 10, 0, 0)
        whole.addWidget(self.empty)
        whole.addWidget(self._both, 1)
        whole.addStretch(0)

    def _scrolling(self, said: QVBoxLayout) -> QScrollArea:
        """Return ``said`` so that on a low screen nothing of it is cut off."""
        inside = QWidget(self)
        inside.setLayout(said)
        area = QScrollArea(self)
        area.setProperty("role", "inside")
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(LEAST_SAID)
        area.setWidget(inside)
        return area

    def _reasons(self) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName("void_reason")
        box.setEditable(True)
        box.setCompleter(None)  # type: ignore[arg-type] # what is typed is what is meant
        box.addItems(
            [self.tr("登记有误"), self.tr("重复登记"), self.tr("本人要求撤销"), self.tr("发错物资，已收回")]
        )
        box.setCurrentText("")
        box.setAccessibleName(self.tr("作废的原因"))
        return box

    def _show(self, rejection: Rejection | None) -> None:
        say(self.fault, "")
        if rejection is None:
            return
        told = rejection_sentence(rejection)
        say(self._title, told.title, "strong")
        say(self._advice, told.advice, "plain")
        about = self.tr("{0} · {1} · 操作员 {2}").format(
            self._kind(rejection), moment_text(rejection.at), rejection.operator
        )
        say(self._about, about, "hint")
        known = rejection.code == "already-member" and rejection.kind in AMENDABLE
        self.transfer.setVisible(self._is_clerk and known)
        # Under an id in conflict the district holds other content: nothing may name that id to it again.
        # One that only names such an id is told anew with what it corrects, or voided.
        copied = rejection.code == CONFLICT
        its_own = copied and rejection.field != NAMED
        self.amend.setVisible(self._is_clerk and rejection.kind in AMENDABLE and not copied)
        self.retell.setVisible(self._is_clerk and (its_own or (copied and rejection.kind == "amend")))
        for part in (self.void, self.reason, self._why_void):
            part.setVisible(self._is_clerk and not its_own)
        self._only_clerk.setVisible(not self._is_clerk)

    def _transfer(self) -> None:
        self.transfer_asked.emit(self._operation())

    def _retell(self) -> None:
        self.retell_asked.emit(self._operation())

    def _amend(self) -> None:
        self.amend_asked.emit(self._operation())

    def _void(self) -> None:
        reason = self.reason.currentText().strip()
        if not reason:
            say(self.fault, self.tr("请写明作废的原因。"))
            self.reason.setFocus()
            return
        self.reason.setCurrentText("")
        self.void_asked.emit(self._operation(), reason)

    def _operation(self) -> str:
        chosen: Rejection | None = self.table.value()
        return chosen.operation if chosen is not None else ""

    def _kind(self, row: Rejection) -> str:
        return operation_name(row.kind)

    def _who(self, row: Rejection) -> str:
        return row.masked_name

    def _number(self, row: Rejection) -> str:
        return row.number

    def _why(self, row: Rejection) -> str:
        return rejection_sentence(row).title
