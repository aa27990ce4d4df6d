# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The goods of this site: what each is, how many are left, and whether this person may take it now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from fieldkit.domain.events import Goods
from fieldkit.domain.packs import Entitlement
from fieldkit.ui.parts.elided import ElidedLabel
from fieldkit.ui.parts.field import repolish
from fieldkit.ui.parts.tiles import DIGITS
from fieldkit.ui.strings import in_language, moment_text

ROW_HEIGHT = 74
LOW = 10


@dataclass(frozen=True, slots=True)
class GoodsFace:
    """What a row shows. ``words`` says why not, or what the rule is; ``low`` marks stock that runs out."""

    code: str
    name: str
    contents: str
    words: str
    allowed: bool
    left: int
    low: bool


class GoodsRow(QPushButton):
    """One item as a wide button that can be chosen while the person may take it."""

    def __init__(self, code: str, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.code = code
        self.setObjectName(f"goods_{code}")
        self.setProperty("role", "tile")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._key = self._label("keycap", key)
        self._name = self._elided("tilename")
        self._name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._contents = self._elided("hint")
        self._words = self._elided("hint")
        self._left = self._label("tilefigure")
        self._unit = self._label("hint", self.tr("本点剩余"))
        self._lay_out()

    def show_face(self, face: GoodsFace) -> None:
        """Show ``face``."""
        self.setEnabled(face.allowed)
        self._name.show_text(face.name)
        self._contents.show_text(face.contents)
        self._contents.setVisible(bool(face.contents))
        self._words.show_text(face.words)
        repolish(self._words, "role", "good" if face.allowed else "note")
        self._left.setText(str(face.left))
        repolish(self._left, "tone", "warn" if face.low else "")
        self.setToolTip("\n".join(part for part in (face.name, face.contents, face.words) if part))
        self.setAccessibleName(face.name)
        self.setAccessibleDescription(face.words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _elided(self, role: str) -> ElidedLabel:
        label = ElidedLabel(role, self)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return label

    def _label(self, role: str, text: str = "") -> QLabel:
        label = QLabel(text, self)
        label.setProperty("role", role)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return label

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._name)
        head.addWidget(self._contents, 1)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addLayout(head)
        words.addWidget(self._words)
        side = QVBoxLayout()
        side.setSpacing(0)
        side.addWidget(self._left, 0, Qt.AlignmentFlag.AlignRight)
        side.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 14, 6)
        row.setSpacing(10)
        row.addWidget(self._key, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addLayout(side)

    def sizeHint(self) -> QSize:
        return QSize(280, ROW_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, ROW_HEIGHT)


class GoodsList(QScrollArea):
    """The rows, one chosen at most; ``empty`` in place of none.

    Signals:
        chosen: (code) another item is chosen now; '' for none.
    """

    chosen = Signal(str)

    def __init__(self, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows: list[GoodsRow] = []
        self._choice = ""
        self._buttons = QButtonGroup(self)
        self._buttons.setExclusive(False)  # an exclusive group could not be without a choice again
        self._buttons.idClicked.connect(self._clicked)
        inside = QWidget(self)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 6, 0)
        self._column.setSpacing(6)
        self._empty = QLabel(empty, inside)
        self._empty.setProperty("role", "empty")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.hide()
        self._column.addWidget(self._empty)
        self._column.addStretch(1)
        self.setWidget(inside)

    @property
    def choice(self) -> str:
        """Return the code of the chosen item, '' for none."""
        return self._choice

    def show_entitlements(
        self,
        entitlements: Sequence[Entitlement],
        goods_of: Callable[[str], Goods],
        *,
        named: bool,
        stocked: Container[str],
    ) -> None:
        """Show what may be taken; ``stocked`` is what this site was given. A choice no longer allowed is given up."""
        faces = [
            self._face(each, goods_of(each.goods), named=named, stocked=each.goods in stocked)
            for each in entitlements
        ]
        self._empty.setVisible(not faces)
        if [row.code for row in self._rows] != [face.code for face in faces]:
            self._make_rows(faces)
        for row, face in zip(self._rows, faces, strict=True):
            row.show_face(face)
        if not any(face.code == self._choice and face.allowed for face in faces):
            self.choose("")

    def choose(self, code: str) -> None:
        """Choose the item of ``code``; '' for none."""
        told = code != self._choice
        self._choice = code
        for row in self._rows:
            row.setChecked(row.code == code)
            if code and row.code == code:
                self.ensureWidgetVisible(row)
        if told:
            self.chosen.emit(code)

    def choose_number(self, place: int) -> None:
        """Choose the ``place``-th row if it may be taken."""
        if place < len(self._rows) and self._rows[place].isEnabled():
            self.choose(self._rows[place].code)

    def _clicked(self, place: int) -> None:
        self.choose(self._rows[place].code)

    def _face(self, entitlement: Entitlement, goods: Goods, *, named: bool, stocked: bool) -> GoodsFace:
        return GoodsFace(
            code=entitlement.goods,
            name=in_language(goods.name, goods.name_en),
            contents="、".join(goods.components) or goods.face_value,
            words=self._words(entitlement, goods, named=named, stocked=stocked),
            allowed=entitlement.allowed,
            left=entitlement.left,
            low=entitlement.left < LOW,
        )

    def _words(self, entitlement: Entitlement, goods: Goods, *, named: bool, stocked: bool) -> str:
        if entitlement.reason == "already-taken":
            at = entitlement.taken_at
            return self.tr("已领：{0}").format(moment_text(dt.datetime.fromisoformat(at)) if at else "")
        if entitlement.reason == "out-of-stock":
            return self.tr("本点已发完") if stocked else self.tr("本点没有配发")
        if entitlement.allowed:
            return self.tr("可领，每人一份") if goods.once else self.tr("可领，按需要的数量")
        if not named:
            return self.tr("先查找会员或扫描会员卡")
        if goods.audience == "new":
            return self.tr("非新会员：限本次新入会的会员")
        return self.tr("限工会会员")

    def _make_rows(self, faces: Sequence[GoodsFace]) -> None:
        for row in self._rows:
            self._buttons.removeButton(row)
            self._column.removeWidget(row)
            row.setParent(None)
            row.deleteLater()
        self._rows = []
        for place, face in enumerate(faces):
            row = GoodsRow(face.code, DIGITS[place] if place < len(DIGITS) else "", self.widget())
            self._buttons.addButton(row, place)
            self._column.insertWidget(place, row)
            self._rows.append(row)
