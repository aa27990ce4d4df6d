# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The district's staff: who may sign in, in which role, for which part of the district."""

from __future__ import annotations

import argparse
from shlex import quote

from sync.commands.desk import Faults, Verbs, noted, now, opened, print_json, verb
from sync.commands.devices import DEFAULT_ADDRESS
from sync.commands.terminal import clock, plain, table
from sync.db.notes import read_note
from sync.district import District
from sync.office.passwords import totp_address
from sync.office.rights import ROLES
from sync.office.staff import (
    FirstWords,
    Member,
    StaffKnown,
    UnknownStaff,
    WrongPlace,
    add_staff,
    all_staff,
    end_staff,
    renew_staff,
)
from sync.trust.authority import fingerprint

_ROLES = {
    "district-admin": "区管理员",
    "district-viewer": "区查阅",
    "registrar": "登记员",
    "town-clerk": "镇街经办",
    "site-lead": "点位负责人",
}


class UnknownTown(Exception):
    """The briefing has no such organisation. ``args[0]`` is its code."""


class UnknownSiteOfStaff(Exception):
    """The briefing has no such site. ``args[0]`` is its code."""


FAULTS: Faults = {
    StaffKnown: "账号 {0} 已用过。账号不重复发给别人，请换一个。",
    UnknownStaff: "没有在用的账号 {0}。",
    WrongPlace: "{0}：镇街经办须写 --town，点位负责人须写 --site，其他角色不写（登记员可写 --town）。",
    UnknownTown: "活动资料里没有组织 {0}。请先用 brief 载入资料。",
    UnknownSiteOfStaff: "活动资料里没有点位 {0}。请先用 brief 载入资料。",
}


def add(verbs: Verbs) -> None:
    """Tell the verbs of this group."""
    verb(verbs, "staff", "列出工作人员账号", do_staff, json=True)
    told = verb(verbs, "add-staff", "开一个工作人员账号", do_add_staff)
    told.add_argument("id", metavar="ID", help="账号（字母、数字）")
    told.add_argument("--role", required=True, choices=ROLES, help="角色")
    told.add_argument("--name", default="", help="姓名")
    told.add_argument("--town", default="", metavar="CODE", help="镇街工会")
    told.add_argument("--site", default="", metavar="CODE", help="点位")
    for name, title, work in (
        ("renew-staff", "重发账号的初始密码和动态口令", do_renew_staff),
        ("end-staff", "停用一个账号，立即下线", do_end_staff),
    ):
        verb(verbs, name, title, work).add_argument("id", metavar="ID")


def do_staff(asked: argparse.Namespace) -> None:
    """List the staff."""
    with opened(asked) as district, district.database.reading() as reading:
        lines = all_staff(reading)
    if asked.json:
        names = ("id", "name", "role", "town", "site")
        print_json(
            [
                {name: getattr(one, name) for name in names} | {"added_at": added, "ended_at": ended}
                for one, added, ended in lines
            ]
        )
        return
    rows = [
        (
            one.id,
            plain(one.name),
            _ROLES[one.role],
            one.town or one.site or "全区",
            clock(added),
            clock(ended),
        )
        for one, added, ended in lines
    ]
    print(table(("账号", "姓名", "角色", "范围", "开通", "停用"), rows))


def do_add_staff(asked: argparse.Namespace) -> None:
    """Let somebody sign in."""
    made = Member(asked.id, asked.name, asked.role, asked.town, asked.site, must_change=True)
    with opened(asked) as district:
        reference = district.current()
        if made.town and made.town not in reference.unions:
            raise UnknownTown(made.town)
        if made.site and made.site not in reference.sites:
            raise UnknownSiteOfStaff(made.site)
        with district.database.writing() as writing:
            first = add_staff(writing, made, now())
            noted(writing, "add-staff", made.id, role=made.role, town=made.town, site=made.site)
        _hand_out(district, made.id, first)


def do_renew_staff(asked: argparse.Namespace) -> None:
    """Hand somebody new first words."""
    with opened(asked) as district:
        with district.database.writing() as writing:
            first = renew_staff(writing, asked.id)
            noted(writing, "renew-staff", asked.id)
        _hand_out(district, asked.id, first)


def do_end_staff(asked: argparse.Namespace) -> None:
    """Let somebody sign in no more."""
    with opened(asked) as district, district.database.writing() as writing:
        end_staff(writing, asked.id, now())
        noted(writing, "end-staff", asked.id)
    print(f"已停用账号 {asked.id}，已登录的立即失效。")


def _hand_out(district: District, named: str, first: FirstWords) -> None:
    """Print what is handed to somebody once."""
    print(f"账号 {named} 的初始密码（只显示这一次，首次登录须改）：{first.password}")
    if first.totp:
        print("动态口令（用手机验证器添加，只显示这一次）：")
        print(totp_address(first.totp, named, district.id))
        with district.database.reading() as reading:
            address = read_note(reading, "address") or DEFAULT_ADDRESS
        print("申请导出（fieldkit-registrar，在自己的电脑上；首次会要求改密码）：")
        print(
            f"  fieldkit-registrar ask --url {address} --fingerprint {fingerprint(district.pinned())}"
            f" --account {quote(named)} --reason 此处写理由"
        )
