# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The faces of the window: one is seen, those under it keep what is typed in them."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget


class Faces(QStackedWidget):
    """The faces that are there, of which one is seen."""

    def bring(self, face: QWidget) -> None:
        """Let ``face`` be the one that is seen; what was seen before stays under it."""
        if self.indexOf(face) < 0:
            self.addWidget(face)
        self.setCurrentWidget(face)

    def drop(self, face: QWidget | None) -> None:
        """Do away with ``face`` and all that is typed in it; nothing happens where there is none."""
        if face is not None:
            face.hide()
            self.removeWidget(face)
            face.deleteLater()
