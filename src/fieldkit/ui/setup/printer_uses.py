# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What each remembered printer is for, and the paper of receipts."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from fieldkit.domain.papers import PaperKind
from fieldkit.ui.drawing import RECEIPT_PAPERS
from fieldkit.ui.offered import shut, unfit_words
from fieldkit.ui.parts.frame import label_of
from fieldkit.ui.printer_words import paper_words
from fieldkit.ui.remembered import lying_in, offers, page_of, printer_for, remembered
from fieldkit.ui.session import Session


class PrinterUses(QWidget):
    """A printer for each group of papers; none means a PDF in the papers folder.

    Attributes:
        receipt_paper: what receipts are laid out for; only what their printer has is offered.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._boxes: dict[str, QComboBox] = {}
        self.receipt_paper = QComboBox(self)
        self.receipt_paper.setObjectName("receipt_paper")
        self.receipt_paper.activated.connect(self._keep)
        self._lay_out()
        self.show_uses()

    def show_uses(self) -> None:
        """Show the printers that are remembered now, and what each is for."""
        settings = self._session.settings
        uses = dict(settings.printers)
        for group, box in self._boxes.items():
            box.clear()
            box.addItem(self.tr("不打印，存为 PDF"), "")
            for one, why in offers(settings, page_of(group, settings.sheet_form)):
                box.addItem(unfit_words(one.name, why), one.name)
                if why:
                    shut(box, box.count() - 1)
            wanted = uses.get(group, "")
            if wanted and box.findData(wanted) < 0:
                box.addItem(self.tr("{0}（现在找不到）").format(wanted), wanted)
            box.setCurrentIndex(max(box.findData(wanted), 0))
        self._show_papers()

    def _show_papers(self) -> None:
        """Offer the papers that the printer of receipts has, the one first that receipts are laid out for."""
        settings = self._session.settings
        printer = remembered(settings, printer_for(settings, PaperKind.RECEIPT))
        self.receipt_paper.clear()
        for paper in lying_in(printer, RECEIPT_PAPERS):
            self.receipt_paper.addItem(paper_words(paper), paper)
        kept = self.receipt_paper.findData(settings.receipt_paper)
        self.receipt_paper.setCurrentIndex(max(kept, 0))

    def _lay_out(self) -> None:
        groups = (
            ("card", self.tr("会员卡（&1）")),
            ("sheet", self.tr("整版卡（&2）")),
            ("receipt", self.tr("领取凭条、号票（&3）")),
            ("paper", self.tr("A4、A5 单据（&4）")),
            ("label", self.tr("标签（&5）")),
            ("large", self.tr("大字、海报（&6）")),
        )
        for group, _words in groups:
            box = QComboBox(self)
            box.setObjectName(f"printer_{group}")
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.activated.connect(self._keep)
            self._boxes[group] = box
        fields = [(words, self._boxes[group]) for group, words in groups]
        fields.insert(3, (self.tr("凭条用纸（&7）"), self.receipt_paper))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for place, (words, box) in enumerate(fields):
            row, column = divmod(place, 2)
            grid.addWidget(label_of(box, words, self, wrap=False), 2 * row, column)
            grid.addWidget(box, 2 * row + 1, column)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)

    def _keep(self) -> None:
        session = self._session
        uses = tuple((group, box.currentData()) for group, box in self._boxes.items() if box.currentData())
        session.keep_settings(
            replace(session.settings, printers=uses, receipt_paper=self.receipt_paper.currentData())
        )
        self._show_papers()
