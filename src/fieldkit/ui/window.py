# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The one window: set-up at first start, then sign-in, then work; a lock covers what is open and keeps it.

1. Until somebody is signed in nothing is imported that only work needs: the first face must be there at once.
2. A lock closes the lanes and forgets the key; what is typed stays in its widgets under the cover.
3. The window's title never says anything about a person.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from fieldkit.ui.faces import Faces
from fieldkit.ui.languages import Languages
from fieldkit.ui.opening import LEAST, SIZE, show_fitting
from fieldkit.ui.style import Look, mark

if TYPE_CHECKING:  # slow to import, and only work needs them
    from fieldkit.settings import Settings
    from fieldkit.ui.door import Door, Lanes
    from fieldkit.ui.entry import Entry
    from fieldkit.ui.idle import Idle
    from fieldkit.ui.session import Session
    from fieldkit.ui.setup.sign_in import SignInFace
    from fieldkit.ui.setup.wizard import SetupFace
    from fieldkit.ui.work_face import WorkFace

log = logging.getLogger(__name__)


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class MainWindow(QMainWindow):
    """Shows one face at a time.

    Attributes:
        cover: the sign-in face while it is shown; setup: the set-up face while it is there.
        work: the work face while somebody is signed in or has only locked the device; session: theirs.

    Signals:
        usable: the first face is painted and takes keys.
        entered: (Session) somebody is signed in and their pages are there.
        closed: the window is gone, the store closed.
    """

    usable = Signal()
    entered = Signal(object)
    closed = Signal()

    def __init__(
        self,
        *,
        door: Door,
        look: Look,
        languages: Languages,
        clock: Callable[[], dt.datetime] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._door = door
        self._look = look
        self._languages = languages
        self._clock = clock or _utc_now
        self._lanes: Lanes | None = None
        self._painted = False
        self._stale = False
        self.cover: SignInFace | None = None
        self.setup: SetupFace | None = None
        self.work: WorkFace | None = None
        self.session: Session | None = None
        self._faces = Faces(self)
        self._idle: Idle | None = None
        self.setCentralWidget(self._faces)
        self.setWindowTitle("FieldKit")
        self.setMinimumSize(LEAST)
        self.resize(SIZE)

    def begin(self) -> None:
        """Show the first face: set-up where there is no store yet, else sign-in."""
        if self._door.has_store():
            self._ask_who()
        else:
            self._show_setup()
        show_fitting(self)

    def lock(self) -> None:
        """Cover what is open, close the lanes and forget the key; what is typed stays."""
        if self.session is None or self._lanes is None:
            return
        log.info("locked")
        self._rest()
        self._ask_who()
        self._forget()

    def say_bug(self) -> None:
        """Tell the operator that something of ours went wrong; everything recorded is safe."""
        face = self.cover or self.setup or self.work
        if face is not None:
            face.say_bug()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._be_usable)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._rest()
        self.hide()
        if self._lanes is not None:
            lanes, self._lanes = self._lanes, None
            lanes.close()
        self._door.lock()
        super().closeEvent(event)
        self.closed.emit()

    # -- faces ----------------------------------------------------------------------------------------------

    def _be_usable(self) -> None:
        self.setWindowIcon(QIcon(mark(132)))
        self.usable.emit()

    def _ask_who(self) -> None:
        from fieldkit.ui.setup.sign_in import SignInFace  # noqa: PLC0415 - only the face that is shown

        self._faces.drop(self.cover)
        settings = self._door.settings()
        face = SignInFace(
            self._door,
            last_operator=self.session.operator.id if self.session else settings.last_operator,
            spoken=self._languages.spoken,
            theme=self._look.theme,
            locked=self.session is not None,
            parent=self._faces,
        )
        face.opened.connect(self._let_in)
        self.cover = face
        self._greet_with(face)

    def _show_setup(self) -> None:
        from fieldkit.ui.setup.wizard import SetupFace  # noqa: PLC0415 - only the face that is shown

        self._faces.drop(self.setup)
        face = SetupFace(
            self._door, spoken=self._languages.spoken, theme=self._look.theme, parent=self._faces
        )
        face.made.connect(self._let_in)
        face.finished.connect(self._start_work)
        self.setup = face
        self._greet_with(face)

    def _greet_with(self, face: SignInFace | SetupFace) -> None:
        face.language_asked.connect(self._speak)
        face.theme_asked.connect(self._wear)
        self._faces.bring(face)
        face.focus()

    # -- coming in ------------------------------------------------------------------------------------------

    def _let_in(self, operator_id: str) -> None:
        from fieldkit.ui.entry import read_entry  # noqa: PLC0415 - slow to import, and only work needs it

        lanes = self._lanes = self._door.lanes(self)
        names = {plate.operator_id: plate.operator_name for plate in self._door.doorplates()}
        task = partial(
            read_entry, operator_id=operator_id, operator_name=names.get(operator_id, ""), now=self._clock()
        )
        lanes.local.run(task, done=self._entered, failed=self._not_entered)

    def _not_entered(self, fault: Exception) -> None:
        self._forget()
        log.warning("not entered: %s", getattr(fault, "code", type(fault).__name__))
        face = self.cover or self.setup
        if face is not None:
            face.show_fault(fault)

    def _entered(self, entry: Entry) -> None:
        if self._lanes is None:
            return
        log.info("signed in: operator %s", entry.operator.id)
        if self.session is not None and self.session.operator == entry.operator and not self._stale:
            self._come_back(entry)
        else:
            self._begin_session(entry)
        self._faces.drop(self.cover)
        self.cover = None

    def _come_back(self, entry: Entry) -> None:
        session, lanes = self.session, self._lanes
        assert session is not None
        assert lanes is not None
        session.reopen(lanes)
        session.take_book(entry.book)
        under = self.setup or self.work
        if under is not None:
            self._faces.bring(under)
        self._watch()
        session.papers.begin()
        session.announce_all()

    def _begin_session(self, entry: Entry) -> None:
        from fieldkit.ui.begin import Idle, begin_session  # noqa: PLC0415 - only work needs them, and they are slow

        assert self._lanes is not None
        self._end_session()
        self.session = begin_session(
            entry, lanes=self._lanes, door=self._door, look=self._look, clock=self._clock, parent=self
        )
        if self._idle is None:
            self._idle = Idle(self)
            self._idle.idle.connect(self._lock_when_idle)
        self.session.touched.connect(self._idle.touch)
        if self.setup is None and (not self.session.joined or not self.session.desk.site):
            self._show_setup()
        if self.setup is not None:
            self.setup.go_on(self.session)
            self._watch()
        else:
            self._start_work()

    def _end_session(self) -> None:
        self._faces.drop(self.work)
        self.work = None
        if self.session is not None:
            self._faces.drop(self.setup)
            self.setup = None
            self.session.rounds.rest()
            self.session.deleteLater()
            self.session = None
        self._stale = False

    def _start_work(self) -> None:
        from fieldkit.ui.work_face import WorkFace  # noqa: PLC0415 - slow to import, and only work needs it

        assert self.session is not None
        self.work = WorkFace(self.session, parent=self._faces)
        self.work.lock_asked.connect(self.lock)
        self.work.theme_asked.connect(self._wear)
        self._faces.bring(self.work)
        self.work.begin()
        self._faces.drop(self.setup)
        self.setup = None
        self._watch()
        self.entered.emit(self.session)

    # -- looks, language, locking -----------------------------------------------------------------------------

    def _watch(self) -> None:
        if self._idle is not None:
            minutes = float(self._door.settings().lock_minutes or 0)
            self._idle.watch(self.windowHandle(), int(minutes * 60_000))

    def _forget(self) -> None:
        """Close the lanes as soon as what runs in them is done, and forget the key."""
        if self._lanes is not None:
            lanes, self._lanes = self._lanes, None
            lanes.close_soon(lambda: None)
        self._door.lock()

    def _rest(self) -> None:
        if self._idle is not None:
            self._idle.rest()

    def _lock_when_idle(self) -> None:
        if self.session is not None and self.session.rounds.running:
            self._watch()
        else:
            self.lock()

    def _speak(self, language: str) -> None:
        self._keep(replace(self._door.settings(), language=language))
        self._languages.speak(language)
        self._stale = self.session is not None
        if self.cover is not None:
            self._ask_who()
        elif self.setup is not None:
            self._show_setup()

    def _wear(self, theme: str) -> None:
        self._keep(replace(self._door.settings(), theme=theme))
        self._look.wear(theme)

    def _keep(self, settings: Settings) -> None:
        self._door.keep_settings(settings)
        if self.session is not None:
            self.session.settings = settings
