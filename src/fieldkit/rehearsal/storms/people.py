# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The people of a storm, each new to the district, and what a booth does for one of them, step by step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from fieldkit.acts import enrol, issue, serve
from fieldkit.domain.desk import Desk
from fieldkit.domain.enrolments import EnrolmentDraft
from fieldkit.domain.papers import PaperKind
from fieldkit.rehearsal.filing import filed
from fieldkit.rehearsal.visit import VOLUNTEER
from fieldkit.sample.day import sample_day
from fieldkit.sample.people import volume
from fieldkit.store.vault import Store

SERVICE = "legal"
GOODS = "pack"

Said = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One act: ``act()`` does it and returns what may be told afterwards, as (kind, name).

    ``sure`` is what a program that tells too early would say beforehand.
    """

    name: str
    act: Callable[[], Said]
    sure: Said = ()


def drafts(seed: int) -> Iterator[EnrolmentDraft]:
    """Return drafts of ever new people, none of them known to the district."""
    model = next(arrival.draft for arrival in sample_day().arrivals if arrival.draft is not None)
    for known in volume(seed + 1, 10_000_000):
        yield replace(
            model,
            document_kind=known.document_kind,
            document_number=known.document_number,
            name=known.name,
            sex="",
            birth_date="",
            phone=known.phone,
            employer=known.employer,
            org_code="",
        )


def steps(store: Store, desk: Desk, draft: EnrolmentDraft) -> Iterator[Step]:
    """Yield what is done for one person: enrolled, card printed, served, pack handed out."""
    uid = enrol.new_uid()

    def enrolled() -> Said:
        done = enrol.enrol(store, uid=uid, draft=draft, operator=VOLUNTEER, desk=desk, now=now())
        return ("enrolled", uid), ("acted", done.operation)

    def printed() -> Said:
        filed(store, kind=PaperKind.CARD, about=uid, operator=VOLUNTEER, now=now())
        return ()

    def served() -> Said:
        done = serve.serve(store, service=SERVICE, uid=uid, operator=VOLUNTEER, desk=desk, now=now())
        return (("acted", done.operation),)

    def issued() -> Said:
        done = issue.issue(
            store,
            uid=uid,
            goods=GOODS,
            signature=draft.signature,
            operator=VOLUNTEER,
            desk=desk,
            now=now(),
        )
        return (("acted", done.issue.operation),)

    yield Step("enrol", enrolled, (("enrolled", uid),))
    yield Step("print", printed)
    yield Step("serve", served)
    yield Step("issue", issued)


def now() -> dt.datetime:
    """Return the time as this machine has it."""
    return dt.datetime.now(dt.UTC)
