# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What there is on the page of card layouts, and where; what it does is ``page.py``."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from fieldkit.ui.cards.choices import Choices
from fieldkit.ui.cards.easy import Easy
from fieldkit.ui.cards.editor import LayoutEditor
from fieldkit.ui.cards.fault_list import FaultList
from fieldkit.ui.cards.in_use import InUse
from fieldkit.ui.cards.pictures import Pictures
from fieldkit.ui.page import Page
from fieldkit.ui.parts.frame import button, label, panel
from fieldkit.ui.session import Session

CHOICES_LEAST, CHOICES_MOST = 262, 322
FORM_WIDTH = 296  # the least in which the form is not cut


class CardsFace(Page):
    """Choices at the left, the layout's form and file with what is wrong in the middle, pictures at the right.

    Signals:
        keep_wanted, drop_wanted, copy_wanted, folder_wanted: the button for it was pressed.
    """

    NAME = "cards"
    keep_wanted = Signal()
    drop_wanted = Signal()
    copy_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("cards_page")
        self.choices = Choices(self)
        self.in_use = InUse(self)
        self.pictures = Pictures(self)
        self.text = LayoutEditor(self)
        self.easy = Easy(session, self)
        self.faults = FaultList(self)
        self.words = label("", "hint", self)
        self.keep = button(self.tr("保存（&S）"), "plain", self.keep_wanted, self, object_name="layout_save")
        self.reread = button(
            self.tr("放弃修改（&R）"), "plain", self.drop_wanted, self, object_name="layout_read"
        )
        self.copy = button(
            self.tr("复制成本区版式（&C）"), "plain", self.copy_wanted, self, object_name="layout_copy"
        )
        self.folder = button(
            self.tr("打开版式文件夹（&O）"), "quiet", self.folder_wanted, self, object_name="layout_folder"
        )
        self.tabs = QTabWidget(self)
        self._lay_out()

    def title(self) -> str:
        return self.tr("卡片版式")

    def _lay_out(self) -> None:
        left = panel(self)
        area = QScrollArea(self)  # on a low screen a question makes the column longer than the page
        area.setObjectName("layout_choices")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setMinimumWidth(CHOICES_LEAST)
        area.setMaximumWidth(CHOICES_MOST)
        area.setWidget(left)
        inner = QVBoxLayout(left)
        inner.setContentsMargins(16, 14, 16, 14)
        inner.setSpacing(8)
        inner.addWidget(self.choices)
        inner.addWidget(self.in_use)
        inner.addStretch(1)
        inner.addWidget(self.copy)
        inner.addWidget(self.folder)
        self.in_use.asked.connect(
            lambda: QTimer.singleShot(0, area, lambda: area.ensureWidgetVisible(self.in_use))
        )
        self.tabs.setObjectName("layout_tabs")
        self.tabs.setMinimumWidth(FORM_WIDTH)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.addTab(self.easy, self.tr("常用改动（&E）"))
        self.tabs.addTab(self.text, self.tr("版式文件（&T）"))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.reread)
        buttons.addWidget(self.keep)
        middle = QVBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self.tabs, 3)
        middle.addWidget(self.words)
        middle.addLayout(buttons)
        middle.addWidget(self.faults, 2)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 14, 20, 14)
        row.setSpacing(14)
        row.addWidget(area, 6)
        row.addLayout(middle, 7)
        row.addWidget(self.pictures, 9)
