# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""``fieldkit check``, ``rekey``, ``recover`` and the others: what is done to a device's store without a window.

1. Each signs in first, by the PIN of an operator or by the recovery code; what touches keys is for a clerk.
2. A command returns 0, or 1 with one sentence on standard error: the words that the window has for the same problem.
3. Secrets are asked for without an echo, or read from standard input where that is no terminal; never from the words
   of the command, which other programs can see.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from fieldkit import paths
from fieldkit.app import console_copies, console_keys
from fieldkit.app.asking import Asked
from fieldkit.problems import Problem
from fieldkit.ui.problems import sentence
from fieldkit.ui.traces import where

Work = Callable[[Asked], None]

WORKS: dict[str, tuple[str, Work]] = {
    "check": ("检查档案库：每一页、每一条记录的链，并与库外的记号核对", console_copies.check),
    "backup": ("把档案库完整地另存一份，最好存到 U 盘", console_copies.backup),
    "restore": ("用另存的一份重建档案库；加 --check 只演练，不改动本机", console_copies.restore),
    "salvage": ("档案库打不开时：先原样保留，再把能读的救到新库", console_copies.salvage),
    "trust-list": ("把本机的信任表写成文件：区服务器重建时要用", console_copies.trust_list),
    "recovery-code": ("做一张新的恢复码，只显示一次，请抄在纸上锁好", console_keys.recovery_code),
    "recover": ("忘了 PIN 或换了系统：用恢复码打开，并设新的 PIN", console_keys.recover),
    "change-pin": ("更改自己的 PIN 或口令", console_keys.change_pin),
    "remove-operator": ("移除一位操作员，其 PIN 从此打不开本机", console_keys.remove_operator),
    "rekey": ("给档案库换一把新钥匙，各人的 PIN 不变", console_keys.rekey_store),
}
"""What may stand first on the command line: what it says of itself, and what it does."""


def main(words: Sequence[str]) -> int:
    """Do what ``words`` say; return 0, or 1 with a sentence on standard error."""
    gc.enable()
    options = _parser().parse_args(words)
    asked = Asked(options)
    if options.command != "restore" and not asked.has_store:  # a restore makes one
        sys.stderr.write(f"{asked.folder} 里没有档案库，没有改动。请检查 --data 写的文件夹对不对。\n")
        return 1
    try:
        WORKS[options.command][1](asked)
    except Problem as problem:
        sys.stderr.write(f"{sentence(problem)}\n")
        return 1
    except FileExistsError as there:
        sys.stderr.write(f"这里已经有了，没有改动：{there}\n")
        return 1
    except EOFError:
        sys.stderr.write("没有输入，没有改动。\n")
        return 1
    except Exception as fault:  # noqa: BLE001 - what it says may name a person
        sys.stderr.write(f"程序出错了：{type(fault).__name__} at {where(fault.__traceback__)}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="fieldkit", description="不开窗口，直接维护本机的档案库。")
    _add_where(parser, data=paths.data_folder(), operator="")
    works = parser.add_subparsers(dest="command", required=True, metavar="命令")
    for name, (says, _) in WORKS.items():
        one = works.add_parser(name, help=says, description=says)
        _add_where(one, data=argparse.SUPPRESS, operator=argparse.SUPPRESS)
        _add_own(name, one)
    return parser


def _add_where(parser: argparse.ArgumentParser, *, data: Path | str, operator: str) -> None:
    """Let ``parser`` take where the store is and who is there; a default that is none keeps what came before it."""
    parser.add_argument("--data", type=Path, default=data, metavar="文件夹", help="本机档案库所在的文件夹")
    parser.add_argument("--operator", default=operator, metavar="编号", help="操作员编号；只有一位时可以不写")


def _add_own(name: str, one: argparse.ArgumentParser) -> None:
    if name == "backup":
        one.add_argument("--to", type=Path, required=True, metavar="文件夹", help="存到这里，最好是 U 盘")
        one.add_argument("--always", action="store_true", help="以后工作时也自动存到这里")
    if name == "restore":
        one.add_argument(
            "--from", dest="source", type=Path, required=True, metavar="文件夹", help="另存的位置"
        )
        one.add_argument("--check", action="store_true", help="只演练：打开、核对、数一数，不改动本机")
    if name == "trust-list":
        one.add_argument("--to", type=Path, required=True, metavar="文件", help="写到这个新文件，如 U 盘上")
    if name == "salvage":
        one.add_argument(
            "--to", type=Path, required=True, metavar="文件夹", help="救出的内容放到这里（要新建）"
        )
    if name == "remove-operator":
        one.add_argument("who", metavar="要移除的编号")
        one.add_argument("--rekey", action="store_true", help="同时换一把新钥匙（怀疑钥匙已外泄时）")
    if name == "recover":
        one.add_argument("--without-keyring", action="store_true", help="这台电脑不再有系统钥匙串，改用口令")
