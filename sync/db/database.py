# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The district's database: read by many, written by one at a time. What it is made of is behind this class.

1. Every write is one transaction that takes the writer's place at its start, so that what it reads stays true: among
   the threads of this process by ``sync.db.group``, among processes by the database itself.
2. A commit is on the disk before anybody is told of it. Where that cannot be known, nobody is told: ``CommitUnknown``.
3. SQLCipher (``sync.db.sqlcipher``) and PostgreSQL (``sync.db.postgres``) are the two kinds; ``Kind`` is all
   that differs.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from sqlalchemy import Connection, Engine, event

from sync.db.bulk import Row, forget_kept_tables, insert_new, insert_rows, upsert
from sync.db.group import CommitUnknown, Job, Line, Unavailable
from sync.db.wrapping import KeyRefused, Wrapping

__all__ = [
    "CommitUnknown",
    "Database",
    "KeyRefused",
    "Row",
    "Unavailable",
    "insert_new",
    "insert_rows",
    "open_database",
    "open_postgresql",
    "upsert",
]

T = TypeVar("T")
Trouble = Literal["again", "gone", "busy", ""]
"""What a fault of the database is: worth the same again, the connection lost, taken for too long, or the work's own."""

WAIT_SECONDS = 20.0
PATIENCE_SECONDS = 3.0
"""So long a write is tried again by itself; after that whoever asked is told to come again."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What one kind of database does in its own way."""

    name: Literal["sqlcipher", "postgresql"]
    reader: Engine
    writer: Engine
    trouble: Callable[[BaseException], Trouble]
    doubtful: Callable[[Connection], bool]
    """Whether a doubt was told since it was last asked: a commit may come back as done, and with one."""
    wrapping: Wrapping
    district: str = ""


class Database:
    """The tables of one district."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self._line = Line(WAIT_SECONDS)
        self._reader = kind.reader.execution_options(wrapping=kind.wrapping)
        self._writer = kind.writer.execution_options(wrapping=kind.wrapping)
        for lost in ("rollback", "rollback_savepoint"):
            event.listen(kind.writer, lost, lambda connection, *_: forget_kept_tables(connection))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one moment of the database. Raises Unavailable."""
        with self._told_of_trouble(), self._reader.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the connection of the one writer; what it did is on the disk when this returns, or undone.

        Raises Unavailable when nothing was written, CommitUnknown when nobody can say.
        """
        with self._line.alone(), self._told_of_trouble(), self._writer.connect() as writer:
            transaction = writer.begin()
            try:
                yield writer
            except BaseException:
                transaction.rollback()
                raise
            self._commit(writer)

    def grouped(self, work: Callable[[Connection], T]) -> T:
        """Do ``work`` in the writer's transaction, shared with others who wait; return what it returned.

        It is on the disk when this returns. What ``work`` raises undoes ``work`` alone. ``work`` may be run more than
        once, and must leave nothing behind but what it wrote. Raises Unavailable, CommitUnknown.
        """
        return self._line.together(work, self._run)

    def close(self) -> None:
        """Close every connection."""
        self.kind.reader.dispose()
        self.kind.writer.dispose()

    def _run(self, jobs: list[Job]) -> None:
        """Do ``jobs`` in one transaction, again where the database says so; each job gets its result or its fault."""
        until = time.monotonic() + PATIENCE_SECONDS
        pause = 0.05
        while True:
            try:
                self._run_once(jobs)
                return
            except CommitUnknown as fault:
                _fail(jobs, CommitUnknown, fault)
                return
            except Exception as fault:
                trouble = self.kind.trouble(fault)
                if not trouble:
                    raise
                if time.monotonic() + pause > until:
                    _fail(jobs, Unavailable, fault)
                    return
            time.sleep(pause)
            pause *= 2

    def _run_once(self, jobs: list[Job]) -> None:
        with self._writer.connect() as writer:
            transaction = writer.begin()
            try:
                outcomes = [self._one(writer, job, alone=len(jobs) == 1) for job in jobs]
            except BaseException:
                transaction.rollback()
                raise
            if len(jobs) == 1 and outcomes[0][1] is not None:
                transaction.rollback()
            else:
                self._commit(writer)
        for job, (result, fault) in zip(jobs, outcomes, strict=True):
            job.result, job.fault, job.done = result, fault, True

    def _one(self, writer: Connection, job: Job, *, alone: bool) -> tuple[object, BaseException | None]:
        """Return what ``job`` gave or raised; raise what is the whole transaction's trouble."""
        point = None if alone else writer.begin_nested()
        try:
            result = job.work(writer)
            if point is not None:
                point.commit()
        except Exception as fault:
            if self.kind.trouble(fault):
                raise
            if point is not None:
                point.rollback()
            return None, fault
        return result, None

    def _commit(self, writer: Connection) -> None:
        """Commit. Raises CommitUnknown where the answer was lost on its way, or came with a doubt."""
        self.kind.doubtful(writer)  # what was warned of before is no word on the commit
        try:
            writer.commit()
        except Exception as fault:
            if self.kind.trouble(fault) == "gone":
                raise CommitUnknown from fault
            raise
        if self.kind.doubtful(writer):
            raise CommitUnknown

    @contextmanager
    def _told_of_trouble(self) -> Iterator[None]:
        """Turn the database's own troubles into Unavailable."""
        try:
            yield
        except Unavailable:
            raise
        except Exception as fault:
            if self.kind.trouble(fault):
                raise Unavailable from fault
            raise


def open_database(file: Path, key: bytes) -> Database:
    """Return the database in ``file``, made where there is none. Raises KeyRefused when ``key`` is not its own."""
    from sync.db.sqlcipher import sqlcipher  # noqa: PLC0415 - whoever uses the other kind does without this one

    return Database(sqlcipher(file, key))


def open_postgresql(address: str, district: str, key: bytes) -> Database:
    """Return the database of ``district`` on the PostgreSQL server at ``address``; ``key`` wraps the secrets in it."""
    from sync.db.postgres import postgresql  # noqa: PLC0415

    return Database(postgresql(address, district, key))


def _fail(jobs: list[Job], kind: type[Unavailable], cause: BaseException) -> None:
    for job in jobs:
        fault = kind()
        fault.__cause__ = cause
        job.fault, job.done = fault, True
