# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What an operator chooses about a paper: whom it is for, which service, which size, blank or only the contents."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from fieldkit.domain.filing import About
from fieldkit.domain.members import MemberLine
from fieldkit.domain.papers import PaperKind
from fieldkit.ui.documents import offsets
from fieldkit.ui.documents.code_picture import CodePicture
from fieldkit.ui.documents.offers import Needs, Offer
from fieldkit.ui.parts.finder import Finder
from fieldkit.ui.parts.frame import button, label, label_of, say
from fieldkit.ui.parts.offset import OffsetBox
from fieldkit.ui.printer_words import paper_words
from fieldkit.ui.remembered import lying_in, printer_for, remembered
from fieldkit.ui.session import Session
from fieldkit.ui.strings import date_text, in_language

MOST_PEOPLE = 60
PAUSE = 250  # milliseconds after the last turn of a wheel until the preview is asked for


class Options(QWidget):
    """The choices for the offer shown; which of them are visible depends on it.

    Signals:
        changed: something was chosen; look again.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._offer: Offer | None = None
        self._people: list[MemberLine] = []
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE)
        self._wait.timeout.connect(self._moved)
        self.blank = self._check(self.tr("打印空白表，手工填写（&K）"), "document_blank")
        self.over = self._check(self.tr("套打，只打内容（&O）"), "document_over")
        self.day = self._combo("document_day")
        self.service = self._combo("document_service")
        self.goods = self._combo("document_goods")
        self.paper_size = self._combo("document_size")
        self.across, self.down = OffsetBox("document_across", self), OffsetBox("document_down", self)
        self.finder = Finder(session, self)
        self.chosen = label("", "strong", self)
        self.chosen.setObjectName("document_people")
        self.nobody = button(
            self.tr("不选人（&U）"), "plain", self.forget_people, self, object_name="document_nobody"
        )
        self.picture = CodePicture(self)
        self._lay_out()
        self.finder.chosen.connect(self.take_person)
        self.picture.changed.connect(self.changed)
        for box in (self.across, self.down):
            box.valueChanged.connect(self._turned)

    def show_offer(self, offer: Offer) -> None:
        """Show the choices that ``offer`` has, as they are at the beginning."""
        self._offer = offer
        self._people.clear()
        self.picture.forget()
        self.finder.reset()
        for box in (self.blank, self.over):
            box.blockSignals(True)
            box.setChecked(False)
            box.blockSignals(False)
        self._fill_sizes(offer)
        self._fill_offset()
        self.read_book()
        self._show_parts()

    def read_book(self) -> None:
        """Fill the lists of services and goods from the day book."""
        book = self._session.book
        services = [(in_language(one.name, one.name_en), one.code) for one in book.services if one.active]
        goods = [(in_language(one.name, one.name_en), one.code) for one in book.goods]
        for box, rows in (
            (self.day, [(date_text(day), day.isoformat()) for day in self._days()]),
            (self.service, services),
            (self.goods, [(self.tr("全部物资"), ""), *goods]),
        ):
            kept = box.currentData()
            box.blockSignals(True)
            box.clear()
            for name, code in rows:
                box.addItem(name, code)
            box.setCurrentIndex(max(box.findData(kept), 0))
            box.blockSignals(False)

    def _days(self) -> tuple[dt.date, ...]:
        """Return today, and the event's day where that is another one: a table may be wanted the morning after."""
        today, desk = self._session.today(), self._session.desk
        outing = next((one for one in self._session.book.events if one.code == desk.event), None)
        return (today,) if outing is None or outing.day == today else (today, outing.day)

    def about(self) -> About | None:
        """Return what the paper is about as chosen; None while something is still to be chosen (``wanted``)."""
        offer, desk = self._offer, self._session.desk
        if offer is None or self.wanted():
            return None
        size = self.paper_size.currentData() or "" if offer.sizes else ""
        if offer.needs is Needs.NOTHING:
            return About(size=size)
        if offer.blank and self.blank.isChecked():
            return About()
        uids = tuple(line.uid for line in self._people)
        day = self.day.currentData() or "" if desk.site else ""
        if offer.over:
            over = self.over.isChecked()
            return About(
                uids=uids,
                values_only=over,
                across=self.across.tenths() if over else 0,
                down=self.down.tenths() if over else 0,
            )
        return About(
            uids=uids,
            event=desk.event,
            site=desk.site,
            day=day,
            service=self.service.currentData() or "" if offer.needs is Needs.SERVICE else "",
            goods=self.goods.currentData() or "" if offer.goods else "",
            size=size,
            picture=self.picture.path if offer.picture else "",
        )

    def wanted(self) -> str:
        """Return in words what is still to be chosen before the paper can be seen or printed; '' for nothing."""
        offer = self._offer
        if offer is not None and offer.needs is Needs.SERVICE and not self.service.currentData():
            return self.tr("同步之后有了服务目录，才能打号票。")
        if offer is not None and offer.over and self.over.isChecked() and not self._people:
            return self.tr("套打要先选人：印好的表上只打这个人的内容。")
        return ""

    # -- layout ---------------------------------------------------------------------------------------------

    def _check(self, words: str, name: str) -> QCheckBox:
        made = QCheckBox(words, self)
        made.setObjectName(name)
        made.toggled.connect(self._toggled)
        return made

    def _combo(self, name: str) -> QComboBox:
        made = QComboBox(self)
        made.setObjectName(name)
        made.currentIndexChanged.connect(self.changed)
        return made

    def _lay_out(self) -> None:
        self._rows = QFormLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._names: dict[QWidget, QLabel] = {}
        for field, words in (
            (self.day, self.tr("哪一天（&D）")),
            (self.service, self.tr("服务项目（&S）")),
            (self.goods, self.tr("哪种物资（&G）")),
            (self.paper_size, self.tr("纸张（&Z）")),
            (self.across, self.tr("右移，负数左移（&X）")),
            (self.down, self.tr("下移，负数上移（&Y）")),
        ):
            self._names[field] = label_of(field, words, self)
            self._rows.addRow(self._names[field], field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.blank)
        column.addWidget(self.over)
        column.addLayout(self._rows)
        column.addWidget(self.picture)
        column.addWidget(self.chosen)
        column.addWidget(self.nobody)
        column.addWidget(self.finder, 100)
        column.addStretch(1)

    def _fill_sizes(self, offer: Offer) -> None:
        self.paper_size.blockSignals(True)
        self.paper_size.clear()
        settings = self._session.settings
        sizes = offer.sizes
        if offer.kind is PaperKind.NUMBER_SLIP:
            sizes = lying_in(remembered(settings, printer_for(settings, offer.kind)), sizes)
        for size in sizes:
            self.paper_size.addItem(paper_words(size), size)
        lying = settings.receipt_paper
        self.paper_size.setCurrentIndex(max(self.paper_size.findData(lying), 0))
        self.paper_size.blockSignals(False)

    def _fill_offset(self) -> None:
        """Show how far contents are moved on the printer of forms."""
        moved = offsets.kept(self._session.settings, self._printer())
        for box, tenths in zip((self.across, self.down), moved, strict=True):
            box.blockSignals(True)
            box.set_tenths(tenths)
            box.blockSignals(False)

    def _turned(self, _millimetres: float) -> None:
        self._wait.start()

    def _moved(self) -> None:
        session = self._session
        moved = (self.across.tenths(), self.down.tenths())
        session.keep_settings(offsets.keep(session.settings, self._printer(), moved))
        self.changed.emit()

    def _printer(self) -> str:
        return printer_for(self._session.settings, PaperKind.MEMBER_FORM)

    def _show_parts(self) -> None:
        offer = self._offer
        if offer is None:
            return
        named = offer.needs in (Needs.PERSON, Needs.PEOPLE) and not (offer.blank and self.blank.isChecked())
        self.blank.setVisible(offer.blank)
        self.over.setVisible(offer.over)
        for field in (self.across, self.down):
            self._show_row(field, offer.over and self.over.isChecked())
        of_days = offer.needs in (Needs.SITE, Needs.PEOPLE) and not self.blank.isChecked()
        self._show_row(self.day, of_days and self.day.count() > 1)
        self._show_row(self.service, offer.needs is Needs.SERVICE)
        self._show_row(self.goods, offer.goods and not self.blank.isChecked())
        self._show_row(self.paper_size, bool(offer.sizes))
        self.picture.setVisible(offer.picture)
        self.finder.setVisible(named and not self._session.revoked)
        self.nobody.setVisible(named and bool(self._people))
        told = "、".join(f"{line.masked_name} {line.number}" for line in self._people)
        say(self.chosen, self.tr("为 {0} 打印").format(told) if named and told else "", "strong")

    def _show_row(self, field: QWidget, shown: bool) -> None:
        field.setVisible(shown)
        self._names[field].setVisible(shown)

    # -- what is chosen -------------------------------------------------------------------------------------

    def _toggled(self, _on: bool) -> None:
        self._show_parts()
        self.changed.emit()

    def take_person(self, line: MemberLine) -> None:
        """Take a person for the paper shown; for a list of people, one more."""
        if self._offer is None:
            return
        if self._offer.needs is Needs.PERSON:
            self._people = [line]
        elif all(one.uid != line.uid for one in self._people) and len(self._people) < MOST_PEOPLE:
            self._people.append(line)
        self._show_parts()
        self.changed.emit()

    def forget_people(self) -> None:
        """Forget whom the paper was for."""
        if self._people:
            self._people.clear()
            self._show_parts()
            self.changed.emit()

    def printed(self) -> None:
        """Forget whom the paper was for, now that it is ordered, and say so: the next one is for somebody else.

        Printed over a form, it is often printed once more, a little moved: then the person stays.
        """
        if self._people and not self.over.isChecked():
            self.forget_people()
            say(self.chosen, self.tr("已送去打印。现在没有选人：再打就是空白的。"), "note")
