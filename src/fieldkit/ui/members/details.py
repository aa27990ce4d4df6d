# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is known of one member: masked, until somebody asks for more, and masked again after half a minute."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from fieldkit.domain.daybook import DayBook
from fieldkit.domain.members import Member
from fieldkit.domain.papers import Print
from fieldkit.domain.people import masked_document, masked_name, masked_phone
from fieldkit.ui.strings import (
    document_kind_name,
    in_language,
    moment_text,
    paper_name,
    sex_name,
    standing_name,
)

SHOWN_FOR = 30  # seconds
MOST_PRINTS = 3
WIDE = ("employer", "union", "prints")


class MemberDetails(QFrame):
    """One member as label and value pairs.

    Signals:
        unmask_asked: the operator wants to see the full numbers.
        masked: the full numbers are hidden again.
    """

    unmask_asked = Signal()
    masked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setObjectName("member_details")
        self.member: Member | None = None
        self._book = DayBook()
        self._left = 0
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._tick)
        self._name = self._label("title", "member_name")
        self._number = self._label("hint", "member_number")
        self._standing = self._label("hint", "member_standing")
        self._values: dict[str, QLabel] = {}
        self._unmask = QPushButton(self)
        self._unmask.setObjectName("member_unmask")
        self._unmask.setProperty("role", "quiet")
        self._unmask.setToolTip(self.tr("谁在什么时候看过全号，会留下记录"))
        self._unmask.clicked.connect(self.toggle_mask)
        self._lay_out()
        self._name_unmask()

    @property
    def unmasked(self) -> bool:
        """Return True while the full numbers are shown."""
        return self._second.isActive()

    def show_member(self, member: Member, book: DayBook) -> None:
        """Show ``member``, masked."""
        self._second.stop()
        self.member = member
        self._book = book
        self._fill(member, masked=True)

    def show_unmasked(self, member: Member) -> None:
        """Show ``member`` with full numbers, for a while."""
        if self.member is None or self.member.uid != member.uid:
            return
        self._fill(member, masked=False)
        self._left = SHOWN_FOR
        self._second.start()
        self._name_unmask()

    def show_prints(self, prints: tuple[Print, ...]) -> None:
        """Show the latest papers of this member."""
        lines = [
            self.tr("{0} 第 {1} 联 {2}").format(paper_name(each.kind), each.copy, moment_text(each.at))
            for each in prints[:MOST_PRINTS]
        ]
        self._values["prints"].setText("\n".join(lines) or self.tr("还没有打印过"))

    def cover(self) -> None:
        """Hide the full numbers again."""
        if self.unmasked and self.member is not None:
            self.show_member(self.member, self._book)
            self.masked.emit()

    def toggle_mask(self) -> None:
        """Ask for the full numbers, or hide them again."""
        if self.unmasked:
            self.cover()
        elif self.member is not None:
            self.unmask_asked.emit()

    def hideEvent(self, event) -> None:
        self.cover()
        super().hideEvent(event)

    def _fill(self, member: Member, *, masked: bool) -> None:
        self._name.setText(masked_name(member.name) if masked else self._as_printed(member))
        self._number.setText(member.shown_number)
        here = self.tr(" · 本机登记") if member.enrolled_here else ""
        self._standing.setText(standing_name(member.standing) + here)
        for name, text in self._texts(member, masked=masked).items():
            self._values[name].setText(text or "—")
        self._name_unmask()

    def _texts(self, member: Member, *, masked: bool) -> dict[str, str]:
        document, phone = member.document_number, member.phone
        document = masked_document(document) if masked else document
        phone = masked_phone(phone) if masked else phone
        return {
            "document": document or self._tail(member.document_tail[-4:], masked=masked),
            "document_kind": document_kind_name(member.document_kind) if member.document_kind else "",
            "phone": phone or self._tail(member.phone_tail, masked=masked),
            "person": "  ".join((sex_name(member.sex), self._born(member.birth_date, masked=masked))),
            "group": self._code("employment_group", member.employment_group),
            "employer": " · ".join(part for part in (member.platform, member.employer) if part),
            "union": self._union(member.org_code),
            "certificate": member.certificate_number,
        }

    def _as_printed(self, member: Member) -> str:
        """Return the whole name, and how the card has it where that differs."""
        if member.print_as in ("", member.name):
            return member.name
        return self.tr("{0}（卡上印作 {1}）").format(member.name, member.print_as)

    def _tail(self, tail: str, *, masked: bool) -> str:
        """Return the tail of a number; behind the mask, that this device knows no more."""
        words = self.tr("尾号 {0}") if masked else self.tr("尾号 {0}（本机没有全号）")
        return words.format(tail) if tail else ""

    def _born(self, born: dt.date | None, *, masked: bool) -> str:
        if born is None:
            return ""
        return self.tr("{0} 年生").format(born.year) if masked else born.isoformat()

    def _code(self, table: str, code: str) -> str:
        row = next((row for row in self._book.table(table) if row.code == code), None)
        return in_language(row.name, row.name_en) if row else code

    def _union(self, code: str) -> str:
        union = next((each for each in self._book.organisations if each.code == code), None)
        return in_language(union.name, union.name_en) if union else code

    def _tick(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self.cover()
        self._name_unmask()

    def _name_unmask(self) -> None:
        if self.unmasked:
            self._unmask.setText(self.tr("隐藏（{0} 秒）Alt+U").format(self._left))
        else:
            self._unmask.setText(self.tr("显示全号 Alt+U"))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(18)
        head.addWidget(self._number)
        head.addWidget(self._standing)
        head.addStretch(1)
        head.addWidget(self._unmask)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        row = column = 0
        for name, words in self._rows().items():
            label = QLabel(words, self)
            label.setProperty("role", "label")
            self._values[name] = self._label("value", f"member_{name}")
            wide = name in WIDE
            row, column = (row + bool(column), 0) if wide else (row, column)
            grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
            span = 3 if wide else 1
            grid.addWidget(self._values[name], row, column + 1, 1, span, Qt.AlignmentFlag.AlignTop)
            row, column = (row + 1, 0) if wide or column else (row, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 12, 14, 14)
        whole.setSpacing(4)
        whole.addWidget(self._name)
        whole.addLayout(head)
        whole.addLayout(grid)
        whole.addStretch(1)

    def _rows(self) -> dict[str, str]:
        return {
            "document_kind": self.tr("证件"),
            "person": self.tr("性别、出生"),
            "document": self.tr("证件号码"),
            "phone": self.tr("手机号码"),
            "group": self.tr("就业群体"),
            "certificate": self.tr("会员证号"),
            "employer": self.tr("单位"),
            "union": self.tr("所属工会"),
            "prints": self.tr("打印"),
        }

    def _label(self, role: str, name: str) -> QLabel:
        label = QLabel(self)
        label.setProperty("role", role)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(role != "hint")
        return label
