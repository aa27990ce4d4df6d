# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the tables and forms of the day say, gathered from the store; what it does not hold is left to be written.

``gather`` takes what the print ledger keeps (a kind, and what it is about), so a paper is drawn again from its line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldkit.acts import day_figures, member_forms
from fieldkit.acts.application import PLEDGE, named, union_of
from fieldkit.acts.member_forms import NOTICE
from fieldkit.acts.papers import KNOWN_MEMBER, NEW_MEMBER, NO_MEMBER
from fieldkit.domain.day_papers import (
    Asked,
    Bulletin,
    Custody,
    DayEnd,
    IssueList,
    IssueRow,
    MemberForm,
    NoticePaper,
    NumberSlip,
    Oath,
    Occasion,
    Person,
    PersonPaper,
    Poster,
    Representatives,
    RouteCard,
    Stop,
)
from fieldkit.domain.daybook import DayBook
from fieldkit.domain.filing import About, about_from
from fieldkit.domain.papers import PaperKind
from fieldkit.domain.receipts import on_behalf
from fieldkit.domain.serials import code_of, number_from_code
from fieldkit.problems import Unknown
from fieldkit.store import briefing, day_lists, members, paper_numbers
from fieldkit.store.clock import bounds
from fieldkit.store.vault import Store

if TYPE_CHECKING:
    from fieldkit.store.vault import Database

TAIL = 4
MASK = "*"
"""In a name that the purge has left; no name may hold it."""
POSTER_CODE = "poster_code"
"""The district's setting for what a poster's code says; ``poster_code.PGZ`` is that of one site."""


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every gatherer is given: the store at one moment, and what the paper is about."""

    db: Database
    book: DayBook
    about: About
    kind: PaperKind
    number: str
    version: str

    @property
    def day(self) -> dt.date | None:
        """Return the day the paper is about, the event's where the ledger names none."""
        if self.about.day:
            return dt.date.fromisoformat(self.about.day)
        outing = next((one for one in self.book.events if one.code == self.about.event), None)
        return outing.day if outing else None

    @property
    def span(self) -> tuple[str, str]:
        """Return the first moment of the day and of the next. Raises Unknown where there is no day."""
        if self.day is None:
            raise Unknown(what="event")
        return bounds(self.day)

    @property
    def occasion(self) -> Occasion:
        """Return what the papers of a site have at their top; empty for a blank form."""
        book = self.book
        outing = next((one for one in book.events if one.code == self.about.event), None)
        site = book.site(self.about.site)
        hours = f"{outing.starts:%H:%M}–{outing.ends:%H:%M}" if outing else ""
        return Occasion(
            event=outing.title if outing else "",
            short_title=outing.short_title if outing else "",
            level=named(book, "event_level", outing.level) if outing else "",
            day=self.day,
            hours=hours,
            site=site.name if site else "",
            venue=site.venue if site else "",
            venue_kind=named(book, "venue_kind", site.venue_kind) if site else "",
            theme=site.theme if site else "",
            union=union_of(book, site.org_code) if site else "",
            organiser=outing.organiser if outing and outing.organiser else book.district_name,
            device=book.device,
        )

    @property
    def person(self) -> Person:
        """Return whom the paper is made out to, nobody for a blank form."""
        return self.people[0] if self.about.uids else Person()

    @property
    def people(self) -> tuple[Person, ...]:
        """Return everybody the paper is about."""
        return tuple(_person(self.db, self.book, uid) for uid in self.about.uids)


def gather(
    store: Store, *, kind: PaperKind, about: str, document_number: str = "", version: str = ""
) -> object:
    """Return what a paper says, one of the values of ``domain.day_papers``; None for a page of rulers.

    ``version`` is the program's, for figures that must be made again. Raises Unknown (member, event).
    """
    make = _GATHERED[kind]
    with store.reading() as db:
        book = briefing.book(store, db)
        return make(_Desk(db, book, about_from(about), kind, document_number, version))


def _person(db: Database, book: DayBook, uid: str) -> Person:
    member = members.whole(db, uid).member
    number = member.shown_number
    return Person(
        name=member.print_as or member.name,
        number=number,
        code=code_of(number) if number_from_code(number) else "",
        document_tail=member.document_tail[-TAIL:],
        phone_tail=member.phone_tail,
        employer=member.employer or member.platform,
        union=union_of(book, member.org_code),
    )


def _route(desk: _Desk) -> RouteCard:
    stops = tuple(
        Stop(named(desk.book, "service_group", one.group), one.name)
        for one in sorted(desk.book.services, key=lambda one: _group_place(desk.book, one.group))
        if one.active
    )
    return RouteCard(desk.occasion, desk.person, stops)


def _group_place(book: DayBook, group: str) -> int:
    """Return where a group stands in the day book: groups keep its order, services keep theirs inside."""
    groups = [one.group for one in book.services]
    return groups.index(group)


