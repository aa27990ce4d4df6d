# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""``fieldkit-district``: found a district, serve it, let devices join, brief them, and read what came in."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from sync import reports
from sync.authority import fingerprint
from sync.briefing import BadLine, take_in
from sync.database import KeyRefused
from sync.devices import UnknownDevice, UnknownSite, invite, revoke
from sync.district import (
    AlreadyFounded,
    District,
    NotFounded,
    found_district,
    is_founded,
    open_district,
)
from sync.keyfile import NoKey
from sync.migrate import DatabaseTooNew
from sync.notes import read_note
from sync.overlaps import Overlap, as_json, overlaps
from sync.terminal import masked, plain, table
from sync.words import parser

DEFAULT_ADDRESS = "https://127.0.0.1:8443"

_SENTENCES: dict[type[Exception], str] = {
    NotFounded: "{folder} 里还没有区服务器的数据。请先运行 fieldkit-district init。",
    AlreadyFounded: "{folder} 里已有区服务器的数据，没有改动。",
    KeyRefused: "密钥打不开 {folder} 里的数据库。请检查 district.key 是否属于这份数据。",
    NoKey: "找不到数据库密钥，或密钥不是 64 位十六进制数：{0}",
    DatabaseTooNew: "{folder} 里的数据库由更新版本的 FieldKit 写成，请升级本程序。",
    UnknownSite: "活动资料里没有点位 {0}。请先用 brief 载入资料。",
    UnknownDevice: "没有设备 {0}。",
    BadLine: "第 {0} 行不是有效的资料行（字段 {1}）。没有载入任何内容。",
    FileNotFoundError: "没有这个文件：{folder_or_file}",
    SQLAlchemyError: "数据库出错，没有做完。磁盘可能已满，或有别的程序占着数据库；请稍后再试，仍不行请交给技术人员。",
    OSError: "系统拒绝了操作：{0}",
}

_IN_DOUBT = (
    "\n{0} 的 {1}：{2} 个编号下有两种内容，可能有两份同样的档案库在用（拷贝过，或从备份恢复）。"
    "这些编号不能更正、作废；请查清是哪两台设备，只留一份。"
)
_KINDS = {"two_sites": "重复入会", "double_packs": "重复领取", "already_members": "已是会员"}
_HOW = {"transferred": "已接转", "refused": "入会被退回", "": ""}
_ROLES = {"main": "主会场", "branch": "分会场"}


def main(words: Sequence[str] | None = None) -> int:
    """Do what ``words`` say; return 0, or 1 with a sentence on standard error."""
    asked = parser(_WORKS).parse_args(words)
    work: Callable[[argparse.Namespace], None] = asked.work
    try:
        work(asked)
    except tuple(_SENTENCES) as fault:
        kind = next(kind for kind in type(fault).__mro__ if kind in _SENTENCES)
        named = getattr(fault, "filename", None) or asked.data
        print(
            _SENTENCES[kind].format(*fault.args, "", folder=asked.data, folder_or_file=named), file=sys.stderr
        )
        return 1
    return 0


def do_init(asked: argparse.Namespace) -> None:
    """Found a district."""
    district = found_district(
        asked.data, name=asked.name, first_serial=asked.first_serial, block_size=asked.block_size, now=_now()
    )
    district.close()
    print(f"已建立 {district.name}（{district.id}），数据在 {asked.data}")
    print("请把 district.key 另存一份：没有它，数据库打不开。")


def do_serve(asked: argparse.Namespace) -> None:
    """Serve the district until asked to stop; found it first where there is none."""
    from sync.logs import write_log_lines  # noqa: PLC0415 - serving is the one slow import of the console
    from sync.serving import Serving, Wish  # noqa: PLC0415

    write_log_lines()
    if not is_founded(asked.data):
        found_district(asked.data, now=_now()).close()
    with _opened(asked) as district:
        wish = Wish(
            host=asked.host,
            port=asked.port,
            names=tuple(asked.names),
            address=asked.address,
            certificate=asked.certificate,
            key=asked.key,
            authority=asked.authority,
            ready_file=asked.ready_file,
            clock_at=asked.clock_at,
            most_per_address=asked.per_address,
        )
        Serving(district, wish).run()


def do_add_device(asked: argparse.Namespace) -> None:
    """Print a one-time ticket for one device."""
    with _opened(asked) as district:
        reference = district.current()
        with district.database.writing() as writing:
            code = invite(
                writing,
                reference,
                name=asked.name,
                site=asked.site,
                town=asked.town,
                now=_now(),
                minutes=asked.minutes,
            )
        with district.database.reading() as reading:
            address = asked.address or read_note(reading, "address") or DEFAULT_ADDRESS
        pinned = fingerprint(district.pinned())
    groups = "-".join(code[at : at + 4] for at in range(0, len(code), 4))
    print(f"设备 {plain(asked.name)} 的入网票，{asked.minutes} 分钟内有效，只能用一次：")
    print(f"\nFK1 {address} {groups} {pinned}\n")


