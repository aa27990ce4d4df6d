# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Check a member card that is shown at the booth, offline: whether its code is genuine, and what is known against it.

1. What speaks for sure against a card comes first (RED), then what must be looked up (AMBER); GREEN is what is left.
2. Nothing of a card is shown before both its signatures hold: a forger chooses what an unsigned code says.
3. Nothing is written: who showed a card where is nobody's business.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from fieldkit.acts.application import union_of
from fieldkit.domain.card_checks import CardCheck, Lists, Reason
from fieldkit.domain.daybook import DayBook
from fieldkit.domain.members import Member, MemberStanding
from fieldkit.domain.people import masked_name
from fieldkit.domain.serials import digits_of, number_from_code, serial_from_digits
from fieldkit.seals.card_signers import CardRefused
from fieldkit.seals.cards import FEWEST_OF_A_PART, Card, CardClaims, from_digits, open_card
from fieldkit.store import briefing, identity, members, serials
from fieldkit.store.card_ground import CardGround, card_ground, holders_of
from fieldkit.store.clock import local_day
from fieldkit.store.members import STILL_MEMBERS, Kept
from fieldkit.store.vault import Store

if TYPE_CHECKING:
    from fieldkit.store.vault import Database

SHORT = 24
"""What is no longer is a number that people read; a signed code has hundreds of digits."""

_NOT_SHOWN = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_NUMBER = re.compile(
    r"[0-9]{9}|9[0-9]{9}|FK-?[0-9]{4}-?[0-9]{4}-?[0-9]|临-?D[0-9]{1,4}-[0-9]{1,5}", re.IGNORECASE
)
"""What a number of ours looks like; where it is none all the same, a digit of it is wrong."""
_REFUSALS = {"unknown-key": Reason.UNKNOWN_SIGNER, "certificate": Reason.FORGED}
"""What a refusal means of a code that begins as a card; all others say that it was altered."""
_NO_CARDS_FORM = ("form", "too-large")
_OF_LISTS = {
    Lists.MISSING: Reason.LISTS_MISSING,
    Lists.OLD: Reason.LISTS_OLD,
    Lists.UNSURE: Reason.CLOCK_DOUBTFUL,
}
"""Why no card is good by lists that are not fresh."""


def check(store: Store, *, scanned: str, now: dt.datetime) -> CardCheck:
    """Return what is to be said of the card with this code, scanned or typed.

    Raises NotBriefed before the device has joined, DeviceRevoked: it may look at nobody any more.
    """
    text = _NOT_SHOWN.sub("", unicodedata.normalize("NFKC", scanned))
    with store.reading() as db:
        identity.refuse_revoked(db)
        ground = card_ground(db, now)
        book = briefing.book(store, db)
        if len(text) <= SHORT:
            return _unsigned(db, book, text, ground)
        return _signed(db, book, text, ground)


def _unsigned(db: Database, book: DayBook, text: str, ground: CardGround) -> CardCheck:
    """Say what is known of a number that nobody has signed: anybody can print one."""
    number = number_from_code(text)
    if number is None:
        return CardCheck(Reason.MISTYPED if _NUMBER.fullmatch(text) else Reason.NOT_A_CARD)
    found = _on(ground, Reason.UNSIGNED, number=number)
    if number in ground.voided or serials.is_unused(db, number):
        return replace(found, reason=Reason.VOIDED if number in ground.voided else Reason.NEVER_ISSUED)
    kept = members.by_number(db, number)
    if kept is None:
        return found
    found = replace(
        found,
        uid=kept.member.uid,
        name_now=masked_name(kept.member.name),
        number_now=kept.member.shown_number,
        union_now=union_of(book, kept.member.org_code),
        standing=kept.member.standing.value,
    )
    if kept.member.standing in STILL_MEMBERS:
        return found
    moved_out = kept.member.standing is MemberStanding.MOVED_OUT
    return replace(found, reason=Reason.MOVED_OUT if moved_out else Reason.NOT_A_MEMBER)


def _on(ground: CardGround, reason: Reason, **facts: Any) -> CardCheck:
    """Return ``reason`` with how good the lists are that it is given by."""
    return CardCheck(reason, lists=ground.lists, days_old=ground.days_old, doubtful=ground.doubtful, **facts)


def _no_card(text: str) -> CardCheck:
    """Say what a code is that does not begin as a card: digits may be a part of one that was not read whole."""
    part = text.isascii() and text.isdecimal() and len(text) >= FEWEST_OF_A_PART
    return CardCheck(Reason.UNREADABLE if part else Reason.NOT_A_CARD)


def _signed(db: Database, book: DayBook, text: str, ground: CardGround) -> CardCheck:
    try:
        card = open_card(from_digits(text), ground.keys)
    except CardRefused as refused:
        if refused.args[0] in _NO_CARDS_FORM:
            return _no_card(text)
        return CardCheck(_REFUSALS.get(refused.args[0], Reason.ALTERED))
    number = number_from_code(card.claims.code)
    if number is None:
        return CardCheck(Reason.ALTERED)
    holders = holders_of(db, number)
    kept = members.find(db, card.claims.uid) or _listed_as(db, holders, card.claims)
    case = _Case(
        db, book, ground, card, number, holders, kept.member if kept else None, kept.tag if kept else ""
    )
    said = _on(
        ground,
        Reason.LISTED if kept else Reason.UNLISTED,
        name=card.claims.name,
        number=number,
        union=union_of(book, card.claims.org_code),
        issued=card.claims.issued,
        device=card.signer.device,
        shortened=bool(card.claims.digest),
        stands_in=bool(card.claims.registered),
        uid=case.member.uid if case.member else "",
    )
    return case.against(said) or case.to_look_up(said) or case.good(said)


