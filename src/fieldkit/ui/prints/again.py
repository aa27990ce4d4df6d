# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""One line of the ledger beside the table: what it is, its file, and a copy of it with its reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl, Signal, SignalInstance
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QFrame, QPushButton, QVBoxLayout, QWidget

from fieldkit.domain.papers import Print
from fieldkit.ui.order_words import copy_reasons
from fieldkit.ui.parts.frame import button, label, label_of, say
from fieldkit.ui.strings import paper_name, sentences

WIDTH = 320


class Again(QFrame):
    """The chosen line.

    Signals:
        again: (Print, reason) print it once more, as its next copy.
        folder_asked: the folder of PDFs is wanted.
        batch_asked: cards on sheets are wanted.
    """

    again = Signal(object, str)
    folder_asked = Signal()
    batch_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setFixedWidth(WIDTH)
        self._line: Print | None = None
        self._title = label("", "strong", self)
        self._about = label("", "hint", self)
        self._fault = label("", "fault", self)
        self._fault.hide()
        self.reason = QComboBox(self)
        self.reason.setObjectName("print_reason")
        self.reason.setEditable(True)
        self.reason.setCompleter(None)  # type: ignore[arg-type] # what is typed is what is meant
        self.reason.addItems(copy_reasons())
        self.reason.setCurrentText("")
        self.print_again = button(
            self.tr("重打一联（&P）"), "primary", self._again, self, object_name="print_again"
        )
        self.open_paper = self._plain(self.tr("打开这个 PDF（&O）"), self._open_paper, "open_pdf")
        self.open_folder = self._plain(self.tr("打开 PDF 文件夹（&F）"), self.folder_asked, "open_folder")
        self.batch = self._plain(self.tr("成批打印会员卡（&B）"), self.batch_asked, "print_batch")
        inner = QVBoxLayout(self)
        inner.setContentsMargins(20, 16, 20, 16)
        inner.setSpacing(8)
        why = label_of(self.reason, self.tr("重打的原因（&R）"), self)
        for part in (self._title, self._about, why, self.reason, self._fault, self.print_again):
            inner.addWidget(part)
        inner.addStretch(1)
        for part in (self.batch, self.open_paper, self.open_folder):
            inner.addWidget(part)
        self.show_line(None)

    def show_line(self, line: Print | None) -> None:
        """Show ``line``, or that none is chosen."""
        self._line = line
        say(self._fault, "")
        self.print_again.setEnabled(line is not None)
        self.open_paper.setVisible(line is not None and line.outcome == "saved")
        if line is None:
            say(self._title, self.tr("没有选中单据"), "strong")
            say(self._about, "")
            return
        title = self.tr("{0}，第 {1} 联").format(paper_name(line.kind), line.copy)
        say(self._title, title, "strong")
        about = [self.tr("单据号 {0}，操作员 {1}。").format(line.document_number, line.by)]
        if line.sheet:
            words = self.tr("这是第 {0} 版，重打的还是同样的 {1} 张卡。")
            about.append(words.format(line.sheet, len(line.about.split())))
            about.append(self.tr("只补一张卡，请到“会员查询”页找到本人，再按“打印会员卡”。"))
        if line.reason:
            about.append(self.tr("这一联的原因：{0}。").format(line.reason))
        if line.amended:
            words = self.tr("排队时资料有更正，打的是更正后的内容（{0}）。")
            about.append(words.format(line.drawn_of))
        about.append(self.tr("再打就是下一联，会记下原因。"))
        say(self._about, sentences(about), "hint")

    def _plain(self, text: str, clicked: Callable[[], object] | SignalInstance, name: str) -> QPushButton:
        return button(text, "plain", clicked, self, object_name=name)

    def _again(self) -> None:
        reason = self.reason.currentText().strip()
        if self._line is None:
            return
        if not reason:
            say(self._fault, self.tr("请写明重打的原因。"))
            self.reason.setFocus()
            return
        self.reason.setCurrentText("")
        say(self._fault, "")
        self.again.emit(self._line, reason)

    def _open_paper(self) -> None:
        if self._line is None:
            return
        if Path(self._line.place).is_file():
            QDesktopServices.openUrl(QUrl.fromLocalFile(self._line.place))
        else:
            say(self._fault, self.tr("这个文件已经不在原处，请重打一联。"))
