# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The set-up face: five steps in order, each one screen, all by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QWidget

from fieldkit.ui.parts.frame import Aside, centred, label
from fieldkit.ui.setup.step import Step
from fieldkit.ui.setup.switch_room import SwitchRoom
from fieldkit.ui.setup.welcome import WelcomeStep
from fieldkit.ui.style import role

if TYPE_CHECKING:  # only there once somebody is in
    from fieldkit.ui.door import Door
    from fieldkit.ui.session import Session
    from fieldkit.ui.setup.new_store import StoreStep

WELCOME, STORE, JOIN, PLACE, READY = range(5)


class SetupFace(QWidget):
    """Leads through the set-up.

    Signals:
        made: (operator id) the store was made; the window opens it and calls ``go_on``.
        finished: the set-up is done, or as much of it as can be now.
        language_asked, theme_asked: another language or theme was chosen.
    """

    made = Signal(str)
    finished = Signal()
    language_asked = Signal(str)
    theme_asked = Signal(str)

    def __init__(self, door: Door, *, spoken: str, theme: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._door = door
        self._session: Session | None = None
        self._steps = QStackedWidget(self)
        self._names: list[QLabel] = []
        self._places: dict[int, Step] = {}
        self._scrolls: dict[int, QScrollArea] = {}
        self._store: StoreStep | None = None
        self._now = WELCOME
        self._switches = SwitchRoom(spoken=spoken, theme=theme, parent=self)
        self._switches.language_asked.connect(self.language_asked)
        self._switches.theme_asked.connect(self.theme_asked)
        self._lay_out()
        welcome = WelcomeStep(self)
        welcome.finished.connect(self._ask_how_keys_are_kept)
        self._add(WELCOME, welcome)
        self._go(WELCOME)

    @property
    def step(self) -> int:
        """Return which step is shown: WELCOME, STORE, JOIN, PLACE or READY."""
        return self._now

    def focus(self) -> None:
        """Put the cursor into the step that is shown."""
        self._go(self.step)

    def show_fault(self, fault: Exception) -> None:
        """Say that the store could not be opened after it was made."""
        if self._store is not None:
            self._store.show_fault(fault)

    def say_bug(self) -> None:
        """Say that something of ours went wrong, in the step that is shown."""
        from fieldkit.ui.problems import sentence  # noqa: PLC0415 - the first face opens without it

        self._places[self._now].say(str(sentence(RuntimeError())))

    def go_on(self, session: Session) -> None:
        """Go on with the steps that need an open store."""
        from fieldkit.ui.setup.last_steps import (  # noqa: PLC0415 - slow to import, and only needed now
            JoinStep,
            PlaceStep,
            ReadyStep,
        )

        self._session = session
        join, place, ready = JoinStep(session, self), PlaceStep(session, self), ReadyStep(session, self)
        join.finished.connect(self._to_place)
        join.skipped.connect(self._to_ready)
        place.finished.connect(self._to_ready)
        ready.finished.connect(self.finished)
        self._add(JOIN, join)
        self._add(PLACE, place)
        self._add(READY, ready)
        self._go(PLACE if session.book.sites else JOIN)

    def _lay_out(self) -> None:
        aside = Aside(self)
        names = (
            self.tr("1  欢迎"),
            self.tr("2  建立档案库"),
            self.tr("3  加入区里"),
            self.tr("4  选择点位"),
            self.tr("5  开始工作"),
        )
        for name in names:
            line = label(name, "way", self, wrap=False)
            aside.column.addWidget(line)
            self._names.append(line)
        aside.column.addStretch(1)
        aside.column.addWidget(self._switches)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(aside)
        row.addWidget(self._steps, 1)

    def _add(self, place: int, step: Step) -> None:
        self._places[place] = step
        inner = QWidget(self)
        inner.setLayout(centred(step))
        scroll = QScrollArea(self)
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        self._scrolls[place] = scroll
        self._steps.addWidget(scroll)

    def _go(self, place: int) -> None:
        self._now = place
        self._steps.setCurrentWidget(self._scrolls[place])
        for number, name in enumerate(self._names):
            role(name, "way", "done" if number < place else "now" if number == place else "")
        self._switches.setVisible(place == WELCOME)
        self._places[place].focus()

    def _ask_how_keys_are_kept(self) -> None:
        self._door.knock(self._door.secret_kind, self._to_store, self._not_known)

    def _not_known(self, _fault: Exception) -> None:
        self._to_store("passphrase")

    def _to_store(self, kind: object) -> None:
        from fieldkit.ui.setup.new_store import StoreStep  # noqa: PLC0415 - the first face opens without it

        if STORE not in self._places:
            store = StoreStep(self._door, by_pin=kind == "pin", parent=self)
            store.made.connect(self.made)
            self._store = store
            self._add(STORE, store)
        self._go(STORE)

    def _to_place(self) -> None:
        self._go(PLACE)

    def _to_ready(self) -> None:
        self._go(READY)
