# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The right half of the form: what the person is told, what they agree to, and their signature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QTextBrowser, QVBoxLayout, QWidget

from fieldkit.domain.daybook import DayBook
from fieldkit.domain.enrolments import EnrolmentDraft
from fieldkit.domain.events import ConsentText
from fieldkit.domain.faults import Fault
from fieldkit.ui.parts.consents import ConsentsPanel
from fieldkit.ui.parts.field import STOP, FaultLine, Field
from fieldkit.ui.parts.signature import SignaturePad
from fieldkit.ui.strings import in_language

PAPER = "paper"
BOOTH = "booth"
NOTICE_SIZE = 14
LEAST_NOTICE = 46


class NoticeText(QTextBrowser):
    """The notice in a few lines; it takes what room is left and asks for little."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        font = QFont(self.font())
        font.setPixelSize(NOTICE_SIZE)
        self.setFont(font)
        self.document().setDocumentMargin(0)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def sizeHint(self) -> QSize:
        return QSize(300, LEAST_NOTICE)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, LEAST_NOTICE)


class AgreementPart(QWidget):
    """Notice, consents and signature.

    Signals:
        typed: something here is another value now.
        large_asked: the notice is wanted in large type.
    """

    typed = Signal()
    large_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._channel = BOOTH
        self._make_parts()
        self._lay_out()
        self.notice_read.toggled.connect(self.typed)
        self.consents.answered.connect(self.typed)
        self.pad.signed.connect(self._signed)
        self.on_paper.toggled.connect(self._sign_on_paper)
        self._clear.linkActivated.connect(self._clear_pad)
        self._undo.linkActivated.connect(self._undo_stroke)
        self._large.linkActivated.connect(self._ask_large)

    # -- values ---------------------------------------------------------------------------------------------

    def filled(self, draft: EnrolmentDraft) -> EnrolmentDraft:
        """Return ``draft`` with what stands here."""
        return replace(
            draft,
            consents=self.consents.consents(),
            notice_read=self.notice_read.isChecked(),
            signature=self.pad.png,
            channel=PAPER if self.on_paper.isChecked() else self._channel,
        )

    def show_draft(self, draft: EnrolmentDraft) -> None:
        """Show what ``draft`` holds."""
        self._channel = BOOTH if draft.channel == PAPER else draft.channel
        self.notice_read.setChecked(draft.notice_read)
        self.consents.show_consents(draft.consents)
        blocked = self.on_paper.blockSignals(True)
        self.on_paper.setChecked(draft.channel == PAPER)
        self.on_paper.blockSignals(blocked)
        self.pad.show_png(draft.signature)

    def show_book(self, book: DayBook) -> None:
        """Show the district's texts."""
        self.consents.show_texts(book.consent_texts)
        notice = notice_of(book)
        body = in_language(notice.text, notice.text_en) if notice else self.tr("区总工会还没有下发告知书。")
        title = in_language(notice.title, notice.title_en) if notice else ""
        self._heading.setText(title or self.tr("个人信息告知书"))
        self.notice.setPlainText(body)

    def read_large(self, roomy: bool) -> None:
        """Write the texts larger where there is room for that."""
        font = QFont(self.notice.font())
        font.setPixelSize(NOTICE_SIZE + (3 if roomy else 0))
        self.notice.setFont(font)
        self.consents.read_large(roomy)

    def in_order(self) -> tuple[QWidget, ...]:
        """Return what takes the focus here, in the order in which it is asked for."""
        choices = (row.choice for row in self.consents.rows.values())
        return (self.notice_read, *choices, self.pad, self.on_paper)

    def show_faults(self, faults: Sequence[tuple[Fault, str]]) -> None:
        """Show each fault at its place."""
        unread = [sentence for fault, sentence in faults if fault.field == "notice_read"]
        self._unread.say(unread, STOP)
        self._unread.setVisible(bool(unread))
        self.consents.show_faults(faults)
        self.signature.show_faults([pair for pair in faults if pair[0].field == "signature"])
        self.pad.update()

    # -- layout ---------------------------------------------------------------------------------------------

    def _make_parts(self) -> None:
        self._heading = QLabel(self)
        self._heading.setProperty("role", "label")
        self._large = self._link(self.tr("大字阅读 Alt+D"), "enrol_large")
        self.notice = NoticeText(self)
        self.notice.setObjectName("enrol_notice")
        self.notice_read = QCheckBox(self.tr("已向本人出示或宣读，本人已知悉"), self)
        self.notice_read.setObjectName("enrol_notice_read")
        self._unread = FaultLine(self)
        self._unread.hide()
        self.consents = ConsentsPanel(self)
        self.pad = SignaturePad(self)
        self.pad.setObjectName("enrol_pad")
        self.pad.set_hint(self.tr("请本人在此签名"))
        self.on_paper = QCheckBox(self.tr("已签在纸质表上"), self)
        self.on_paper.setObjectName("enrol_on_paper")
        self._undo = self._link(self.tr("撤销一笔"), "enrol_undo")
        self._clear = self._link(self.tr("重签"), "enrol_clear_pad")
        tools = QWidget(self)
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._undo)
        row.addWidget(self._clear)
        self.signature = Field(self.tr("本人签名"), self.pad, self, aside=tools)

    def _lay_out(self) -> None:
        told = QHBoxLayout()
        told.addWidget(self.notice_read)
        told.addStretch(1)
        told.addWidget(self._large)
        signing = QHBoxLayout()
        signing.setSpacing(12)
        signing.addWidget(self.signature, 1)
        signing.addWidget(self.on_paper, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self._heading)
        column.addWidget(self.notice, 2)
        column.addLayout(told)
        column.addWidget(self._unread)
        column.addWidget(self.consents)
        column.addSpacing(2)
        column.addLayout(signing, 3)

    def _link(self, words: str, name: str) -> QLabel:
        """Return a way to do something by the mouse; the same is done by a key."""
        link = QLabel(f"<a href='#' style='text-decoration: none'>{words}</a>", self)
        link.setObjectName(name)
        link.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return link

    def _ask_large(self, _link: str) -> None:
        self.large_asked.emit()

    # -- signing --------------------------------------------------------------------------------------------

    def _signed(self) -> None:
        """Ink takes the place of the paper: whoever signs here has not only signed there."""
        if self.pad.has_ink and self.on_paper.isChecked():
            blocked = self.on_paper.blockSignals(True)
            self.on_paper.setChecked(False)
            self.on_paper.blockSignals(blocked)
        self.typed.emit()

    def _clear_pad(self, _link: str) -> None:
        self.on_paper.setChecked(False)
        self.pad.clear()

    def _undo_stroke(self, _link: str) -> None:
        self.pad.undo()

    def _sign_on_paper(self, checked: bool) -> None:
        self.pad.sign_on_paper(self.tr("本人已在纸质申请书上签名") if checked else "")


def notice_of(book: DayBook) -> ConsentText | None:
    """Return the notice that is in force."""
    return next((text for text in book.consent_texts if text.kind == "notice"), None)
