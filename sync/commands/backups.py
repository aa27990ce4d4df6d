# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Back up, say what of it counts as safe, and whether a standby does."""

from __future__ import annotations

import argparse
from pathlib import Path

from sync.commands.desk import Faults, Verbs, actor, now, opened, verb, whole
from sync.db.notes import write_note
from sync.office.office_log import note_act
from sync.safety.backups import KEEP_DAYS, KEEP_NEWEST, NobodyToOpenIt, NoRoom, back_up
from sync.safety.copies import CopyDamaged
from sync.safety.media import Judged, Why
from sync.safety.safety import STANDBY_COUNTS, may_see_standby, safe_place
from sync.safety.sealed_files import NotReadBack

_MEGA = 1_048_576
_NOT_SAFE = {
    Why.SAME_DISK: "备份和数据在同一块盘 {0} 上，坏了就都没了",
    Why.MEMORY: "备份写在内存里，断电就没了",
    Why.UNSEEN: "看不出备份和数据是不是在两块盘上",
    Why.DATABASE_UNSEEN: "数据在 PostgreSQL 服务器上，看不出是不是和备份在同一块盘",
}
FAULTS: Faults = {
    NobodyToOpenIt: "本区没有恢复钥匙，也没有登记员：现在备份，谁也打不开。请先登记恢复钥匙或登记员。",
    NoRoom: "{0} 的空间不够：需要约 {1} MB，只剩 {2} MB。没有备份。请清出空间或换一块盘。",
    CopyDamaged: "数据库里有损坏的页，没有备份；以前的备份仍然有效。请保留现状，按应急手册第 3 页处理。",
    NotReadBack: "写到 {0} 的内容读回来不一样，这块盘（U 盘）坏了。没有备份，请换一块再做。",
}


def add(verbs: Verbs) -> None:
    """Tell the verbs of this group."""
    told = verb(verbs, "backup", "做一份封好的备份，读回核对后才算数", do_backup)
    told.add_argument(
        "--to", type=Path, required=True, metavar="DIR", help="放在哪里：另一块盘、U 盘或网络盘"
    )
    told.add_argument(
        "--elsewhere",
        action="store_true",
        help="DIR 会另行复制到别的机器（程序自己看不出来时用）；这样其中的批次才算安全",
    )
    told.add_argument("--keep-days", type=whole, default=KEEP_DAYS, metavar="N", help="旧备份保留的天数")
    told.add_argument("--keep", type=whole, default=KEEP_NEWEST, metavar="N", help="无论多旧都保留的份数")
    told = verb(verbs, "standby", "同步备机是否算作“安全”", do_standby)
    told.add_argument(
        "counts", choices=("counts", "ignored"), help="counts：备机写下即算安全；ignored：只认备份"
    )


def do_backup(asked: argparse.Namespace) -> None:
    """Make one backup."""
    with opened(asked) as district:
        made = back_up(
            district,
            asked.to,
            now=now(),
            actor=actor(),
            elsewhere=asked.elsewhere,
            keep_days=asked.keep_days,
            keep_newest=asked.keep,
        )
        with district.database.reading() as reading:
            safe = safe_place(reading)
    print(f"第 {made.generation.number} 份备份已写好并读回核对：{made.file}（{made.size / _MEGA:.1f} MB）")
    print(f"SHA-256 前 12 位：{made.generation.digest.hex()[:12]}，请抄在当日日终统计表上。")
    if made.safe:
        print(f"收到的前 {safe} 个批次已安全，设备下次上报时会知道。")
    else:
        print(not_safe(made.judged, "--elsewhere"))
    if made.pruned:
        print(f"已删除 {made.pruned} 份过期的备份。")


def not_safe(judged: Judged, word: str) -> str:
    """Return the sentence on why a backup does not count as safe, and what would: ``word`` says it lies elsewhere."""
    return (
        f"注意：{why_not(judged)}，所以不算安全，设备会继续留着原件。"
        f"请改存到另一块盘或文件服务器，或（会另行复制到别的机器时）加 {word}。"
    )


def why_not(judged: Judged) -> str:
    """Return why a backup does not count as safe, without a full stop."""
    return _NOT_SAFE[judged.why].format("、".join(judged.names))


def do_standby(asked: argparse.Namespace) -> None:
    """Note whether a synchronous standby makes a batch safe."""
    counts = asked.counts == "counts"
    with opened(asked) as district:
        with district.database.writing() as writing:
            write_note(writing, STANDBY_COUNTS, "1" if counts else "")
            note_act(writing, now(), actor(), "standby", asked.counts)
        on_server = district.database.kind.name == "postgresql"
        with district.database.reading() as reading:
            visible = may_see_standby(reading)
    if counts and not on_server:
        print("已记下。但本区的数据库在文件里，没有备机：批次只因备份而安全。")
        return
    if counts and not visible:
        print(
            "已记下。但本程序的数据库角色看不到备机的进度，请让数据库管理员执行：GRANT pg_read_all_stats TO <角色>"
        )
        return
    print("已记下：同步备机写下的批次算安全。" if counts else "已记下：批次只因备份而安全。")
