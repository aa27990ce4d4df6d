# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A bare PySide6 window with one label: shown, painted, closed. What a start is measured against."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget


class Label(QLabel):
    """Ends the program once it has been painted."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - its name in Qt
        super().paintEvent(event)
        QTimer.singleShot(0, QApplication.quit)


app = QApplication(sys.argv)
window = QWidget()
QVBoxLayout(window).addWidget(Label("FieldKit"))
window.resize(1280, 800)
window.show()
sys.exit(app.exec())
