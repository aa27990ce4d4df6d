# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Devices: a ticket for a new one, the list of them, one revoked, one lost."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from sync.commands.desk import (
    Faults,
    Verbs,
    everything,
    noted,
    now,
    opened,
    print_json,
    tag_key_of,
    verb,
    whole,
    with_registrar_folder,
)
from sync.commands.lost import print_left
from sync.commands.terminal import clock, plain, table
from sync.db.notes import read_note
from sync.district import District
from sync.office import reports
from sync.outgoing.serials import went_back
from sync.trust.authority import fingerprint
from sync.trust.devices import UnknownDevice, UnknownSite, invite
from sync.trust.revocation import UnknownNumber, revoke, what_is_left
from sync.trust.trust import issue
from sync.trust.trust_list import ListTooLong

SHOWN_GROUPS = 8
"""How much of the fingerprint people compare; a device that joins shows as much."""

DEFAULT_ADDRESS = "https://127.0.0.1:8443"

FAULTS: Faults = {
    UnknownSite: "活动资料里没有点位 {0}。请先用 brief 载入资料。",
    UnknownDevice: "没有设备 {0}。",
    ListTooLong: "信任表装不下了，没有做。请联系技术人员（吊销的设备过多）。",
    UnknownNumber: "这里没有第 {0} 批：最多收到第 {1} 批。请核对回执上的批号（和 --life）。",
}
_IN_DOUBT = (
    "\n{0} 的 {1}：{2} 个编号下有两种内容，可能有两份同样的档案库在用（拷贝过，或从备份恢复）。"
    "这些编号不能更正、作废；请查清是哪两台设备，只留一份。"
)
_WENT_BACK = (
    "\n注意：会员号段的记录倒退了（数据库的一部分是旧的），已停发会员号，设备先用临时号，可照常登记。"
    "\n请先停服务、保留现状，再按应急手册第 3 页用最近的备份重建；重建后不会有号码发两次。"
)


def add(verbs: Verbs) -> None:
    """Tell the verbs of this group."""
    told = verb(verbs, "add-device", "为一台设备开一次性入网票", do_add_device)
    told.add_argument("--name", required=True, help="设备名称")
    told.add_argument("--site", default="", metavar="CODE", help="设备所在点位")
    told.add_argument("--town", default="", metavar="CODE", help="镇街工会；缺省取点位所属")
    told.add_argument("--minutes", type=whole, default=15, metavar="N", help="有效分钟数")
    told.add_argument("--address", default="", metavar="URL", help="票上写的地址；缺省为最近一次启动的地址")
    with_registrar_folder(told)
    verb(verbs, "devices", "列出设备", do_devices, json=True)
    told = verb(verbs, "revoke", "吊销一台设备", do_revoke)
    _which(told)
    told.add_argument("--reason", default="", metavar="WORD", help="原因")
    told = verb(verbs, "lost", "设备丢失：吊销，并列出要用纸件补的内容和告知数据", do_lost, json=True)
    _which(told)
    told.add_argument("--only-show", action="store_true", help="只列出，不吊销")


def _which(told: argparse.ArgumentParser) -> None:
    told.add_argument("device", metavar="DEVICE")
    told.add_argument(
        "--last-number",
        type=int,
        metavar="N",
        help="最后一张可信回执的批号；缺省为目前已收到的最后一批",
    )
    told.add_argument("--life", default="", metavar="LIFE", help="批号所属的档案库编号；缺省为最近上报的")


def do_add_device(asked: argparse.Namespace) -> None:
    """Print a one-time ticket for one device."""
    with opened(asked) as district:
        reference, tag_key = district.current(), tag_key_of(district, asked)
        with district.database.writing() as writing:
            code = invite(
                writing,
                reference,
                name=asked.name,
                site=asked.site,
                town=asked.town,
                tag_key=tag_key,
                now=now(),
                minutes=asked.minutes,
            )
            noted(writing, "ticket", asked.site or asked.town)
        with district.database.reading() as reading:
            address = asked.address or read_note(reading, "address") or DEFAULT_ADDRESS
        pinned = fingerprint(district.pinned())
    groups = "-".join(code[at : at + 4] for at in range(0, len(code), 4))
    print(f"设备 {plain(asked.name)} 的入网票，{asked.minutes} 分钟内有效，只能用一次：")
    print(f"\nFK1 {address} {groups} {pinned}\n")
    print(
        f"指纹：{' '.join(pinned.split('-')[:SHOWN_GROUPS])}（加入时设备上显示的要与此一样，请念给对方核对）"
    )


def do_devices(asked: argparse.Namespace) -> None:
    """List the devices."""
    with opened(asked) as district:
        reference = district.current()
        with district.database.reading() as reading:
            lines = reports.devices(reading, reference, everything(district))
            old = went_back(reading)
    if asked.json:
        print_json(lines)
        return
    head = ("设备", "名称", "点位", "入网", "最近上报", "时钟差(秒)", "缺号", "冲突", "吊销")
    rows = [
        (
            line["device"],
            plain(line["name"]),
            line["site"],
            clock(line["joined_at"]),
            clock(line["exchanged_at"]),
            "" if line["seconds_ahead"] is None else line["seconds_ahead"],
            sum(life["missing"] for life in line["lives"]),
            sum(life["conflicts"] for life in line["lives"]),
            clock(line["revoked_at"]),
        )
        for line in lines
    ]
    print(table(head, rows))
    for line in lines:
        for life in line["lives"]:
            if life["conflicts"]:
                print(_IN_DOUBT.format(line["device"], life["life"], life["conflicts"]))
    if old:
        print(_WENT_BACK)


def do_revoke(asked: argparse.Namespace) -> None:
    """Refuse a device from now on."""
    with opened(asked) as district:
        version = _revoked(district, asked, asked.reason)
    print(
        f"已吊销 {asked.device}，信任表第 {version} 版。它以前上报的内容保留；以后上报的先扣留，由本单位决定。"
    )


def do_lost(asked: argparse.Namespace) -> None:
    """Revoke a lost device and print what is to be done."""
    with opened(asked) as district:
        version = 0 if asked.only_show else _revoked(district, asked, "lost")
        with district.database.reading() as reading:
            left = what_is_left(reading, asked.device)
        name = district.name
    if asked.json:
        print_json(asdict(left) | {"lives": [asdict(one) | {"head": one.head.hex()} for one in left.lives]})
        return
    if version:
        print(f"已吊销 {asked.device}，信任表第 {version} 版。\n")
    print_left(left, name)


def _revoked(district: District, asked: argparse.Namespace, reason: str) -> int:
    """Revoke the device that was named and sign the trust list; return its version."""
    with district.database.writing() as writing:
        good = revoke(
            writing, asked.device, now(), reason=reason, last_number=asked.last_number, life=asked.life
        )
        version = issue(district, writing, now())
        numbers = {one.life: one.number for one in good}
        noted(writing, "revoke", asked.device, reason=reason, trust=version, **numbers)
    return version
