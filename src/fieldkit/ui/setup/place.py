# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Where the device stands today: the event, one of its sites, and the number of the booth."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from fieldkit.domain.events import Site
from fieldkit.ui.parts.frame import label
from fieldkit.ui.session import Session
from fieldkit.ui.strings import date_text, in_language

ROW_HEIGHT = 44
LIST_HEIGHT = 5 * ROW_HEIGHT + 8
CODE = Qt.ItemDataRole.UserRole
MOST_BOOTHS = 99


class SiteFilter(QLineEdit):
    """Narrows the list while typing.

    Signals:
        gone_down: a key that goes on to the list.
    """

    gone_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.gone_down.emit()
        else:
            super().keyPressEvent(event)


class PlacePanel(QWidget):
    """Chooses the desk out of the day book.

    Signals:
        chosen: Enter on a site or in the booth's number: this is it.
    """

    chosen = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.events = QComboBox(self)
        self.events.setObjectName("events")
        self.filter = SiteFilter(self)
        self.filter.setObjectName("site_filter")
        self.filter.setPlaceholderText(self.tr("输入点位名称里的字，或点位代码"))
        self.sites = QListWidget(self)
        self.sites.setObjectName("sites")
        self.sites.setFixedHeight(LIST_HEIGHT)
        self.none = label(self.tr("没有找到这样的点位。"), "fault", self)
        self.none.hide()
        self.booth = QSpinBox(self)
        self.booth.setObjectName("booth")
        self._lay_out()
        self.events.currentIndexChanged.connect(self._show_sites)
        self.filter.textChanged.connect(self._show_sites)
        self.filter.gone_down.connect(self._go_down)
        self.filter.returnPressed.connect(self._go_down)
        self.sites.itemActivated.connect(self._to_booth)
        self.sites.currentItemChanged.connect(self._site_changed)
        self.booth.lineEdit().returnPressed.connect(self.chosen)
        self.refresh()

    def refresh(self) -> None:
        """Show the events and sites of the day book, with the present desk chosen."""
        self.events.blockSignals(True)
        self.events.clear()
        for event in self._session.book.events:
            self.events.addItem(f"{event.short_title or event.title} · {date_text(event.day)}", event.code)
        self.events.setCurrentIndex(max(self.events.findData(self._session.desk.event), 0))
        self.events.blockSignals(False)
        self.events.setVisible(self.events.count() > 1)
        self._event_name.setVisible(self.events.count() > 1)
        self._show_sites()
        if self._session.desk.booth.isdecimal():
            self.booth.setValue(int(self._session.desk.booth))

    def keep(self) -> bool:
        """Stand there from now on; return False when no site is chosen."""
        code = self._chosen_code()
        if not code:
            return False
        session = self._session
        booth = str(self.booth.value())
        session.keep_settings(replace(session.settings, site=code, booth=booth))
        session.stand_at(code, booth)
        return True

    def focus(self) -> None:
        """Put the cursor into the filter."""
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._event_name = label(self.tr("活动（&E）"), "label", self)
        self._event_name.setBuddy(self.events)
        site_name = label(self.tr("点位（&S）"), "label", self)
        site_name.setBuddy(self.filter)
        booth_name = label(self.tr("台位号（&B）"), "label", self)
        booth_name.setBuddy(self.booth)
        for part in (
            self._event_name,
            self.events,
            site_name,
            self.filter,
            self.none,
            self.sites,
            booth_name,
            self.booth,
        ):
            column.addWidget(part)

    def _show_sites(self) -> None:
        event, wanted = self.events.currentData(), self.filter.text().strip().casefold()
        present = self._chosen_code() or self._session.desk.site
        self.sites.blockSignals(True)
        self.sites.clear()
        for site in sorted(self._session.book.sites, key=_order):
            words = self._words(site)
            if site.event != event or wanted not in f"{words} {site.code}".casefold():
                continue
            row = QListWidgetItem(words, self.sites)
            row.setData(CODE, site.code)
            row.setSizeHint(QSize(0, ROW_HEIGHT))
            if site.code == present:
                self.sites.setCurrentItem(row)
        if self.sites.currentItem() is None and self.sites.count():
            self.sites.setCurrentRow(0)
        self.sites.blockSignals(False)
        self.none.setVisible(bool(wanted) and not self.sites.count())
        self._site_changed()

    def _words(self, site: Site) -> str:
        kind = self.tr("主会场") if site.role == "main" else self.tr("分会场")
        return f"{in_language(site.name, site.name_en)} · {site.venue} · {kind}"

    def _chosen_code(self) -> str:
        row = self.sites.currentItem()
        return "" if row is None else row.data(CODE)

    def _site_changed(self) -> None:
        site = self._session.book.site(self._chosen_code())
        self.booth.setRange(1, max(site.booths, 1) if site else MOST_BOOTHS)

    def _go_down(self) -> None:
        self.sites.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_booth(self) -> None:
        self.booth.setFocus(Qt.FocusReason.OtherFocusReason)
        self.booth.selectAll()


def _order(site: Site) -> tuple[bool, str]:
    return (site.role != "main", site.code)
