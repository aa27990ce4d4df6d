# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is seldom asked and stays folded away: who introduced them, paper forms typed later, and the like."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from fieldkit.domain.daybook import DayBook
from fieldkit.domain.documents import CARRYING
from fieldkit.domain.enrolments import CHINA, EnrolmentDraft
from fieldkit.ui.parts.choice import Choice
from fieldkit.ui.parts.field import Field
from fieldkit.ui.parts.inputs import CodeBox, TidyLine
from fieldkit.ui.parts.recall import RecallLine
from fieldkit.ui.strings import in_language

ON_POST = "on_post"
_TIME = re.compile(r"(?:(\d{4})\D)?(\d{1,2})\D(\d{1,2})\D{1,2}(\d{1,2})[:：时点](\d{1,2})分?")
_CLOCK = re.compile(r"(\d{1,2})[:：时点](\d{1,2})分?")


class MorePart(QFrame):
    """The folded part. The sex may be put right by a clerk only, and only with a reason.

    Signals:
        typed: something here is another value now.
        left: a field was left (its name in the draft).
    """

    typed = Signal()
    left = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._day = dt.date.min
        self._make_lines()
        self.fields = self._make_fields()
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 8, 14, 4)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for place, field in enumerate(self.fields.values()):
            grid.addWidget(field, place // 2, place % 2)
        for line in (self.introducer, self.occurred, self.sex_reason):
            line.textChanged.connect(self.typed)
            line.left.connect(self._line_left)
        self.state.currentIndexChanged.connect(self._chosen)
        self.sex.answered.connect(self.typed)

    def filled(self, draft: EnrolmentDraft) -> EnrolmentDraft:
        """Return ``draft`` with what stands here."""
        overridden = bool(self.sex.answer) and draft.document_kind in CARRYING
        return replace(
            draft,
            introducer=self.introducer.text().strip(),
            employment_state=self.state.code() or ON_POST,
            occurred_at=moment_of(self.occurred.text(), self._day),
            sex=self.sex.answer if overridden else draft.sex,
            sex_reason=self.sex_reason.text().strip() if overridden else "",
        )

    def show_draft(self, draft: EnrolmentDraft) -> None:
        """Show what ``draft`` holds."""
        self.introducer.setText(draft.introducer)
        self.state.choose(draft.employment_state)
        self.occurred.setText(_shown(draft.occurred_at))
        self.sex.choose(draft.sex if draft.sex_reason else "")
        self.sex_reason.setText(draft.sex_reason)

    def show_book(self, book: DayBook, *, clerk: bool) -> None:
        """Offer the district's code tables, and to a clerk the sex."""
        rows = tuple((row.code, in_language(row.name, row.name_en)) for row in book.table("employment_state"))
        self.state.show_rows(rows or ((ON_POST, self.tr("在岗")),))
        if not self.state.code():
            self.state.choose(ON_POST)
        self.fields["sex"].setVisible(clerk)
        self.fields["sex_reason"].setVisible(clerk)

    def show_day(self, day: dt.date) -> None:
        """Take ``day`` for a time that is typed without one."""
        self._day = day

    def in_order(self) -> tuple[QWidget, ...]:
        """Return what takes the focus here, in reading order."""
        return (self.state, self.occurred, self.introducer, self.sex, self.sex_reason)

    def _make_lines(self) -> None:
        self.state = CodeBox(self, digits=True)
        self.occurred = TidyLine(str.strip, self)
        self.introducer = RecallLine(self)
        self.sex = Choice((("1", self.tr("男")), ("2", self.tr("女"))), self)
        self.sex_reason = RecallLine(self)
        self.occurred.setPlaceholderText(self.tr("如 11-28 18:30，可不填"))
        self.introducer.setPlaceholderText(self.tr("可不填"))
        for name in ("state", "occurred", "introducer", "sex", "sex_reason"):
            getattr(self, name).setObjectName(f"enrol_more_{name}")

    def _make_fields(self) -> dict[str, Field]:
        return {
            "employment_state": Field(self.tr("就业状态"), self.state, self),
            "occurred_at": Field(self.tr("纸质表补录：填表时间"), self.occurred, self),
            "introducer": Field(self.tr("介绍人"), self.introducer, self),
            "sex": Field(self.tr("性别更正（与证件不同）"), self.sex, self),
            "sex_reason": Field(self.tr("更正理由"), self.sex_reason, self),
        }

    def _chosen(self, row: int) -> None:
        self.typed.emit()

    def _line_left(self) -> None:
        for name, field in self.fields.items():
            if field.inner is self.sender():
                self.left.emit(name)


def moment_of(text: str, day: dt.date) -> str:
    """Return a time typed as 11-28 18:30, 2023-11-28 18:30 or 18:30 as an ISO time of China; other text as it is."""
    typed = text.strip()
    whole, clock = _TIME.fullmatch(typed), _CLOCK.fullmatch(typed)
    try:
        if whole is not None:
            year, month, date, hour, minute = (int(part) if part else day.year for part in whole.groups())
            return dt.datetime(year, month, date, hour, minute, tzinfo=CHINA).isoformat()
        if clock is not None:
            hour, minute = (int(part) for part in clock.groups())
            return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=CHINA).isoformat()
    except ValueError:
        return typed
    return typed


def _shown(text: str) -> str:
    """Return an ISO time the way it is typed."""
    try:
        return dt.datetime.fromisoformat(text).astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return text
