# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is typed is kept as it is typed, so that a crash loses at most the field under the fingers.

1. A keep runs a moment after the last key; leaving a field keeps at once.
2. Keeps and saves take the same lane in order: a save that was asked for comes after the keep before it.
3. Once a save is asked for nothing is kept until there is an answer, so no keep can bring a saved person back.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from fieldkit.acts import draft as drafts
from fieldkit.domain.enrolments import EnrolmentDraft
from fieldkit.problems import NotSignedIn
from fieldkit.ui.session import Session

WAIT = 400  # milliseconds after the last key


class DraftKeeper(QObject):
    """Keeps the draft of one page on the local lane.

    Signals:
        found: an earlier start left this draft (KeptDraft).
    """

    found = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._held: tuple[str, EnrolmentDraft] | None = None
        self._kept: EnrolmentDraft | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT)
        self._timer.timeout.connect(self.keep_now)

    def look(self) -> None:
        """Ask what an earlier start has left."""
        self._session.local.run(drafts.kept_draft, done=self._answered, failed=self._session.fail)

    def keep_soon(self, uid: str, draft: EnrolmentDraft) -> None:
        """Keep ``draft`` when the typing pauses."""
        self._held = (uid, draft)
        self._timer.start()

    def keep_now(self) -> None:
        """Keep what is held, unless it is kept already."""
        self._timer.stop()
        if self._held is None or self._held[1] == self._kept:
            return
        uid, draft = self._held
        self._held, self._kept = None, draft
        self._session.local.run(
            partial(drafts.keep_draft, uid=uid, draft=draft, now=self._session.now()), failed=self._not_kept
        )

    def rest(self) -> None:
        """Keep nothing until something is typed again."""
        self._timer.stop()
        self._held = None

    def drop(self) -> None:
        """Forget what is kept: the form was emptied on purpose, or what stood in it is saved."""
        self.rest()
        if self._kept is not None:
            self._kept = None
            self._session.local.run(drafts.drop_draft, failed=self._not_kept)

    def take(self, draft: EnrolmentDraft) -> None:
        """Take ``draft`` for what is kept now."""
        self._kept = draft

    def _answered(self, kept: object) -> None:
        if kept is not None:
            self.found.emit(kept)

    def _not_kept(self, fault: Exception) -> None:
        """Let the next key try again, and say why this one was not kept."""
        self._kept = None
        if not isinstance(
            fault, NotSignedIn
        ):  # the device was just locked: the next key after it keeps again
            self._session.fail(fault)