def do_devices(asked: argparse.Namespace) -> None:
    """List the devices."""
    with _opened(asked) as district, district.database.reading() as reading:
        lines = reports.devices(reading)
    if asked.json:
        _print_json(lines)
        return
    head = ("设备", "名称", "点位", "入网", "最近上报", "时钟差(秒)", "缺号", "冲突", "吊销")
    rows = [
        (
            line["device"],
            plain(line["name"]),
            line["site"],
            line["joined_at"],
            line["exchanged_at"],
            "" if line["seconds_ahead"] is None else line["seconds_ahead"],
            sum(life["missing"] for life in line["lives"]),
            sum(life["conflicts"] for life in line["lives"]),
            line["revoked_at"],
        )
        for line in lines
    ]
    print(table(head, rows))
    for line in lines:
        for life in line["lives"]:
            if life["conflicts"]:
                print(_IN_DOUBT.format(line["device"], life["life"], life["conflicts"]))


def do_revoke(asked: argparse.Namespace) -> None:
    """Refuse a device from now on."""
    with _opened(asked) as district, district.database.writing() as writing:
        revoke(writing, asked.device, _now())
    print(f"已吊销 {asked.device}。它以前上报的内容保留。")


def do_brief(asked: argparse.Namespace) -> None:
    """Take in a briefing file."""
    with (
        _opened(asked) as district,
        asked.file.open("rb") as lines,
        district.database.writing() as writing,
    ):
        changed = take_in(writing, lines, district.tag_key)
    print(f"资料已载入，{changed} 行有变化。")


def do_overlaps(asked: argparse.Namespace) -> None:
    """List who was taken in twice, who took a pack twice, who was a member already."""
    with _opened(asked) as district:
        reference = district.current()
        with district.database.reading() as reading:
            found = overlaps(reading, reference)
    if asked.json:
        _print_json(as_json(found))
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
    with _opened(asked) as district:
        reference = district.current()
        with district.database.reading() as reading:
            lines = reports.sites(reading, reference)
    if asked.json:
        _print_json(lines)
        return
    counted = ("recorded", "accepted", "rejected", "enrolled", "transferred", "served", "packs")
    rows: list[tuple[object, ...]] = [
        (
            plain(line["name"]) or line["site"],
            _ROLES.get(line["role"], line["role"]),
            *(line[name] for name in counted),
            line["last_exchange"],
        )
        for line in lines
    ]
    rows.append(("合计", "", *(sum(line[name] for line in lines) for name in counted), ""))
    head = ("点位", "类别", "已收", "确认", "退回", "入会", "接转", "服务", "领取", "最近上报")
    print(table(head, rows))
    silent = [plain(line["name"]) or line["site"] for line in lines if not line["reported"]]
    print(
        f"\n{len(lines) - len(silent)}/{len(lines)} 已上报"
        + (f"，未上报：{'、'.join(silent)}" if silent else "")
    )


def do_rejected(asked: argparse.Namespace) -> None:
    """List the rejections that nobody has settled."""
    with _opened(asked) as district, district.database.reading() as reading:
        lines = reports.rejected(reading)
    if asked.json:
        _print_json(lines)
        return
    names = ("operation", "site", "booth", "operator", "kind", "code", "field", "received_at")
    head = ("操作", "点位", "台位", "经办", "类别", "原因", "字段", "收到时间")
    print(table(head, [tuple(plain(line[name]) for name in names) for line in lines]))


def _overlap_row(one: Overlap, names: dict[str, str]) -> tuple[str, ...]:
    places = "、".join(plain(names.get(site, site)) for site in one.sites)
    return "、".join(one.serials), masked(plain(one.name)), places, one.goods or _HOW[one.how]


@contextmanager
def _opened(asked: argparse.Namespace) -> Iterator[District]:
    district = open_district(asked.data)
    try:
        yield district
    finally:
        district.close()


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


_WORKS = {
    "init": do_init,
    "serve": do_serve,
    "add-device": do_add_device,
    "devices": do_devices,
    "revoke": do_revoke,
    "brief": do_brief,
    "overlaps": do_overlaps,
    "sites": do_sites,
    "rejected": do_rejected,
}

if __name__ == "__main__":  # pragma: no cover - run as a process of its own
    sys.exit(main())
