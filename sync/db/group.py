# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""One writer at a time, and those who wait share its transaction.

A commit costs a disk sync, with a standby a journey too. Whoever finds the writer's place free takes all who wait
along: each has a SAVEPOINT of its own, so that what one does wrong undoes nobody else; one commit serves them all.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection

T = TypeVar("T")
Work = Callable[[Connection], Any]

MOST_TOGETHER = 32
"""PostgreSQL slows down beyond 64 savepoints in a transaction; and nobody shall wait long for strangers' work."""


class Unavailable(Exception):
    """The database cannot be used at this moment; nothing was written. Worth trying again soon."""


class CommitUnknown(Unavailable):
    """The connection was lost while committing: it may be written or not. Only asking again tells."""


@dataclass(slots=True, eq=False)
class Job:
    """A piece of work that waits for the writer, and what came of it."""

    work: Work
    done: bool = False
    result: Any = None
    fault: BaseException | None = None


class Line:
    """Those who want to write, in the order they came."""

    def __init__(self, wait_seconds: float) -> None:
        self._changed = threading.Condition()
        self._waiting: deque[Job] = deque()
        self._taken = False
        self._wait_seconds = wait_seconds

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the writer's place. Raises Unavailable after a long wait."""
        until = time.monotonic() + self._wait_seconds
        with self._changed:
            while self._taken:
                self._wait(until)
            self._taken = True
        try:
            yield
        finally:
            self._leave()

    def together(self, work: Callable[[Connection], T], run: Callable[[list[Job]], None]) -> T:
        """Have ``work`` done, by ourselves or by who is before us; ``run`` does a group and marks each job done."""
        job = Job(work)
        until = time.monotonic() + self._wait_seconds
        with self._changed:
            self._waiting.append(job)
            while self._taken and not job.done:
                try:
                    self._wait(until)
                except Unavailable:
                    if job in self._waiting:
                        self._waiting.remove(job)
                        raise
                    raise CommitUnknown from None  # somebody is at it and does not come back
            if not job.done:
                self._taken = True
        while not job.done:  # the place is ours until our own job is done
            with self._changed:
                group = [self._waiting.popleft() for _ in range(min(MOST_TOGETHER, len(self._waiting)))]
            try:
                run(group)
            except (
                BaseException
            ):  # whoever leads falls, the place must not: our own job may not even have been begun
                self._give_up(job)
                self._tell(group, leave=True)
                raise
            self._tell(group, leave=job in group)
        if job.fault is not None:
            raise job.fault
        result: T = job.result
        return result

    def _wait(self, until: float) -> None:
        """Wait for a change. Raises Unavailable when the time is up."""
        if not self._changed.wait(until - time.monotonic()) and time.monotonic() >= until:
            raise Unavailable

    def _give_up(self, job: Job) -> None:
        with self._changed:
            if job in self._waiting:
                self._waiting.remove(job)

    def _tell(self, group: list[Job], *, leave: bool) -> None:
        """Let the others know; a job that nobody has done was cut short with the transaction."""
        with self._changed:
            for job in group:
                if not job.done:
                    job.done, job.fault = True, CommitUnknown()
            if leave:
                self._taken = False
            self._changed.notify_all()

    def _leave(self) -> None:
        with self._changed:
            self._taken = False
            self._changed.notify_all()
