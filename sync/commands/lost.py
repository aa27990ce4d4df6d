# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The page for a lost laptop: what came in, what paper must replace, whom to tell (PIPL article 57)."""

from __future__ import annotations

from fieldkit.seals.chain import shown_head
from sync.commands.terminal import clock, plain, table
from sync.outgoing.serials import serial_of
from sync.trust.revocation import Left

_STATES = {"open": "正常", "held": "已扣留", "closed": "已关闭"}
_STEPS = (
    "1. 与现场核对：下面“已收到”的最后一批，是否就是现场最后一张回执。不是，请用 --last-number 再吊销一次。",
    "2. 用纸件补录：下列缺号和没有上报的会员号，逐张与登记表、领取单核对，在另一台设备上补录。",
    "3. 其余设备各上报一次，拿到新的信任表。",
    "4. 按《个人信息保护法》第五十七条告知，数字见下。",
    "5. 设备找回后不要再用它登记：先上报（会被扣留），由本单位 adopt 或 reject，再重新入网。",
)


def print_left(left: Left, district: str) -> None:
    """Print what the lost device leaves, for people who have never done this before."""
    print(f"设备丢失处置单  {plain(district)}  {left.device} {plain(left.name)}（点位 {left.site or '无'}）")
    print(f"最近上报：{clock(left.exchanged_at) or '从未'}    吊销：{clock(left.revoked_at) or '尚未'}\n")
    print("\n".join(_STEPS))
    print("\n已收到")
    if not left.lives:
        print("  这台设备没有上报过任何内容：它做过的登记全部要用纸件补。")
    else:
        head = ("档案库", "批号", "链头", "状态", "最近", "操作", "缺号", "扣留", "可信批号之后")
        rows = [
            (
                one.life,
                one.number,
                shown_head(one.head),
                _STATES.get(one.state, one.state),
                clock(one.last_at),
                one.operations,
                one.missing,
                one.held,
                one.after_good,
            )
            for one in left.lives
        ]
        print(table(head, rows))
        print("最后一次上报之后在设备上做的登记，这里无从得知，只能用纸件核对。")
    for one in left.lives:
        if one.missing:
            shown = "、".join(str(number) for number in one.first_missing)
            more = " 等" if one.missing > len(one.first_missing) else ""
            print(f"  {one.life} 缺 {one.missing} 个操作编号：{shown}{more}")
        if one.after_good:
            print(f"  {one.life} 有 {one.after_good} 条操作在可信批号之后收到，已计入，请逐条复核。")
    print("\n发给它、没有上报的会员号（可能已印在会员卡上）")
    if not left.unused_serials:
        print("  没有。")
    for first, last in left.unused_serials:
        print(f"  {serial_of(first)} 至 {serial_of(last)}（{last - first + 1} 个）")
    print("\n个人信息保护法第五十七条：设备上可能有")
    print(f"  本机登记的人：{left.own_people} 人（姓名、单位、签名）")
    print(f"  其中证件号、手机号：最多 {left.identities} 人；确定尚未清除的 {left.not_safe} 人")
    print(f"  会员名单：{left.listed} 人（姓名、证件尾号、手机尾号；没有完整号码）")
    print("  设备文件已加密；关机丢失且磁盘加密时，捡到的人读不出。")
