# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The welfare-pack page: who, what they may take, a signature, and it is recorded with its receipt.

1. Whether something may be taken is asked of the store when the person or the stock changes, and
   again by the act itself.
2. What is typed and signed stays until the issue is recorded; then everything is empty for the next person.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fieldkit.acts import issue, look_up, void
from fieldkit.acts.done import Done
from fieldkit.domain.events import Goods
from fieldkit.domain.members import Member, MemberLine
from fieldkit.domain.packs import Entitlement
from fieldkit.ui.packs.goods import GoodsList
from fieldkit.ui.packs.handover import Handed, HandOver
from fieldkit.ui.page import Page
from fieldkit.ui.parts.desk_sheet import DeskSheet
from fieldkit.ui.parts.done import DoneStrip, undo_window
from fieldkit.ui.parts.finder import Finder
from fieldkit.ui.parts.finder_keys import PLAIN
from fieldkit.ui.parts.person import NOBODY, Person, PersonPanel, line_of
from fieldkit.ui.parts.tiles import DIGITS
from fieldkit.ui.session import Session
from fieldkit.ui.strings import in_language

LIST_WIDTH = 252
SIGNED_FOR = ("new", "members")


class PacksPage(Page):
    """Find or scan who takes something, choose it, have it signed for, record it."""

    NAME = "packs"
    CONCERNS = frozenset({"stock", "members", "briefing"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("packs_page")
        DeskSheet(session.look, self)
        self._person_now = NOBODY
        self._asked = 0
        self._left: dict[str, int] = {}
        self._busy = False
        self._lane = session.local
        self._preselects = False
        self._finder = Finder(session, self)
        self._panel = PersonPanel(
            nobody=self.tr("可直接领取按需物资。领福利包请先查找会员或扫描会员卡。"),
            visiting=self.tr("本机没有此会员资料，按卡号登记，同步后由区里核对。"),
            parent=self,
        )
        self._list = GoodsList(self.tr("还没有物资清单，请先同步一次。"), self)
        self._handover = HandOver(self._relations(), self)
        self._strip = DoneStrip(self.tr("补打凭条（Alt+P）"), self._keys(), self)
        self._lay_out()
        self._connect()
        self._item_chosen(self._list.choice)

    def title(self) -> str:
        return self.tr("福利物资")

    def entered(self) -> None:
        if self._lane is not self.session.local:  # a lock closed the lane that would have answered
            self._lane = self.session.local
            self._set_busy(False)
        self.refresh()
        self._finder.take_focus()

    def refresh(self) -> None:
        if not self.isVisible():
            return  # read again when entered
        self._handover.show_relations(self._relations())
        self._finder.refresh()
        self._read_entitlements()

    def open_member(self, uid: str) -> None:
        self.session.local.run(partial(look_up.member, uid=uid), done=self._opened, failed=self.session.fail)

    def _keys(self) -> str:
        return self.tr("Alt+数字 选物资　　Ctrl+回车 发放　　Esc 换人")

    # -- layout ---------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self._heading(self.tr("谁来领")))
        left.addWidget(self._finder, 1)
        both = QHBoxLayout()
        both.setSpacing(16)
        self._list.setMinimumWidth(LIST_WIDTH)
        both.addWidget(self._list, 10)
        both.addWidget(self._handover, 11)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self._panel)
        right.addLayout(both, 1)
        right.addWidget(self._strip)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(20)
        row.addLayout(left, 10)
        row.addLayout(right, 21)

    def _heading(self, words: str) -> QLabel:
        label = QLabel(words, self)
        label.setProperty("role", "heading")
        return label

    def _connect(self) -> None:
        self._finder.chosen.connect(self._choose_line)
        self._finder.visiting.connect(self._choose_card)
        self._finder.cleared.connect(self._dismiss)
        self._panel.dismissed.connect(self._dismiss)
        self._list.chosen.connect(self._item_chosen)
        self._handover.issue_asked.connect(self._issue)
        self._strip.undo_asked.connect(self._take_back)
        self._strip.more_asked.connect(self._print_again)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self._shortcut(keys, self._issue)
        self._shortcut("Alt+Z", self._strip.undo)
        self._shortcut("Alt+P", self._strip.more)
        for place, digit in enumerate(DIGITS):
            self._shortcut(f"Alt+{digit}", partial(self._list.choose_number, place))

    def _shortcut(self, keys: str, act) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.key() == Qt.Key.Key_Escape:
            self._dismiss()
        elif text and text.isprintable() and event.modifiers() in PLAIN:
            self._finder.type_on(text)  # a scan while the pad or a button has the focus
        else:
            super().keyPressEvent(event)

    # -- who is here ----------------------------------------------------------------------------------------

    def _opened(self, member: Member) -> None:
        self._choose(Person(line_of(member)))

    def _choose_line(self, line: MemberLine) -> None:
        self._choose(Person(line))

    def _choose_card(self, number: str) -> None:
        self._choose(Person(visiting=number))

    def _choose(self, person: Person) -> None:
        self._person_now = person
        self._panel.show_person(person)
        self._handover.reset()
        self._list.choose("")
        self._preselects = person.named
        self._read_entitlements()
        self._handover.focus_pad()

    def _dismiss(self) -> None:
        self._be_ready()
        self._finder.take_focus()

    def _be_ready(self) -> None:
        """Forget whoever was here."""
        kept = "" if self._person_now.named else self._list.choice
        self._finder.reset()
        self._choose(NOBODY)
        self._list.choose(kept)  # several visitors in a row take the same

    # -- what they may take ---------------------------------------------------------------------------------

    def _read_entitlements(self) -> None:
        self._asked += 1
        person = self._person_now
        self.session.local.run(
            partial(issue.entitlements, uid=person.uid, number=person.number, desk=self.session.desk),
            done=partial(self._show_entitlements, self._asked),
            failed=self.session.fail,
        )

    def _show_entitlements(self, asked: int, entitlements: tuple[Entitlement, ...]) -> None:
        if asked != self._asked:
            return
        self._left = {entitlement.goods: entitlement.left for entitlement in entitlements}
        here = self.session.desk.site
        stocked = {stock.goods for stock in self.session.book.stocks if stock.site == here and stock.opening}
        self._list.show_entitlements(entitlements, self._goods, named=self._person_now.named, stocked=stocked)
        if self._preselects:
            self._preselects = False
            mine = (
                e.goods for e in entitlements if e.allowed and self._goods(e.goods).audience in SIGNED_FOR
            )
            self._list.choose(next(mine, ""))
        self._item_chosen(self._list.choice)

    def _goods(self, code: str) -> Goods:
        return next((goods for goods in self.session.book.goods if goods.code == code), Goods(code, code))

    def _relations(self) -> list[tuple[str, str]]:
        rows = self.session.book.table("relation")
        return [(row.code, in_language(row.name, row.name_en)) for row in rows]

    def _item_chosen(self, code: str) -> None:
        named = self._person_now.named
        if not code:
            words = (
                self.tr("请选择要领的物资。")
                if named
                else self.tr("请先查找会员；来访者可直接选择按需物资。")
            )
            self._handover.show_nothing(words)
            return
        goods = self._goods(code)
        signed = goods.audience in SIGNED_FOR
        left = self._left.get(code, 1)
        self._handover.show_item(quantity=not goods.once, most=left, signature=signed, behalf=named)
        self._handover.show_receipt(named or signed)
        self._handover.show_ready(not self._busy, "")

    # -- the issue ------------------------------------------------------------------------------------------

    def _issue(self) -> None:
        code = self._list.choice
        if self._busy or not code or not self._handover.check():
            return
        self._set_busy(True)
        person, handed = self._person_now, self._handover.handed()
        self.session.local.run(
            partial(
                issue.issue,
                uid=person.uid,
                number=person.number,
                goods=code,
                quantity=handed.quantity,
                collector=handed.collector,
                signature=handed.signature,
                operator=self.session.operator,
                desk=self.session.desk,
                now=self.session.now(),
            ),
            done=partial(self._issued, person, handed),
            failed=self._not_issued,
        )

    def _issued(self, person: Person, handed: Handed, issued: issue.Issued) -> None:
        self._set_busy(False)
        made = issued.issue
        goods = self._goods(made.goods)
        name = in_language(goods.name, goods.name_en)
        who = person.label or self.tr("匿名来访者")
        sentence = self.tr("已发放：{0} × {1}，{2}　凭条号 {3}").format(
            name, made.quantity, who, made.receipt_number
        )
        self._strip.say_done(sentence, made.operation, undo_for=undo_window(self.session.operator))
        if handed.receipt:
            self.session.papers.print_receipt(made.operation)
        self._dismiss()
        self.session.touched.emit(issued.touched)

    def _not_issued(self, fault: Exception) -> None:
        """Keep all that is typed and signed; show the entitlements as they are by now."""
        self._set_busy(False)
        self._read_entitlements()
        self.session.fail(fault)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._handover.show_ready(not busy and bool(self._list.choice), "")

    def _print_again(self, operation: str) -> None:
        self.session.papers.print_receipt(operation, reason=self.tr("补打"))

    def _take_back(self, operation: str) -> None:
        self.session.local.run(
            partial(
                void.void,
                operation=operation,
                reason=self.tr("发放有误"),
                operator=self.session.operator,
                desk=self.session.desk,
                now=self.session.now(),
            ),
            done=self._taken_back,
            failed=self.session.fail,
        )

    def _taken_back(self, done: Done) -> None:
        self._strip.say(self.tr("已撤销发放；请收回物资和凭条。"))
        self.session.touched.emit(done.touched)
