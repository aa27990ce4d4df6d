# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The picture of a code that somebody has, for the poster: chosen from a file, and looked at before it is taken."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QImageReader
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from fieldkit.ui.parts.frame import button, label, say

LARGEST_SIDE = 6000  # dots of a picture of a code; a larger one is a mistake, and would not fit in memory


class CodePicture(QWidget):
    """A button to choose a picture by, and what came of it.

    Attributes:
        path: the file that was chosen, '' for none.

    Signals:
        changed: another picture was chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = ""
        self._words = label("", "hint", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(
            button(self.tr("选一张码的图片（&T）"), "plain", self._ask, self, object_name="document_picture")
        )
        column.addWidget(self._words)
        self._words.hide()

    def forget(self) -> None:
        """Forget the picture."""
        self.path = ""
        say(self._words, "")

    def take(self, path: str) -> None:
        """Take a picture, where it is one."""
        reader = QImageReader(path)
        size = reader.size()
        if reader.canRead() and max(size.width(), size.height()) <= LARGEST_SIDE:
            self.path = path
            say(self._words, self.tr("已选好图片。"), "hint")
            self.changed.emit()
        else:
            say(self._words, self.tr("这个文件不是能读的图片，请换一张。"))

    def _ask(self) -> None:
        ask = QFileDialog(self, self.tr("选一张码的图片"))
        ask.setNameFilter(self.tr("图片 (*.png *.jpg *.jpeg *.bmp)"))
        ask.setFileMode(QFileDialog.FileMode.ExistingFile)
        ask.fileSelected.connect(self.take)
        ask.finished.connect(partial(ask.deleteLater))
        ask.open()
