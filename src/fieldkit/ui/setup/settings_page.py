# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The settings page: desk, district, operators, printers, looks; what the set-up asked can be changed here later."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from fieldkit.domain.operators import Role
from fieldkit.ui.page import Page
from fieldkit.ui.parts.folding import FoldingRow
from fieldkit.ui.parts.frame import button, label, panel, say
from fieldkit.ui.session import Session
from fieldkit.ui.setup.joining import JoinPanel
from fieldkit.ui.setup.looks import LooksPanel
from fieldkit.ui.setup.operators import OperatorsPanel
from fieldkit.ui.setup.pin import PinPanel
from fieldkit.ui.setup.place import PlacePanel
from fieldkit.ui.setup.printers import PrintersPanel
from fieldkit.ui.setup.recovery_code import CodePanel
from fieldkit.ui.setup.second_place import SecondPlacePanel


class SettingsPage(Page):
    """Panels side by side, each with its own way to keep what was chosen.

    Signals:
        theme_asked: (name) another theme, please.
        cards_asked: the page of card layouts, please.
    """

    NAME = "settings"
    CONCERNS = frozenset({"briefing"})

    theme_asked = Signal(str)
    cards_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("settings_page")
        self.place = PlacePanel(session, self)
        self.joining = JoinPanel(session, self)
        self.operators = OperatorsPanel(session, self)
        self.pin = PinPanel(session, self)
        self.code = CodePanel(session, self)
        self.second_place = SecondPlacePanel(session, self)
        self.printers = PrintersPanel(session, self)
        self.looks = LooksPanel(session, self)
        self.cards = button(
            self.tr("看样张，换版式（&X）"), "plain", self.cards_asked, self, object_name="card_layouts"
        )
        self._kept = label("", "good", self)
        self._kept.hide()
        self._lay_out()
        self.place.chosen.connect(self._keep_place)
        self.looks.theme_asked.connect(self.theme_asked)
        self.code.shown.connect(self._show_code)

    def title(self) -> str:
        return self.tr("设置")

    def entered(self) -> None:
        self.refresh()
        self.operators.refresh()
        self.second_place.refresh()
        self.printers.refresh()
        self.place.focus()

    def show_card(self, name: str) -> None:
        """Bring the card ``code`` or ``second_place`` into sight, the focus on its first button."""
        QTimer.singleShot(
            0, self, partial(self._bring, {"code": self.code, "second_place": self.second_place}[name])
        )

    def _bring(self, card: QWidget) -> None:
        """Show ``card``, once it has its place on the page, and above all what is to be pressed on it."""
        box = card.parentWidget() or card
        self._scroll.ensureWidgetVisible(box)
        for way in card.findChildren(QPushButton):
            if way.isVisible() and way.isEnabled():
                way.setFocus(Qt.FocusReason.OtherFocusReason)
                self._scroll.ensureWidgetVisible(way)
                break

    def refresh(self) -> None:
        if not self.isVisible():
            return  # read again when entered
        self.place.refresh()
        self.joining.refresh()

    def _lay_out(self) -> None:
        inner = QWidget(self)
        around = QVBoxLayout(inner)
        around.setContentsMargins(20, 16, 20, 16)
        self.columns = FoldingRow(inner)
        around.addWidget(self.columns)
        keep = QHBoxLayout()
        keep.addWidget(self._kept, 1)
        keep.addStretch(1)
        keep.addWidget(
            button(self.tr("换到这里（&H）"), "primary", self._keep_place, self, object_name="keep_place")
        )
        left, right = self._column(), self._column()
        self._add(left, self.tr("点位和台位"), self.place, keep)
        self._add(left, self.tr("区里"), self.joining)
        for heading, clerks_only in (
            (self.tr("第二份备份"), self.second_place),
            (self.tr("恢复码"), self.code),
        ):
            if self.session.operator.role is Role.CLERK:
                self._add(left, heading, clerks_only)
            else:
                clerks_only.hide()
        self._add(right, self.tr("操作员"), self.operators)
        self._add(right, self.tr("我的 PIN 或口令"), self.pin)
        self._add(right, self.tr("打印机"), self.printers)
        self._add(right, self.tr("卡片版式"), self.cards)
        self._add(right, self.tr("外观和锁定"), self.looks)
        left.addStretch(1)
        right.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidget(inner)
        self._scroll.setWidgetResizable(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    def _column(self) -> QVBoxLayout:
        place = QWidget(self.columns)
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.columns.add(place)
        return column

    def _add(
        self, column: QVBoxLayout, heading: str, inner: QWidget, foot: QHBoxLayout | None = None
    ) -> None:
        box = panel(self)
        inside = QVBoxLayout(box)
        inside.setContentsMargins(24, 18, 24, 20)
        inside.setSpacing(10)
        inside.addWidget(_heading(heading, box))
        inside.addWidget(inner)
        if foot is not None:
            inside.addLayout(foot)
        column.addWidget(box)

    def _show_code(self) -> None:
        self._scroll.ensureWidgetVisible(self.code.sheet)

    def _keep_place(self) -> None:
        if self.place.keep():
            say(self._kept, self.tr("已换好。"), "good")
        else:
            say(self._kept, self.tr("请先选择一个点位。"), "fault")


def _heading(text: str, parent: QWidget) -> QLabel:
    return label(text, "heading", parent)
