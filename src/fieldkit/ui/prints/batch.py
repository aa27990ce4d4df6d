# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Whose cards are printed on sheets, and where: how many that is is said before anything is ordered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from fieldkit.domain.papers import PaperKind
from fieldkit.domain.print_orders import CardChoice, CardGroups, Chosen
from fieldkit.domain.serials import kind_of, number_typed
from fieldkit.ui.offered import fill_printers
from fieldkit.ui.order_words import copy_reasons
from fieldkit.ui.parts.frame import button, label, label_of, panel, say
from fieldkit.ui.remembered import offers, page_of, printer_for
from fieldkit.ui.session import Session
from fieldkit.ui.strings import date_text, sentences

TYPED = 300
SHORTEST = 8


class Batch(QFrame):
    """The choice; hidden until it is asked for.

    Signals:
        opened: (bool) it is shown, or hidden again.
    """

    opened = Signal(bool)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._chosen = Chosen((), 0)
        self._counting = 0
        box = panel(self)
        self.union, self.day, self.site, self.group = (
            self._box(name, box) for name in ("batch_union", "batch_day", "batch_site", "batch_group")
        )
        self._typing = QTimer(self, singleShot=True, interval=TYPED)
        self._typing.timeout.connect(self._count)
        self.first, self.last = (self._line(name, box) for name in ("batch_first", "batch_last"))
        self.unprinted = QCheckBox(self.tr("只打还没有卡的人（&Z）"), box)
        self.unprinted.setObjectName("batch_unprinted")
        self.unprinted.setChecked(True)
        self.unprinted.toggled.connect(self._count)
        self.printer = self._box("batch_printer", box)
        self.reason = QComboBox(box)
        self.reason.setObjectName("batch_reason")
        self.reason.setEditable(True)
        self.reason.setCompleter(None)  # type: ignore[arg-type] # what is typed is what is meant
        self.reason.addItems(copy_reasons())
        self.reason.setCurrentText("")
        self._why = label_of(self.reason, self.tr("重打的原因（&A）"), box, wrap=False)
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
        settings = self._session.settings
        page = page_of("sheet", settings.sheet_form)
        fill_printers(self.printer, offers(settings, page), printer_for(settings, PaperKind.CARD_SHEET))
        self._session.papers.runs.groups(self._show)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.opened.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.isHidden():  # and not the page only
            self.opened.emit(False)

    # -- making ---------------------------------------------------------------------------------------------

    def _box(self, name: str, parent: QWidget) -> QComboBox:
        box = QComboBox(parent)
        box.setObjectName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(SHORTEST)
        box.activated.connect(self._count)
        return box

    def _line(self, name: str, parent: QWidget) -> QLineEdit:
        line = QLineEdit(parent)
        line.setObjectName(name)
        line.setMaxLength(24)
        line.setClearButtonEnabled(True)
        line.textChanged.connect(self._typed)
        return line

    def _lay_out(self, box: QFrame) -> None:
        fields = QGridLayout()
        fields.setHorizontalSpacing(12)
        fields.setVerticalSpacing(4)
        for field, words, down, across, wide in (
            (self.union, self.tr("哪个工会（&W）"), 0, 0, 1),
            (self.site, self.tr("哪个会场登记（&V）"), 0, 1, 1),
            (self.day, self.tr("哪天入会（&D）"), 0, 2, 1),
            (self.group, self.tr("哪类群体（&Q）"), 0, 3, 1),
            (self.first, self.tr("编号从（&M）"), 2, 0, 1),
            (self.last, self.tr("到（&I）"), 2, 1, 1),
            (self.printer, self.tr("打到哪里（&L）"), 2, 2, 2),
        ):
            fields.addWidget(label_of(field, words, box, wrap=False), down, across, 1, wide)
            fields.addWidget(field, down + 1, across, 1, wide)
        fields.addWidget(self._why, 4, 0, 1, 4)
        fields.addWidget(self.reason, 5, 0, 1, 4)
        for across in range(4):
            fields.setColumnStretch(across, 1)
        acts = QHBoxLayout()
        acts.addWidget(self.unprinted)
        acts.addStretch(1)
        acts.addWidget(self.back)
        acts.addWidget(self.go)
        inner = QVBoxLayout(box)
        inner.setContentsMargins(18, 12, 18, 12)
        inner.setSpacing(10)
        inner.addWidget(label(self.tr("成批打印会员卡：按入会先后排在整版纸上"), "strong", box))
        inner.addLayout(fields)
        inner.addWidget(self._told)
        inner.addLayout(acts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(box)

    # -- showing --------------------------------------------------------------------------------------------

    def _show(self, found: CardGroups) -> None:
        book = self._session.book
        unions = {one.code: one.name for one in book.organisations}
        sites = {one.code: one.name for one in book.sites}
        groups = {one.code: one.name for one in book.table("employment_group")}
        self._fill(
            self.union,
            self.tr("所有工会"),
            ((code, unions.get(code, code), count) for code, count in found.unions),
        )
        self._fill(
            self.site,
            self.tr("所有会场"),
            ((code, sites.get(code, code), count) for code, count in found.sites),
        )
        self._fill(
            self.group,
            self.tr("所有群体"),
            ((code, groups.get(code, code), count) for code, count in found.groups),
        )
        self._fill(self.day, self.tr("所有日子"), ((day, date_text(day), count) for day, count in found.days))
        self._count()

    def _fill(self, box: QComboBox, everybody: str, rows: Iterable[tuple[str | dt.date, str, int]]) -> None:
        """Offer ``rows`` of a value, its name and its people; what was chosen stays chosen while it is there."""
        before = box.currentData()
        box.clear()
        box.addItem(everybody, None)
        for value, name, count in rows:
            box.addItem(self.tr("{0}（{1} 人）").format(name, count), value)
            if value == before:
                box.setCurrentIndex(box.count() - 1)

    def _typed(self) -> None:
        self.go.setEnabled(False)
        self._typing.start()

    def _choice(self) -> CardChoice | None:
        """Return what is chosen, or None where the range of numbers says nothing."""
        ends = [number_typed(line.text()) if line.text().strip() else "" for line in (self.first, self.last)]
        first, last = ends
        if first is None or last is None or (first and last and kind_of(first) != kind_of(last)):
            return None
        return CardChoice(
            union=self.union.currentData() or "",
            day=self.day.currentData(),
            site=self.site.currentData() or "",
            group=self.group.currentData() or "",
            first=first,
            last=last,
            unprinted=self.unprinted.isChecked(),
        )

    def _count(self) -> None:
        self._chosen = Chosen((), 0)
        self._counting += 1
        self.go.setEnabled(False)
        self._ask_why(needed=False)
        choice = self._choice()
        if choice is None:
            say(self._told, self.tr("看不懂这两个编号：请照卡上写，两个要是同一种。"), "fault")
            return
        counting = self._counting
        self._session.papers.runs.choose(choice, lambda chosen: self._counted(counting, chosen))

    def _counted(self, counting: int, chosen: Chosen) -> None:
        if counting != self._counting:
            return  # something else is chosen since
        self._chosen = chosen
        self.go.setEnabled(bool(chosen.uids))
        self._ask_why(needed=chosen.before > 0)
        if not chosen.uids:
            say(self._told, self.tr("没有要打的卡。"), "strong")
            return
        printer = self.printer.currentData()
        where = self.tr("打印机“{0}”").format(printer) if printer else self.tr("存为 PDF")
        words = [self.tr("{0} 张卡，{1}。").format(len(chosen.uids), where)]
        if chosen.before:
            words.append(self.tr("其中 {0} 张打过，要写明原因。").format(chosen.before))
        say(self._told, sentences(words), "strong")

    def _ask_why(self, *, needed: bool) -> None:
        for one in (self._why, self.reason):
            one.setVisible(needed)

    def _go(self) -> None:
        reason = self.reason.currentText().strip() if self._chosen.before else ""
        if self._chosen.before and not reason:
            say(self._told, self.tr("请写明重打的原因。"), "fault")
            self.reason.setFocus()
            return
        self.hide()
        self.reason.setCurrentText("")
        self._session.papers.runs.begin(
            self._chosen.uids, "", printer=self.printer.currentData() or "", reason=reason
        )
