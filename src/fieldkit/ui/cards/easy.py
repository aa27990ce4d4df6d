# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What districts change most, as choices that write the layout's file for those who never saw one.

Its name, colour, logo and languages, what stands on the card, and in which words.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from fieldkit.domain.layout_faults import LayoutFault, LayoutFaultKind
from fieldkit.ui.cards import easing
from fieldkit.ui.cards.easing import Common, Eased, Item
from fieldkit.ui.cards.easy_words import item_name, language_name, side_name
from fieldkit.ui.cards.words import fault_words
from fieldkit.ui.parts.frame import button, label, labelled, say
from fieldkit.ui.session import Session

COLOURS = ("#B21A1F", "#8C1C6B", "#1B4F9C", "#0B6B6B", "#2C6E2F", "#7A4A12", "#121214")
SWATCH = 28
FIXED = {"name", "code"}  # a card without a name or without a code is none
MENDED = {LayoutFaultKind.TEXT, LayoutFaultKind.NO_GLYPH}  # by other words
LINE_END = " / "  # where words of several lines break, in a line of the form
DIFFERS = "{"  # begins a field: what stands there is the member's


class Easy(QScrollArea):
    """A form over one layout's text.

    Signals:
        changed: (str) the text with what was chosen in it.
    """

    changed = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("layout_easy")
        self._session = session
        self._text, self._file = "", Path()
        self._own = False
        self._common: Common | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.told = label("", "hint", self)

    def show_layout(self, text: str, file: Path, *, own: bool) -> None:
        """Show what stands in the text of a file; only an ``own`` one can be changed."""
        self._file, self._own = file, own
        self._common = None
        self.show_text(text, anew=True)

    def show_text(self, text: str, *, anew: bool = False) -> None:
        """Show what stands in the text now, where it is not what was chosen here."""
        self._text = text
        found = easing.common(text)
        if anew or found != self._common:
            self._common = found
            self._fill(found)

    def go_to(self, fault: LayoutFault) -> bool:
        """Put the focus where a fault can be mended; return False where that is not in the form."""
        if fault.kind not in MENDED:
            return False
        name = fault.where.replace("/", "_")
        line = self.findChild(QLineEdit, f"easy_words_{name}")
        if not isinstance(line, QLineEdit):
            return False
        line.setFocus()
        self.ensureWidgetVisible(line)
        return True

    # -- layout ---------------------------------------------------------------------------------------------

    def _fill(self, found: Common | None) -> None:
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setSpacing(10)
        self.told = label("", "hint", inner)
        column.addWidget(self.told)
        say(self.told, "")
        if found is None:
            say(self.told, self.tr("文件里有写错的地方，先按列出的问题在“版式文件”里改好。"), "fault")
        else:
            if not self._own:
                say(self.told, self.tr("先按“复制成本区版式”，就可以在这里改。"), "hint")
            self._fill_top(column, inner, found)
            for side in ("front", "back"):
                items = [one for one in found.items if one.side == side]
                if items:
                    column.addWidget(label(side_name(side), "label", inner))
                for item in items:
                    column.addLayout(self._row(item, inner))
        column.addStretch(1)
        self.setWidget(inner)

    def _fill_top(self, column: QVBoxLayout, inner: QWidget, found: Common) -> None:
        title = self._line(found.title, inner, lambda text: easing.with_title(self._text, text))
        title.setObjectName("easy_title")
        column.addLayout(labelled(title, self.tr("版式名称"), inner))
        column.addWidget(label(self.tr("主色"), "label", inner))
        column.addLayout(self._colours(found, inner))
        if found.main:
            other = button(
                self.tr("其他颜色…"), "plain", self._other_colour, inner, object_name="easy_colour"
            )
            other.setEnabled(self._own)
            column.addWidget(other, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(label(self.tr("标志"), "label", inner))
        column.addLayout(self._logo(found, inner))
        name = label("", "hint", inner)
        say(name, found.logo or self.tr("现在没有标志。PNG 或 JPEG，放在正面空着的地方。"), "hint")
        column.addWidget(name)
        if len(found.languages) > 1:
            column.addWidget(label(self.tr("语言"), "label", inner))
            for one in found.languages:
                column.addWidget(self._language(one, found, inner))

    def _colours(self, found: Common, inner: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for colour in COLOURS if found.main else ():
            swatch = QPushButton(inner)
            swatch.setObjectName(f"easy_colour_{colour[1:]}")
            swatch.setAccessibleName(colour)
            swatch.setToolTip(colour)
            swatch.setFixedSize(SWATCH, SWATCH)
            edge = "3px solid palette(text)" if colour == found.main.upper() else "1px solid palette(mid)"
            swatch.setStyleSheet(
                f"background: {colour}; border: {edge}; border-radius: 6px; min-width: 0; min-height: 0; padding: 0;"
            )
            swatch.setEnabled(self._own)
            swatch.clicked.connect(partial(self._paint, colour))
            row.addWidget(swatch)
        if not found.main:
            row.addWidget(label(self.tr("这个版式只用黑色。"), "hint", inner))
        row.addStretch(1)
        return row

    def _logo(self, found: Common, inner: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        choose = button(self.tr("选择图片…"), "plain", self._choose_logo, inner, object_name="easy_logo")
        choose.setEnabled(self._own)
        row.addWidget(choose)
        if found.logo:
            away = button(self.tr("不要标志"), "plain", self._no_logo, inner, object_name="easy_no_logo")
            away.setEnabled(self._own)
            row.addWidget(away)
        row.addStretch(1)
        return row

    def _language(self, language: str, found: Common, inner: QWidget) -> QCheckBox:
        box = QCheckBox(language_name(language), inner)
        box.setObjectName(f"easy_language_{language}")
        box.setChecked(language in found.spoken)
        box.setEnabled(self._own and language != "zh")
        box.toggled.connect(lambda on: self._change(easing.with_language(self._text, language, on=on)))
        return box

    def _row(self, item: Item, inner: QWidget) -> QVBoxLayout:
        row = QVBoxLayout()
        row.setSpacing(2)
        box = QCheckBox(item_name(item), inner)
        box.setObjectName(f"easy_{item.side}_{item.id}")
        box.setChecked(item.shown)
        box.setEnabled(self._own and item.id not in FIXED)
        box.toggled.connect(lambda on: self._change(easing.with_shown(self._text, item, on=on)))
        row.addWidget(box)
        if item.text and not item.text.startswith(DIFFERS):
            words = self._line(
                item.text.strip().replace("\n", LINE_END),
                inner,
                lambda text: easing.with_words(self._text, item, text.replace(LINE_END, "\n")),
            )
            words.setObjectName(f"easy_words_{item.side}_{item.id}")
            words.setAccessibleName(item_name(item))
            row.addWidget(words)
        return row

    def _line(self, text: str, inner: QWidget, change: Callable[[str], str]) -> QLineEdit:
        line = QLineEdit(text, inner)
        line.setCursorPosition(0)
        line.setReadOnly(not self._own)
        line.textEdited.connect(partial(self._reworded, change))
        return line

    def _reworded(self, change: Callable[[str], str], typed: str) -> None:
        if typed.strip():  # nothing at all is no word: what stood there last stays
            self._change(change(typed.strip()))

    # -- acts -----------------------------------------------------------------------------------------------

    def _change(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self._common = easing.common(text)
            self.changed.emit(text)
        elif self._common is not None and easing.common(text) == self._common:
            say(self.told, self.tr("这一处的写法太特别，请在“版式文件”里改。"), "fault")

    def _paint(self, colour: str) -> None:
        self._change(easing.with_main(self._text, colour))
        self._fill(self._common)

    def _other_colour(self) -> None:
        if self._common is not None:
            chosen = QColorDialog.getColor(QColor(self._common.main), self, self.tr("主色"))
            if chosen.isValid():
                self._paint(chosen.name().upper())

    def _no_logo(self) -> None:
        self._change(easing.without_logo(self._text))
        self._fill(self._common)

    def _choose_logo(self) -> None:
        wanted = self.tr("图片 (*.png *.jpg *.jpeg)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("选择标志图片"), "", wanted)
        if name:
            self.take_logo(Path(name))

    def take_logo(self, picture: Path) -> None:
        """Put a picture on the front: a copy of it beside the layout."""
        task = partial(easing.take_logo, text=self._text, file=self._file, picture=picture)
        self._session.paper.run(task, done=partial(self._took, self._text), failed=self._session.fail)

    def _took(self, before: str, eased: Eased) -> None:
        if before != self._text:
            return
        if eased.fault is not None:
            say(self.told, fault_words(eased.fault), "fault")
        elif eased.text == before:
            say(self.told, self.tr("正面没有空地方放标志，请先去掉几样。"), "fault")
        else:
            self._change(eased.text)
            self._fill(self._common)
