# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The foot of the page: how the last save went, and the buttons that end a form."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from fieldkit.domain.faults import Fault
from fieldkit.ui.problems import fault_sentence
from fieldkit.ui.style import role

GOOD = "good"
WARN = "warn"
BAD = "bad"
PLAIN = ""


class Strip(QFrame):
    """One sentence about the last save, with what can be done about it.

    Signals:
        card_asked, application_asked: a paper of the person saved last is wanted.
        undo_asked: the form that was emptied is wanted back.
    """

    card_asked = Signal()
    application_asked = Signal()
    undo_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("enrol_strip")
        self._counting = False
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._card = self._quiet(self.tr("打印会员卡 Ctrl+P"), "strip_card")
        self._application = self._quiet(self.tr("打印申请书"), "strip_application")
        self._undo = self._quiet(self.tr("撤销清空 Alt+Z"), "strip_undo")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 4, 0)
        row.setSpacing(4)
        row.addWidget(self._text, 1)
        for button in (self._card, self._application, self._undo):
            row.addWidget(button)
        self._card.clicked.connect(self.card_asked)
        self._application.clicked.connect(self.application_asked)
        self._undo.clicked.connect(self.undo_asked)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.hint()

    @property
    def sentence(self) -> str:
        """Return what is said now."""
        return self._text.text()

    def hint(self) -> None:
        """Say which keys there are."""
        self._say(PLAIN, self.tr("回车 下一项 · Shift+回车 上一项 · Ctrl+M 更多项目"))

    def saved(self, words: str, *, papers: bool = True) -> None:
        """Say that somebody was saved, and offer their papers."""
        self._say(GOOD, words)
        self._card.setVisible(papers)
        self._application.setVisible(papers)

    def close_papers(self) -> None:
        """Offer no papers any more: somebody else is being enrolled."""
        self._card.hide()
        self._application.hide()

    def emptied(self, words: str) -> None:
        """Say that the form was emptied, and offer it back."""
        self._say(WARN, words)
        self._undo.show()

    def warn(self, words: str) -> None:
        """Say something that asks for attention."""
        self._say(WARN, words)

    @property
    def counting(self) -> bool:
        """Return True while the strip counts what is still to be put right."""
        return self._counting

    def count(self, words: str) -> None:
        """Say how much is still to be put right."""
        self._say(BAD, words)
        self._counting = True

    def fail(self, words: str) -> None:
        """Say that nothing was saved and why."""
        self._say(BAD, words)

    def _say(self, tone: str, words: str) -> None:
        self._counting = False
        role(self, "notice" if tone else "", tone)
        role(self._text, "" if tone else "hint")
        self._text.setText(words)
        for button in (self._card, self._application, self._undo):
            button.hide()

    def _quiet(self, words: str, name: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setProperty("role", "quiet")
        return button


class Foot(QFrame):
    """The strip, the wish to print at once, and the two buttons.

    Signals:
        save_asked, empty_asked: the buttons.
    """

    save_asked = Signal()
    empty_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.strip = Strip(self)
        self.print_card = QCheckBox(self.tr("保存后打印会员卡"), self)
        self.print_card.setObjectName("enrol_print_card")
        self._empty = QPushButton(self.tr("清空 Ctrl+N"), self)
        self._empty.setObjectName("enrol_empty")
        self.save = QPushButton(self)
        self.save.setObjectName("enrol_save")
        self.save.setProperty("role", "primary")
        self.save.setMinimumWidth(190)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.strip, 1)
        row.addWidget(self.print_card)
        row.addWidget(self._empty)
        row.addWidget(self.save)
        self._empty.clicked.connect(self.empty_asked)
        self.save.clicked.connect(self.save_asked)
        self.show_enrolling()

    @property
    def saving(self) -> bool:
        """Return True while an act is under way."""
        return not self.save.isEnabled()

    def show_enrolling(self, *, already: bool = False) -> None:
        """Offer to save a new member, unless the person is one already."""
        self.save.setText(self.tr("保存 Ctrl+回车"))
        self.save.setVisible(not already)
        self.print_card.setVisible(not already)

    def show_amending(self) -> None:
        """Offer to save a correction."""
        self.save.setText(self.tr("保存更正 Ctrl+回车"))
        self.save.show()
        self.print_card.hide()

    def show_saving(self, saving: bool) -> None:
        """Offer nothing while an act is under way."""
        self.save.setEnabled(not saving)

    def show_stops(self, count: int, homeless: Sequence[Fault]) -> None:
        """Say how many faults still forbid the save, and those that have no field to stand beside."""
        if count:
            words = [self.tr("还有 {0} 处需要改正，已在各项旁边标出。").format(count)]
            self.strip.count("".join([*words, *(fault_sentence(fault) for fault in homeless)]))
        elif self.strip.counting:
            self.strip.hint()
