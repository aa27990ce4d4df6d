# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Which printer takes which paper, and the size of receipts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from fieldkit.ui.parts.frame import label_of
from fieldkit.ui.session import Session

RECEIPT_PAPERS = ("A5", "80mm")


class PrintersPanel(QWidget):
    """A printer for cards, for receipts and for forms; none means a PDF in the papers folder."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._boxes: dict[str, QComboBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for kind, text in (
            ("card", self.tr("会员卡（&1）")),
            ("receipt", self.tr("领取凭条（&2）")),
            ("form", self.tr("申请书和整版卡（&3）")),
        ):
            box = QComboBox(self)
            box.setObjectName(f"printer_{kind}")
            box.activated.connect(self._keep)
            self._boxes[kind] = box
            self._add(column, text, box)
        self.receipt_paper = QComboBox(self)
        self.receipt_paper.setObjectName("receipt_paper")
        for name, words in zip(RECEIPT_PAPERS, (self.tr("A5 纸"), self.tr("80 毫米卷纸")), strict=True):
            self.receipt_paper.addItem(words, name)
        self.receipt_paper.setCurrentIndex(
            max(self.receipt_paper.findData(session.settings.receipt_paper), 0)
        )
        self.receipt_paper.activated.connect(self._keep)
        self._add(column, self.tr("凭条用纸（&4）"), self.receipt_paper)
        self._show(())

    def refresh(self) -> None:
        """Ask the system for its printers; the answer may take a while."""
        self._session.paper.run(_printers, done=self._show, failed=self._session.fail)

    def _add(self, column: QVBoxLayout, text: str, box: QComboBox) -> None:
        column.addWidget(label_of(box, text, self))
        column.addWidget(box)

    def _show(self, names: tuple[str, ...]) -> None:
        chosen = dict(self._session.settings.printers)
        for kind, box in self._boxes.items():
            wanted = chosen.get(kind, "")
            box.clear()
            box.addItem(self.tr("不打印，存为 PDF"), "")
            for name in names:
                box.addItem(name, name)
            if wanted and wanted not in names:
                box.addItem(self.tr("{0}（现在找不到）").format(wanted), wanted)
            box.setCurrentIndex(max(box.findData(wanted), 0))

    def _keep(self) -> None:
        session = self._session
        chosen = tuple((kind, box.currentData()) for kind, box in self._boxes.items() if box.currentData())
        session.keep_settings(
            replace(session.settings, printers=chosen, receipt_paper=self.receipt_paper.currentData())
        )


def _printers(_store: Any) -> tuple[str, ...]:
    from fieldkit.ui.printer import printers  # noqa: PLC0415 - slow to import, and only paper needs it

    return printers()