def _listed_as(db: Database, holders: tuple[str, ...], claims: CardClaims) -> Kept | None:
    """Return who has the card's number and name in the district's list under another uid: the same person.

    A list that an office keeps names people in its own way; a card's number and name are as sure as its uid.
    """
    for kept in filter(None, (members.find(db, uid) for uid in holders)):
        if claims.names(kept.member.name) or claims.names(kept.member.print_as):
            return kept
    return None


@dataclass(frozen=True, slots=True)
class _Case:
    """A card whose signatures hold, who has its number here, and whom this booth knows by it."""

    db: Database
    book: DayBook
    ground: CardGround
    card: Card
    number: str
    holders: tuple[str, ...]
    member: Member | None
    tag: str

    def against(self, said: CardCheck) -> CardCheck | None:
        """Return what speaks for sure against the card, or None."""
        revoked = self.ground.revoked.get(self.card.signer.key_id.hex())
        if revoked is not None:
            told = bool(revoked.chains) and self.card.claims.issued <= _day(revoked.at) and self._is_listed()
            return replace(said, reason=Reason.REVOKED_BUT_LISTED if told else Reason.REVOKED)
        if self.number in self.ground.voided:
            return replace(said, reason=Reason.VOIDED)
        known = self.member.uid if self.member else ""
        if self.holders and not {self.card.claims.uid, known}.intersection(self.holders):
            return replace(said, reason=Reason.SOMEBODY_ELSE)
        if not self.holders and serials.is_unused(self.db, self.number):
            return replace(said, reason=Reason.NEVER_ISSUED)
        return self._against_member(said)

    def to_look_up(self, said: CardCheck) -> CardCheck | None:
        """Return why the person must be looked up first, or None."""
        member, claims = self.member, self.card.claims
        if member is not None:
            now_known = replace(
                said,
                number_now=member.shown_number,
                name_now=masked_name(member.name),
                union_now=union_of(self.book, member.org_code),
                standing=member.standing.value,
            )
            if member.standing is MemberStanding.MOVED_OUT:
                return replace(now_known, reason=Reason.MOVED_OUT)
            if member.shown_number and member.shown_number != self.number:
                return replace(now_known, reason=Reason.SUPERSEDED)
            if not (claims.names(member.print_as) or claims.names(member.name)):
                return replace(now_known, reason=Reason.RENAMED)
            if not _of_one_branch(self.book, member.org_code, claims.org_code):
                return replace(now_known, reason=Reason.TRANSFERRED)
        elif not self._is_of_signer():
            return replace(said, reason=Reason.NUMBER_OUTSIDE)
        reason = _OF_LISTS.get(self.ground.lists)
        return replace(said, reason=reason) if reason else None

    def good(self, said: CardCheck) -> CardCheck:
        """Return that the card is good, with how the person is registered where it is printed otherwise.

        A booth that signs may print any name as a substitute: only who holds the document can see that it is one.
        """
        if self.member is None or not said.stands_in:
            return said
        return replace(said, name_now=masked_name(self.member.name))

    def _against_member(self, said: CardCheck) -> CardCheck | None:
        member = self.member
        if member is None or member.standing in STILL_MEMBERS or member.standing is MemberStanding.MOVED_OUT:
            return None
        other = members.by_tag(self.db, self.tag, besides=member.uid) if self.tag else None
        if other is None:
            return replace(said, reason=Reason.NOT_A_MEMBER, standing=member.standing.value)
        return replace(
            said,
            reason=Reason.SUPERSEDED,
            number_now=other.member.shown_number,
            name_now=masked_name(other.member.name),
            uid=other.member.uid,
        )

    def _is_listed(self) -> bool:
        """Return True where the district itself has this person under this number: so it took the enrolment."""
        return self.member is not None and self.member.from_briefing and self.member.serial == self.number

    def _is_of_signer(self) -> bool:
        """Return True for a serial among those that its signer was given, or a provisional number of its own."""
        signer, code = self.card.signer, self.card.claims.code
        if serial_from_digits(code) is None:
            return self.number.startswith(f"临-{signer.device}-")
        return signer.may_give(int(digits_of(self.number)[:8]))


def _day(moment: str) -> dt.date:
    return local_day(dt.datetime.fromisoformat(moment))


def _of_one_branch(book: DayBook, one: str, other: str) -> bool:
    """Return True where one of two unions is the other, or above it: a booth enrols for the town, the list knows whose.

    Where either is not told nothing speaks against it.
    """
    parents = {union.code: union.parent for union in book.organisations}
    return not one or not other or other in _up_from(one, parents) or one in _up_from(other, parents)


def _up_from(union: str, parents: dict[str, str]) -> set[str]:
    found: set[str] = set()
    while union and union not in found:  # a tree that is a ring ends here
        found.add(union)
        union = parents.get(union, "")
    return found
