# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The page as far as it is typed on: the form, the rules on every key, what is kept and looked up beside the typing.

1. The rules run on every key, here and purely; all that touches the store runs on the local lane.
2. Nothing typed is lost: drafts are kept as one types, and an emptied form can be had back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldkit.acts import enrol
from fieldkit.acts.draft import KeptDraft
from fieldkit.acts.enrol import Lookalikes
from fieldkit.domain.daybook import DayBook
from fieldkit.domain.documents import normalise_document
from fieldkit.domain.enrolments import Checked, EnrolmentDraft, check
from fieldkit.domain.faults import Fault
from fieldkit.domain.members import MemberLine
from fieldkit.domain.operators import Role
from fieldkit.domain.people import normalise_name
from fieldkit.domain.phones import normalise_phone
from fieldkit.domain.undrawn import undrawn_faults
from fieldkit.ui.enrol.already import AlreadyPanel
from fieldkit.ui.enrol.banner import AmendBanner
from fieldkit.ui.enrol.foot import Foot
from fieldkit.ui.enrol.form import EnrolmentForm
from fieldkit.ui.enrol.keeper import DraftKeeper
from fieldkit.ui.enrol.large import LargeNotice
from fieldkit.ui.enrol.shown import worth_saying
from fieldkit.ui.enrol.stopped import StoppedBanner
from fieldkit.ui.enrol.watch import GlyphWatch, Likeness, LookalikeWatch
from fieldkit.ui.page import Page
from fieldkit.ui.session import Session

BLANK = EnrolmentDraft()
Picker = Callable[[Sequence[Fault]], tuple[Fault, ...]]


