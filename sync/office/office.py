# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The office's roads, ``/v1/office/…``: what the district's staff ask, each by role and scope. JSON, no pages.

``ROADS`` is the whole of it. ``tests/district/office/test_rights.py`` asks every road as every role about what is
theirs, their neighbour's and nobody's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import msgspec

from sync.commands.terminal import masked
from sync.intake.held import held
from sync.office import reports, sessions, staff
from sync.office.export import take_export
from sync.office.export_requests import Asked as Request_
from sync.office.export_requests import approve, ask, requests
from sync.office.office_door import Answered, Call
from sync.office.office_log import entries
from sync.office.office_words import (
    Asked,
    DeviceLine,
    Done,
    ExportLine,
    ExportTaking,
    ExportWish,
    FreshWord,
    HeldLine,
    LogLine,
    LogPage,
    Me,
    Nothing,
    OverlapLine,
    OverlapLists,
    Part,
    PasswordChange,
    RejectedLine,
    SignIn,
    SiteLine,
)
from sync.office.overlaps import Overlap, overlaps
from sync.office.rights import Act


@dataclass(frozen=True, slots=True)
class Road:
    """One road: what is asked on it and answered, which right it needs (None: none, but to be signed in).

    ``open`` roads need no session; ``changing`` ones are open to who must change the password first.
    """

    method: str
    path: str
    summary: str
    act: Act | None
    asks: type[Asked]
    tells: Any
    work: Callable[..., Answered]
    open: bool = False
    changing: bool = False


def sign_in(call: Call, asked: SignIn) -> Answered:
    """Begin a session."""
    member, token = sessions.sign_in(call.district.database, asked.id, asked.password, asked.word, call.now)
    return Answered(_me(member), token)


def sign_out(call: Call, _: Nothing) -> Answered:
    """End the session."""
    sessions.sign_out(call.district.database, call.token, call.now)
    return Answered(Done(), "")


def me(call: Call, _: Nothing) -> Answered:
    """Tell who is signed in."""
    return Answered(_me(call.whose))


def change_password(call: Call, asked: PasswordChange) -> Answered:
    """Change the password; every session ends, this one too."""
    staff.change_password(call.district.database, call.whose, asked.old, asked.new, call.now)
    return Answered(Done(), "")


def sites(call: Call, asked: Part) -> Answered:
    """Tell how far each site has reported."""
    scope, reference = call.part(asked.site, asked.town), call.district.current()
    with call.district.database.reading() as reading:
        return _lines(reports.sites(reading, reference, scope), SiteLine)


def rejected(call: Call, asked: Part) -> Answered:
    """Tell what was rejected and nothing has settled."""
    scope, reference = call.part(asked.site, asked.town), call.district.current()
    with call.district.database.reading() as reading:
        return _lines(reports.rejected(reading, reference, scope), RejectedLine)


def devices(call: Call, asked: Part) -> Answered:
    """Tell which devices there are."""
    scope, reference = call.part(asked.site, asked.town), call.district.current()
    with call.district.database.reading() as reading:
        return _lines(reports.devices(reading, reference, scope), DeviceLine)


def held_lives(call: Call, asked: Part) -> Answered:
    """Tell which lives are held."""
    scope, reference = call.part(asked.site, asked.town), call.district.current()
    with call.district.database.reading() as reading:
        return _lines(held(reading, reference, scope), HeldLine)


def twice(call: Call, asked: Part) -> Answered:
    """Tell who was met twice."""
    scope, reference = call.part(asked.site, asked.town), call.district.current()
    with call.district.database.reading() as reading:
        found = overlaps(reading, reference, scope)
    kinds = (found.two_sites, found.double_packs, found.already_members)
    two, double, already = (tuple(_overlap(one) for one in some) for some in kinds)
    return Answered(OverlapLists(two_sites=two, double_packs=double, already_members=already))


def log(call: Call, asked: LogPage) -> Answered:
    """Tell what staff did."""
    with call.district.database.reading() as reading:
        some = entries(reading, before=asked.before, most=asked.most)
    return _lines([asdict(one) | {"head": one.head.hex()} for one in some], LogLine)


def exports(call: Call, _: Nothing) -> Answered:
    """Tell which exports were asked for."""
    reference = call.district.current()
    with call.district.database.reading() as reading:
        some = requests(reading, call.whose, reference=reference, district=call.district.id)
    return Answered([_export(one) for one in some])


def ask_export(call: Call, asked: ExportWish) -> Answered:
    """Ask for an export."""
    scope, reference = call.part(asked.site, asked.town), call.district.current()
    staff.prove_again(call.district.database, call.whose, asked.word, call.now)
    with call.district.database.writing() as writing:
        made = ask(writing, call.whose, scope, asked.reason, reference=reference, now=call.now)
    return Answered(_export(made))


def approve_export(call: Call, asked: FreshWord, place: int) -> Answered:
    """Approve what somebody else asked for."""
    staff.prove_again(call.district.database, call.whose, asked.word, call.now)
    reference, of = call.district.current(), call.district.id
    with call.district.database.writing() as writing:
        made = approve(writing, call.whose, place, reference=reference, district=of, now=call.now)
    return Answered(_export(made))


def take(call: Call, asked: ExportTaking, place: int) -> Answered:
    """Hand over what was asked for, sealed to a registrar."""
    staff.prove_again(call.district.database, call.whose, asked.word, call.now)
    made = take_export(call.district, call.whose, place, call.now, registrar_id=asked.registrar)
    return Answered(None, raw=made.raw)


def _me(member: staff.Member) -> Me:
    return msgspec.convert(asdict(member), Me)


def _lines(lines: list[dict[str, Any]], kind: type[Any]) -> Answered:
    return Answered(msgspec.convert(lines, list[kind]))  # type: ignore[valid-type] # one of the kinds of answers


def _overlap(one: Overlap) -> OverlapLine:
    return OverlapLine(
        serials=one.serials, sites=one.sites, goods=one.goods, how=one.how, name=masked(one.name)
    )


def _export(one: Request_) -> ExportLine:
    return msgspec.convert(asdict(one) | {"alone": one.alone}, ExportLine)


ROADS = (
    Road("POST", "/sign-in", "Begin a session", None, SignIn, Me, sign_in, open=True),
    Road("POST", "/sign-out", "End the session", None, Nothing, Done, sign_out, changing=True),
    Road("GET", "/me", "Who is signed in", None, Nothing, Me, me, changing=True),
    Road(
        "POST", "/password", "Change the password", None, PasswordChange, Done, change_password, changing=True
    ),
    Road("GET", "/sites", "How far each site has reported", "sites", Part, list[SiteLine], sites),
    Road("GET", "/overlaps", "Who was met twice", "overlaps", Part, OverlapLists, twice),
    Road("GET", "/rejected", "What was rejected", "rejected", Part, list[RejectedLine], rejected),
    Road("GET", "/devices", "Which devices there are", "devices", Part, list[DeviceLine], devices),
    Road("GET", "/held", "Which lives are held", "held", Part, list[HeldLine], held_lives),
    Road("GET", "/log", "What staff did", "log", LogPage, list[LogLine], log),
    Road("GET", "/exports", "Which exports were asked for", "export", Nothing, list[ExportLine], exports),
    Road("POST", "/exports", "Ask for an export", "export", ExportWish, ExportLine, ask_export),
    Road("POST", "/exports/{place}/approve", "Approve one", "approve", FreshWord, ExportLine, approve_export),
    Road("POST", "/exports/{place}/take", "Take one", "export", ExportTaking, bytes, take),
)
