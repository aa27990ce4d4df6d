# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The service page: whoever is here on one side, what they are offered as tiles on the other; one tap records.

1. An anonymous visitor is the beginning and the end of every record: a name never stays for the next person.
2. A tap is recorded at once; taking it back is another tap.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fieldkit.acts import look_up, serve, void
from fieldkit.acts.done import Done
from fieldkit.domain.days import CHINA
from fieldkit.domain.events import Service
from fieldkit.domain.members import Member, MemberLine
from fieldkit.domain.services import ServiceCount
from fieldkit.ui.page import Page
from fieldkit.ui.parts.desk_sheet import DeskSheet
from fieldkit.ui.parts.done import DoneStrip, undo_window
from fieldkit.ui.parts.finder import Finder
from fieldkit.ui.parts.person import NOBODY, Person, PersonPanel, line_of
from fieldkit.ui.parts.tiles import DIGITS, TileBoard, TileFace
from fieldkit.ui.serve.crowd import Crowd
from fieldkit.ui.session import Session
from fieldkit.ui.strings import in_language


@dataclass(frozen=True, slots=True)
class Tap:
    """One tap: what, for whom, how many."""

    service: str
    person: Person
    count: int


class ServePage(Page):
    """Find or scan a member, or nobody, and tap what they used."""

    NAME = "serve"
    CONCERNS = frozenset({"services", "members", "briefing"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("serve_page")
        DeskSheet(session.look, self)
        self._services: dict[str, Service] = {}
        self._groups: dict[str, str] = {}
        self._wanted = ""
        self._last: Tap | None = None
        self._finder = Finder(session, self)
        self._panel = PersonPanel(
            nobody=self.tr("不记姓名，只计人次。需要记名时，在左侧查找或扫描会员卡。"),
            visiting=self.tr("本机没有此会员资料：只计人次，要记名的服务请先同步。"),
            parent=self,
        )
        self._board = TileBoard(self.tr("还没有服务目录，请先同步一次。"), self)
        self._crowd = Crowd(self)
        self._strip = DoneStrip(self.tr("同一人再记一项（Alt+R）"), self._keys(), self)
        self._second_tap = QTimer(self)
        self._second_tap.setSingleShot(True)
        self._lay_out()
        self._connect()
        self._show_services()

    def title(self) -> str:
        return self.tr("服务")

    def entered(self) -> None:
        self.refresh()
        self._finder.take_focus()

    def refresh(self) -> None:
        if not self.isVisible():
            return  # read again when entered
        self._show_services()
        self._finder.refresh()
        self._read_counts()

    def open_member(self, uid: str) -> None:
        self.session.local.run(partial(look_up.member, uid=uid), done=self._opened, failed=self.session.fail)

    def _keys(self) -> str:
        return self.tr("Alt+数字 点选服务　　Alt+加减号 改人数　　Esc 换人")

    # -- layout ---------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self._heading(self.tr("谁来了")))
        left.addWidget(self._finder, 1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self._panel)
        self._panel.put_aside(self._crowd)
        right.addWidget(self._board, 1)
        right.addWidget(self._strip)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(20)
        row.addLayout(left, 2)
        row.addLayout(right, 3)

    def _heading(self, words: str) -> QLabel:
        label = QLabel(words, self)
        label.setProperty("role", "heading")
        return label

    def _connect(self) -> None:
        self._finder.chosen.connect(self._choose_line)
        self._finder.visiting.connect(self._choose_card)
        self._finder.cleared.connect(self._dismiss)
        self._panel.dismissed.connect(self._dismiss)
        self._board.tapped.connect(self._tap)
        self._board.typed.connect(self._finder.type_on)
        self._strip.undo_asked.connect(self._take_back)
        self._strip.more_asked.connect(self._same_again)
        self._shortcut("Alt+Z", self._strip.undo)
        self._shortcut("Alt+R", self._same_again)
        for place, digit in enumerate(DIGITS):
            self._shortcut(f"Alt+{digit}", partial(self._board.tap_number, place))
        for keys in ("Alt+=", "Alt++"):
            self._shortcut(keys, partial(self._crowd.step, 1))
        self._shortcut("Alt+-", partial(self._crowd.step, -1))

    def _shortcut(self, keys: str, act) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._dismiss()
        elif event.key() == Qt.Key.Key_Plus:
            self._crowd.step(1)
        elif event.key() == Qt.Key.Key_Minus:
            self._crowd.step(-1)
        else:
            super().keyPressEvent(event)

    # -- what is offered ------------------------------------------------------------------------------------

    def _show_services(self) -> None:
        services = {service.code: service for service in self.session.book.services if service.active}
        if services == self._services:
            return
        rows = self.session.book.table("service_group")
        self._groups = {row.code: in_language(row.name, row.name_en) for row in rows}
        self._services = services
        self._board.show_faces([self._face(service) for service in services.values()])

    def _face(self, service: Service) -> TileFace:
        note = self.tr("记名") if service.named else ""
        group = self._groups.get(service.group, service.group)
        return TileFace(service.code, group, in_language(service.name, service.name_en), note)

    def _read_counts(self) -> None:
        day = self.session.now().astimezone(CHINA).date()
        self.session.local.run(
            partial(serve.service_counts, desk=self.session.desk, day=day),
            done=self._show_counts,
            failed=self.session.fail,
        )

    def _show_counts(self, counts: tuple[ServiceCount, ...]) -> None:
        self._board.show_figures({count.service: count.count for count in counts})

    # -- who is here ----------------------------------------------------------------------------------------

    def _opened(self, member: Member) -> None:
        self._choose(Person(line_of(member)))

    def _choose_line(self, line: MemberLine) -> None:
        self._choose(Person(line))

    def _choose_card(self, number: str) -> None:
        self._choose(Person(visiting=number))

    def _choose(self, person: Person) -> None:
        self._second_tap.stop()
        self._panel.show_person(person)
        self._crowd.reset()
        self._crowd.setEnabled(False)
        self._board.take_focus(self._wanted)

    def _dismiss(self) -> None:
        self._be_ready()
        self._finder.take_focus()

    def _be_ready(self) -> None:
        """Forget whoever was here."""
        self._want("")
        self._finder.reset()
        self._panel.show_person(NOBODY)
        self._crowd.setEnabled(True)
        self._crowd.reset()

    # -- taps -----------------------------------------------------------------------------------------------

    def _tap(self, code: str) -> None:
        if self._second_tap.isActive():
            return  # the second half of a double click must not count a visitor who is not there
        person = self._panel.person
        if self._services[code].named and not person.uid:
            self._want(code)
            return
        tap = Tap(code, person, 1 if person.named else self._crowd.size_now)
        self.session.local.run(
            partial(
                serve.serve,
                service=code,
                uid=person.uid,
                count=tap.count,
                operator=self.session.operator,
                desk=self.session.desk,
                now=self.session.now(),
            ),
            done=partial(self._recorded, tap),
            failed=partial(self._not_recorded, tap),
        )
        stays = self._board.holds_focus() and not person.named
        self._be_ready()
        if person.named:
            self._second_tap.start(QGuiApplication.styleHints().mouseDoubleClickInterval())
        if not stays:
            self._finder.take_focus()

    def _want(self, code: str) -> None:
        """Remember which tile waits for a member, and ask for one."""
        self._wanted = code
        self._board.show_wanted(code)
        if code:
            known = self.tr("“{0}”要记名：请先查找会员或扫描会员卡。")
            unknown = self.tr("“{0}”要记名，而本机没有这张卡的会员资料：请先同步，或换一项服务。")
            self._panel.ask((unknown if self._panel.person.visiting else known).format(self._name(code)))
            self._finder.take_focus()

    def _recorded(self, tap: Tap, done: Done) -> None:
        self._last = tap
        name = self._name(tap.service)
        if tap.person.named:
            sentence = self.tr("已记：{0}，{1}").format(name, tap.person.label)
        else:
            sentence = self.tr("已记：{0}，匿名来访者 {1} 人").format(name, tap.count)
        self._strip.say_done(
            sentence, done.operation, undo_for=undo_window(self.session.operator), more=tap.person.named
        )
        self.session.touched.emit(done.touched)

    def _not_recorded(self, tap: Tap, fault: Exception) -> None:
        """Say so, and bring the person back unless somebody else is here by now."""
        if not self._panel.person.named and tap.person.named and not self._finder.text():
            self._choose(tap.person)
        self.session.fail(fault)

    def _same_again(self) -> None:
        if self._last is not None:
            self._choose(self._last.person)

    def _take_back(self, operation: str) -> None:
        assert self._last is not None
        self.session.local.run(
            partial(
                void.void,
                operation=operation,
                reason=self.tr("点错了"),
                operator=self.session.operator,
                desk=self.session.desk,
                now=self.session.now(),
            ),
            done=partial(self._taken_back, self._last),
            failed=self.session.fail,
        )

    def _taken_back(self, tap: Tap, done: Done) -> None:
        self._strip.say(self.tr("已撤销：{0}").format(self._name(tap.service)))
        self.session.touched.emit(done.touched)

    def _name(self, code: str) -> str:
        service = self._services.get(code)
        return in_language(service.name, service.name_en) if service else code
