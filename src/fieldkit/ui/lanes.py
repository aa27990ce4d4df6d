# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Where work runs: a lane is one thread that holds one store; answers come back on the GUI thread.

1. This is the only file that makes threads.
2. A lane opens what it holds in its own thread, at its first task, and hands it to every task in order.
3. Only frozen values cross: a task returns one, or raises.
4. ``done`` and ``failed`` are always called on the GUI thread, never after the lane is closed.
5. A task never holds a widget; the lane owns the only signal.
6. An answer to a widget that is gone is dropped.
7. A lane that is closing takes no new task (``failed`` hears NotSignedIn), but those it has still answer.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event, RLock
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from fieldkit.problems import NotSignedIn
from fieldkit.work import Progress, Report

Held = TypeVar("Held")
T = TypeVar("T")

log = logging.getLogger(__name__)

TELLS_A_SECOND = 10


class _Door:
    """Tells whether a postman is still there; who goes waits until the last call has been taken."""

    def __init__(self) -> None:
        self.lock = RLock()  # what is collected in the middle of a call may be the postman's own parent
        self.is_shut = False

    def shut(self, *_: object) -> None:
        """Take no call any more."""
        with self.lock:
            self.is_shut = True


class _Postman(QObject):
    """Carries calls from the lane's thread to the thread it was made in, until it goes with its parent."""

    called = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.called.connect(self._call, Qt.ConnectionType.QueuedConnection)
        self._door = _Door()
        self.destroyed.connect(self._door.shut)

    def carry(self, call: Callable[[], None]) -> None:
        """Have ``call`` called, from whatever thread; it is dropped where nobody is there any more to call it."""
        with self._door.lock:  # a signal of what goes in the middle of it ends the program
            if not self._door.is_shut:
                self.called.emit(call)

    @Slot(object)
    def _call(self, call: Callable[[], None]) -> None:
        call()


class Cancel:
    """The wish to stop one long task; given to whoever started it."""

    def __init__(self) -> None:
        self._event = Event()

    def ask(self) -> None:
        """Ask the task to stop at its next safe point."""
        self._event.set()

    @property
    def asked(self) -> bool:
        """Return True once asked."""
        return self._event.is_set()


class _LaneReport:
    """The report a long task speaks through: throttled, and told on the GUI thread."""

    def __init__(self, cancel: Cancel, tell: Callable[[Progress], None]) -> None:
        self._cancel = cancel
        self._tell = tell
        self._last = 0.0
        self._step: object = None

    @property
    def asked_to_stop(self) -> bool:
        return self._cancel.asked

    def tell(self, progress: Progress) -> None:
        now = time.monotonic()
        last_of_step = progress.total and progress.done >= progress.total
        if progress.step is self._step and not last_of_step and now - self._last < 1 / TELLS_A_SECOND:
            return
        self._last, self._step = now, progress.step
        self._tell(progress)


class Lane(Generic[Held]):
    """One thread, one held thing, tasks in order."""

    def __init__(
        self, name: str, opener: Callable[[], Held], closer: Callable[[Held], None], *, parent: QObject
    ) -> None:
        self._name = name
        self._opener = opener
        self._closer = closer
        self._held: Held | None = None
        self._closing = False
        self._closed = False
        self._cancels: set[Cancel] = set()
        self._postman = _Postman(parent)
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"lane-{name}")

    def run(
        self,
        task: Callable[[Held], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run ``task`` with what the lane holds; call ``done`` or ``failed`` on the GUI thread."""
        self._submit(task, done, failed)

    def run_long(
        self,
        task: Callable[[Held, Report], T],
        *,
        progress: Callable[[Progress], None],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> Cancel:
        """Run ``task`` that reports as it goes; return the wish to stop it."""
        cancel = Cancel()
        report = _LaneReport(
            cancel, lambda said: self._post(lambda: None if _is_gone(progress) else progress(said))
        )
        self._cancels.add(cancel)

        def with_report(held: Held) -> T:
            try:
                return task(held, report)
            finally:
                self._cancels.discard(cancel)

        self._submit(with_report, done, failed)
        return cancel

    def close(self) -> None:
        """Ask long tasks to stop, let the others end unheard, close what is held. Blocks until then."""
        self._closed = True
        self._ask_to_stop(None)
        self._threads.shutdown(wait=True)

    def close_soon(self, then: Callable[[], None]) -> None:
        """Ask long tasks to stop, let the others end and answer, close what is held; then call ``then``."""
        self._ask_to_stop(then)

    def _ask_to_stop(self, then: Callable[[], None] | None) -> None:
        if self._closing:
            return
        self._closing = True
        for cancel in tuple(self._cancels):
            cancel.ask()

        def last() -> None:
            try:
                self._let_go()
            finally:
                self._post(lambda: self._end(then))

        self._threads.submit(last)
        self._threads.shutdown(wait=False)

    def _end(self, then: Callable[[], None] | None) -> None:
        self._closed = True
        if then is not None:
            then()

    def _let_go(self) -> None:
        if self._held is not None:
            self._closer(self._held)
            self._held = None

    def _post(self, call: Callable[[], None]) -> None:
        def unless_closed() -> None:
            if not self._closed:
                call()

        self._postman.carry(unless_closed)

    def _submit(
        self,
        task: Callable[[Held], T],
        done: Callable[[T], None] | None,
        failed: Callable[[Exception], None] | None,
    ) -> None:
        if self._closing:
            self._post(lambda: self._say_failed(failed, NotSignedIn()))
            return

        def in_lane() -> None:
            try:
                if self._held is None:
                    self._held = self._opener()
                answer = task(self._held)
            except Exception as fault:  # noqa: BLE001 - whatever it is goes to whoever asked
                self._post(lambda fault=fault: self._say_failed(failed, fault))  # type: ignore[misc]
                return
            if done is not None:
                self._post(lambda: None if _is_gone(done) else done(answer))

        self._threads.submit(in_lane)

    def _say_failed(self, failed: Callable[[Exception], None] | None, fault: Exception) -> None:
        if failed is not None:
            if not _is_gone(failed):
                failed(fault)
        else:
            log.error("lane %s: nobody listens to a %s", self._name, type(fault).__name__)


def _is_gone(call: object) -> bool:
    """Return True when ``call`` is bound to a Qt object that does not exist any more."""
    while isinstance(call, partial):
        call = call.func
    owner = getattr(call, "__self__", None)
    if isinstance(owner, QObject):
        try:
            owner.objectName()
        except RuntimeError:  # PySide's word for a wrapper whose Qt object is deleted
            return True
    return False
