# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The members page: search on the left, one member on the right, and what can be done for them.

1. Everything is masked; a look behind the mask is an act of its own and leaves a trace.
2. A paper that was printed before is printed again only with a reason.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from fieldkit.acts import look_up, papers, transfer, withdraw
from fieldkit.acts.done import Done
from fieldkit.acts.enrol import Faulty
from fieldkit.acts.print_copies import further_copy
from fieldkit.domain.members import Member, MemberLine
from fieldkit.domain.operators import Role
from fieldkit.domain.papers import PaperKind, Print
from fieldkit.ui.members.buttons import MemberButtons
from fieldkit.ui.members.details import MemberDetails
from fieldkit.ui.members.drawers import Drawer, ReasonDrawer, UpdateDrawer, WithdrawDrawer
from fieldkit.ui.page import Page
from fieldkit.ui.parts.finder import Finder
from fieldkit.ui.parts.shortcuts import bind
from fieldkit.ui.session import Session

LATEST_PRINTS = 20
LEAST_WIDTH = 480


class MembersPage(Page):
    """Find a member and do what they came for."""

    NAME = "members"
    CONCERNS = frozenset({"members", "prints", "briefing"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("members_page")
        self._uid = ""
        self._wanted: PaperKind | None = None
        self._finder = Finder(session, self)
        self._details = MemberDetails(self)
        self._buttons = MemberButtons(self)
        self._reason = ReasonDrawer(self)
        self._update = UpdateDrawer(self)
        self._withdraw = WithdrawDrawer(self)
        self._empty = QLabel(self.tr("查到的会员显示在这里。"), self)
        self._lay_out()
        self._connect()
        self._show_nobody(self.tr("查到的会员显示在这里。"))

    def title(self) -> str:
        return self.tr("会员查询")

    def entered(self) -> None:
        self._finder.take_focus()

    def refresh(self) -> None:
        if not self.isVisible():
            return  # a search is asked anew when somebody types
        self._finder.refresh()
        if self._uid:
            self._read(self._uid)

    def open_member(self, uid: str) -> None:
        if uid:
            self._choose(uid)

    # -- one member -----------------------------------------------------------------------------------------

    def _chosen(self, line: MemberLine) -> None:
        self._choose(line.uid)

    def _choose(self, uid: str) -> None:
        if self.session.revoked:
            return
        self._close_drawers()
        self._uid = uid
        self._read(uid)

    def _read(self, uid: str) -> None:
        local = self.session.local
        local.run(partial(look_up.member, uid=uid), done=self._show, failed=self.session.fail)
        task = partial(papers.prints, about=uid, limit=LATEST_PRINTS)
        local.run(task, done=partial(self._show_prints, uid), failed=self.session.fail)

    def _show(self, member: Member) -> None:
        if member.uid != self._uid or (self._details.unmasked and self._details.member == member):
            return
        self._details.show_member(member, self.session.book)
        self._buttons.show_member(member, clerk=self.session.operator.role is Role.CLERK)
        self._faces.setCurrentIndex(1)

    def _show_prints(self, uid: str, prints: tuple[Print, ...]) -> None:
        if uid == self._uid:
            self._details.show_prints(prints)

    def _show_nobody(self, words: str = "") -> None:
        self._uid = ""
        self._close_drawers()
        self._details.cover()
        found_here = words or self.tr("查到的会员显示在这里。")
        self._empty.setText("" if self.session.revoked else found_here)  # the finder says why
        self._faces.setCurrentIndex(0)

    def _cleared(self) -> None:
        self._show_nobody()

    def _visiting(self, number: str) -> None:
        words = self.tr(
            "会员卡 {0} 不是本机知道的会员，没有资料可看。\n登记服务或发放福利时可以直接扫描这张卡。"
        )
        self._show_nobody(words.format(number))

    # -- behind the mask ------------------------------------------------------------------------------------

    def _unmask(self) -> None:
        self._act(look_up.unmask, self._details.show_unmasked, uid=self._uid)

    # -- papers ---------------------------------------------------------------------------------------------

    def _card(self) -> None:
        self._print(PaperKind.CARD)

    def _application(self) -> None:
        self._print(PaperKind.APPLICATION)

    def _print(self, kind: PaperKind) -> None:
        """Print at once what was never printed; else ask why it is printed again."""
        self._close_drawers()
        task = partial(further_copy, kind=kind, about=self._uid)
        asked = partial(self._ask_or_order, self._uid, kind)
        self.session.local.run(task, done=asked, failed=self.session.fail)

    def _ask_or_order(self, uid: str, kind: PaperKind, copy: int) -> None:
        """Go on where it is known which copy of a paper this would be that needs a reason; 0 needs none."""
        if uid != self._uid or self.session.revoked:
            return
        if not copy:
            self._order(kind, "")
            return
        self._close_drawers()
        self._wanted = kind
        card = kind is PaperKind.CARD
        heading = self.tr("为什么再打一张卡？") if card else self.tr("为什么再打申请书？")
        self._buttons.hide()
        self._reason.ask(heading, self.tr("打印第 {0} 联 回车").format(copy))

    def _print_again(self) -> None:
        if self._wanted is not None and self._reason.reason:
            self._order(self._wanted, self._reason.reason)
            self._close_drawers()

    def _order(self, kind: PaperKind, reason: str) -> None:
        desk = self.session.papers
        order = desk.print_card if kind is PaperKind.CARD else desk.print_application
        order(self._uid, reason)

    # -- acts -----------------------------------------------------------------------------------------------

    def _ask_update(self) -> None:
        self._close_drawers()
        self._buttons.hide()
        self._update.ask(self.session.book)

    def _save_update(self) -> None:
        self._update.phone.settle()
        given = self._update.given()
        if given:
            self._act(transfer.update, self._updated, uid=self._uid, **given)
        else:
            self._close_drawers()

    def _updated(self, done: Done) -> None:
        self._close_drawers()
        self.session.told.emit(self.tr("信息已更新。"))
        self.session.touched.emit(done.touched)

    def _ask_withdraw(self) -> None:
        self._close_drawers()
        self._buttons.hide()
        self._withdraw.ask()

    def _save_withdraw(self) -> None:
        if self._withdraw.consent is not None:
            self._act(withdraw.withdraw, self._withdrawn, uid=self._uid, consent=self._withdraw.consent)

    def _withdrawn(self, done: Done) -> None:
        self._close_drawers()
        self.session.told.emit(self.tr("已撤回同意，会随下一次同步告知区里。"))
        self.session.touched.emit(done.touched)

    def _documents(self) -> None:
        self.session.member_chosen.emit(self._uid, "documents")

    def _serve(self) -> None:
        self.session.member_chosen.emit(self._uid, "serve")

    def _packs(self) -> None:
        self.session.member_chosen.emit(self._uid, "packs")

    def _amend(self) -> None:
        member = self._details.member
        if member is not None and member.enrolment:
            self.session.amend_asked.emit(member.enrolment)

    def _act(self, act, done, **given) -> None:
        """Run ``act`` for the member shown, by this operator at this desk."""
        session = self.session
        who = {"operator": session.operator, "desk": session.desk, "now": session.now()}
        session.local.run(partial(act, **given, **who), done=done, failed=self._failed)

    def _failed(self, fault: Exception) -> None:
        if isinstance(fault, Faulty):
            self._update.show_faults(fault.faults)
        else:
            self.session.fail(fault)

    def _close_drawers(self) -> None:
        focused = any(drawer.isAncestorOf(self.focusWidget()) for drawer in self._drawers())
        for drawer in self._drawers():
            drawer.hide()
        self._buttons.show()
        if focused:
            self._finder.take_focus()

    def _drawers(self) -> tuple[Drawer, ...]:
        return (self._reason, self._update, self._withdraw)

    # -- layout ---------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._empty.setProperty("role", "hint")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        one = QWidget(self)
        column = QVBoxLayout(one)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._details, 1)
        column.addWidget(self._buttons)
        for drawer in self._drawers():
            column.addWidget(drawer)
        self._faces = QStackedWidget(self)
        self._faces.addWidget(self._empty)
        self._faces.addWidget(one)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(20)
        for half in (self._finder, self._faces):
            half.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._faces.setMinimumWidth(LEAST_WIDTH)
        row.addWidget(self._finder, 9)
        row.addWidget(self._faces, 11)

    def _connect(self) -> None:
        self._finder.chosen.connect(self._chosen)
        self._finder.cleared.connect(self._cleared)
        self._finder.visiting.connect(self._visiting)
        self._details.unmask_asked.connect(self._unmask)
        self._buttons.card_asked.connect(self._card)
        self._buttons.application_asked.connect(self._application)
        self._buttons.documents_asked.connect(self._documents)
        self._buttons.update_asked.connect(self._ask_update)
        self._buttons.withdraw_asked.connect(self._ask_withdraw)
        self._buttons.serve_asked.connect(self._serve)
        self._buttons.packs_asked.connect(self._packs)
        self._buttons.amend_asked.connect(self._amend)
        for drawer in self._drawers():
            drawer.closed.connect(self._close_drawers)
        self._reason.submitted.connect(self._print_again)
        self._update.submitted.connect(self._save_update)
        self._withdraw.submitted.connect(self._save_withdraw)
        bind(self, {"Alt+U": self._details.toggle_mask})
