# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The log of the office's acts: shown, and checked as a chain."""

from __future__ import annotations

import argparse

from fieldkit.seals.chain import shown_head
from sync.commands.desk import Faults, Verbs, opened, print_json, verb, whole
from sync.commands.terminal import clock, plain, table
from sync.office.office_log import LogBroken, check_log, entries


class OtherHead(Exception):
    """The log's head is not the one on paper. ``args`` are the one found and the one that was given."""


FAULTS: Faults = {
    LogBroken: "操作日志从第 {0} 条起与链不符：有人改动、删除或插入过记录。请保全这份数据并上报。",
    OtherHead: "操作日志的链头是 {0}，纸上是 {1}：日志被换过，或纸上记的不是同一时刻。",
}


def add(verbs: Verbs) -> None:
    """Tell the verbs of this group."""
    told = verb(verbs, "log", "操作日志：谁在何时做了什么", do_log, json=True)
    told.add_argument("--most", type=whole, default=50, metavar="N", help="最多列出几条，最新的在前")
    told.add_argument("--check", action="store_true", help="核对整条链")
    told.add_argument("--head", default="", metavar="LETTERS", help="与纸上抄录的链头比对（连同 --check）")


def do_log(asked: argparse.Namespace) -> None:
    """Show the newest entries, or check all of them."""
    with opened(asked) as district, district.database.reading() as reading:
        if asked.check:
            count, head = check_log(reading)
            shown = shown_head(head)
            if asked.head and asked.head.strip().lower() != shown:
                raise OtherHead(shown, asked.head)
            print(f"操作日志完整：{count} 条，链头 {shown}。请把链头抄在当日的纸上。")
            return
        lines = entries(reading, most=asked.most)
    if asked.json:
        told = [
            (one.place, one.at, one.actor, one.act, one.about, one.facts, one.head.hex()) for one in lines
        ]
        names = ("place", "at", "actor", "act", "about", "facts", "head")
        print_json([dict(zip(names, one, strict=True)) for one in told])
        return
    rows = [
        (
            one.place,
            clock(one.at),
            plain(one.actor),
            one.act,
            plain(one.about),
            "，".join(f"{name}={value}" for name, value in one.facts.items()),
            shown_head(one.head),
        )
        for one in lines
    ]
    print(table(("序号", "时间", "谁", "做了", "对象", "说明", "链头"), rows))
