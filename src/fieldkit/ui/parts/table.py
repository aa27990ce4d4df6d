# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A table over a tuple of values: columns say how a value is read, rows are chosen whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

ROW_HEIGHT = 44
LEAST_REST = 96  # what a column that takes the rest is left, so that its words are begun at least
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, how a cell is read from a row's value, and how wide it is; 0 takes the room that is left.

    With ``most`` it is as wide as its longest cell, from ``width`` up to that; what is longer stands in the tooltip.
    """

    heading: str
    read: Callable[[Any], str]
    width: int = 0
    most: int = 0


class Rows(QAbstractTableModel):
    """Holds the values."""

    def __init__(self, columns: Sequence[Column], parent: QObject) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.values: tuple[Any, ...] = ()

    def show(self, values: tuple[Any, ...]) -> None:
        """Hold ``values`` from now on."""
        self.beginResetModel()
        self.values = values
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.values)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        return self.columns[index.column()].read(self.values[index.row()])


class Table(QTableView):
    """Shows the values, one whole row chosen at a time.

    Signals:
        chosen: the chosen value, or None.
    """

    chosen = Signal(object)

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = Rows(columns, self)
        self._wanted: dict[int, int] = {}
        self.setModel(self.rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, column in enumerate(self.rows.columns):
            if column.width:
                heads.resizeSection(place, column.width)
            else:
                heads.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(self._row_changed)

    def show_values(self, values: tuple[Any, ...]) -> None:
        """Show ``values``; the row that was chosen stays chosen where its value is still there."""
        before = self.value()
        self.rows.show(values)
        self._fit()
        if values:
            self.selectRow(values.index(before) if before in values else 0)
        else:
            self.chosen.emit(None)

    def value(self) -> Any:
        """Return the chosen value, or None."""
        row = self.currentIndex().row()
        return self.rows.values[row] if 0 <= row < len(self.rows.values) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _fit(self) -> None:
        """Give the columns that want it the width of their longest cell."""
        for place, column in enumerate(self.rows.columns):
            if column.most:
                longest = self._longest(column)
                hint = self.sizeHintForIndex(self.rows.index(longest, place)).width() if longest >= 0 else 0
                self._wanted[place] = min(max(hint + 1, column.width), column.most)
        self._share_room()

    def _share_room(self) -> None:
        """Make the columns as wide as they want to be, the last of them narrower where the rest would get too little.

        What is cut stands in the tooltip.
        """
        heads = self.horizontalHeader()
        stretched = [place for place, column in enumerate(self.rows.columns) if not column.width]
        fixed = sum(
            self._wanted.get(place, heads.sectionSize(place))
            for place in range(len(self.rows.columns))
            if place not in stretched
        )
        lacking = fixed + LEAST_REST * len(stretched) - self.viewport().width()
        for place, wanted in sorted(self._wanted.items(), reverse=True):
            given = max(0, min(lacking, wanted - self.rows.columns[place].width))
            heads.resizeSection(place, wanted - given)
            lacking -= given

    def _longest(self, column: Column) -> int:
        """Return the row with the longest text of a column, -1 where there are none."""
        metrics = self.fontMetrics()
        wide = [
            max(metrics.horizontalAdvance(words) for words in column.read(value).split("\n"))
            for value in self.rows.values
        ]
        return max(range(len(wide)), key=wide.__getitem__, default=-1)

    def _row_changed(self) -> None:
        self.chosen.emit(self.value())
