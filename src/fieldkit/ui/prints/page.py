# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The prints page: the ledger of papers, a copy with its reason, and papers whose fate a crash left open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from fieldkit.acts import papers
from fieldkit.domain.papers import Print
from fieldkit.ui.page import Page
from fieldkit.ui.parts.frame import button, label, label_of, panel, say
from fieldkit.ui.parts.table import Column, Table
from fieldkit.ui.prints.question import Question
from fieldkit.ui.problems import outcome_sentence
from fieldkit.ui.session import Session
from fieldkit.ui.strings import moment_text, paper_name

DETAIL_WIDTH = 340
SHOWN = 200


class PrintsPage(Page):
    """Shows what was put on paper, and makes copies."""

    NAME = "prints"
    CONCERNS = frozenset({"prints"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("prints_page")
        self.question = Question(self)
        self.table = Table(self._columns(), self)
        self.table.setObjectName("prints")
        self.empty = label(self.tr("还没有打印过。每张卡、凭条和申请书都会记在这里。"), "hint", self)
        self.reason = QComboBox(self)
        self.reason.setObjectName("print_reason")
        self.again = button(
            self.tr("重打一份（&P）"), "primary", self._again, self, object_name="print_again"
        )
        self.open_paper = self._plain(self.tr("打开这个 PDF（&O）"), self._open_paper, "open_pdf")
        self.open_folder = self._plain(self.tr("打开 PDF 文件夹（&F）"), self._open_folder, "open_folder")
        self._lay_out()
        self.table.chosen.connect(self._show)
        self.question.came_out.connect(session.papers.came_out)
        self.question.did_not.connect(self._did_not)
        self._show_prints(())

    def title(self) -> str:
        return self.tr("打印")

    def entered(self) -> None:
        self.refresh()
        self.table.setFocus()

    def refresh(self) -> None:
        if not self.isVisible():
            return  # read again when entered
        session = self.session
        session.local.run(_latest, done=self._show_prints, failed=session.fail)
        session.paper.run(papers.unknown_prints, done=self._show_unknown, failed=session.fail)

    # -- layout ---------------------------------------------------------------------------------------------

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("时间"), self._at, 168),
            Column(self.tr("种类"), self._kind, 122),
            Column(self.tr("单据号"), self._number),
            Column(self.tr("联次"), self._copy, 84),
            Column(self.tr("结果"), self._outcome, 150),
        )

    def _lay_out(self) -> None:
        detail = panel(self)
        detail.setFixedWidth(DETAIL_WIDTH)
        self._title = label("", "strong", detail)
        self._about = label("", "hint", detail)
        self._fault = label("", "fault", detail)
        self._fault.hide()
        self.reason.setEditable(True)
        self.reason.setCompleter(None)  # type: ignore[arg-type] # what is typed is what is meant
        self.reason.addItems(
            [
                self.tr("卡纸或缺纸，没打好"),
                self.tr("字迹不清"),
                self.tr("本人遗失"),
                self.tr("信息更正后重打"),
            ]
        )
        self.reason.setCurrentText("")
        why = label_of(self.reason, self.tr("重打的原因（&R）"), detail)
        inner = QVBoxLayout(detail)
        inner.setContentsMargins(20, 16, 20, 16)
        inner.setSpacing(8)
        for part in (self._title, self._about, why, self.reason, self._fault, self.again):
            inner.addWidget(part)
        inner.addStretch(1)
        inner.addWidget(self.open_paper)
        inner.addWidget(self.open_folder)
        row = QHBoxLayout()
        row.setSpacing(14)
        left = QVBoxLayout()
        left.addWidget(self.empty)
        left.addWidget(self.table, 1)
        left.addStretch(0)
        row.addLayout(left, 1)
        row.addWidget(detail)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(14)
        column.addWidget(self.question)
        column.addLayout(row, 1)

    def _plain(self, text: str, clicked: Callable[[], object], name: str) -> QPushButton:
        return button(text, "plain", clicked, self, object_name=name)

    # -- what comes in ----------------------------------------------------------------------------------------

    def _show_prints(self, prints: tuple[Print, ...]) -> None:
        self.table.show_values(prints)
        self.empty.setVisible(not prints)
        self.table.setVisible(bool(prints))

    def _show_unknown(self, prints: tuple[Print, ...]) -> None:
        self.question.ask_about(prints)

    def _show(self, line: Print | None) -> None:
        say(self._fault, "")
        self.again.setEnabled(line is not None)
        self.open_paper.setVisible(line is not None and line.outcome == "saved")
        if line is None:
            say(self._title, self.tr("没有选中单据"), "strong")
            say(self._about, "")
            return
        title = self.tr("{0}，第 {1} 联").format(paper_name(line.kind), line.copy)
        say(self._title, title, "strong")
        about = self.tr("单据号 {0}，操作员 {1}。").format(line.document_number, line.operator)
        why = self.tr("这一联的原因：{0}。").format(line.reason) if line.reason else ""
        say(self._about, about + why + self.tr("再打就是下一联，会记下原因。"), "hint")

    # -- acts -----------------------------------------------------------------------------------------------

    def _again(self) -> None:
        line: Print | None = self.table.value()
        reason = self.reason.currentText().strip()
        if line is None:
            return
        if not reason:
            say(self._fault, self.tr("请写明重打的原因。"))
            self.reason.setFocus()
            return
        self.reason.setCurrentText("")
        say(self._fault, "")
        self.session.papers.print_again(line, reason)

    def _did_not(self, line: Print) -> None:
        self.session.papers.did_not_come_out(line, self.tr("程序中断，没有打出来"))

    def _open_folder(self) -> None:
        folder = self.session.papers.folder()
        folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _open_paper(self) -> None:
        line: Print | None = self.table.value()
        if line is None:
            return
        if Path(line.place).is_file():
            QDesktopServices.openUrl(QUrl.fromLocalFile(line.place))
        else:
            say(self._fault, self.tr("这个文件已经不在原处，请重打一份。"))

    # -- cells ----------------------------------------------------------------------------------------------

    def _at(self, line: Print) -> str:
        return moment_text(line.at)

    def _kind(self, line: Print) -> str:
        return paper_name(line.kind)

    def _number(self, line: Print) -> str:
        return line.document_number

    def _copy(self, line: Print) -> str:
        return self.tr("第 {0} 联").format(line.copy)

    def _outcome(self, line: Print) -> str:
        words = {
            "printing": self.tr("正在打印"),
            "printed": self.tr("已送到打印机"),
            "saved": self.tr("已存为 PDF"),
            "unknown": self.tr("不知道打出来没有"),
            "not-printed": self.tr("没有打出来"),
            "fault": self.tr("程序出错，没有打"),
        }
        return words.get(line.outcome) or outcome_sentence(line.outcome).title


def _latest(store: object) -> tuple[Print, ...]:
    return papers.prints(store, limit=SHOWN)  # type: ignore[arg-type]
