# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Who stands at the desk: a member, the holder of another site's card, or nobody by name."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from fieldkit.domain.members import Member, MemberLine
from fieldkit.domain.people import masked_name
from fieldkit.ui.strings import standing_name


@dataclass(frozen=True, slots=True)
class Person:
    """Whom an act is for: a member of this device (``line``), a card's ``number`` only, or nobody by name."""

    line: MemberLine | None = None
    visiting: str = ""

    @property
    def uid(self) -> str:
        """Return the member's uid, '' when there is none here."""
        return self.line.uid if self.line else ""

    @property
    def number(self) -> str:
        """Return the number of a visiting card, '' for members of this device and for nobody."""
        return self.visiting

    @property
    def named(self) -> bool:
        """Return True unless this is an anonymous visitor."""
        return bool(self.line or self.visiting)

    @property
    def label(self) -> str:
        """Return the masked name or the card's number; '' for nobody."""
        return self.line.masked_name if self.line else self.visiting


NOBODY = Person()
HEAD_HEIGHT = 46


def line_of(member: Member) -> MemberLine:
    """Return ``member`` as a masked line."""
    return MemberLine(
        uid=member.uid,
        number=member.shown_number,
        masked_name=masked_name(member.name),
        document_tail=member.document_tail or member.document_number[-4:],
        phone_tail=member.phone_tail or member.phone[-4:],
        employer=member.employer or member.platform,
        standing=member.standing,
        enrolled_here=member.enrolled_here,
    )


class PersonPanel(QFrame):
    """Shows a Person, masked always; ``nobody`` and ``visiting`` say what those without a name here may have.

    Signals:
        dismissed: the operator sends the person away: back to an anonymous visitor.
    """

    dismissed = Signal()

    def __init__(self, *, nobody: str, visiting: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nobody = nobody
        self._visiting = visiting
        self.setObjectName("person_panel")
        self.setProperty("role", "panel")
        self._name = self._label("person_name", "heading")
        self._number = self._label("person_number", "number")
        self._detail = self._label("person_detail", "hint")
        self._standing = self._label("person_standing", "badge")
        self._here = self._label("person_here", "badge")
        self._ask = self._label("person_ask", "note")
        self._dismiss = QPushButton(self.tr("换人（Esc）"), self)
        self._dismiss.setObjectName("person_dismiss")
        self._dismiss.setProperty("role", "quiet")
        self._dismiss.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._dismiss.clicked.connect(self.dismissed)
        self._aside: QWidget | None = None
        self._head = QHBoxLayout()
        self._lay_out()
        self.person = NOBODY
        self.show_person(NOBODY)

    def show_person(self, person: Person) -> None:
        """Show ``person`` and nothing asked of them."""
        self.person = person
        self.ask("")
        self._dismiss.setVisible(person.named)
        if self._aside is not None:
            self._aside.setVisible(not person.named)
        if person.line:
            self._show_line(person.line)
        elif person.visiting:
            self._show_words(self.tr("外站会员卡 {0}").format(person.visiting), self._visiting)
        else:
            self._show_words(self.tr("匿名来访者"), self._nobody)

    def put_aside(self, widget: QWidget) -> None:
        """Keep ``widget`` at the right as long as nobody is named."""
        self._aside = widget
        self._head.insertWidget(self._head.indexOf(self._dismiss), widget)
        widget.setVisible(not self.person.named)

    def ask(self, sentence: str) -> None:
        """Show, in place of the details, what the operator must do first; '' for nothing."""
        self._ask.setText(sentence)
        self._ask.setVisible(bool(sentence))
        self._detail.setVisible(not sentence)

    # -- inside ---------------------------------------------------------------------------------------------

    def _show_line(self, line: MemberLine) -> None:
        self._name.setText(line.masked_name)
        self._number.setText(line.number)
        details = [
            self.tr("证件尾号 {0}").format(line.document_tail) if line.document_tail else "",
            self.tr("手机尾号 {0}").format(line.phone_tail) if line.phone_tail else "",
            line.employer,
        ]
        self._detail.setText("　".join(detail for detail in details if detail))
        self._standing.setText(standing_name(line.standing))
        self._standing.show()
        self._here.setText(self.tr("本机登记"))
        self._here.setVisible(line.enrolled_here)

    def _show_words(self, title: str, detail: str) -> None:
        self._name.setText(title)
        self._number.setText("")
        self._detail.setText(detail)
        self._standing.hide()
        self._here.hide()

    def _label(self, name: str, role: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setProperty("role", role)
        return label

    def _lay_out(self) -> None:
        head = self._head
        head.setSpacing(12)
        for widget in (self._name, self._number, self._standing, self._here):
            head.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        head.addWidget(self._dismiss)
        head.addStrut(HEAD_HEIGHT)  # the panel keeps its height whoever is here
        self._detail.setWordWrap(True)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(16, 8, 10, 10)
        lines.setSpacing(2)
        lines.addLayout(head)
        lines.addWidget(self._detail)
        lines.addWidget(self._ask)
