# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A paper's value as a screen may show it: masked, for a look behind the mask is an act that leaves a trace.

What is printed is whole; only the preview goes by here (PIPL art. 51, domain.md §2.11).
"""

from __future__ import annotations

from dataclasses import replace

from fieldkit.domain.day_papers import (
    IssueList,
    MemberForm,
    NoticePaper,
    Person,
    PersonPaper,
    Representatives,
    RouteCard,
)
from fieldkit.domain.people import masked_document, masked_name, masked_phone

NAMES = ("name", "introducer")
YEAR = 4


def masked(told: object) -> object:
    """Return ``told`` with names and numbers masked and signatures left out; what is about nobody as it is."""
    if isinstance(told, IssueList):
        return masked_list(told)
    if isinstance(told, MemberForm):
        values = {name: _value(name, value) for name, value in told.values.items()}
        return MemberForm(_person(told.person), values, b"")
    if isinstance(told, Representatives):
        return replace(told, people=tuple(_person(who) for who in told.people))
    if isinstance(told, RouteCard | NoticePaper | PersonPaper):
        return replace(told, person=_person(told.person))
    return told


def masked_list(told: IssueList) -> IssueList:
    """Return the list with the names of its rows masked, their notes and signatures left out."""
    rows = (
        replace(row, name=_name(row.name), note="***" if row.note else "", signature=b"") for row in told.rows
    )
    return replace(told, rows=tuple(rows))


def _person(who: Person) -> Person:
    return replace(who, name=_name(who.name))


def _name(name: str) -> str:
    return masked_name(name) if name else ""


def _value(name: str, value: str) -> str:
    if name in NAMES:
        return _name(value)
    if name in ("document_number", "certificate_number"):
        return masked_document(value)
    if name == "phone":
        return masked_phone(value)
    return f"{value[:YEAR]}-**-**" if name == "birth_date" else value
