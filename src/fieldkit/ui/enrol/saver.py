# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The acts that end a form, one at a time, and their answers sorted by what the page must do about them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from fieldkit.acts import amend, enrol, transfer
from fieldkit.acts.done import Done
from fieldkit.acts.enrol import Enrolled
from fieldkit.domain.enrolments import EnrolmentDraft
from fieldkit.ui.session import Session


class Saver(QObject):
    """Runs one act at a time on the local lane.

    Signals:
        enrolled: a new member is saved (Enrolled).
        amended: a correction is saved (Enrolled, or Done where it became a transfer).
        transferred, updated: an existing member was moved here, or their details renewed (Done).
        faulty: the rules refuse the draft (tuple of faults).
        already: the person is a member already (MemberLine).
        failed: nothing was saved for another reason (Exception).
    """

    enrolled = Signal(object)
    amended = Signal(object)
    transferred = Signal(object)
    updated = Signal(object)
    faulty = Signal(object)
    already = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._then: Callable[[object], None] | None = None

    @property
    def busy(self) -> bool:
        """Return True while an act is under way."""
        return self._then is not None

    def enrol(self, uid: str, draft: EnrolmentDraft) -> None:
        """Enrol the person of ``draft``; the same ``uid`` again enrols nobody twice."""
        self._run(partial(enrol.enrol, uid=uid, draft=draft), self.enrolled.emit)

    def amend(self, operation: str, draft: EnrolmentDraft) -> None:
        """Put the enrolment ``operation`` right with ``draft``."""
        self._run(partial(amend.amend, operation=operation, draft=draft), self.amended.emit)

    def amend_as_transfer(self, operation: str) -> None:
        """Make the enrolment ``operation`` a transfer, for the person is a member already."""
        self._run(partial(amend.amend_as_transfer, operation=operation), self.amended.emit)

    def transfer(self, uid: str, draft: EnrolmentDraft) -> None:
        """Move the membership of ``uid`` to where ``draft`` says they work."""
        task = partial(
            transfer.transfer,
            uid=uid,
            employer=draft.employer,
            phone=draft.phone,
            employment_group=draft.employment_group,
            consents=draft.consents,
        )
        self._run(task, self.transferred.emit)

    def update(self, uid: str, draft: EnrolmentDraft) -> None:
        """Renew the details of ``uid`` by what ``draft`` holds; what it leaves out stays as it is."""
        task = partial(
            transfer.update,
            uid=uid,
            phone=draft.phone or None,
            employer=draft.employer or None,
            employment_group=draft.employment_group or None,
            platform=draft.platform or None,
        )
        self._run(task, self.updated.emit)

    def _run(self, task: Callable[..., Enrolled | Done], then: Callable[[object], None]) -> None:
        if self.busy:
            return
        self._then = then
        session = self._session
        whole = partial(task, operator=session.operator, desk=session.desk, now=session.now())
        session.local.run(whole, done=self._done, failed=self._not_done)

    def _done(self, answer: Enrolled | Done) -> None:
        then, self._then = self._then, None
        if then is not None:
            then(answer)
        self._session.touched.emit(answer.touched)

    def _not_done(self, fault: Exception) -> None:
        self._then = None
        if isinstance(fault, enrol.Faulty):
            self.faulty.emit(fault.faults)
        elif isinstance(fault, enrol.AlreadyMember):
            self.already.emit(fault.line)
        else:
            self.failed.emit(fault)
