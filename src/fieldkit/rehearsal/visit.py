# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""One person's visit to a booth, done by the same acts as the window's; only the hands are missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from fieldkit.acts import enrol, issue, papers, serve, transfer, withdraw
from fieldkit.domain.desk import Desk
from fieldkit.domain.enrolments import ConsentKind, EnrolmentDraft
from fieldkit.domain.operators import Operator, Role
from fieldkit.domain.papers import PaperKind, Print
from fieldkit.printing import cards, forms, receipts
from fieldkit.rehearsal.filing import filed
from fieldkit.sample.arrivals import Arrival, Does
from fieldkit.store.vault import Store

CLERK = Operator("c01", "示例干部", Role.CLERK)
VOLUNTEER = Operator("v01", "示例志愿者", Role.VOLUNTEER)
PRINTS_A_SITE = 4


class NotAsPlanned(AssertionError):
    """The program did not do what the sample day expects: the rehearsal stops and says where."""


@dataclass(slots=True)
class Played:
    """What a site's day left: the number each person got, what was put on paper, what was refused as planned."""

    site: str
    numbers: dict[str, str] = field(default_factory=dict)
    uids: dict[str, str] = field(default_factory=dict)
    papers: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    last: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """One person at the booth, from coming to going."""

    store: Store
    desk: Desk
    folder: Path
    arrival: Arrival
    cards_of: Mapping[str, str]
    played: Played

    def play(self) -> None:
        """Do what the person came for."""
        does = self.arrival.does
        uid = number = ""
        if does in (Does.ENROL, Does.ENROL_UNKNOWN_MEMBER):
            uid = self._enrol()
        elif does is Does.TRANSFER:
            uid = self._transfer()
        elif does is Does.REFUSED_AGE:
            self._refused()
        elif does is Does.VISITING_CARD:
            number = self.cards_of[self.arrival.card_of]
        self._serve(uid)
        self._take_packs(uid, number)
        if self.arrival.withdraws is not None:
            self._withdraw(uid, self.arrival.withdraws)

    @property
    def _now(self) -> dt.datetime:
        return self.arrival.clock or self.arrival.at

    def _enrol(self) -> str:
        draft = self._draft()
        for typed in self.arrival.typed:
            try:
                enrol.enrol(
                    self.store,
                    uid=enrol.new_uid(),
                    draft=typed,
                    operator=VOLUNTEER,
                    desk=self.desk,
                    now=self._now,
                )
            except enrol.Faulty:
                self.played.refused.append(self.arrival.key)
            else:
                raise NotAsPlanned(f"{self.arrival.key}: a wrong typing was saved")
        enrolled = enrol.enrol(
            self.store, uid=enrol.new_uid(), draft=draft, operator=VOLUNTEER, desk=self.desk, now=self._now
        )
        self.played.numbers[self.arrival.key] = enrolled.member.shown_number
        self.played.uids[self.arrival.key] = enrolled.member.uid
        if len(self.played.numbers) <= PRINTS_A_SITE:
            self._print_card(enrolled.member.uid)
        return enrolled.member.uid

    def _draft(self) -> EnrolmentDraft:
        if self.arrival.draft is None:
            raise NotAsPlanned(f"{self.arrival.key}: the sample day gives no draft")
        return self.arrival.draft

    def _transfer(self) -> str:
        draft = self._draft()
        try:
            enrol.enrol(
                self.store,
                uid=enrol.new_uid(),
                draft=draft,
                operator=VOLUNTEER,
                desk=self.desk,
                now=self._now,
            )
        except enrol.AlreadyMember as known:
            uid = known.line.uid
        else:
            raise NotAsPlanned(f"{self.arrival.key}: a known member was enrolled again")
        transfer.transfer(
            self.store,
            uid=uid,
            employer=draft.employer,
            phone=draft.phone,
            employment_group=draft.employment_group,
            consents=draft.consents,
            operator=VOLUNTEER,
            desk=self.desk,
            now=self._now,
        )
        self.played.uids[self.arrival.key] = uid
        return uid

    def _refused(self) -> None:
        try:
            enrol.enrol(
                self.store,
                uid=enrol.new_uid(),
                draft=self._draft(),
                operator=VOLUNTEER,
                desk=self.desk,
                now=self._now,
            )
        except enrol.Faulty:
            self.played.refused.append(self.arrival.key)
        else:
            raise NotAsPlanned(f"{self.arrival.key}: somebody under 16 was enrolled")

    def _serve(self, uid: str) -> None:
        for service in self.arrival.services:
            serve.serve(
                self.store, service=service, uid=uid, operator=VOLUNTEER, desk=self.desk, now=self._now
            )

    def _take_packs(self, uid: str, number: str) -> None:
        signature = self.arrival.draft.signature if self.arrival.draft else b""
        for goods in self.arrival.packs:
            issued = issue.issue(
                self.store,
                uid=uid,
                number=number,
                goods=goods,
                collector=self.arrival.collector,
                signature=signature,
                operator=VOLUNTEER,
                desk=self.desk,
                now=self._now,
            )
            if uid and sum("receipt" in place for place in self.played.papers) < PRINTS_A_SITE:
                self._print_receipt(issued.issue.operation)

    def _withdraw(self, uid: str, consent: ConsentKind) -> None:
        withdraw.withdraw(
            self.store, uid=uid, consent=consent, operator=VOLUNTEER, desk=self.desk, now=self._now
        )

    def _print_card(self, uid: str) -> None:
        self._print(PaperKind.CARD, uid, lambda _line: cards.member_card(papers.card(self.store, uid=uid)))
        if len(self.played.numbers) == 1:
            draw = lambda _line: forms.application(papers.application(self.store, uid=uid))  # noqa: E731
            self._print(PaperKind.APPLICATION, uid, draw)

    def _print_receipt(self, operation: str) -> None:
        paper = "A5" if len(self.played.papers) % 2 else "80mm"
        told = partial(papers.receipt, self.store, operation=operation)
        self._print(
            PaperKind.RECEIPT, operation, lambda line: receipts.pack_receipt(told(copy=line.copy), paper)
        )

    def _print(self, kind: PaperKind, about: str, draw: Callable[[Print], bytes]) -> None:
        filed(
            self.store,
            kind=kind,
            about=about,
            draw=draw,
            file=self._file,
            operator=VOLUNTEER,
            now=self._now,
        )

    def _file(self, line: Print, pdf: bytes) -> str:
        folder = self.folder / "papers"
        folder.mkdir(exist_ok=True)
        name = f"{line.document_number}-{line.kind.value}-{line.copy}.pdf"
        (folder / name).write_bytes(pdf)
        self.played.papers.append(name)
        return name
