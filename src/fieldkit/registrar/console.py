# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""``fieldkit-registrar``: make keys, ask for an export, open it into the official table, show what was done."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from fieldkit.protocol.exports import MAX_EXPORT_BYTES
from fieldkit.registrar import asking, district_line, folder, log, packages, sheets
from fieldkit.registrar.terminal import say
from fieldkit.seals.keys import key_id, load_signing_key, public_bytes

VARIABLE = "FIELDKIT_REGISTRAR_FOLDER"
_SUFFIX = ".export.age"

_SENTENCES: dict[type[Exception], str] = {
    folder.KeyThere: "{0} 已有钥匙，不会覆盖。确实要换新的，请先把旧的另存到安全的地方。",
    folder.NoKey: "找不到钥匙 {0}。请插上登记员的 U 盘，并用 --folder 指明文件夹。",
    folder.BadKey: "{0} 不是登记员的钥匙，或已损坏。请换用封存的那一份。",
    folder.WrongPassphrase: "口令打不开 {0}。请重新输入。",
    packages.WrongKey: "这份导出不是封给这把钥匙的，打不开。请检查插上的是不是收件登记员的 U 盘。",
    packages.Damaged: "这个文件不是完整的 FieldKit 导出：可能没有拷贝完整，或被改动过。请重新取一份。",
    packages.WrongDistrict: "这份导出不是本区的（{0}），没有打开。请向发来的人核实。",
    log.LogBroken: "操作日志的第 {0} 行被改动过，没有打开任何导出。请保留现状，报告区管理员。",
    district_line.BadAddress: "这不是区服务器的地址（应为 https://…）：{0}",
    district_line.BadFingerprint: "指纹不完整或抄错：须是入网票末尾的整串字母，或 64 位十六进制数。",
    district_line.NotTrusted: (
        "{0} 的证书不是所指明的证书机构签的，没有发出密码。请核对地址、指纹或证书文件，并报告区管理员。"
    ),
    district_line.NotReached: "连不上区服务器 {0}，或中途断开。请检查网络后再试；重新申请之前先用 requests 看看。",
    FileNotFoundError: "没有这个文件：{file}",
    FileExistsError: "{file} 已存在，没有覆盖。请先移走或用 --to 另指文件夹。",
    OSError: "系统拒绝了操作：{0}",
}


def main(words: Sequence[str] | None = None) -> int:
    """Do what ``words`` say; return 0, or 1 with a sentence on standard error."""
    asked = _parser().parse_args(words)
    work: Callable[[argparse.Namespace], None] = asked.work
    try:
        work(asked)
    except (KeyboardInterrupt, EOFError):
        say("没有做完。", sys.stderr)
        return 1
    except district_line.Refusal as refusal:
        say(asking.sentence(refusal), sys.stderr)
        return 1
    except tuple(_SENTENCES) as fault:
        kind = next(kind for kind in type(fault).__mro__ if kind in _SENTENCES)
        say(_SENTENCES[kind].format(*fault.args, "", file=getattr(fault, "filename", "")), sys.stderr)
        return 1
    return 0


def do_keys(asked: argparse.Namespace) -> None:
    """Make keys."""
    passphrase = _new_passphrase(asked)
    cards = folder.make_keys(
        asked.folder, name=asked.name, town=asked.town, passphrase=passphrase, recovery=asked.recovery
    )
    key = folder.read_key(asked.folder, passphrase)
    log.note(asked.folder, _now(), "keys", {"key_id": key.card.key_id, "recovery": int(asked.recovery)})
    say(f"已在 {asked.folder} 做好钥匙（编号 {key.card.key_id}）。请再抄一份封存；丢了就再也读不出证件号。")
    for card in cards:
        say(f"请把 {card.name} 交给区服务器的管理员登记；.key 文件不要交给任何人。")


