# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Lives that are held: both sides shown, then adopted or rejected."""

from __future__ import annotations

import argparse
from typing import Literal

from fieldkit.seals.chain import shown_head
from sync.commands.desk import Faults, Verbs, everything, noted, now, opened, print_json, verb
from sync.commands.terminal import clock, table
from sync.intake.held import held
from sync.intake.quarantine import NothingHeld, release

_WHY = {"fork": "同一批号两种内容", "after": "分叉之后", "revoked": "吊销之后"}

FAULTS: Faults = {
    NothingHeld: "这台设备的这个档案库没有扣留的内容。请先用 held 查看设备和档案库编号。",
}


def add(verbs: Verbs) -> None:
    """Tell the verbs of this group."""
    verb(verbs, "held", "列出被扣留的档案库：两边的链头、第一条不同的操作", do_held, json=True)
    for name, title, work in (
        ("adopt", "采纳扣留的内容：逐条受理，与已收的冲突者退回", do_adopt),
        ("reject", "不采纳扣留的内容：逐条退回", do_reject),
    ):
        told = verb(verbs, name, title, work)
        told.add_argument("device", metavar="DEVICE")
        told.add_argument("life", metavar="LIFE")


def do_held(asked: argparse.Namespace) -> None:
    """List what is held, both sides of each fork."""
    with opened(asked) as district:
        reference = district.current()
        with district.database.reading() as reading:
            lines = held(reading, reference, everything(district))
    if asked.json:
        print_json(lines)
        return
    if not lines:
        print("没有扣留的内容。")
    for line in lines:
        print(
            f"{line['device']} {line['life']}：已收到第 {line['number']} 批，扣留 {line['operations']} 条操作"
        )
        rows = [
            (
                one["number"],
                _WHY.get(one["why"], one["why"]),
                shown_head(bytes.fromhex(one["ours"])) if one["ours"] else "（无）",
                shown_head(bytes.fromhex(one["head"])),
                one["our_operations"],
                one["operations"],
                "、".join(one["first_different"]),
                clock(one["received_at"]),
            )
            for one in line["batches"]
        ]
        head = ("批号", "原因", "已收的链头", "扣留的链头", "已收条数", "扣留条数", "第一条不同", "收到时间")
        print(table(head, rows))
        print(
            f"  查清后二选一：fieldkit-district adopt {line['device']} {line['life']}（真实发生过，补进来）"
            f"\n                fieldkit-district reject {line['device']} {line['life']}（拷贝或误传，不要）\n"
        )


def do_adopt(asked: argparse.Namespace) -> None:
    """Take what is held like any other batch."""
    _release(asked, "adopt", "已采纳")


def do_reject(asked: argparse.Namespace) -> None:
    """Reject all that is held."""
    _release(asked, "reject", "已退回")


def _release(asked: argparse.Namespace, how: Literal["adopt", "reject"], said: str) -> None:
    with opened(asked) as district, district.database.writing() as writing:
        counts = release(writing, asked.device, asked.life, how, now())
        about = f"{asked.device}-{asked.life}"
        noted(writing, how, about, operations=counts.operations, rejected=counts.rejected)
    print(
        f"{said} {asked.device} {asked.life}：{counts.operations} 条操作，其中退回 {counts.rejected} 条。"
        "这个档案库不再接收；设备下次上报时得到回执，并已另起新的档案库。"
    )
