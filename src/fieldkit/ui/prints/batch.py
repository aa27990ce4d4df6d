# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Whose cards are printed on sheets, by union, by day, only those who have none: how many that is, and go."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from fieldkit.domain.papers import PaperKind
from fieldkit.domain.print_orders import CardChoice
from fieldkit.ui.parts.frame import button, label, label_of, panel
from fieldkit.ui.remembered import printer_for
from fieldkit.ui.session import Session
from fieldkit.ui.strings import date_text


class Batch(QFrame):
    """The choice; hidden until it is asked for."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._uids: tuple[str, ...] = ()
        box = panel(self)
        self.union = self._box("batch_union", box)
        self.day = self._box("batch_day", box)
        self.unprinted = QCheckBox(self.tr("只打还没有卡的人（&Z）"), box)
        self.unprinted.setObjectName("batch_unprinted")
        self.unprinted.setChecked(True)
        self.unprinted.toggled.connect(self._count)
        self._told = label("", "strong", box)
        self.go = button(self.tr("开始打印（&E）"), "primary", self._go, box, object_name="batch_go")
        self.back = button(self.tr("不打了"), "quiet", self.hide, box, object_name="batch_back")
        self._lay_out(box)
        self.hide()

    def open(self) -> None:
        """Show what can be chosen now, and count."""
        self.show()
        self.go.setEnabled(False)
        self.union.setFocus()
        self._session.papers.enrolled_here(self._show)

    def _box(self, name: str, parent: QWidget) -> QComboBox:
        box = QComboBox(parent)
        box.setObjectName(name)
        box.activated.connect(self._count)
        return box

    def _lay_out(self, box: QFrame) -> None:
        fields = QGridLayout()
        fields.setHorizontalSpacing(12)
        fields.setVerticalSpacing(4)
        fields.addWidget(label_of(self.union, self.tr("哪个工会（&W）"), box), 0, 0)
        fields.addWidget(label_of(self.day, self.tr("哪天入会（&D）"), box), 0, 1)
        fields.addWidget(self.union, 1, 0)
        fields.addWidget(self.day, 1, 1)
        fields.addWidget(self.unprinted, 1, 2)
        fields.setColumnStretch(0, 2)
        fields.setColumnStretch(1, 1)
        acts = QHBoxLayout()
        acts.addWidget(self._told, 1)
        acts.addWidget(self.back)
        acts.addWidget(self.go)
        inner = QVBoxLayout(box)
        inner.setContentsMargins(18, 12, 18, 12)
        inner.setSpacing(10)
        inner.addWidget(label(self.tr("成批打印会员卡：按入会先后排在整版纸上"), "strong", box))
        inner.addLayout(fields)
        inner.addLayout(acts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(box)

    def _show(self, found: tuple[tuple[tuple[str, int], ...], tuple[tuple[dt.date, int], ...]]) -> None:
        unions, days = found
        names = {one.code: one.name for one in self._session.book.organisations}
        before = self._choice()
        self.union.clear()
        self.union.addItem(self.tr("本机登记的全部"), "")
        for code, count in unions:
            self.union.addItem(self.tr("{0}（{1} 人）").format(names.get(code, code), count), code)
        self.union.setCurrentIndex(max(0, self.union.findData(before.union)))
        self.day.clear()
        self.day.addItem(self.tr("所有日子"), None)
        for day, count in days:
            self.day.addItem(self.tr("{0}（{1} 人）").format(date_text(day), count), day)
        place = next((at for at, (day, _count) in enumerate(days, 1) if day == before.day), 0)
        self.day.setCurrentIndex(place)
        self._count()

    def _choice(self) -> CardChoice:
        return CardChoice(
            union=self.union.currentData() or "",
            day=self.day.currentData(),
            unprinted=self.unprinted.isChecked(),
        )

    def _count(self) -> None:
        self._uids = ()
        self.go.setEnabled(False)
        self._session.papers.choose(self._choice(), self._counted)

    def _counted(self, uids: tuple[str, ...]) -> None:
        self._uids = uids
        self.go.setEnabled(bool(uids))
        printer = printer_for(self._session.settings, PaperKind.CARD_SHEET)
        where = self.tr("打印机“{0}”").format(printer) if printer else self.tr("存为 PDF")
        words = self.tr("{0} 张卡，{1}").format(len(uids), where)
        self._told.setText(words if uids else self.tr("没有要打的卡。"))

    def _go(self) -> None:
        self.hide()
        reason = "" if self.unprinted.isChecked() else self.tr("成批重打")
        self._session.papers.begin_run(self._uids, "", reason)
