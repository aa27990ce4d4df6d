# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Parcels read in by hand from a stick, their answers written; the keys that parcels are sealed to."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from fieldkit.protocol.frames import split_frames
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.seals.envelope import Refused
from fieldkit.seals.keytexts import RECOVERY, read_card
from fieldkit.seals.parcels import MAX_PARCEL_FRAMES, open_parcel
from sync.commands.desk import Faults, Verbs, noted, now, opened, verb
from sync.commands.terminal import plain
from sync.district import District
from sync.intake.exchange import Answer
from sync.intake.parcels import NoParcel, parcel
from sync.safety.sticks import BadFile, answer_name, read_parcel_file, write_answer
from sync.trust.parcel_keys import new_district_key, new_recovery_key


class NoRecoveryCard(Exception):
    """The file is no recovery key's card. ``args[0]`` is the file."""


FAULTS: Faults = {
    NoRecoveryCard: "{0} 不是恢复钥匙的公开卡片（recovery.pub）。私钥文件不要交到服务器上。",
}
_WHY = {
    "missing": "没有这个文件。",
    "link": "这是一个链接，不是文件本身；没有读取。请指明文件本身。",
    "folder": "这是一个文件夹；请指明其中的一个 .age 文件。",
    "odd": "这不是普通文件，没有读取。",
    "empty": "文件是空的：设备上可能没有写完就拔了 U 盘。请在设备上重做一份。",
    "large": "文件超过 8 MB，不会是 FieldKit 的包裹，没有读取。",
    "shape": "这不是 FieldKit 的包裹。",
    "recipient": "这个包裹不是封给本区的，打不开。请检查是不是别的区的 U 盘。",
    "parcel": "包裹损坏，打不开：可能没有拷贝完整。请在设备上重做一份。",
    "frames": "包裹里的内容不是 FieldKit 写的，没有受理。",
}
_REFUSED = {
    "unknown-device": "来自本区不认识的设备，没有受理；请核对是不是别的区的设备。",
    "signature": "签名不对，没有受理。",
    "malformed": "内容不合规，没有受理。",
    "too-old-protocol": "设备上的程序太旧，请先升级设备。",
    "too-new-protocol": "设备上的程序比本服务器新，请先升级服务器。",
    "quarantine-full": "扣留待决的内容已满，没有受理；请先用 held 处理，再读一次，不会丢失。",
    "revoked": "设备已吊销；内容已收下并扣留，请用 held 查看。",
}


def add(verbs: Verbs) -> None:
    """Tell the verbs of this group."""
    told = verb(verbs, "parcel", "读入 U 盘上的包裹，并写出回执", do_parcel)
    told.add_argument("files", type=Path, nargs="+", metavar="FILE", help="包裹（.age），一个一个指明")
    told.add_argument("--to", type=Path, metavar="DIR", help="回执写到哪里；缺省与包裹放在一起")
    verb(verbs, "new-parcel-key", "换一把包裹钥匙；旧的留着，迟到的 U 盘仍能读入", do_new_parcel_key)
    told = verb(verbs, "recovery-key", "换一把恢复钥匙（包裹和备份都封给它）", do_recovery_key)
    told.add_argument("card", type=Path, metavar="CARD", help="fieldkit-registrar keys 得到的 recovery.pub")


def do_parcel(asked: argparse.Namespace) -> None:
    """Read in parcels, each by itself; end with 1 where one of them was not taken."""
    wrong = 0
    with opened(asked) as district:
        for file in asked.files:
            fault = _take(district, file, asked.to or file.parent)
            if fault:
                wrong += 1
                print(f"{plain(file.name)}：{fault}", file=sys.stderr)
    if wrong:
        raise SystemExit(1)


def do_new_parcel_key(asked: argparse.Namespace) -> None:
    """Make a new parcel key."""
    with opened(asked) as district, district.database.writing() as writing:
        version = new_district_key(district, writing, now())
        noted(writing, "new-parcel-key", "", trust=version)
    print(f"已换包裹钥匙，信任表第 {version} 版。请重启服务；设备下次上报后改用新钥匙，旧包裹仍能读入。")


def do_recovery_key(asked: argparse.Namespace) -> None:
    """Seal to another recovery key from now on."""
    try:
        card = read_card(asked.card.read_bytes(), RECOVERY)
    except Refused:
        raise NoRecoveryCard(str(asked.card)) from None
    with opened(asked) as district, district.database.writing() as writing:
        version = new_recovery_key(district, writing, card, now())
        noted(writing, "recovery-key", card.key_id, trust=version)
    print(f"已换恢复钥匙（{card.key_id}），信任表第 {version} 版。旧备份仍只有旧钥匙能打开，请一并保存。")


def _take(district: District, file: Path, to: Path) -> str:
    """Read in one parcel and write its answer; return what is wrong, '' for nothing."""
    try:
        raw = read_parcel_file(file)
    except BadFile as fault:
        return _WHY[fault.args[0]]
    except OSError as fault:
        return f"读不出来：{fault.strerror or type(fault).__name__}。U 盘可能坏了或被拔出。"
    try:
        content, answers = parcel(district, raw, now())
    except NoParcel:
        return _WHY[_why(district, raw)]
    try:
        written = write_answer(to, answer_name(file), content)
    except OSError as fault:
        return (
            f"内容已收下，但回执写不进 {plain(str(to))}：{fault.strerror or type(fault).__name__}。"
            "可用 --to 另指文件夹再读一次，不会重复。"
        )
    print(f"{plain(file.name)}：{_summary(answers)}。回执：{plain(str(written))}")
    return "".join(dict.fromkeys(_REFUSED.get(one.refused, one.refused) for one in answers if one.refused))


def _why(district: District, raw: bytes) -> str:
    try:
        split_frames(open_parcel(raw, district.parcel_identities), most=MAX_PARCEL_FRAMES)
    except Refused as fault:
        return "large" if fault.args[0] == "too-large" else str(fault.args[0])
    except TheirMistake:
        pass
    return "frames"


def _summary(answers: Sequence[Answer]) -> str:
    devices = "、".join(dict.fromkeys(one.device for one in answers if one.device)) or "没有认出设备"
    batches = sum(one.counts.batches for one in answers)
    operations = sum(one.counts.operations for one in answers)
    parts = [f"{devices}，{batches} 批 {operations} 条操作" if batches else f"{devices}，没有新内容"]
    if rejected := sum(one.counts.rejected for one in answers):
        parts.append(f"退回 {rejected} 条")
    if held := sum(one.counts.held for one in answers):
        parts.append(f"扣留 {held} 批")
    return "，".join(parts)
