# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Member lines as a table: masked, with enough beside the name to tell two of one name apart.

Where there is room, six columns; where there is not, three, each with the next column's words beneath its own.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fieldkit.domain.members import MemberLine
from fieldkit.ui.strings import standing_name

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
MARGIN = 22


class LineTable(QAbstractTableModel):
    """A table over a tuple of MemberLine."""

    NAME, NUMBER, DOCUMENT, PHONE, EMPLOYER, STANDING = range(6)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: tuple[MemberLine, ...] = ()
        self._paired = False

    def pair(self, paired: bool) -> None:
        """Name the columns in pairs from now on, or singly."""
        self._paired = paired
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.STANDING)

    def show(self, lines: tuple[MemberLine, ...]) -> None:
        """Hold ``lines`` from now on."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, row: int) -> MemberLine:
        """Return the line in ``row``."""
        return self._lines[row]

    def widths(self, metrics: QFontMetrics) -> tuple[int, ...]:
        """Return the width of each column in the font of ``metrics``; 0 for the employer's, which takes the rest."""
        widest = ("阿***木", "FK-0000-0000-0", "00000X", "00000", "", self.tr("申请中·本机"))
        wide = [
            max(map(metrics.horizontalAdvance, (text, self._head(column)))) + MARGIN
            for column, text in enumerate(widest)
        ]
        wide[self.EMPLOYER] = 0
        if self._paired:
            wide[self.NAME] = max(wide[self.NAME], wide[self.NUMBER])
        return tuple(wide)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 6

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._head(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(line, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.employer
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._cell(line, index.column())
        return None

    def _head(self, column: int) -> str:
        heads = self._heads()
        if self._paired and column < self.STANDING:
            return f"{heads[column]} / {heads[column + 1]}"
        return heads[column]

    def _heads(self) -> tuple[str, ...]:
        return (
            self.tr("姓名"),
            self.tr("编号"),
            self.tr("证件") if self._paired else self.tr("证件尾号"),
            self.tr("手机") if self._paired else self.tr("手机尾号"),
            self.tr("单位"),
            self.tr("状态"),
        )

    def _cell(self, line: MemberLine, column: int) -> str:
        if column == self.STANDING:
            standing = standing_name(line.standing)
            return self.tr("{0}·本机").format(standing) if line.enrolled_here else standing
        return (line.masked_name, line.number, line.document_tail, line.phone_tail, line.employer)[column]


class PairedCells(QStyledItemDelegate):
    """Draws a cell with the words of the next column, smaller, beneath its own."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        drawn: Any = QStyleOptionViewItem(option)  # its stub names no fields
        self.initStyleOption(drawn, index)
        above, drawn.text = drawn.text, ""
        below = index.sibling(index.row(), index.column() + 1).data() or ""
        style = drawn.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, drawn, painter, drawn.widget)
        room = drawn.rect.adjusted(12, 6, -6, -6)
        half = room.height() // 2
        small = QFont(drawn.font)
        small.setPixelSize(max(drawn.font.pixelSize() - 2, 10))
        painter.save()
        top, bottom = QRect(room), QRect(room)
        top.setHeight(half)
        bottom.setTop(top.bottom() + 1)
        for words, font, place, role in (
            (above, drawn.font, top, QPalette.ColorRole.Text),
            (below, small, bottom, QPalette.ColorRole.PlaceholderText),
        ):
            painter.setFont(font)
            painter.setPen(drawn.palette.color(role))
            fitted = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitted)
        painter.restore()
