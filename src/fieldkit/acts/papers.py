# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Papers: what a card, a receipt and an application say, and the ledger of what was printed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from fieldkit.acts import paper_numbers
from fieldkit.acts.application import form_of, union_of
from fieldkit.domain.daybook import DayBook
from fieldkit.domain.filing import LETTERS
from fieldkit.domain.members import Member
from fieldkit.domain.packs import Collector, Issue
from fieldkit.domain.papers import (
    ApplicationForm,
    MemberCard,
    PackReceipt,
    PaperKind,
    Print,
    ReceiptLine,
)
from fieldkit.domain.receipts import on_behalf
from fieldkit.domain.serials import code_of, number_from_code
from fieldkit.problems import Unknown
from fieldkit.seals.card_signers import CardRefused
from fieldkit.seals.cards import CardClaims, digest_of, sign_card, to_digits
from fieldkit.store import briefing, counters, identity, members, operations, operators, packs
from fieldkit.store import prints as ledger
from fieldkit.store.clock import local_day
from fieldkit.store.members import STILL_MEMBERS
from fieldkit.store.search_terms import SHORT_TAIL
from fieldkit.store.vault import Store

if TYPE_CHECKING:
    from fieldkit.store.identity import Identity
    from fieldkit.store.vault import Database

NEW_MEMBER, KNOWN_MEMBER, NO_MEMBER = "新会员", "老会员", "非会员"


def card(store: Store, *, uid: str) -> MemberCard:
    """Return what the member's card shows now. Raises Unknown (member, or number while there is none of ours)."""
    with store.reading() as db:
        member = members.whole(db, uid).member
        book = briefing.book(store, db)
        issued = _applied_on(db, member)
        who = identity.joined(db)
    if number_from_code(member.shown_number) is None:  # the list of members may hold anything as a serial
        raise Unknown(what="number")
    return MemberCard(
        name=member.print_as or member.name,
        number=member.shown_number,
        code=code_of(member.shown_number),
        union=union_of(book, member.org_code),
        issued=issued,
        provisional=not member.serial,
        signed=_signed(who, member, issued),
    )


def card_of_run(store: Store, *, uid: str) -> MemberCard | None:
    """Return the card of one of many members; None of who is no member any more, is not known, or has no number.

    Cards of many are ordered long before they are drawn, and none of them is looked at by itself.
    """
    with store.reading() as db:
        kept = members.find(db, uid)
    if kept is None or kept.member.standing not in STILL_MEMBERS:
        return None
    try:
        return card(store, uid=uid)
    except Unknown:
        return None


def _signed(who: Identity | None, member: Member, issued: dt.date) -> str:
    """Return the digits of the signed code of a member's card; '' where this device cannot sign what the card says.

    Of who is no member any more nothing is signed, not even when the card was ordered before: elsewhere it were good.
    """
    if who is None or not who.card_certificate or member.standing not in STILL_MEMBERS:
        return ""
    claims = CardClaims(
        code=code_of(member.shown_number),
        uid=member.uid,
        name=member.print_as or member.name,
        org_code=member.org_code,
        issued=issued,
        registered=digest_of(member.name) if member.print_as not in ("", member.name) else b"",
    )
    try:
        return to_digits(sign_card(claims, who.signing_key, who.card_certificate))
    except CardRefused:
        return ""


def receipt(store: Store, *, operation: str, copy: int) -> PackReceipt:
    """Return the receipt of an issue. Raises Unknown."""
    with store.reading() as db:
        issue, number = packs.whole(db, operation)
        kept = members.find(db, issue.uid) if issue.uid else None
        book = briefing.book(store, db)
        event = packs.event_of(db, operation)
        operator = operators.shown_name(db, issue.operator)
    member = kept.member if kept else None
    outing = next((one for one in book.events if one.code == event), None)
    site = book.site(issue.site)
    return PackReceipt(
        receipt_number=issue.receipt_number,
        copy=copy,
        event=outing.title if outing else event,
        site=site.name if site else issue.site,
        organiser=outing.organiser if outing and outing.organiser else book.district_name,
        name=(member.print_as or member.name) if member else "",
        document_tail=member.document_tail[-SHORT_TAIL:] if member else "",
        phone_tail=member.phone_tail if member else "",
        employer=(member.employer or member.platform) if member else "",
        member_kind=_member_kind(member, number),
        number=member.shown_number if member else number,
        lines=(_line(book, issue),),
        issued_at=issue.at,
        operator=operator,
        collector=_collected(book, issue.collector) if issue.collector else "",
        signature=issue.signature,
    )


def _collected(book: DayBook, collector: Collector) -> str:
    """Return the line about who collected on behalf, the relation by its name."""
    names = {row.code: row.name for row in book.table("relation")}
    return on_behalf(
        collector.name, collector.document_tail, names.get(collector.relation, collector.relation)
    )


def application(store: Store, *, uid: str) -> ApplicationForm:
    """Return the filled application of somebody enrolled here. Raises Unknown."""
    with store.reading() as db:
        member = members.whole(db, uid).member
        entered = operations.enrolment_of(db, uid)
        if entered is None:
            raise Unknown(what="enrolment")
        draft = operations.told_of(db, entered).draft
        book = briefing.book(store, db)
        operator = operators.shown_name(db, entered.operator)
    applied_on = local_day(dt.datetime.fromisoformat(draft.occurred_at) if draft.occurred_at else entered.at)
    return form_of(draft, member, book, applied_on=applied_on, operator=operator)


def prints(store: Store, *, about: str | None = None, limit: int = 50) -> tuple[Print, ...]:
    """Return the latest lines of the ledger, the newest first."""
    with store.reading() as db:
        return ledger.latest(db, about=about, limit=limit)


def _applied_on(db: Database, member: Member) -> dt.date:
    """Return the day of a member's enrolment here; of somebody else the latest day this store believes."""
    entered = operations.enrolment_of(db, member.uid)
    return local_day(entered.at if entered else counters.latest(db))


def _member_kind(member: Member | None, number: str) -> str:
    if member is None:
        return KNOWN_MEMBER if number else NO_MEMBER
    return NEW_MEMBER if member.enrolled_here else KNOWN_MEMBER


def _line(book: DayBook, issue: Issue) -> ReceiptLine:
    item = next((one for one in book.goods if one.code == issue.goods), None)
    if item is None:
        return ReceiptLine(issue.goods, "", issue.quantity)
    detail = "、".join(item.components) or item.face_value
    return ReceiptLine(item.name, detail, issue.quantity)


def document_number(db: Database, kind: PaperKind, about: str) -> str:
    """Return the number a paper is filed under; the same paper again has the same."""
    if kind in LETTERS or (kind is PaperKind.APPLICATION and not about):
        return paper_numbers.number_of(db, kind, about)
    if kind is PaperKind.RECEIPT:
        return packs.whole(db, about)[0].receipt_number
    if kind is PaperKind.CARD_SHEET:
        who = identity.read(db)
        return f"S-{who.device if who else ''}-{counters.step(db, 'sheets'):04d}"
    number = members.whole(db, about).member.shown_number
    return f"A-{number}" if kind is PaperKind.APPLICATION else number
