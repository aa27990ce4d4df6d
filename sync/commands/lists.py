# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Take in the briefing; list how far the sites have reported, what was rejected, who was met twice."""

from __future__ import annotations

import argparse
from pathlib import Path

from sync.commands.desk import (
    Faults,
    Verbs,
    everything,
    noted,
    opened,
    print_json,
    tag_key_of,
    verb,
    with_registrar_folder,
)
from sync.commands.terminal import clock, masked, plain, table
from sync.district import District
from sync.office import reports
from sync.office.overlaps import Overlap, as_json, overlaps
from sync.outgoing.briefing import BadLine, NoTagKey, take_in
from sync.trust.registrar_folder import NoRegistrarFolder

_KINDS = {"two_sites": "重复入会", "double_packs": "重复领取", "already_members": "已是会员"}
_HOW = {"transferred": "已接转", "refused": "入会被退回", "": ""}
_ROLES = {"main": "主会场", "branch": "分会场"}

FAULTS: Faults = {
    NoTagKey: (
        "第 {0} 行带有证件号或手机号，换成标签需要登记员的钥匙。请插上登记员的 U 盘，用 --registrar-folder 指明文件夹；"
        "或先在登记员的电脑上换好标签。没有载入任何内容。"
    ),
    BadLine: "第 {0} 行不是有效的资料行（字段 {1}）。没有载入任何内容。",
}


def add(verbs: Verbs) -> None:
    """Tell the verbs of this group."""
    told = verb(verbs, "brief", "载入活动资料（JSON 行）", do_brief)
    told.add_argument("file", type=Path, metavar="FILE")
    with_registrar_folder(told)
    verb(verbs, "overlaps", "列出重复入会、重复领取、已是会员", do_overlaps, json=True)
    verb(verbs, "sites", "各点位上报情况与合计", do_sites, json=True)
    verb(verbs, "rejected", "列出未处理的退回", do_rejected, json=True)


def do_brief(asked: argparse.Namespace) -> None:
    """Take in a briefing file."""
    with (
        opened(asked) as district,
        asked.file.open("rb") as lines,
        district.database.writing() as writing,
    ):
        changed = take_in(writing, lines, _tag_key(district, asked))
        noted(writing, "brief", rows=changed)
    print(f"资料已载入，{changed} 行有变化。")


def do_overlaps(asked: argparse.Namespace) -> None:
    """List who was taken in twice, who took a pack twice, who was a member already."""
    with opened(asked) as district:
        reference = district.current()
        with district.database.reading() as reading:
            found = overlaps(reading, reference, everything(district))
    if asked.json:
        print_json(as_json(found))
        return
    names = {code: site.name for code, site in reference.sites.items()}
    for kind, title in _KINDS.items():
        some: tuple[Overlap, ...] = getattr(found, kind)
        print(f"{title}：{len(some)}")
        if some:
            print(table(("编号", "姓名", "点位", "说明"), [_overlap_row(one, names) for one in some]))
        print()


def do_sites(asked: argparse.Namespace) -> None:
    """List how far each site has reported."""
    with opened(asked) as district:
        reference = district.current()
        with district.database.reading() as reading:
            lines = reports.sites(reading, reference, everything(district))
    if asked.json:
        print_json(lines)
        return
    counted = ("recorded", "accepted", "rejected", "enrolled", "transferred", "served", "packs")
    rows: list[tuple[object, ...]] = [
        (
            line["site"],
            plain(line["name"]),
            _ROLES.get(line["role"], line["role"]),
            *(line[name] for name in counted),
            clock(line["last_exchange"]),
        )
        for line in lines
    ]
    rows.append(("合计", "", "", *(sum(line[name] for line in lines) for name in counted), ""))
    head = ("编号", "点位", "类别", "已收", "确认", "退回", "入会", "接转", "服务", "领取", "最近上报")
    print(table(head, rows))
    silent = [plain(line["name"]) or line["site"] for line in lines if not line["reported"]]
    print(
        f"\n{len(lines) - len(silent)}/{len(lines)} 已上报"
        + (f"，未上报：{'、'.join(silent)}" if silent else "")
    )


def do_rejected(asked: argparse.Namespace) -> None:
    """List the rejections that nobody has settled."""
    with opened(asked) as district:
        reference = district.current()
        with district.database.reading() as reading:
            lines = reports.rejected(reading, reference, everything(district))
    if asked.json:
        print_json(lines)
        return
    names = ("operation", "site", "booth", "operator", "kind", "code", "field")
    head = ("操作", "点位", "台位", "经办", "类别", "原因", "字段", "收到时间")
    print(
        table(head, [(*(plain(line[name]) for name in names), clock(line["received_at"])) for line in lines])
    )


def _overlap_row(one: Overlap, names: dict[str, str]) -> tuple[str, ...]:
    places = "、".join(plain(names.get(site, site)) for site in one.sites)
    return "、".join(one.serials), masked(plain(one.name)), places, one.goods or _HOW[one.how]


def _tag_key(district: District, asked: argparse.Namespace) -> bytes:
    """Return the tag key; none where the registrar's folder is not here: lines that carry their tags need none."""
    try:
        return tag_key_of(district, asked)
    except NoRegistrarFolder:
        if asked.registrar_folder is not None:
            raise
        return b""
