# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The rows of the briefing, by table: what a device must know before and at an event."""

from __future__ import annotations

from fieldkit.protocol.shape import (
    Day,
    HourOfDay,
    Message,
    Name,
    OptionalDay,
    Prose,
    Sex,
    Tag,
    Text,
    Whole,
    Word,
)


class OrganisationRow(Message):
    """Table ``organisation``, keyed by code."""

    code: Name
    parent: Word
    level: Word
    name: Text
    name_en: Text = ""
    division_code: Word = ""


class EventRow(Message):
    """Table ``event``, keyed by code. ``day`` ISO date, ``starts`` and ``ends`` ISO times."""

    code: Name
    title: Text
    short_title: Text
    level: Word
    day: Day
    starts: HourOfDay
    ends: HourOfDay
    organiser: Text = ""


class SiteRow(Message):
    """Table ``site``, keyed by code."""

    code: Name
    event: Word
    role: Word
    org_code: Word
    name: Text
    venue: Text
    venue_kind: Word = ""
    theme: Text = ""
    booths: Whole = 1
    name_en: Text = ""


class ServiceRow(Message):
    """Table ``service``, keyed by code."""

    code: Name
    group: Word
    name: Text
    name_en: Text = ""
    named: bool = False
    active: bool = True


class GoodsRow(Message):
    """Table ``goods``, keyed by code."""

    code: Name
    name: Text
    name_en: Text = ""
    audience: Word = "new"
    once: bool = True
    components: tuple[Text, ...] = ()
    face_value: Text = ""
    active: bool = True


class StockRow(Message):
    """Table ``stock``, keyed by site/goods: the opening count."""

    site: Name
    goods: Name
    opening: Whole


class CodeRow(Message):
    """Table ``code``, keyed by table/code."""

    table: Name
    code: Name
    name: Text
    name_en: Text = ""
    flags: tuple[Word, ...] = ()
    version: Word = ""


class ConsentTextRow(Message):
    """Table ``consent_text``, keyed by kind."""

    kind: Name
    version: Word
    title: Text
    text: Prose
    title_en: Text = ""
    text_en: Prose = ""


class ProgrammeRow(Message):
    """Table ``programme``, keyed by site/order."""

    site: Name
    order: Whole
    starts: HourOfDay
    title: Text
    kind: Word = ""


class MemberRow(Message):
    """Table ``member``, keyed by uid: a known member, without document or phone number.

    ``tag`` is the keyed tag (hex) a booth compares with; tails are the last six and last four characters. ``print_as``
    is how the name is written on a card where fonts lack a character of it.
    """

    uid: Name
    name: Text
    tag: Tag
    serial: Word = ""
    certificate_number: Word = ""
    sex: Sex = 0
    birth_date: OptionalDay = ""
    document_tail: Word = ""
    phone_tail: Word = ""
    employer: Text = ""
    employment_group: Word = ""
    org_code: Word = ""
    standing: Whole = 1
    print_as: Text = ""


class SettingRow(Message):
    """Table ``setting``, keyed by name: a value the district decides (oath text, age limits)."""

    name: Name
    value: Prose


ROWS: dict[str, type[Message]] = {
    "organisation": OrganisationRow,
    "event": EventRow,
    "site": SiteRow,
    "service": ServiceRow,
    "goods": GoodsRow,
    "stock": StockRow,
    "code": CodeRow,
    "consent_text": ConsentTextRow,
    "programme": ProgrammeRow,
    "member": MemberRow,
    "setting": SettingRow,
}

_KEYS: dict[str, tuple[str, ...]] = {
    "organisation": ("code",),
    "event": ("code",),
    "site": ("code",),
    "service": ("code",),
    "goods": ("code",),
    "stock": ("site", "goods"),
    "code": ("table", "code"),
    "consent_text": ("kind",),
    "programme": ("site", "order"),
    "member": ("uid",),
    "setting": ("name",),
}


def key_of(table: str, row: Message) -> str:
    """Return the key under which ``row`` stands in ``table``."""
    return "/".join(str(getattr(row, name)) for name in _KEYS[table])
