# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""From the rows of the briefing, as they were told, to the day book."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from fieldkit.domain.daybook import DayBook
from fieldkit.domain.events import (
    Code,
    ConsentText,
    Event,
    Goods,
    Organisation,
    ProgrammeItem,
    Service,
    Site,
    Stock,
)
from fieldkit.protocol import rows
from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.protocol.shape import Message

M = TypeVar("M", bound=Message)
T = TypeVar("T")


def book_from(kept: Mapping[str, Iterable[bytes]], *, district_name: str, device: str) -> DayBook:
    """Return the day book that the rows of the briefing make, by kind of row."""
    return DayBook(
        events=_all(kept, "event", rows.EventRow, _event),
        sites=_all(kept, "site", rows.SiteRow, _site),
        services=_all(kept, "service", rows.ServiceRow, _service),
        goods=_all(kept, "goods", rows.GoodsRow, _goods),
        stocks=_all(kept, "stock", rows.StockRow, lambda r: Stock(r.site, r.goods, r.opening, r.opening)),
        codes=_all(kept, "code", rows.CodeRow, _code),
        consent_texts=_all(kept, "consent_text", rows.ConsentTextRow, _consent_text),
        organisations=_all(kept, "organisation", rows.OrganisationRow, _organisation),
        programme=tuple(
            sorted(
                _all(kept, "programme", rows.ProgrammeRow, _programme_item),
                key=lambda item: (item.site, item.order),
            )
        ),
        settings=_all(kept, "setting", rows.SettingRow, lambda r: (r.name, r.value)),
        district_name=district_name,
        device=device,
    )


def _all(
    kept: Mapping[str, Iterable[bytes]], table: str, kind: type[M], make: Callable[[M], T]
) -> tuple[T, ...]:
    """Return the rows of ``table``; one that says an impossible day or hour is left out, for work goes on."""
    made = []
    for raw in kept.get(table, ()):
        with contextlib.suppress(ValueError, TheirMistake):
            made.append(make(from_bytes(raw, kind)))
    return tuple(made)


def _organisation(row: rows.OrganisationRow) -> Organisation:
    return Organisation(row.code, row.parent, row.level, row.name, row.name_en, row.division_code)


def _event(row: rows.EventRow) -> Event:
    return Event(
        code=row.code,
        title=row.title,
        short_title=row.short_title,
        level=row.level,
        day=dt.date.fromisoformat(row.day),
        starts=dt.time.fromisoformat(row.starts),
        ends=dt.time.fromisoformat(row.ends),
        organiser=row.organiser,
    )


def _site(row: rows.SiteRow) -> Site:
    return Site(
        code=row.code,
        event=row.event,
        role=row.role,
        org_code=row.org_code,
        name=row.name,
        venue=row.venue,
        venue_kind=row.venue_kind,
        theme=row.theme,
        booths=row.booths,
        name_en=row.name_en,
    )


def _service(row: rows.ServiceRow) -> Service:
    return Service(row.code, row.group, row.name, row.name_en, row.named, row.active)


def _goods(row: rows.GoodsRow) -> Goods:
    return Goods(
        code=row.code,
        name=row.name,
        name_en=row.name_en,
        audience=row.audience,
        once=row.once,
        components=row.components,
        face_value=row.face_value,
        active=row.active,
    )


def _code(row: rows.CodeRow) -> Code:
    return Code(row.table, row.code, row.name, row.name_en, frozenset(row.flags), row.version)


def _consent_text(row: rows.ConsentTextRow) -> ConsentText:
    return ConsentText(row.kind, row.version, row.title, row.text, row.title_en, row.text_en)


def _programme_item(row: rows.ProgrammeRow) -> ProgrammeItem:
    return ProgrammeItem(row.site, row.order, dt.time.fromisoformat(row.starts), row.title, row.kind)
