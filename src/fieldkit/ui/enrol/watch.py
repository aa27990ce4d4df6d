# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is looked up beside the typing: who this may be already, and which characters paper cannot draw.

1. At most one question runs; the newest one waits, all between are dropped.
2. An answer to anything but the newest question is dropped.
"""

from __future__ import annotations

from collections.abc import Callable
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
    """Asks which characters of a name no font of ours draws, before anything is printed.

    Signals:
        found: (tuple of code points) for the name asked about last.
    """

    found = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._name = ""

    def ask(self, name: str) -> None:
        """Look at ``name`` on the lane of paper: the fonts are large and read there anyway."""
        if name == self._name:
            return
        self._name = name
        if name.isascii():
            self.found.emit(())
            return
        self._session.paper.run(partial(_missing, name=name), done=self._for(name), failed=self._failed)

    def _failed(self, fault: Exception) -> None:
        if not isinstance(fault, Problem):  # missing fonts are told of when something is printed
            self._session.fail(fault)

    def _for(self, name: str) -> Callable[[tuple[str, ...]], None]:
        """Return what takes the answer about ``name`` and nothing else."""

        def answered(missing: tuple[str, ...]) -> None:
            if name == self._name:
                self.found.emit(missing)

        return answered


def _missing(_held: object, *, name: str) -> tuple[str, ...]:
    from fieldkit.printing import fonts  # noqa: PLC0415 - slow to import, and only paper needs it

    return fonts.missing_glyphs(name)
