# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The hand-over: how many, who collects if not the person, the signature, and whether a receipt is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from fieldkit.domain.faults import Fault
from fieldkit.domain.packs import Collector
from fieldkit.ui.parts.field import Field
from fieldkit.ui.parts.signature import SignaturePad

MOST = 99
PAD_HEIGHT = 116
ROOM_FOR_MORE = 560
ROOM_FOR_THREE = 300


@dataclass(frozen=True, slots=True)
class Handed:
    """What stands in the hand-over."""

    quantity: int
    collector: Collector | None
    signature: bytes
    receipt: bool


class HandOver(QFrame):
    """The fields of a hand-over and the button that records it; says faults beside their fields.

    Signals:
        issue_asked: the button, or Ctrl+Enter on the page.
    """

    issue_asked = Signal()

    def __init__(self, relations: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("handover")
        self.setProperty("role", "panel")
        self._signature_needed = False
        self._offered = False
        self._checked = False
        self._make_widgets()
        self._name_field = Field(self.tr("代领人姓名"), self._name, self)
        self._tail_field = Field(self.tr("证件后四位"), self._tail, self)
        self._relation_field = Field(self.tr("与本人关系"), self._relation, self)
        self._sign_field = Field(self.tr("签名"), self._pad, self, aside=self._again)
        self.show_relations(relations)
        self._lay_out()
        self._behalf.toggled.connect(self._show_behalf)
        self._again.clicked.connect(self._pad.clear)
        self._pad.signed.connect(self._changed)
        self._name.textChanged.connect(self._changed)
        self._tail.textChanged.connect(self._changed)
        self._relation.currentIndexChanged.connect(self._changed)
        self._issue.clicked.connect(self.issue_asked)
        self.reset()

    def show_relations(self, relations: Sequence[tuple[str, str]]) -> None:
        """Offer ``relations``, each a code and its name."""
        chosen = self._relation.currentData()
        self._relation.clear()
        for code, name in relations:
            self._relation.addItem(name, code)
        self._relation.setCurrentIndex(self._relation.findData(chosen))

    def handed(self) -> Handed:
        """Return what stands here."""
        collector = None
        if self._behalf.isChecked():
            relation = self._relation.currentData() or ""
            collector = Collector(self._name.text().strip(), self._tail.text().strip().upper(), relation)
        quantity = self._quantity.value() if self._quantity.isEnabled() else 1
        return Handed(quantity, collector, self._pad.png, self._receipt.isChecked())

    def show_nothing(self, words: str) -> None:
        """Show that no item is chosen yet; ``words`` say what to do."""
        self._offered = False
        self._fit(quantity=False, most=1, signature=False, behalf=False)
        self._receipt.setChecked(True)
        self.show_ready(False, words)

    def show_item(self, *, quantity: bool, most: int, signature: bool, behalf: bool) -> None:
        """Fit the chosen item: a quantity may be given, a signature is needed, it may be collected on behalf."""
        self._offered = True
        self._fit(quantity=quantity, most=most, signature=signature, behalf=behalf)

    def _fit(self, *, quantity: bool, most: int, signature: bool, behalf: bool) -> None:
        self._quantity_row.setVisible(quantity)
        self._quantity.setEnabled(quantity)
        self._quantity.setRange(1, max(1, min(MOST, most)))
        self._signature_needed = signature
        self._behalf.setVisible(behalf)
        if not behalf:
            self._behalf.setChecked(False)
        self._hint_pad()

    def show_receipt(self, ticked: bool) -> None:
        """Tick the receipt, or not."""
        self._receipt.setChecked(ticked)

    def show_ready(self, ready: bool, words: str) -> None:
        """Let the button be pressed when ``ready``; ``words`` say what is still missing."""
        self._issue.setEnabled(ready)
        self._missing.setText(words)
        self._missing.setVisible(bool(words))

    def check(self) -> bool:
        """Show what is missing beside its field and go there; return True when nothing is."""
        self._checked = True
        faults = self._show_faults()
        first = next(iter(faults), None)
        if first is not None:
            first.inner.setFocus()
        return first is None

    def _show_faults(self) -> dict[Field, str]:
        faults = dict(self._faults())
        for field in (self._name_field, self._tail_field, self._relation_field, self._sign_field):
            sentence = faults.get(field)
            field.show_faults(((Fault("", "missing"), sentence),) if sentence else ())
        return faults

    def reset(self) -> None:
        """Be empty for the next person."""
        self._checked = False
        self._behalf.setChecked(False)
        self._name.clear()
        self._tail.clear()
        self._relation.setCurrentIndex(-1)
        self._pad.clear()
        self._quantity.setValue(1)
        self._show_behalf(False)
        for field in (self._name_field, self._tail_field, self._relation_field, self._sign_field):
            field.show_faults(())

    def focus_pad(self) -> None:
        """Put the focus where the person signs."""
        self._pad.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_collector(narrow=event.size().width() < ROOM_FOR_THREE)
        self._pad.setMinimumHeight(PAD_HEIGHT if event.size().height() < ROOM_FOR_MORE else 2 * PAD_HEIGHT)

    # -- inside ---------------------------------------------------------------------------------------------

    def _faults(self) -> Sequence[tuple[Field, str]]:
        collector = self.handed().collector
        faults = []
        if collector is not None:
            if not collector.name:
                faults.append((self._name_field, self.tr("请填写")))
            if len(collector.document_tail) != 4 or not collector.document_tail.isalnum():
                faults.append((self._tail_field, self.tr("请填四位")))
            if not collector.relation:
                faults.append((self._relation_field, self.tr("请选择")))
        if self._signature_needed and not self._pad.png:
            faults.append((self._sign_field, self.tr("请领取人在签名板上签名。")))
        return faults

    def _changed(self) -> None:
        if self._checked:
            self._show_faults()

    def _show_behalf(self, behalf: bool) -> None:
        self._behalf_box.setVisible(behalf)
        self._hint_pad()
        if behalf:
            self._name.setFocus()

    def _hint_pad(self) -> None:
        self._sign_field.setVisible(self._offered)
        if self._behalf.isChecked():
            self._pad.set_hint(self.tr("请代领人在此签名"))
        elif self._signature_needed:
            self._pad.set_hint(self.tr("请领取人在此签名"))
        else:
            self._pad.set_hint(self.tr("此项不要求签名"))

    def _make_widgets(self) -> None:
        self._quantity_row = QWidget(self)
        self._quantity = QSpinBox(self._quantity_row)
        self._quantity.setObjectName("packs_quantity")
        self._quantity.setMinimumWidth(120)
        self._quantity.setAccessibleName(self.tr("数量"))
        self._behalf = QCheckBox(self.tr("代领（本人未到场）"), self)
        self._behalf.setObjectName("packs_behalf")
        self._behalf_box = QWidget(self)
        self._name = self._edit("packs_collector_name")
        self._tail = self._edit("packs_collector_tail")
        self._tail.setPlaceholderText("0000")
        self._relation = QComboBox(self)
        self._relation.setObjectName("packs_collector_relation")
        self._relation.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._relation.setMinimumContentsLength(3)
        self._pad = SignaturePad(self)
        self._pad.setObjectName("packs_signature")
        self._pad.setMinimumHeight(PAD_HEIGHT)
        self._again = QPushButton(self.tr("重签"), self)
        self._again.setObjectName("packs_sign_again")
        self._again.setProperty("role", "link")
        self._receipt = QCheckBox(self.tr("打印签收凭条"), self)
        self._receipt.setObjectName("packs_receipt")
        self._missing = QLabel(self)
        self._missing.setObjectName("packs_missing")
        self._missing.setProperty("role", "hint")
        self._missing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._missing.setWordWrap(True)
        self._issue = QPushButton(self.tr("发放（Ctrl+回车）"), self)
        self._issue.setObjectName("packs_issue")
        self._issue.setProperty("role", "primary")

    def _edit(self, name: str) -> QLineEdit:
        edit = QLineEdit(self)
        edit.setObjectName(name)
        return edit

    def _lay_out(self) -> None:
        quantity = QHBoxLayout(self._quantity_row)
        quantity.setContentsMargins(0, 0, 0, 0)
        label = QLabel(self.tr("数量"), self._quantity_row)
        label.setProperty("role", "label")
        quantity.addWidget(label)
        quantity.addWidget(self._quantity)
        quantity.addStretch(1)
        self._behalf_grid = QGridLayout(self._behalf_box)
        self._behalf_grid.setContentsMargins(0, 0, 0, 0)
        self._behalf_grid.setHorizontalSpacing(10)
        self._place_collector(narrow=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._fields(), 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 0, 16, 14)
        foot.setSpacing(2)
        foot.addWidget(self._receipt)
        foot.addWidget(self._issue)
        column.addLayout(foot)

    def _place_collector(self, *, narrow: bool) -> None:
        """Put the collector's three fields side by side, or one below the other."""
        for place, field in enumerate((self._name_field, self._tail_field, self._relation_field)):
            self._behalf_grid.addWidget(field, place if narrow else 0, 0 if narrow else place)
            self._behalf_grid.setColumnStretch(place, 0 if narrow and place else (5, 4, 5)[place])

    def _fields(self) -> QScrollArea:
        """Return the fields; on a low screen they scroll, the button never does."""
        inside = QWidget(self)
        fields = QVBoxLayout(inside)
        fields.setContentsMargins(16, 8, 16, 0)
        fields.setSpacing(6)
        for widget in (self._quantity_row, self._behalf, self._behalf_box, self._sign_field):
            fields.addWidget(widget)
        fields.addWidget(self._missing, 4)
        fields.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        return scroll
