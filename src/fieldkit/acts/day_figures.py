# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The figures of a site's day as one device knows them (日终统计表, domain.md §2.13).

A figure that this program does not keep stays '' and is written by hand; a part (其中) that can no longer be counted
whole, because contents were purged, stays '' as well: half a figure would be a wrong one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldkit.domain.day_papers import Figure, GoodsLine, Section
from fieldkit.domain.daybook import DayBook
from fieldkit.domain.events import Goods
from fieldkit.domain.people import Sex
from fieldkit.store import day_lists, operations, packs, services

if TYPE_CHECKING:
    from fieldkit.store.vault import Database

NEW_FORM = "new-form"
"""The flag of employment groups that count as new-form workers (新就业形态, domain.md §2.2)."""
BY_HAND_FIRST = ("参加人次", "发放宣传材料（份）", "调查问卷（份）")
BY_HAND_JOINING = ("审核通过", "办卡", "开卡", "绑定医保")
BY_HAND_EMPLOYERS = ("走访企业数", "有建会意向", "新建会")
BY_HAND_OTHER = ("诉求（条）", "诉求已办", "诉求转办", "参与领导（人）", "志愿者（人）")


@dataclass(frozen=True, slots=True)
class Counted:
    """The sections of a day's table, the few main figures, and of how many records they are made."""

    sections: tuple[Section, ...]
    main: tuple[Figure, ...]
    records: int


def counted(db: Database, book: DayBook, *, event: str, site: str, day: tuple[str, str]) -> Counted:
    """Return the figures of ``site`` in ``day``, voided records left out."""
    joined = list(day_lists.enrolled(db, site=site, day=day))
    transferred = operations.count_transferred(db, site=site, day=day)
    used = {one.service: one.count for one in services.counts(db, event=event, site=site, day=day)}
    issues = packs.count(db, event=event, site=site, day=day)
    joining, parts = _joining(joined, transferred), _parts(book, joined)
    served = _served(book, used)
    main = (
        *joining.figures[:2],
        Figure("服务人次", str(sum(used.values()))),
        Figure("物资发放", f"{issues} 笔"),
    )
    sections = (_by_hand("参加和宣传", BY_HAND_FIRST), joining, parts, served, *_last())
    return Counted(sections, main, len(joined) + transferred + sum(used.values()) + issues)


def blank(book: DayBook) -> tuple[Section, ...]:
    """Return the same sections with no figure in them, for a table written by hand."""
    emptied = [
        Section(one.title, tuple(Figure(figure.name) for figure in one.figures))
        for one in (_joining([], 0), _parts(book, []), _served(book, {}))
    ]
    return (_by_hand("参加和宣传", BY_HAND_FIRST), *emptied, *_last())


def goods_lines(db: Database, book: DayBook, site: str) -> tuple[GoodsLine, ...]:
    """Return what ``site`` had at the opening and handed out since, by this device's books."""
    issued = packs.issued(db, site=site) if site else {}
    items = {one.code: one for one in book.goods}
    found = []
    for stock in book.stocks:
        if stock.site != site:
            continue
        item = items.get(stock.goods)
        name, told = (item.name, detail(item)) if item else (stock.goods, "")
        found.append(GoodsLine(name, told, stock.opening, issued.get(stock.goods, 0)))
    return tuple(found)


def detail(item: Goods) -> str:
    """Return what a pack holds, or a voucher's face value."""
    return "、".join(item.components) or item.face_value


def _by_hand(title: str, names: tuple[str, ...]) -> Section:
    return Section(title, tuple(Figure(name) for name in names))


def _last() -> tuple[Section, ...]:
    return _by_hand("企业沟通会", BY_HAND_EMPLOYERS), _by_hand("诉求和人员", BY_HAND_OTHER)


def _joining(joined: list[day_lists.Joined], transferred: int) -> Section:
    found = (Figure("现场入会人数", str(len(joined))), Figure("会籍接转", str(transferred)))
    return Section("入会", (*found, *(Figure(name) for name in BY_HAND_JOINING)))


def _parts(book: DayBook, joined: list[day_lists.Joined]) -> Section:
    """Return of whom the enrolments are: groups, migrant workers, women, channels."""
    whole = all(one.draft is not None for one in joined)
    groups = Counter(one.employment_group for one in joined)
    new_form = [row for row in book.table("employment_group") if NEW_FORM in row.flags]
    drafts = [one.draft for one in joined if one.draft is not None]
    channels = Counter(draft.channel for draft in drafts)

    def told(count: int) -> str:
        return str(count) if whole else ""

    return Section(
        "现场入会人数其中",
        (
            Figure("新就业形态", told(sum(groups[row.code] for row in new_form))),
            *(Figure(row.name, told(groups[row.code])) for row in new_form),
            Figure("农民工", told(sum(draft.migrant_worker for draft in drafts))),
            Figure("女职工", told(sum(one.sex == Sex.FEMALE for one in joined))),
            *(Figure(row.name, told(channels[row.code])) for row in book.table("channel")),
        ),
    )


def _served(book: DayBook, used: dict[str, int]) -> Section:
    """Return how often each service was used, those that nobody used too: nought is a figure."""
    names = {one.code: one.name for one in book.services if one.active or used.get(one.code)}
    found = [Figure(name, str(used.get(code, 0))) for code, name in names.items()]
    found += [Figure(code, str(count)) for code, count in used.items() if code not in names]
    return Section("服务人次", tuple(found))
