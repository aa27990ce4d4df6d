# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How far a printer's contents are moved: millimetres to a tenth, as a ruler reads them, right and down positive."""

from __future__ import annotations

from PySide6.QtWidgets import QDoubleSpinBox, QWidget

FURTHEST_MM = 20.0  # two centimetres are no offset any more
TENTHS = 10


class OffsetBox(QDoubleSpinBox):
    """One direction of an offset, the same wherever one is asked for: a step is 0.1 mm, minus goes left or up."""

    def __init__(self, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setRange(-FURTHEST_MM, FURTHEST_MM)
        self.setDecimals(1)
        self.setSingleStep(1 / TENTHS)
        self.setSuffix(self.tr(" 毫米"))

    def tenths(self) -> int:
        """Return the offset in tenths of a millimetre."""
        return round(self.value() * TENTHS)

    def set_tenths(self, tenths: int) -> None:
        """Show an offset of so many tenths of a millimetre."""
        self.setValue(tenths / TENTHS)
