# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What slides in below a member when an act needs a word more: why again, what is new, which consent is taken back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from fieldkit.domain.consents import ConsentKind
from fieldkit.domain.daybook import DayBook
from fieldkit.domain.faults import Fault
from fieldkit.ui.order_words import copy_reasons
from fieldkit.ui.parts.choice import Choice
from fieldkit.ui.parts.field import Field
from fieldkit.ui.parts.groups import employers_of, groups_of
from fieldkit.ui.parts.inputs import CodeBox, PhoneLine
from fieldkit.ui.parts.recall import RecallLine
from fieldkit.ui.problems import fault_sentence

ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Drawer(QFrame):
    """A heading, what it holds, and two buttons; Enter goes on to the next field and on the last one is the word.

    Signals:
        closed: nothing is to be done after all.
        submitted: do it.
    """

    closed = Signal()
    submitted = Signal()

    def __init__(self, heading: str, confirm: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._heading = QLabel(heading, self)
        self._heading.setProperty("role", "heading")
        self._close = QPushButton(self.tr("取消 Esc"), self)
        self._close.setProperty("role", "quiet")
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.confirm = QPushButton(confirm, self)
        self.confirm.setProperty("role", "primary")
        self._close.clicked.connect(self.closed)
        self.confirm.clicked.connect(self.submitted)
        head = QHBoxLayout()
        head.addWidget(self._heading)
        head.addStretch(1)
        head.addWidget(self._close)
        head.addWidget(self.confirm)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 8, 12, 6)
        self.column.setSpacing(4)
        self.column.addLayout(head)
        self.hide()

    def last(self) -> QWidget:
        """Return the input on which Enter is the word."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in ENTERS:
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if control or self.last().hasFocus() or self.confirm.hasFocus():
                self.submitted.emit()
            else:
                self.focusNextChild()
        else:
            super().keyPressEvent(event)


class ReasonDrawer(Drawer):
    """Why a paper is printed once more."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", "", parent)
        self.setObjectName("reason_drawer")
        self._words = {str(place): words for place, words in enumerate(copy_reasons(), start=1)}
        self.reasons = CodeBox(self, digits=True)
        self.reasons.setObjectName("print_again_reason")
        self.reasons.show_rows(tuple(self._words.items()))
        self.reasons.setPlaceholderText(self.tr("按数字键选择"))
        self.field = Field(self.tr("原因（记入打印台账）"), self.reasons, self)
        self.column.addWidget(self.field)
        self.setTabOrder(self.reasons, self.confirm)

    @property
    def reason(self) -> str:
        """Return the reason chosen, or ''."""
        return self._words.get(self.reasons.code(), "")

    def ask(self, heading: str, confirm: str) -> None:
        """Ask anew, under ``heading``."""
        self._heading.setText(heading)
        self.confirm.setText(confirm)
        self.reasons.choose("")
        self.show()
        self.reasons.setFocus(Qt.FocusReason.OtherFocusReason)

    def last(self) -> QWidget:
        return self.reasons


class UpdateDrawer(Drawer):
    """New details; what is left empty stays as it is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", "", parent)
        self.setObjectName("update_drawer")
        self._heading.setText(self.tr("更新信息"))
        self.confirm.setText(self.tr("保存更新 Ctrl+回车"))
        self.phone, self.group = PhoneLine(self), CodeBox(self, digits=True)
        self.platform, self.employer = RecallLine(self), RecallLine(self)
        for name in ("phone", "group", "platform", "employer"):
            getattr(self, name).setObjectName(f"update_{name}")
        unchanged = self.tr("不变")
        for line in (self.phone, self.platform, self.employer, self.group):
            line.setPlaceholderText(unchanged)
        self.fields = {
            "phone": Field(self.tr("手机号码"), self.phone, self),
            "employment_group": Field(self.tr("就业群体"), self.group, self),
            "platform": Field(self.tr("平台企业"), self.platform, self),
            "employer": Field(self.tr("工作单位"), self.employer, self),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for place, field in enumerate(self.fields.values()):
            grid.addWidget(field, place // 2, place % 2)
        self.column.addLayout(grid)
        self.setTabOrder(self.employer, self.confirm)

    def ask(self, book: DayBook) -> None:
        """Ask anew."""
        self.group.show_rows(groups_of(book))
        self.employer.offer_also(employers_of(book))
        self.group.choose("")
        for line in (self.phone, self.platform, self.employer):
            line.clear()
        self.show_faults(())
        self.show()
        self.phone.setFocus(Qt.FocusReason.OtherFocusReason)

    def given(self) -> dict[str, str]:
        """Return what was typed, by the act's names."""
        typed = {
            "phone": self.phone.text(),
            "employment_group": self.group.code(),
            "platform": self.platform.text().strip(),
            "employer": self.employer.text().strip(),
        }
        return {name: text for name, text in typed.items() if text}

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """Show each fault beside its field and go to the first."""
        for name, field in self.fields.items():
            field.show_faults([(fault, fault_sentence(fault)) for fault in faults if fault.field == name])
        for name in [fault.field for fault in faults if fault.field in self.fields][:1]:
            self.fields[name].inner.setFocus(Qt.FocusReason.OtherFocusReason)

    def last(self) -> QWidget:
        return self.employer


class WithdrawDrawer(Drawer):
    """Which consent is taken back: as easy as it was given."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", "", parent)
        self.setObjectName("withdraw_drawer")
        self._heading.setText(self.tr("撤回同意"))
        self.confirm.setText(self.tr("确认撤回"))
        names = {
            ConsentKind.UPPER_UNION: self.tr("提供给上级工会"),
            ConsentKind.BANK: self.tr("提供给银行办卡"),
            ConsentKind.PUBLICITY: self.tr("宣传影像"),
        }
        self.consents = Choice(tuple((kind.value, names[kind]) for kind in ConsentKind), self)
        self.consents.setObjectName("withdraw_consent")
        self.column.addWidget(self.consents)
        self.setTabOrder(self.consents.button(ConsentKind.PUBLICITY.value), self.confirm)
        hint = QLabel(
            self.tr("撤回从现在起生效，会随下一次同步告知区里；不影响此前已做的事和现场服务。"), self
        )
        hint.setProperty("role", "hint")
        hint.setWordWrap(True)
        self.column.addWidget(hint)

    @property
    def consent(self) -> ConsentKind | None:
        """Return the consent that is taken back, None while none is chosen."""
        return ConsentKind(self.consents.answer) if self.consents.answer else None

    def ask(self) -> None:
        """Ask anew."""
        self.consents.choose("")
        self.show()
        self.consents.setFocus(Qt.FocusReason.OtherFocusReason)

    def last(self) -> QWidget:
        return self.consents
