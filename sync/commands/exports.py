# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Exports: which were asked for; and one of them taken, by whoever asked, proved by password and word."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
from dataclasses import asdict
from pathlib import Path

from sync.commands.desk import Faults, Verbs, now, opened, print_json, verb, whole
from sync.commands.terminal import clock, plain, table
from sync.db.keyfile import write_private
from sync.office.export import NoRegistrar, take_export
from sync.office.export_requests import Asked, NotApproved, RequestOld, UnknownRequest, newest
from sync.office.staff import Locked, NotSignedIn, WordUsed, prove

FAULTS: Faults = {
    NoRegistrar: "没有确定唯一的、管得到这个范围的登记员。请用 --registrar 指明钥匙编号（registrars 可查）。{0}",
    NotApproved: "这份导出人数较多，还没有第二个人批准。请先请另一位有权的人批准。",
    RequestOld: "这个导出申请已超过 24 小时，请重新申请。",
    UnknownRequest: "没有这个导出申请，或不是您申请的。",
    NotSignedIn: "账号、密码或动态口令不对，没有导出。",
    WordUsed: "这个动态口令已用过，没有导出。请等下一个（30 秒），再来一次。",
    Locked: "输错次数太多，账号暂时锁住，请稍后再试。",
}


def add(verbs: Verbs) -> None:
    """Tell the verbs of this group."""
    verb(verbs, "exports", "列出最近的导出申请：编号、谁申请、谁同意、能否取出", do_exports, json=True)
    told = verb(
        verbs,
        "export",
        "取出已申请（并已批准）的导出：封给登记员的文件，证件号在登记员的电脑上才能读出",
        do_export,
    )
    told.add_argument("request", type=whole, metavar="REQUEST", help="申请编号（exports 可查）")
    told.add_argument("--staff", required=True, metavar="ID", help="申请人的账号")
    told.add_argument("--registrar", default="", metavar="KEY-ID", help="封给哪位登记员；只有一位时不必写")
    told.add_argument("--to", type=Path, default=Path(), metavar="DIR", help="写到哪里；缺省为当前文件夹")
    told.add_argument(
        "--words-file", type=Path, metavar="FILE", help="第一行密码，第二行动态口令；缺省在终端询问"
    )


def do_exports(asked: argparse.Namespace) -> None:
    """List what was asked for."""
    with opened(asked) as district, district.database.reading() as reading:
        found = newest(reading)
    if asked.json:
        print_json([asdict(one) | {"alone": one.alone, "old": one.is_old(now())} for one in found])
        return
    rows = [
        (
            one.place,
            clock(one.at),
            one.by,
            one.site or one.town or "全区",
            one.rows,
            _stands(one, now()),
            one.approved_by,
            plain(one.reason),
        )
        for one in found
    ]
    print(table(("编号", "申请时间", "申请人", "范围", "人数", "进展", "同意人", "理由"), rows))


def _stands(asked: Asked, at: dt.datetime) -> str:
    if asked.is_old(at):
        return "已过期"
    if asked.taken_at:
        return "已取"
    return "可取" if asked.alone or asked.approved_by else "待第二人同意"


def do_export(asked: argparse.Namespace) -> None:
    """Write the export of a request."""
    if asked.words_file is not None:
        password, word = [*asked.words_file.read_text(encoding="utf-8").splitlines(), "", ""][:2]
    else:
        password, word = getpass.getpass("密码："), getpass.getpass("动态口令：")
    with opened(asked) as district:
        by = prove(district.database, asked.staff, password, word, now())
        made = take_export(district, by, asked.request, now(), registrar_id=asked.registrar)
        file = asked.to / f"FieldKit-{district.id}-{asked.request:06d}.export.age"
    write_private(file, made.raw)
    print(f"已写出 {plain(str(file))}：{made.rows} 人，水印 {made.mark}。只有登记员的钥匙能打开。")
    if made.left_out:
        print(f"另有 {made.left_out} 人没有同意（或撤回了同意）提供给上级工会，未导出。")


__all__ = ["FAULTS", "add"]
