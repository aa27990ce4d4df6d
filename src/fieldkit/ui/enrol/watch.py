# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is looked up beside the typing: who this may be already, and which characters paper cannot draw.

1. At most one question runs; the newest one waits, all between are dropped.
2. An answer to anything but the newest question is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from fieldkit.acts import enrol
from fieldkit.problems import DeviceRevoked, NotSignedIn, Problem
from fieldkit.ui.session import Session

WAIT = 120  # milliseconds after the last key


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a person is compared by; '' for what is not whole yet."""

    document_kind: str = ""
    document_number: str = ""
    phone: str = ""
    name: str = ""

    @property
    def worth_asking(self) -> bool:
        """Return True when there is anything to compare."""
        return bool(self.document_number or self.phone or len(self.name) > 1)


class LookalikeWatch(QObject):
    """Asks who resembles the person in the form.

    Signals:
        found: (Lookalikes or None) the answer to the newest question.
    """

    found = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted = Likeness()
        self._asked: Likeness | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT)
        self._timer.timeout.connect(self._ask)

    def ask(self, likeness: Likeness) -> None:
        """Look for ``likeness`` soon; a whole document number is looked for at once."""
        if likeness == self._wanted:
            return
        new_document = likeness.document_number not in ("", self._wanted.document_number)
        self._wanted = likeness
        if not likeness.worth_asking:
            self._timer.stop()
            self.found.emit(None)
        elif new_document:
            self._timer.stop()
            self._ask()
        else:
            self._timer.start()

    def ask_again(self) -> None:
        """Look again for the same: what is known of members has changed."""
        if self._wanted.worth_asking:
            self._ask()

    def _ask(self) -> None:
        if self._asked is not None:
            return  # the answer sees that something else is wanted by then
        wanted = self._asked = self._wanted
        task = partial(
            enrol.lookalikes,
            document_kind=wanted.document_kind,
            document_number=wanted.document_number,
            phone=wanted.phone,
            name=wanted.name,
        )
        self._session.local.run(task, done=self._answered, failed=self._failed)

    def _answered(self, lookalikes: object) -> None:
        asked, self._asked = self._asked, None
        if asked == self._wanted:
            self.found.emit(lookalikes)
        elif self._wanted.worth_asking:
            self._ask()

    def _failed(self, fault: Exception) -> None:
        self._asked = None
        if isinstance(fault, DeviceRevoked):
            self._session.hear_revoked(True)
        elif not isinstance(fault, NotSignedIn):  # the device was just locked
            self._session.fail(fault)


class GlyphWatch(QObject):
    """Asks which characters of a name no font of ours draws, while it is typed and before anything is printed.

    What was answered once about a character is remembered: the fonts of a running program do not change.

    Signals:
        learned: more is known about the characters asked for last.
    """

    learned = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._drawn: dict[str, bool] = {}
        self._wanted: frozenset[str] = frozenset()
        self._lane: object = None

    def ask(self, *texts: str) -> None:
        """Look at the characters of ``texts`` that were never asked about."""
        self._wanted = frozenset(each for text in texts for each in text if not each.isascii())
        self._ask()

    def undrawn(self, text: str) -> tuple[str, ...]:
        """Return the characters of ``text`` that are known to be in no font."""
        return tuple(each for each in text if self._drawn.get(each) is False)

    def _ask(self) -> None:
        unknown = self._wanted - self._drawn.keys()
        lane = self._session.paper
        if unknown and self._lane is not lane:  # a lane that was closed by a lock answers no more
            self._lane = lane
            task = partial(_undrawn, characters=unknown)
            lane.run(task, done=partial(self._answered, unknown), failed=self._failed)

    def _answered(self, asked: frozenset[str], undrawn: frozenset[str]) -> None:
        self._lane = None
        self._drawn.update({each: each not in undrawn for each in asked})
        self.learned.emit()
        self._ask()

    def _failed(self, fault: Exception) -> None:
        self._lane = None
        if not isinstance(fault, Problem):  # missing fonts are told of when something is printed
            self._session.fail(fault)


def _undrawn(_held: object, *, characters: frozenset[str]) -> frozenset[str]:
    from fieldkit.printing import fonts  # noqa: PLC0415 - slow to import, and only paper needs it

    return frozenset(each for each in characters if fonts.missing_glyphs(each))