def do_open(asked: argparse.Namespace) -> None:
    """Open an export and write its table."""
    key_folder: Path = asked.folder
    passphrase = _passphrase(asked) if folder.key_is_locked(key_folder) else ""
    key = folder.read_key(key_folder, passphrase)
    log.entries(key_folder)
    with asked.file.open("rb") as lying:
        raw = lying.read(MAX_EXPORT_BYTES + 1)
    known = folder.pinned(key_folder)
    opened = packages.open_export(raw, key, known, lambda named: _root(key_folder, named))
    stem = asked.file.name.removesuffix(_SUFFIX)
    to = asked.to or asked.file.parent
    files = [(to / f"{stem}.xlsx", sheets.as_xlsx)] + (
        [(to / f"{stem}.csv", sheets.as_table)] if asked.csv else []
    )
    for file, _ in files:
        if file.exists():
            raise FileExistsError(17, "", str(file))
    cover = opened.cover
    facts: dict[str, str | int] = {
        "request": cover.request,
        "by": cover.by,
        "rows": cover.rows,
        "mark": cover.mark,
    }
    entry = log.note(key_folder, _now(), "open", {"district": cover.district, **facts, "shut": opened.shut})
    if known is None:
        folder.pin(key_folder, opened.district)
        shown = key_id(bytes.fromhex(opened.district.root)).hex()
        say(
            f"第一次打开：本文件夹从此只认 {cover.district_name}（{cover.district}，根钥匙 {shown}）。请与区里核对。"
        )
    for file, made in files:
        folder.write_whole(file, made(opened))
        say(f"已写出 {file}")
    say(f"{cover.rows} 人，水印 {cover.mark}，日志 {log.shown(entry)}。表中有完整证件号，用完请删除。")
    if opened.shut:
        say(f"其中 {opened.shut} 人的证件号读不出（登记时这把钥匙还没有登记），表中已注明。")
    if cover.left_out:
        say(f"另有 {cover.left_out} 人没有同意提供给上级工会，不在表中。")


def do_log(asked: argparse.Namespace) -> None:
    """Show what was done with these keys."""
    some = log.entries(asked.folder)
    for one in some:
        told = "，".join(f"{name} {value}" for name, value in one.facts.items())
        say(f"{one.place}  {one.at}  {one.act}  {told}  {log.shown(one)}")
    say(f"共 {len(some)} 条，链条完好。")


def _root(key_folder: Path, named: bytes) -> bytes:
    """Return the root key to believe before one is pinned: ours where it lies open here, else the one ``named``."""
    try:
        lying = (key_folder / "root.key").read_text(encoding="ascii")
        return public_bytes(load_signing_key(bytes.fromhex(lying.strip())))
    except (OSError, ValueError):  # not here, or sealed to a passphrase
        return named


def _new_passphrase(asked: argparse.Namespace) -> str:
    if asked.no_passphrase:
        return ""
    passphrase = _passphrase(asked, "钥匙的新口令：")
    if asked.passphrase_file is None and passphrase != getpass.getpass("再输入一次："):
        raise SystemExit("两次输入的口令不同，没有做钥匙。")
    if not passphrase:
        raise SystemExit("口令不能为空；确实不要口令，请加 --no-passphrase。")
    return passphrase


def _passphrase(asked: argparse.Namespace, question: str = "钥匙的口令：") -> str:
    if asked.passphrase_file is not None:
        file: Path = asked.passphrase_file
        return file.read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
    return getpass.getpass(question)


def _parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="fieldkit-registrar", description="FieldKit 登记员")
    verbs = top.add_subparsers(required=True, metavar="VERB")
    told = _verb(verbs, "keys", "做登记员的钥匙", do_keys)
    told.add_argument("--name", required=True, help="登记员姓名或岗位")
    told.add_argument("--town", default="", metavar="CODE", help="只管这个镇街工会；缺省为全区")
    told.add_argument("--recovery", action="store_true", help="同时做一把恢复钥匙")
    told.add_argument("--no-passphrase", action="store_true", help="不加口令")
    asking.add(lambda name, title, work: _plain_verb(verbs, name, title, work))
    told = _verb(verbs, "open", "打开导出，写成会员登记表（XLSX）", do_open)
    told.add_argument("file", type=Path, metavar="FILE", help="导出文件（.export.age）")
    told.add_argument("--to", type=Path, metavar="DIR", help="写到哪里；缺省与导出放在一起")
    told.add_argument("--csv", action="store_true", help="同时写一份 CSV")
    _verb(verbs, "log", "列出用这些钥匙做过的事，并核对链条", do_log)
    return top


def _verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    title: str,
    work: Callable[[argparse.Namespace], None],
) -> argparse.ArgumentParser:
    told = _plain_verb(verbs, name, title, work)
    told.add_argument(
        "--folder",
        type=Path,
        default=Path(os.environ.get(VARIABLE) or "registrar"),
        metavar="DIR",
        help=f"登记员的文件夹（缺省取 {VARIABLE}，再缺省为 ./registrar）",
    )
    told.add_argument("--passphrase-file", type=Path, metavar="FILE", help="从文件第一行读口令，不在终端询问")
    return told


def _plain_verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    title: str,
    work: Callable[[argparse.Namespace], None],
) -> argparse.ArgumentParser:
    """Return the parser of a verb that needs no key."""
    told = verbs.add_parser(name, help=title, description=title)
    told.set_defaults(work=work)
    return told


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


if __name__ == "__main__":  # pragma: no cover - run as a process of its own
    sys.exit(main())
