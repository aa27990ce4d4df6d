# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A booth that stands: a real store with its briefing and some members, real lanes, a session."""

import datetime as dt
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from fieldkit.acts.day import day_book
from fieldkit.acts.enrol import Enrolled, enrol, new_uid
from fieldkit.domain.consents import Consent, ConsentKind
from fieldkit.domain.desk import Desk
from fieldkit.domain.enrolments import EnrolmentDraft
from fieldkit.domain.operators import Operator
from fieldkit.domain.serials import serial_of
from fieldkit.protocol.codec import to_raw
from fieldkit.protocol.messages import Change, SerialBlock
from fieldkit.protocol.rows import ROWS, MemberRow
from fieldkit.rehearsal.briefing import briefing_lines
from fieldkit.sample.day import sample_day
from fieldkit.sample.numbers import document_of, phone_of
from fieldkit.sample.signatures import signature_png
from fieldkit.settings import Settings
from fieldkit.store import trust
from fieldkit.store.briefing import apply
from fieldkit.store.identity import keep_identity
from fieldkit.store.vault import Store, create_store, open_store
from fieldkit.ui.door import Lanes
from fieldkit.ui.lanes import Lane
from fieldkit.ui.papers import PaperDesk
from fieldkit.ui.session import Session
from tests.support.clock import Clock
from tests.support.factories import CLERK, SEALING_KEY, VOLUNTEER, trust_list

KEY = bytes(range(32))
NOON = dt.datetime(2023, 11, 29, 4, 0, tzinfo=dt.UTC)  # noon in China
MAIN = Desk("DX-20231129", "PGZ", "1")
__all__ = ["CLERK", "MAIN", "NOON", "VOLUNTEER", "Booth", "draft_of", "known", "make_store"]

BLOCK = SerialBlock(first=1001, last=1500)

T = TypeVar("T")


def known(number: int, name: str, employer: str = "京南示例物流有限公司") -> Change:
    """Return a member of the briefing, made up from ``number``."""
    row = MemberRow(
        uid=f"known-{number}",
        name=name,
        tag=f"{number:032x}",
        serial=serial_of(number),
        document_tail=f"{number:06d}",
        phone_tail=f"{number:04d}",
        employer=employer,
        birth_date="1990-01-01",
        sex=1,
    )
    return Change(table="member", key=row.uid, row=to_raw(row))


def draft_of(number: int, name: str = "示例", **changed: object) -> EnrolmentDraft:
    """Return a draft that meets every rule, made up from ``number``."""
    consents = tuple(Consent(kind, kind is ConsentKind.UPPER_UNION, "样例1") for kind in ConsentKind)
    fields = {
        "document_number": document_of("11", dt.date(1990, 1, 1), number),
        "name": name,
        "phone": phone_of(9, number),
        "employment_group": "courier",
        "employer": "京南示例物流有限公司",
        "platform": "示例优送",
        "consents": consents,
        "notice_read": True,
        "signature": signature_png(number),
    }
    return EnrolmentDraft(**(fields | changed))  # type: ignore[arg-type]


def make_store(folder: Path, *, members: Iterable[Change] = (), device: str = "D07") -> Store:
    """Make the store of a device that has joined and taken in the sample day's briefing with ``members``."""
    store = create_store(folder, KEY, now=NOON - dt.timedelta(hours=2))
    keep_identity(
        store,
        device=device,
        district="DX",
        district_name="大兴区总工会（样例）",
        signing_key=bytes(32),
        district_key=bytes(32),
        address="https://127.0.0.1:1",
        ca_pem="",
        tag_key=bytes(range(32, 64)),
        town="DX-PGZ",
        joined_at=NOON - dt.timedelta(hours=2),
        sealing_key=SEALING_KEY,
        root_key=bytes(32),
        certificate=b"",
    )
    trust.keep(store, trust_list(), b"sealed")
    rows = (
        Change(table=line["table"], key=line["key"], row=to_raw(ROWS[line["table"]](**line["row"])))
        for line in briefing_lines(sample_day())
    )
    apply(store, (*rows, *members), 1, (BLOCK,))
    return store


class Booth:
    """A booth for a test: ``run`` does something on its local lane and waits for the answer."""

    def __init__(self, qtbot: QtBot, folder: Path, parent: QObject, *, operator: Operator, desk: Desk):
        self.qtbot = qtbot
        self.clock = Clock(NOON)
        self.troubles: list[Exception] = []
        with_book = open_store(folder, KEY)
        book = day_book(with_book)
        with_book.close()
        lanes = (
            Lane(name, partial(open_store, folder, KEY), Store.close, parent=parent)
            for name in ("local", "uplink", "paper")
        )
        self.lanes = Lanes(*lanes)
        self.session = Session(
            lanes=self.lanes,
            operator=operator,
            desk=desk,
            book=book,
            settings=Settings(site=desk.site, booth=desk.booth),
            folder=str(folder),
            clock=self.clock,
            parent=parent,
        )
        self.session.papers = PaperDesk(self.session)
        self.session.trouble.connect(self.troubles.append)

    def run(self, task: Callable[[Store], T]) -> T:
        """Do ``task`` with the store of the local lane; return its answer or raise what it raised."""
        answers: list[T] = []
        faults: list[Exception] = []
        self.session.local.run(task, done=answers.append, failed=faults.append)
        self.qtbot.waitUntil(lambda: bool(answers or faults))
        if faults:
            raise faults[0]
        return answers[0]

    def enrol(self, number: int, name: str, **changed: object) -> Enrolled:
        """Enrol somebody made up from ``number`` here."""
        session = self.session
        return self.run(
            partial(
                enrol,
                uid=new_uid(),
                draft=draft_of(number, name, **changed),
                operator=session.operator,
                desk=session.desk,
                now=session.now(),
            )
        )

    def close(self) -> None:
        """Close the lanes."""
        self.lanes.close()