class FormPage(Page):
    """The form of one person, before it is saved."""

    CONCERNS = frozenset({"briefing", "members"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._book: DayBook | None = None
        self._uid = enrol.new_uid()
        self._start_from = BLANK
        self._left: set[str] = set()
        self._asked: Picker | None = None
        self._operation = ""
        self._emptied: tuple[str, EnrolmentDraft] | None = None
        self._form = EnrolmentForm(self)
        self._stopped_banner = StoppedBanner(self)
        self._banner = AmendBanner(self)
        self._already = AlreadyPanel(self)
        self._foot = Foot(self)
        self._large = LargeNotice(self)
        self._keeper = DraftKeeper(session, self)
        self._watch = LookalikeWatch(session, self)
        self._glyphs = GlyphWatch(session, self)
        self._lay_out()
        self._connect_form()
        self.refresh()
        self._keeper.look()

    # -- a page ---------------------------------------------------------------------------------------------

    def title(self) -> str:
        """Return the page's name for the navigation."""
        return self.tr("入会登记")

    def entered(self) -> None:
        """Put the focus on the number, or leave it where somebody was typing."""
        focused = self.window().focusWidget()
        if not (self.isAncestorOf(focused) and focused.isVisible()):
            self._form.start()

    def refresh(self) -> None:
        """Take over what a briefing or another act has changed."""
        if self._book is not self.session.book:
            self._book = self.session.book
            self._form.show_book(self._book, clerk=self.session.operator.role is Role.CLERK)
            self._large.show_book(self._book)
        self._watch.ask_again()
        self._look()

    def hideEvent(self, event) -> None:
        self._keeper.keep_now()  # a lock covers the page before it closes the lanes
        super().hideEvent(event)

    def _fit_revoked(self) -> None:
        """Take no input once the device is stopped: what was typed before stays, in sight and in the store."""
        stopped = self.session.revoked
        if stopped:
            self._keeper.keep_now()
            if self.isAncestorOf(self.window().focusWidget()):
                self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._stopped_banner.setVisible(stopped)
        self._form.let_enter(not stopped)
        for part in (self._already, self._foot):
            part.setEnabled(not stopped)
        for key in self.findChildren(QShortcut):
            key.setEnabled(not stopped)

    # -- typing ---------------------------------------------------------------------------------------------

    def _check(self, draft: EnrolmentDraft) -> Checked:
        return check(draft, self.session.book, self.session.today())

    def _look(self) -> None:
        """Hold what is typed against the rules, show what falls out of it, keep it, and look who it may be."""
        today = self.session.today()
        self._form.more.show_day(today)
        draft = self._form.draft()
        checked = self._check(draft)
        self._form.person.show_known(checked, today)
        self._show_faults((*self._picked(checked.faults, draft), *self._undrawn(draft)))
        if not self._operation:
            self._keep(draft)
            self._watch.ask(likeness_of(draft, checked.faults))

    def _undrawn(self, draft: EnrolmentDraft) -> tuple[Fault, ...]:
        """Return the notes on what no font draws, as far as is known yet, and ask for a printed form there and then."""
        name, print_as = normalise_name(draft.name), draft.print_as
        self._glyphs.ask(name, print_as)
        in_name, in_print_as = self._glyphs.undrawn(name), self._glyphs.undrawn(print_as)
        self._form.ask_print_as(bool(in_name))
        return undrawn_faults(name, print_as, in_name, in_print_as)

    def _picked(self, faults: Sequence[Fault], draft: EnrolmentDraft) -> tuple[Fault, ...]:
        """Return what is said now: what matters to the act that was asked for, else what is worth saying."""
        return self._asked(faults) if self._asked else worth_saying(faults, draft, self._left)

    def _keep(self, draft: EnrolmentDraft) -> None:
        if draft == self._start_from:
            self._keeper.drop()
        else:
            self._keeper.keep_soon(self._uid, draft)

    def _leave(self, field: str) -> None:
        self._left.add(field)
        self._look()
        self._keeper.keep_now()

    def _show_faults(self, faults: Sequence[Fault]) -> None:
        homeless = self._form.show_faults(faults)
        if self._asked is not None:
            stops = sum(fault.stops for fault in faults)
            self._foot.show_stops(stops, [fault for fault in homeless if fault.stops])

    def _show_lookalikes(self, lookalikes: Lookalikes | None) -> None:
        if self._operation:
            return
        same = lookalikes.same_document if lookalikes else None
        alike = (lookalikes.same_phone, lookalikes.same_name) if lookalikes and same is None else ((), ())
        self._form.likeness.show_lines(*alike)
        self._show_already(same)

    def _show_already(self, line: MemberLine | None) -> None:
        self._already.show_line(line, amending=bool(self._operation))
        if not self._operation:
            self._foot.show_enrolling(already=line is not None)

    def _start(self, draft: EnrolmentDraft, uid: str, *, asked: Picker | None = None) -> None:
        """Show ``draft`` as the form of ``uid`` and put the focus on its first field."""
        self._uid = uid
        self._left = set() if not draft.document_number else {"document_number", "name", "phone"}
        self._asked = asked
        self._form.show_draft(draft)
        self._form.start()

    def _restore(self, kept: KeptDraft) -> None:
        """Show what an earlier start has left, unless somebody has begun to type; a saved one is only told of."""
        if self._form.draft() != self._start_from or self._operation:
            return
        if kept.saved:
            self._keeper.take(kept.draft)
            self._keeper.drop()
            self._foot.strip.saved(self.tr("上一位已经保存，可以登记下一位。"), papers=False)
            return
        self._keeper.take(kept.draft)
        self._start(kept.draft, kept.uid)
        self._foot.strip.warn(self.tr("已恢复上次没有保存的内容，请核对后继续。"))

    # -- emptying -------------------------------------------------------------------------------------------

    def empty(self) -> None:
        """Empty the form for the next person; what stood in it can be had back."""
        draft = self._form.draft()
        if draft == self._start_from or self._operation:
            return
        self._emptied = (self._uid, draft)
        self._next()
        self._foot.strip.emptied(self.tr("已清空。"))

    def undo_empty(self) -> None:
        """Put back what was emptied last."""
        if self._emptied is None or self._operation:
            return
        uid, draft = self._emptied
        now, self._emptied = (self._uid, self._form.draft()), None
        self._start(draft, uid)
        if now[1] == self._start_from:
            self._foot.strip.hint()
        else:  # what was typed since can be had back in its turn
            self._emptied = now
            self._foot.strip.emptied(self.tr("已换回清空前的内容。"))

    def _next(self) -> None:
        """Be ready for the next person, who may share the last one's group and employer."""
        last = self._form.draft()
        self._keeper.drop()
        self._start_from = self._form.carried_on(last)
        self._start(self._start_from, enrol.new_uid())
        self._look()

    # -- the notice -----------------------------------------------------------------------------------------

    def _tick_notice(self) -> None:
        self._form.agreement.notice_read.setChecked(True)

    def _back_to_notice(self) -> None:
        self._form.agreement.notice_read.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_member(self, uid: str) -> None:
        self.session.member_chosen.emit(uid, "members")

    # -- layout ---------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 20, 10)
        column.setSpacing(8)
        column.addWidget(self._stopped_banner)
        column.addWidget(self._banner)
        column.addWidget(self._form, 1)
        column.addWidget(self._already)
        column.addWidget(self._foot)
        QWidget.setTabOrder(self._form.agreement.on_paper, self._foot.save)
        QWidget.setTabOrder(self._foot.save, self._form.person.kind)

    def _connect_form(self) -> None:
        self._form.typed.connect(self._look)
        self._form.left.connect(self._leave)
        self._form.large_asked.connect(self._large.open_sheet)
        self._form.likeness.chosen.connect(self._open_member)
        self._large.read.connect(self._tick_notice)
        self._large.closed.connect(self._back_to_notice)
        self._foot.empty_asked.connect(self.empty)
        self._foot.strip.undo_asked.connect(self.undo_empty)
        self._keeper.found.connect(self._restore)
        self._watch.found.connect(self._show_lookalikes)
        self._glyphs.learned.connect(self._look)
        self.session.revoked_changed.connect(self._fit_revoked)


def likeness_of(draft: EnrolmentDraft, faults: Sequence[Fault]) -> Likeness:
    """Return by what the person is compared: only what the rules do not stop."""
    stopped = {fault.field for fault in faults if fault.stops}
    number = normalise_document(draft.document_number)
    return Likeness(
        document_kind=draft.document_kind,
        document_number="" if stopped & {"document_kind", "document_number"} else number,
        phone="" if "phone" in stopped else normalise_phone(draft.phone),
        name="" if "name" in stopped else normalise_name(draft.name),
    )
