# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Transfer a known member's membership here, or update details: membership follows the person (domain.md §2.3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldkit.acts.done import Done
from fieldkit.acts.enrol import Faulty
from fieldkit.acts.people import PHONE_TAIL, tags_of
from fieldkit.domain.consents import Consent, check_consents, in_order
from fieldkit.domain.daybook import DayBook
from fieldkit.domain.desk import Desk
from fieldkit.domain.documents import tail
from fieldkit.domain.faults import Fault
from fieldkit.domain.operators import Operator
from fieldkit.domain.phones import check_phone, normalise_phone
from fieldkit.domain.texts import check_text
from fieldkit.store import entries, members, operations, wire
from fieldkit.store.clear import Clear
from fieldkit.store.faultpoints import fault_point
from fieldkit.store.vault import Store
from fieldkit.work import Touched

if TYPE_CHECKING:
    from fieldkit.store.vault import Database

__all__ = ["Done", "transfer", "update"]


@dataclass(frozen=True, slots=True)
class _Details:
    """What may change of a known member; None leaves it as it is."""

    phone: str | None = None
    employer: str | None = None
    employment_group: str | None = None
    platform: str | None = None

    def faults(self, book: DayBook) -> Iterable[Fault]:
        """Yield what is wrong with the details."""
        if self.phone:
            yield from check_phone(self.phone)
        yield from check_text("employer", self.employer or "")
        yield from check_text("platform", self.platform or "")
        codes = {code.code for code in book.table("employment_group")}
        if self.employment_group and codes and self.employment_group not in codes:
            yield Fault("employment_group", "employment-group-unknown")

    def given(self) -> dict[str, str]:
        """Return the details that are given, tidied."""
        found = {
            "phone": None if self.phone is None else normalise_phone(self.phone),
            "employer": None if self.employer is None else self.employer.strip(),
            "employment_group": self.employment_group,
            "platform": None if self.platform is None else self.platform.strip(),
        }
        return {name: value for name, value in found.items() if value is not None}

    def numbers(self) -> Clear | None:
        """Return the phone to seal, None where none is given; '' says that there is none any more."""
        return None if self.phone is None else Clear(phone=normalise_phone(self.phone))


def transfer(
    store: Store,
    *,
    uid: str,
    employer: str,
    phone: str,
    employment_group: str,
    consents: tuple[Consent, ...],
    operator: Operator,
    desk: Desk,
    now: dt.datetime,
) -> Done:
    """Move the membership of ``uid`` to the union of this desk's site; '' leaves a detail as it is.

    The same again, while it waits, is entered once. Raises Faulty, Unknown, NotBriefed, DiskFull, DiskRefused.
    """
    details = _Details(phone or None, employer or None, employment_group or None)
    with store.writing() as db:
        act = entries.begin(store, db, operator=operator, desk=desk, now=now)
        kept = members.whole(db, uid)
        _refuse_faults((*check_consents(consents, notice_read=True), *details.faults(act.book)))
        given = details.given()
        to_org = act.org_code
        body = wire.transfer_body(
            uid=uid,
            tag=kept.tag,
            to_org=to_org,
            employer=given.get("employer", ""),
            employment_group=given.get("employment_group", ""),
            consents=in_order(consents),
        )
        numbers = details.numbers()
        again = operations.waiting_with(db, uid, "transfer", body, numbers)
        if again:
            return Done(again, Touched.of("members", "outbox"))
        operation = entries.enter(db, act, kind="transfer", body=body, uid=uid, numbers=numbers)
        _change(db, act, kept, given | ({"org_code": to_org} if to_org else {}))
        fault_point("transfer-before-commit")
    fault_point("transfer-committed")
    return Done(operation, Touched.of("members", "outbox"))


def update(
    store: Store,
    *,
    uid: str,
    phone: str | None = None,
    employer: str | None = None,
    employment_group: str | None = None,
    platform: str | None = None,
    operator: Operator,
    desk: Desk,
    now: dt.datetime,
) -> Done:
    """Change the given details of a member; None leaves one as it is. Raises as ``transfer`` does."""
    details = _Details(phone, employer, employment_group, platform)
    with store.writing() as db:
        act = entries.begin(store, db, operator=operator, desk=desk, now=now)
        kept = members.whole(db, uid)
        _refuse_faults(tuple(details.faults(act.book)))
        given = details.given()
        changed = {name: value for name, value in given.items() if name != "phone"}
        body = wire.update_body(uid=uid, tag=kept.tag, changed=changed)
        numbers = details.numbers()
        again = operations.waiting_with(db, uid, "update", body, numbers)
        if again:
            return Done(again, Touched.of("members", "outbox"))
        operation = entries.enter(db, act, kind="update", body=body, uid=uid, numbers=numbers)
        _change(db, act, kept, given)
        fault_point("update-before-commit")
    fault_point("update-committed")
    return Done(operation, Touched.of("members", "outbox"))


def _refuse_faults(faults: tuple[Fault, ...]) -> None:
    """Raise Faulty when one of ``faults`` stops."""
    if any(fault.stops for fault in faults):
        raise Faulty(faults)


def _change(db: Database, act: entries.Act, kept: members.Kept, given: dict[str, str]) -> None:
    """Change the member's row as told, with what follows from a new phone."""
    values: dict[str, object] = dict(given)
    if "phone" in given:
        phone = given["phone"]
        tags = tags_of(act.tag_key, "", "", phone)
        values |= {"phone_tail": tail(phone, PHONE_TAIL), "phone_tag": tags.phone}
    if values:
        members.change(db, kept.row, values)
