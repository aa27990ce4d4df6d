# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A volunteer at the enrolment page: what they see on it, and how they type a person in without a mouse."""

import datetime as dt

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from fieldkit.domain.enrolments import EnrolmentDraft
from fieldkit.sample.numbers import document_of
from fieldkit.ui.enrol.page import EnrolPage
from tests.support.booths import draft_of
from tests.support.hands import focused, press, write

ENTER = Qt.Key.Key_Return
MAN_OF_1978 = document_of("11", dt.date(1978, 7, 4), 11)
CONTROL = Qt.KeyboardModifier.ControlModifier


class Volunteer:
    """Reads and types on one page."""

    def __init__(self, qtbot: QtBot, page: EnrolPage):
        self.qtbot = qtbot
        self.page = page

    def part(self, name: str) -> QWidget:
        """Return the widget with the object name ``name``."""
        found = self.page.findChild(QWidget, name)
        assert found is not None, name
        return found

    def text(self, name: str) -> str:
        """Return what stands in the line or label ``name``."""
        return self.part(name).text()  # type: ignore[attr-defined]

    def said(self, field: str) -> str:
        """Return what the rules say beside ``field`` of the person or of what is seldom asked."""
        form = self.page._form
        if field == "notice_read":
            return form.agreement._unread.sentence
        if field == "signature":
            return form.agreement.signature.line.sentence
        if field.startswith("consent_"):
            rows = {f"consent_{kind.value}": row for kind, row in form.agreement.consents.rows.items()}
            return rows[field].line.sentence
        fields = form.person.fields if field in form.person.fields else form.more.fields
        return fields[field].line.sentence

    def strip(self) -> str:
        """Return what the foot says."""
        return self.page._foot.strip.sentence

    def shown_large(self) -> str:
        """Return what has fallen out of the number."""
        return self.page._form.person.carried.sentence

    def line(self, text: str) -> None:
        """Type ``text`` and go on with Enter."""
        write(self.qtbot, text)
        press(self.qtbot, ENTER)

    def person(self, draft: EnrolmentDraft, *, group_key: str = "2") -> None:
        """Type the person of ``draft`` from the number to the ticks; the group is a platform's."""
        self.line(draft.document_number)
        self.line(draft.name)
        self.line(draft.phone)
        write(self.qtbot, group_key)
        self.line(draft.platform)
        self.line(draft.employer)
        press(self.qtbot, ENTER)
        press(self.qtbot, ENTER)

    def agreement(self, answers: str = "122") -> None:
        """Tick the notice and answer the consents; the focus is on the pad then."""
        press(self.qtbot, Qt.Key.Key_Space)
        press(self.qtbot, ENTER)
        write(self.qtbot, answers)

    def sign_on_paper(self) -> None:
        """Tick that the paper form is signed."""
        press(self.qtbot, ENTER)
        press(self.qtbot, Qt.Key.Key_Space)

    def sign(self) -> None:
        """Sign on the pad with the mouse."""
        pad = self.part("enrol_pad")
        self.qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(40, 30))
        for step in range(30):
            self.qtbot.mouseMove(pad, QPoint(40 + 4 * step, 30 + (step % 7) * 3))
        self.qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(160, 40))

    def fill(self, number: int = 21, name: str = "欧阳示例") -> EnrolmentDraft:
        """Type somebody made up from ``number`` in, to the last field."""
        draft = draft_of(number, name)
        self.person(draft)
        self.agreement()
        self.sign_on_paper()
        return draft

    def save(self) -> None:
        """Press Ctrl+Enter."""
        press(self.qtbot, ENTER, CONTROL)

    def wait_for_strip(self, words: str) -> None:
        """Wait until the foot says ``words``."""
        self.qtbot.waitUntil(lambda: words in self.strip())

    def at(self) -> str:
        """Return the object name of what has the focus; of a choice, its own."""
        widget = focused()
        return widget.objectName() or widget.parentWidget().objectName()


def labels_in(widget: QWidget) -> list[str]:
    """Return the words of every visible label in ``widget``."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]
