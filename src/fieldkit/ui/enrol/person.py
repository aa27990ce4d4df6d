# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The left half of the form: who the person is and where they work; values in, values out, no rule."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fieldkit.domain.daybook import DayBook
from fieldkit.domain.documents import CARRYING, DocumentKind
from fieldkit.domain.enrolments import Checked, EnrolmentDraft
from fieldkit.ui.enrol import kinds
from fieldkit.ui.enrol.carried import CarriedPanel
from fieldkit.ui.parts.choice import Choice
from fieldkit.ui.parts.field import STOP, Field
from fieldkit.ui.parts.groups import employers_of, groups_of
from fieldkit.ui.parts.inputs import CodeBox, DateLine, NameLine, NumberLine, PhoneLine, TidyLine
from fieldkit.ui.parts.recall import RecallLine
from fieldkit.ui.strings import in_language

DOCUMENT_LENGTH = 18
MALE = "1"
FEMALE = "2"


class PersonPart(QWidget):
    """Document, name and its printed form, phone, employment group, platform and employer.

    Signals:
        typed: something here is another value now.
        left: a field was left (its name in the draft).
    """

    typed = Signal()
    left = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._platform_groups: frozenset[str] = frozenset()
        self._make_lines()
        self.fields = self._make_fields()
        self._lay_out()
        self._connect()
        self._fit_kind()
        self._fit_group()

    # -- values ---------------------------------------------------------------------------------------------

    def filled(self, draft: EnrolmentDraft) -> EnrolmentDraft:
        """Return ``draft`` with what stands here."""
        kind = self.kind.code()
        carrying = kind in CARRYING
        return replace(
            draft,
            document_kind=kind,
            document_number="" if kind == DocumentKind.LATER else self.number.text(),
            name=self.name.text().strip(),
            print_as=self.print_as.text().strip(),
            sex="" if carrying else self.sex.answer,
            birth_date="" if carrying else self.birth.text().strip(),
            phone=self.phone.text(),
            employment_group=self.group.code(),
            platform=self.platform.text().strip() if self._on_platform() else "",
            employer=self.employer.text().strip(),
            migrant_worker=self.migrant.isChecked(),
            non_local=self.non_local.isChecked(),
        )

    def show_draft(self, draft: EnrolmentDraft) -> None:
        """Show what ``draft`` holds."""
        self.kind.choose(draft.document_kind)
        self.number.setText(draft.document_number)
        self.name.setText(draft.name)
        self.print_as.setText(draft.print_as)
        self.sex.choose(draft.sex)
        self.birth.setText(draft.birth_date)
        self.phone.setText(draft.phone)
        self.group.choose(draft.employment_group)
        self.platform.setText(draft.platform)
        self.employer.setText(draft.employer)
        self.migrant.setChecked(draft.migrant_worker)
        self.non_local.setChecked(draft.non_local)

    def show_book(self, book: DayBook) -> None:
        """Offer the district's code tables."""
        self.kind.show_rows(kinds.rows_of(book), kinds.shortcut_of)
        if not self.kind.code():
            self.kind.choose(DocumentKind.RESIDENT)
        groups = book.table("employment_group")
        self._platform_groups = frozenset(row.code for row in groups if "platform" in row.flags)
        self.group.show_rows(groups_of(book))
        self.platform.offer_also(in_language(row.name, row.name_en) for row in book.table("platform"))
        self.employer.offer_also(employers_of(book))
        self._fit_group()

    def show_known(self, checked: Checked, today: dt.date) -> None:
        """Show what falls out of the document."""
        self.carried.show_known(checked.sex, checked.birth_date, today)

    def fit_carried(self) -> None:
        """Give the place of what falls out of the number to its faults as long as nothing does."""
        faulty = self.fields["document_number"].weight == STOP
        carrying = self.kind.code() in CARRYING
        self.carried.setVisible(carrying and (bool(self.carried.sentence) or not faulty))

    def settle(self) -> None:
        """Tidy every line now, for a save does not wait until the line is left."""
        for line in self._lines():
            line.settle()

    def ask_print_as(self, asked: bool) -> None:
        """Ask for the printed form of the name, beneath it; one that is filled in stays in sight."""
        self.fields["print_as"].setVisible(asked or bool(self.print_as.text().strip()))

    def remember(self, draft: EnrolmentDraft) -> None:
        """Recall the employer and the platform of ``draft`` for the next people."""
        self.employer.remember(draft.employer)
        self.platform.remember(draft.platform)

    def in_order(self) -> tuple[QWidget, ...]:
        """Return what takes the focus here, in the order in which it is asked for."""
        return (
            *(self.number, self.sex, self.birth, self.name, self.print_as, self.phone, self.group),
            *(self.platform, self.employer, self.migrant, self.non_local),
        )

    # -- layout ---------------------------------------------------------------------------------------------

    def _make_lines(self) -> None:
        self.kind = CodeBox(self)
        self.number = NumberLine(self)
        self.carried = CarriedPanel(self)
        self.sex = Choice(((MALE, self.tr("男")), (FEMALE, self.tr("女"))), self)
        self.birth = DateLine(self)
        self.name = NameLine(self)
        self.print_as = TidyLine(str.strip, self)
        self.print_as.setPlaceholderText(self.tr("纸上代用的写法；不填就印编码，留空手写"))
        self.phone = PhoneLine(self)
        self.group = CodeBox(self, digits=True)
        self.platform = RecallLine(self)
        self.employer = RecallLine(self)
        self.migrant = QCheckBox(self.tr("农民工"), self)
        self.non_local = QCheckBox(self.tr("外地户籍"), self)
        self.kind.setFixedHeight(self.number.sizeHint().height())
        self.carry_on = QCheckBox(self.tr("沿用到下一位"), self)
        self.carry_on.setToolTip(self.tr("下一位的就业群体、平台和单位与这一位相同（Alt+K）"))
        self.carry_on.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.unfold = QLabel(self)
        self.unfold.setToolTip("Ctrl+M")
        self._count = QLabel(self)
        self._count.setProperty("role", "hint")
        self.group.setPlaceholderText(self.tr("按数字键选择"))
        names = (
            "kind",
            "number",
            "sex",
            "birth",
            "name",
            "print_as",
            "phone",
            "group",
            "platform",
            "employer",
        )
        for name in (*names, "migrant", "non_local", "carry_on", "unfold"):
            getattr(self, name).setObjectName(f"enrol_{name}")

    def _make_fields(self) -> dict[str, Field]:
        return {
            "document_kind": Field(self.tr("证件类型"), self.kind, self, line_below=False),
            "document_number": Field(
                self.tr("证件号码"), self.number, self, aside=self._count, line_below=False
            ),
            "sex": Field(self.tr("性别"), self.sex, self),
            "birth_date": Field(self.tr("出生日期"), self.birth, self),
            "name": Field(self.tr("姓名"), self.name, self),
            "print_as": Field(self.tr("打印用字"), self.print_as, self),
            "phone": Field(self.tr("手机号码"), self.phone, self),
            "employment_group": Field(self.tr("就业群体"), self.group, self),
            "platform": Field(self.tr("平台企业"), self.platform, self),
            "employer": Field(self.tr("工作单位"), self.employer, self, aside=self.unfold),
        }

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._row(("document_kind", 9), ("document_number", 11)))
        column.addWidget(self.fields["document_number"].line)
        self.fields["document_number"].line.show()
        column.addWidget(self.carried)
        column.addLayout(self._row(("sex", 2), ("birth_date", 3)))
        column.addSpacing(6)
        names = self._row(("name", 2), ("phone", 3))
        names.setAlignment(
            self.fields["phone"], Qt.AlignmentFlag.AlignTop
        )  # beside a name with long notes too
        column.addLayout(names)
        column.addWidget(self.fields["print_as"])
        column.addLayout(self._row(("employment_group", 1), ("platform", 1)))
        column.addWidget(self.fields["employer"])
        ticks = QHBoxLayout()
        ticks.setSpacing(4)
        for tick in (self.migrant, self.non_local, self.carry_on):
            ticks.addWidget(tick)
        ticks.addStretch(1)
        column.addLayout(ticks)

    def _row(self, *parts: tuple[str, int]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        for name, share in parts:
            row.addWidget(self.fields[name], share)
        return row

    # -- what is shown when ---------------------------------------------------------------------------------

    def _connect(self) -> None:
        for line in self._lines():
            line.textChanged.connect(self.typed)
            line.left.connect(self._line_left)
        for box in (self.kind, self.group):
            box.currentIndexChanged.connect(self._code_chosen)
            box.left.connect(self._line_left)
        for tick in (self.migrant, self.non_local):
            tick.toggled.connect(self.typed)
        self.sex.answered.connect(self.typed)
        self.number.textChanged.connect(self._show_count)

    def _lines(self) -> tuple[TidyLine | RecallLine, ...]:
        names = (self.number, self.name, self.print_as, self.birth, self.phone)
        return (*names, self.platform, self.employer)

    def _code_chosen(self, row: int) -> None:
        self._fit_kind()
        self._fit_group()
        self.typed.emit()

    def _line_left(self) -> None:
        for name, field in self.fields.items():
            if field.inner is self.sender():
                self.left.emit(name)

    def _fit_kind(self) -> None:
        """Ask for sex and birth date only where the document does not carry them."""
        kind = self.kind.code() or DocumentKind.RESIDENT
        carrying = kind in CARRYING
        self.carried.setVisible(carrying)
        self.fields["sex"].setVisible(not carrying)
        self.fields["birth_date"].setVisible(not carrying)
        self.fields["document_number"].setVisible(kind != DocumentKind.LATER)
        self._show_count()

    def _fit_group(self) -> None:
        """Ask for the platform only of those who work for one."""
        self.fields["platform"].setVisible(self._on_platform())

    def _on_platform(self) -> bool:
        return self.group.code() in self._platform_groups

    def _show_count(self) -> None:
        carrying = self.kind.code() in CARRYING
        typed = len(self.number.text())
        self._count.setText(
            self.tr("{0}/{1} 位").format(typed, DOCUMENT_LENGTH) if carrying and typed else ""
        )
