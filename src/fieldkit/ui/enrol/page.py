# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The page on which people are enrolled: the acts that end a form, and what follows from their answers.

1. A save freezes the form, never the window. Success clears it for the next person; failure leaves all as it was.
2. Keys typed while a save is under way belong to the next person's number and are put there.
3. One person, one membership: who is a member already is transferred, updated or served, never enrolled again.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

from fieldkit.acts import amend
from fieldkit.acts.done import Done
from fieldkit.acts.enrol import Enrolled
from fieldkit.domain.enrolments import EnrolmentDraft
from fieldkit.domain.faults import Fault
from fieldkit.domain.members import MemberLine
from fieldkit.domain.people import masked_name
from fieldkit.problems import DeviceRevoked
from fieldkit.ui.enrol import keys
from fieldkit.ui.enrol.form_page import FormPage, Picker
from fieldkit.ui.enrol.freeze import Freeze
from fieldkit.ui.enrol.saver import Saver
from fieldkit.ui.enrol.shown import for_enrolment, for_transfer, for_update
from fieldkit.ui.parts.shortcuts import bind
from fieldkit.ui.problems import sentence
from fieldkit.ui.session import Session


class EnrolPage(FormPage):
    """One person after another, by keyboard alone, the document number first."""

    NAME = "enrol"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("enrol_page")
        self._parked: tuple[str, EnrolmentDraft] | None = None
        self._last_uid = ""
        self._freeze = Freeze(self, self._form)
        self._saver = Saver(session, self)
        self._connect_acts()
        self._bind()
        self._fit_revoked()

    def open_amend(self, operation: str) -> None:
        """Put the enrolment ``operation`` right; what stands in the form now is parked until that is done."""
        if self.session.revoked:
            self.session.fail(DeviceRevoked())
            return
        task = partial(amend.draft_of, operation=operation)
        self.session.local.run(task, done=partial(self._amend, operation), failed=self.session.fail)

    # -- saving ---------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Save the form, or say everything that stands against it."""
        if not self._ready():
            return
        if self._already.line is not None:
            self._already.take_focus()
            return
        draft = self._form.draft()
        if self._stopped(draft, for_enrolment):
            return
        self._begin()
        if self._operation:
            self._saver.amend(self._operation, draft)
        else:
            self._saver.enrol(self._uid, draft)

    def transfer(self) -> None:
        """Move the membership of the person found to where the form says they work."""
        if not self._ready() or self._already.line is None or self._already.transfer.isHidden():
            return
        draft = self._form.draft()
        if self._operation:
            self._begin()
            self._saver.amend_as_transfer(self._operation)
        elif not self._stopped(draft, for_transfer):
            self._begin()
            self._saver.transfer(self._already.line.uid, draft)

    def update_details(self) -> None:
        """Renew what is known of the person found by what is in the form."""
        if not self._ready() or self._already.line is None or self._operation:
            return
        draft = self._form.draft()
        if not self._stopped(draft, for_update):
            self._begin()
            self._saver.update(self._already.line.uid, draft)

    def only_serve(self) -> None:
        """Send the person found on to the services; nothing of the form is saved."""
        if not self._ready() or self._already.line is None or self._operation:
            return
        uid = self._already.line.uid
        self._next()
        self._foot.strip.hint()
        self.session.member_chosen.emit(uid, "serve")

    def _ready(self) -> bool:
        """Return True when an act may begin; whatever an input method holds is in the form by then."""
        if self._saver.busy or self._large.isVisible():
            return False
        QGuiApplication.inputMethod().commit()
        self._form.settle()
        return True

    def _stopped(self, draft: EnrolmentDraft, asked: Picker) -> bool:
        """Show everything that forbids the act, and go to the first; ``asked`` picks what matters to it."""
        self._asked = asked
        stops = [fault for fault in asked(self._check(draft).faults) if fault.stops]
        if stops:
            self._look()
            self._form.go_to(stops)
        return bool(stops)

    def _begin(self) -> None:
        self._keeper.rest()
        self._freeze.hold()
        self._foot.show_saving(True)

    def _end(self, *, back: bool) -> None:
        self._foot.show_saving(False)
        self._freeze.release(back=back)

    # -- answers --------------------------------------------------------------------------------------------

    def _enrolled(self, enrolled: Enrolled) -> None:
        member = enrolled.member
        words = self.tr("已保存：{0} {1}").format(masked_name(member.name), member.shown_number)
        self._follow(words, member.uid)
        if self._foot.print_card.isChecked():
            self.session.papers.print_card(member.uid)

    def _transferred(self, done: Done) -> None:
        self._follow_line(self.tr("已接转：{0} {1}"))

    def _updated(self, done: Done) -> None:
        self._follow_line(self.tr("已更新：{0} {1}"))

    def _follow_line(self, words: str) -> None:
        line = self._already.line
        if line is not None:
            self._follow(words.format(line.masked_name, line.number), line.uid)

    def _follow(self, words: str, uid: str) -> None:
        """Say that ``uid`` was saved and be ready for the next person, with the keys that were typed meanwhile."""
        self._form.person.remember(self._form.draft())
        self._end(back=False)
        self._emptied = None
        self._next()
        self._last_uid = uid
        self._foot.strip.saved(words)
        self._form.type_on(self._freeze.typed_ahead())

    def _amended(self, answer: object) -> None:
        self._end(back=False)
        self.session.told.emit(self.tr("更正已保存，等待区里确认。"))
        self._leave_amend()
        self.session.member_chosen.emit("", "outbox")

    def _refused(self, faults: Sequence[Fault]) -> None:
        """Show what the act found wrong that the form did not, and go to the first."""
        self._end(back=True)
        self._show_faults(faults)
        self._form.go_to([fault for fault in faults if fault.stops])

    def _found_already(self, line: MemberLine) -> None:
        self._end(back=True)
        self._show_already(line)
        self._already.take_focus()

    def _not_saved(self, fault: Exception) -> None:
        self._end(back=True)
        told = sentence(fault)
        self._foot.strip.fail(self.tr("没有保存，填写的内容都在。{0}{1}").format(told.title, told.advice))
        self.session.fail(fault)

    # -- amending -------------------------------------------------------------------------------------------

    def _amend(self, operation: str, draft: EnrolmentDraft) -> None:
        if self._saver.busy:
            return
        if not self._operation and self._form.draft() != self._start_from:
            self._keeper.keep_now()
            self._parked = (self._uid, self._form.draft())
        self._keeper.rest()
        self._operation = operation
        self._banner.show_operation(operation)
        self._show_already(None)
        self._form.likeness.show_lines((), ())
        self._foot.show_amending()
        self._start(draft, "", asked=for_enrolment)

    def give_up_amend(self) -> None:
        """Leave the amendment; the record stays as it was."""
        if self._operation and self._ready():
            self._leave_amend()
            self.session.member_chosen.emit("", "outbox")

    def _leave_amend(self) -> None:
        """Put back what was parked."""
        self._operation = ""
        self._banner.show_operation("")
        self._already.show_line(None)
        self._foot.show_enrolling()
        parked, self._parked = self._parked, None
        if parked is not None:
            self._start(parked[1], parked[0])
        else:
            self._next()
        self._foot.strip.hint()

    def _begun(self) -> None:
        """Forget the person saved last once the next one is begun: no paper may be taken for theirs."""
        if self._last_uid and self._form.draft() != self._start_from:
            self._last_uid = ""
            self._foot.strip.close_papers()

    # -- papers ---------------------------------------------------------------------------------------------

    def print_card(self) -> None:
        """Print the card of the person saved last."""
        if self._last_uid:
            self.session.papers.print_card(self._last_uid)

    def print_application(self) -> None:
        """Print the application of the person saved last."""
        if self._last_uid:
            self.session.papers.print_application(self._last_uid)

    # -- keys -----------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._saver.busy and self._freeze.take_key(event):
            return
        if event.key() == Qt.Key.Key_Escape and self._operation:
            self.give_up_amend()
        else:
            super().keyPressEvent(event)

    def _choose_kind(self, kind: str) -> None:
        if not self._saver.busy:
            self._form.choose_kind(kind)

    def _bind(self) -> None:
        calls = {
            "Ctrl+Return": self.save,
            "Ctrl+Enter": self.save,
            "Ctrl+S": self.save,
            "Ctrl+N": self.empty,
            "Alt+Z": self.undo_empty,
            "Ctrl+M": self._form.toggle_more,
            "Alt+K": self._form.person.carry_on.toggle,
            "Ctrl+P": self.print_card,
            "Alt+Return": self._form.take_offer,
            "Alt+Enter": self._form.take_offer,
            "Alt+D": self._large.open_sheet,
            "Alt+1": self.transfer,
            "Alt+2": self.update_details,
            "Alt+3": self.only_serve,
        }
        bind(self, calls)
        keys.bind_kinds(self, self._choose_kind)

    def _connect_acts(self) -> None:
        self._form.submitted.connect(self.save)
        self._form.typed.connect(self._begun)
        self._foot.save_asked.connect(self.save)
        self._foot.strip.card_asked.connect(self.print_card)
        self._foot.strip.application_asked.connect(self.print_application)
        self._banner.given_up.connect(self.give_up_amend)
        self._already.transfer_asked.connect(self.transfer)
        self._already.update_asked.connect(self.update_details)
        self._already.service_asked.connect(self.only_serve)
        self._saver.enrolled.connect(self._enrolled)
        self._saver.amended.connect(self._amended)
        self._saver.transferred.connect(self._transferred)
        self._saver.updated.connect(self._updated)
        self._saver.faulty.connect(self._refused)
        self._saver.already.connect(self._found_already)
        self._saver.failed.connect(self._not_saved)
