# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is said of a backup that was looked at, and of a district that was made anew."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fieldkit.seals.chain import shown_head
from sync.commands.backups import why_not
from sync.commands.terminal import clock, plain, table
from sync.safety.backups import Manifest
from sync.safety.drill import Found
from sync.safety.restoring import Anew, Restored

ONLY_ONE = "只让这一份运行：同一份备份或映像恢复出的两份同时运行，同样的会员号会发两次。"
_SHOWN_FAULTS = 5
_LINES = {
    "pages": "数据页",
    "rows": "数据行（与备份时核对）",
    "lives": "档案库链条",
    "batches": "批次（链条、签名、回执）",
    "operations": "操作（与批次核对）",
    "parts": "签名图",
    "serials": "会员号（号段、已用号）",
    "office log": "操作日志链条",
}


def print_found(manifest: Manifest, found: Sequence[Found]) -> None:
    """Print which backup it is and what the drill found in it."""
    print(
        f"备份：{plain(manifest.name)}（{manifest.district}）第 {manifest.number} 份，"
        f"{clock(manifest.begun_at)}，到第 {manifest.place} 个批次\n"
    )
    print_lines(found)


def print_lines(found: Sequence[Found]) -> None:
    """Print what the drill found, a line for each thing it looked at."""
    rows = []
    for line in found:
        shown = "、".join(plain(fault) for fault in line.faults[:_SHOWN_FAULTS])
        more = f" 等 {len(line.faults)} 处" if len(line.faults) > _SHOWN_FAULTS else ""
        rows.append((_LINES[line.what], line.count, "损坏：" + shown + more if line.faults else "完好"))
    print(table(("核对", "数目", "结果"), rows))
    print()


def say_who_is_revoked(made: Restored | Anew) -> None:
    """Say which devices count no more beside those of the backup, and what of them is held."""
    for one in made.revoked:
        if not one.known:
            print(f"已吊销 {plain(one.device)}（备份之后入网的；它报上来的不收）。")
            continue
        print(f"已吊销 {one.device}，最近的档案库到第 {one.number} 批算数。")
        if one.wanted is not None and one.wanted > one.number:
            print(
                f"  第 {one.number + 1}–{one.wanted} 批不在备份里：它再报时先扣留，请按应急手册 2 收下（adopt）。"
            )
            if one.head:
                head = shown_head(bytes.fromhex(one.head))
                print(f"  第 {one.wanted} 批的链头应是 {head}（请抄下）：扣留的与它不同，就不要收。")
    if made.new_key:
        print("备份之后换过签名钥匙，新的那把没有了。启动前请先做：new-signing-key --stolen")


def say_what_next(made: Restored, to: Path) -> None:
    """Say what whoever made the district anew in ``to`` does next."""
    say_who_is_revoked(made)
    first, last = made.gap.devices
    print(f"区服务器已在 {to} 重建。接着请做：")
    print("1. 用原来的地址启动：fieldkit-district --data " + f"{to} serve --names <原来的主机名>")
    print("2. 请每台设备上报一次。备份之后收到的内容，设备会自动再报，不会丢，也不会重复。")
    print(f"3. {clock(made.manifest.begun_at)} 之后做过的事要重做：登记员变动、载入资料、处理扣留的档案库。")
    print(f"4. 那之后才入网的设备（可能用过 D{first:02d}–D{last:02d}）请重新开票入网。")
    print("5. 请马上做一份新的备份。")
    print(ONLY_ONE)
    if not made.judged.safe:
        print(
            f"注意：{why_not(made.judged)}，所以这份备份里的批次不因它算安全，设备会继续留着原件；"
            "第 5 步的新备份请存到另一块盘或文件服务器。"
        )
    if not made.counted:
        print("注意：备份所在的盘写不进去，没能记下“已用过”。在新备份做好之前，请勿再用这一份重建。")