def _slip(desk: _Desk) -> NumberSlip:
    service = next(
        (one.name for one in desk.book.services if one.code == desk.about.service), desk.about.service
    )
    return NumberSlip(desk.occasion, service, paper_numbers.place_in_line(desk.db, desk.kind, desk.number))


def _notice(desk: _Desk) -> NoticePaper:
    texts = [Asked(one.kind, one.title, one.text, one.version) for one in desk.book.consent_texts]
    notice = next((one for one in texts if one.kind == NOTICE), Asked(NOTICE, "", "", ""))
    return NoticePaper(desk.occasion, desk.person, notice, tuple(one for one in texts if one.kind != NOTICE))


def _issues(desk: _Desk) -> IssueList:
    goods = {one.code: one for one in desk.book.goods}
    rows = []
    if desk.about.site:
        found = day_lists.handed_out(desk.db, event=desk.about.event, site=desk.about.site, day=desk.span)
        for one in found:
            if desk.about.goods not in ("", one.goods):
                continue
            item = goods.get(one.goods)
            kind = NEW_MEMBER if one.enrolled_here else KNOWN_MEMBER
            rows.append(
                IssueRow(
                    name=one.name or one.number,
                    document_tail=one.document_tail,
                    phone_tail=one.phone_tail,
                    employer=one.employer,
                    member_kind=kind if one.known or one.number else NO_MEMBER,
                    goods=item.name if item else one.goods,
                    detail=day_figures.detail(item) if item else "",
                    quantity=one.quantity,
                    at=one.at,
                    signature=one.signature,
                    operator=one.operator,
                    note=_behalf(desk.book, one) if one.collector else "",
                )
            )
    return IssueList(desk.occasion, tuple(rows), purged=any(MASK in row.name for row in rows))


def _behalf(book: DayBook, one: day_lists.Handed) -> str:
    assert one.collector is not None
    relation = named(book, "relation", one.collector.relation)
    return on_behalf(one.collector.name, one.collector.document_tail, relation)


def _day_end(desk: _Desk) -> DayEnd:
    if not desk.about.site:
        return DayEnd(desk.occasion, day_figures.blank(desk.book), (), 0, desk.version)
    counted = day_figures.counted(
        desk.db, desk.book, event=desk.about.event, site=desk.about.site, day=desk.span
    )
    return DayEnd(
        desk.occasion,
        counted.sections,
        day_figures.goods_lines(desk.db, desk.book, desk.about.site),
        counted.records,
        desk.version,
    )


def _custody(desk: _Desk) -> Custody:
    return Custody(desk.occasion, day_figures.goods_lines(desk.db, desk.book, desk.about.site))


def _bulletin(desk: _Desk) -> Bulletin:
    run = tuple(
        (f"{one.starts:%H:%M}", one.title) for one in desk.book.programme if one.site == desk.about.site
    )
    if not desk.about.site:
        return Bulletin(desk.occasion, (), run)
    counted = day_figures.counted(
        desk.db, desk.book, event=desk.about.event, site=desk.about.site, day=desk.span
    )
    return Bulletin(desk.occasion, counted.main, run)


def _oath(desk: _Desk) -> Oath:
    return Oath(desk.occasion, desk.book.setting("oath_text", PLEDGE), desk.book.setting("oath_version"))


def _poster(desk: _Desk) -> Poster:
    content = desk.book.setting(f"{POSTER_CODE}.{desk.about.site}") or desk.book.setting(POSTER_CODE)
    return Poster(desk.occasion, content, size=desk.about.size or "A4")


def _member_form(desk: _Desk) -> MemberForm:
    if not desk.about.uids:
        return MemberForm(Person())
    return member_forms.member_form(desk.db, desk.book, desk.person, desk.about.uids[0])


def _person_paper(desk: _Desk) -> PersonPaper:
    return PersonPaper(desk.occasion, desk.person)


def _representatives(desk: _Desk) -> Representatives:
    return Representatives(desk.occasion, desk.people)


def _nothing(_desk: _Desk) -> None:
    return None


_GATHERED: dict[PaperKind, Callable[[_Desk], object]] = {
    PaperKind.MEMBER_FORM: _member_form,
    PaperKind.ROUTE: _route,
    PaperKind.NUMBER_SLIP: _slip,
    PaperKind.NOTICE: _notice,
    PaperKind.ISSUE_LIST: _issues,
    PaperKind.DAY_END: _day_end,
    PaperKind.CUSTODY: _custody,
    PaperKind.BULLETIN: _bulletin,
    PaperKind.OATH: _oath,
    PaperKind.REPRESENTATIVES: _representatives,
    PaperKind.POSTER: _poster,
    PaperKind.APPEAL: _person_paper,
    PaperKind.DATA_REQUEST: _person_paper,
    PaperKind.RULER: _nothing,
}
