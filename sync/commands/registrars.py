# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Registrars: who may open sealed identities."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from fieldkit.seals.envelope import Refused
from fieldkit.seals.keytexts import REGISTRAR, read_card
from sync.commands.desk import Faults, Verbs, noted, now, opened, print_json, verb
from sync.commands.terminal import clock, plain, table
from sync.trust.registrars import (
    LastRegistrar,
    RegistrarKnown,
    UnknownRegistrar,
    add_registrar,
    end_registrar,
    registrars,
)
from sync.trust.trust import issue


class NoCard(Exception):
    """The file is no registrar's card. ``args[0]`` is the file."""


FAULTS: Faults = {
    UnknownRegistrar: "没有钥匙编号为 {0}、仍在用的登记员。请先用 registrars 查看。",
    RegistrarKnown: "这把钥匙（{0}）已经登记过。停用的钥匙不能再用，请另做一把。",
    LastRegistrar: "这是最后一位管全区的登记员。请先加入另一位，否则以后登记的证件号没有人能读出。",
    NoCard: "{0} 不是登记员的公开卡片（registrar.pub）。私钥文件不要交到服务器上。",
}


def add(verbs: Verbs) -> None:
    """Tell the verbs of this group."""
    verb(verbs, "registrars", "列出登记员（能读出证件号的人）", do_registrars, json=True)
    told = verb(verbs, "add-registrar", "加入一位登记员", do_add_registrar)
    told.add_argument("card", type=Path, metavar="CARD", help="登记员做钥匙时得到的 registrar.pub")
    told.add_argument("--name", default="", help="姓名；缺省取卡片上的")
    told.add_argument("--town", default=None, metavar="CODE", help="只管这个镇街工会；缺省取卡片上的")
    told = verb(verbs, "end-registrar", "停用一位登记员的钥匙", do_end_registrar)
    told.add_argument("key_id", metavar="KEY-ID", help="registrars 列出的钥匙编号")


def do_registrars(asked: argparse.Namespace) -> None:
    """List the registrars."""
    with opened(asked) as district, district.database.reading() as reading:
        lines = registrars(reading)
    if asked.json:
        print_json([asdict(line) for line in lines])
        return
    rows = [
        (one.key_id, plain(one.name), one.town or "全区", clock(one.added_at), clock(one.ended_at))
        for one in lines
    ]
    print(table(("钥匙编号", "姓名", "范围", "加入", "停用"), rows))


def do_add_registrar(asked: argparse.Namespace) -> None:
    """Let one more registrar read what is sealed from now on."""
    try:
        card = read_card(asked.card.read_bytes(), REGISTRAR)
    except Refused:
        raise NoCard(str(asked.card)) from None
    town = card.town if asked.town is None else asked.town
    with opened(asked) as district, district.database.writing() as writing:
        named = add_registrar(
            writing, name=asked.name or card.name, town=town, sealing_key=card.public, now=now()
        )
        version = issue(district, writing, now())
        noted(writing, "add-registrar", named, town=town, trust=version)
    print(
        f"已加入登记员 {named}（{town or '全区'}），信任表第 {version} 版。设备上报后，新登记的证件号也对这把钥匙封装。"
    )


def do_end_registrar(asked: argparse.Namespace) -> None:
    """Seal nothing more to a registrar's key."""
    with opened(asked) as district, district.database.writing() as writing:
        end_registrar(writing, asked.key_id, now())
        version = issue(district, writing, now())
        noted(writing, "end-registrar", asked.key_id, trust=version)
    print(f"已停用 {asked.key_id}，信任表第 {version} 版。以前对这把钥匙封装的，持有人仍能读出。")
