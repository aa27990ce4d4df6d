# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What came of a check, to be seen from two steps away: colour, sign and word, why, and what to compare."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from fieldkit.domain.card_checks import CardCheck
from fieldkit.domain.private_use import is_private
from fieldkit.ui.check.words import SIGNS, TONES, advice_of, lists_of, reason_of, verdict_word
from fieldkit.ui.parts.frame import button, label
from fieldkit.ui.style import Look, picture, role

SIGN_SIZE = 72
SHORT_NAME = 10


class VerdictPanel(QFrame):
    """Shows one check, or nothing.

    Signals:
        member_asked: (uid) the operator wants to see the member.
    """

    member_asked = Signal(str)

    def __init__(self, look: Look | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._check: CardCheck | None = None
        self.setObjectName("check_verdict")
        self._sign = QLabel(self)
        self._sign.setObjectName("check_sign")
        self._sign.setFixedSize(SIGN_SIZE, SIGN_SIZE)
        self._word = self._plain("verdictword", "check_word")
        self._why = self._plain("heading", "check_why")
        self._what = self._plain("lead", "check_what")
        self._facts = QFormLayout()
        self._open: QPushButton = button(
            self.tr("打开会员资料"), "", self._ask, self, object_name="check_open"
        )
        self._lay_out()
        if look is not None:
            look.changed.connect(self._draw_sign)
        self.show_check(None)

    @property
    def check(self) -> CardCheck | None:
        """Return the check that is shown."""
        return self._check

    def show_check(self, check: CardCheck | None) -> None:
        """Show ``check``, or be ready for the next card."""
        self._check = check
        while self._facts.rowCount():
            self._facts.removeRow(0)
        self._open.setVisible(check is not None and bool(check.uid))
        role(self, "verdict", TONES[check.verdict] if check else "")
        role(self._word, "verdictword", TONES[check.verdict] if check else "")
        self._word.setText(verdict_word(check.verdict) if check else self.tr("请扫描会员卡背面的码"))
        self._why.setText(reason_of(check) if check else "")
        self._why.setVisible(check is not None)
        waits = self.tr("扫描枪直接扫；也可以打开、拖入或粘贴照片。没有网络也能验。")
        self._what.setText(advice_of(check) if check else waits)
        self._draw_sign()
        if check is not None:
            self._show_facts(check)

    def show_words(self, word: str, why: str) -> None:
        """Show that there is nothing to judge: ``word`` large, ``why`` below."""
        self.show_check(None)
        self._word.setText(word)
        self._what.setText(why)

    def _show_facts(self, check: CardCheck) -> None:
        name = as_on_the_card(check.name or check.name_now)
        open_end = self.tr("姓名太长，码里只有开头，其余请看卡面。") if check.shortened else ""
        from_card = (check.union or check.union_now, self._issued(check))
        other = self.tr("卡上用了代用字，证件上的字会不同。")
        if check.stands_in and check.name_now:
            other += self.tr("名册上是“{0}”。").format(as_on_the_card(check.name_now))
        rows = (
            ("name", self.tr("姓名"), f"{name}……" if check.shortened else name, _size_of(name)),
            ("number", self.tr("编号"), check.number, "heading"),
            ("shortened", "", open_end, "note"),
            ("stands_in", "", other if check.stands_in else "", "note"),
            ("union", self.tr("工会"), " · ".join(filter(None, from_card)), "plain"),
            ("lists", self.tr("本机名单"), lists_of(check) if check.number else "", "plain"),
        )
        for fact, words, value, size in rows:
            if value:
                shown = self._plain(size, f"check_{fact}")
                shown.setText(value)
                self._facts.addRow(label(words, "label", self, wrap=False), shown)

    def _issued(self, check: CardCheck) -> str:
        if check.issued is None:
            return ""
        return self.tr("{0} 发卡，设备 {1}").format(f"{check.issued:%Y-%m-%d}", check.device)

    def _draw_sign(self) -> None:
        check = self._check
        self._sign.setVisible(check is not None)
        if check is None or self._look is None:
            return
        colour = self._look.tokens[TONES[check.verdict]]
        self._sign.setPixmap(picture(SIGNS[check.verdict], colour, SIGN_SIZE, self.devicePixelRatioF()))
        self._sign.setAccessibleName(verdict_word(check.verdict))

    def _plain(self, name: str, object_name: str) -> QLabel:
        made = label("", name, self)
        made.setObjectName(object_name)
        made.setTextFormat(Qt.TextFormat.PlainText)  # a code may say anything
        made.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        return made

    def _ask(self) -> None:
        if self._check is not None and self._check.uid:
            self.member_asked.emit(self._check.uid)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(20)
        head.addWidget(self._sign)
        head.addWidget(self._word, 1)
        self._facts.setHorizontalSpacing(18)
        self._facts.setVerticalSpacing(4)
        self._facts.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 14)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._why)
        column.addWidget(self._what)
        column.addLayout(self._facts)
        column.addStretch(1)
        column.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)


def as_on_the_card(name: str) -> str:
    """Return ``name`` with the code point of each private character, as paper has it: no font draws one."""
    return "".join(f"[U+{ord(one):04X}]" if is_private(one) else one for one in name)


def _size_of(name: str) -> str:
    """Return the role in which ``name`` is written: a long one smaller, so that all of it is seen at once."""
    return "figure" if len(name) <= SHORT_NAME else "title"
