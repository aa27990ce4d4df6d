# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Look members up: by anything a clerk may type or scan; masked, and every look behind the mask is noted."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from fieldkit.acts.people import tags_of
from fieldkit.domain.desk import Desk
from fieldkit.domain.documents import DocumentKind, kind_of, normalise_document
from fieldkit.domain.members import Member, MemberLine
from fieldkit.domain.operators import Operator
from fieldkit.domain.people import normalise_name
from fieldkit.domain.phones import check_phone, normalise_phone
from fieldkit.domain.serials import number_from_code
from fieldkit.seals.card_signers import CardRefused
from fieldkit.seals.cards import from_digits, open_card
from fieldkit.store import identity, late, members, operators
from fieldkit.store.card_ground import card_keys
from fieldkit.store.search import rows_for
from fieldkit.store.vault import Store

if TYPE_CHECKING:
    from fieldkit.store.vault import Database

SHORTEST_NUMBER = 8
MOST_OF_A_NUMBER = 64
"""What has more letters is no number that people read; a signed code has hundreds of digits."""

_OTHER_KINDS = (
    DocumentKind.FOREIGN_PR_2017,
    DocumentKind.HK_MACAU_PASS,
    DocumentKind.TAIWAN_PASS,
    DocumentKind.PASSPORT,
)


def search(store: Store, *, text: str, limit: int = 50) -> tuple[MemberLine, ...]:
    """Return the members that ``text`` finds, likeliest first; of no text those enrolled here, the latest first.

    A scanned card, a serial or a full document or phone number finds its member alone. Else each word must begin a
    part of the name, of its pinyin or initials, or of the last digits of a number. Raises DeviceRevoked.
    """
    with store.reading() as db:
        identity.refuse_revoked(db)
        if not text.strip():
            return tuple(members.line(kept.member) for kept in members.enrolled_here(db, limit))
        exact = _by_whole_number(db, text)
        if exact:
            return tuple(members.line(kept.member) for kept in exact)[:limit]
        return members.likeliest(db, rows_for(db, text), name=normalise_name(text), limit=limit)


def index_some(store: Store) -> bool:
    """Index a part of those who came last, a fraction of a second's work; return False when none of them wait.

    They are found before that too (``store.late``).
    """
    with store.reading() as db:
        if not late.waiting(db):
            return False
    with store.writing_what_is_owed() as db:
        return late.index_some(db)


def member(store: Store, *, uid: str) -> Member:
    """Return a member without full numbers. Raises Unknown, DeviceRevoked."""
    with store.reading() as db:
        identity.refuse_revoked(db)
        return members.member(db, uid)


def unmask(store: Store, *, uid: str, operator: Operator, desk: Desk, now: dt.datetime) -> Member:
    """Return a member with full numbers, as far as they were typed here and not purged; the look is noted.

    Raises Unknown, DeviceRevoked.
    """
    with store.writing() as db:
        identity.refuse_revoked(db)
        kept = members.whole(db, uid)
        operators.note_look(db, uid, operator=operator.id, site=desk.site, now=now)
    return kept.member


def _by_whole_number(db: Database, text: str) -> list[members.Kept]:
    """Return whom a complete number names, at once; the signed code on a card's back names one too."""
    number = _number_of_card(db, text) if len(text) > MOST_OF_A_NUMBER else number_from_code(text)
    if number is not None:
        kept = members.by_number(db, number)
        if kept is not None:
            return [kept]
    document = normalise_document(text)
    if len(document) < SHORTEST_NUMBER or not any(c.isdecimal() for c in document):
        return []
    who = identity.joined(db)
    if who is None:
        return []
    phone = normalise_phone(text)
    if not any(fault.stops for fault in check_phone(phone)):
        tags = tags_of(who.tag_key, "", "", phone)
        return members.by_phone_tag(db, tags.phone)
    kind = kind_of(document)
    for one in (kind,) if kind else _OTHER_KINDS:
        tags = tags_of(who.tag_key, one, document, "")
        kept = members.by_tag(db, tags.person)
        if kept is not None:
            return [kept]
    return []


def _number_of_card(db: Database, text: str) -> str | None:
    """Return the number on the card whose signed code ``text`` is, None where it is none or its signatures fail."""
    try:
        return number_from_code(open_card(from_digits(text.strip()), card_keys(db)).claims.code)
    except CardRefused:
        return None
