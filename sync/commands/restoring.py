# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Look whether a backup is whole; make a lost district anew."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from fieldkit.seals import keytexts
from fieldkit.seals.envelope import Refused
from sync.commands.desk import (
    Faults,
    Verbs,
    actor,
    now,
    passphrase_for,
    verb,
    with_passphrase,
    with_registrar_folder,
)
from sync.commands.terminal import plain, table
from sync.safety.backups import Manifest
from sync.safety.copies import NotEmpty
from sync.safety.drill import Found
from sync.safety.restoring import NotWhole, Restored, check, restore
from sync.safety.sealed_files import NotOpened
from sync.trust.registrar_folder import (
    RECOVERY,
    REGISTRAR,
    NoRegistrarFolder,
    WrongKey,
    WrongPassphrase,
    folder_in,
)

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


class Unreadable(NotOpened):
    """The file is no backup, or it is cut short. ``args[0]`` is the file."""


class SealedToOthers(NotOpened):
    """The backup is whole and was sealed to other keys than this one. ``args[0]`` is the file."""


FAULTS: Faults = {
    NotEmpty: "数据库服务器上已有这个区的数据，没有覆盖。请换一个空的数据库，或先确认旧数据确实不要了。",
    Unreadable: "{0} 不是完整的 FieldKit 备份：可能拷贝时断了，或不是备份文件。请换另一份备份。",
    SealedToOthers: "这把钥匙打不开 {0}：它是封给别的钥匙的。请检查插上的是不是本区的恢复钥匙或登记员钥匙。",
    NotWhole: "备份有损坏（见上表），没有恢复。请先试另一份备份；确实只有这一份，再加 --anyway。",
}


def add(verbs: Verbs) -> None:
    """Tell the verb of this group."""
    told = verb(verbs, "restore", "用备份重建区服务器；--check 只演练，不留下任何东西", do_restore)
    told.add_argument("file", type=Path, metavar="FILE", help="备份文件")
    told.add_argument("--check", action="store_true", help="演练：打开、核对全部链条和数目，然后删掉")
    told.add_argument("--to", type=Path, metavar="DIR", help="新的数据文件夹；缺省为 --data")
    told.add_argument("--recovery-key", type=Path, metavar="FILE", help="恢复钥匙；缺省取登记员文件夹里的")
    told.add_argument("--anyway", action="store_true", help="有损坏也恢复能恢复的")
    with_registrar_folder(told)
    with_passphrase(told)


def do_restore(asked: argparse.Namespace) -> None:
    """Look at a backup, or make the district anew from it."""
    identity = _identity(asked)
    try:
        if asked.check:
            _drill(asked, identity)
        else:
            _restore(asked, identity)
    except NotOpened as fault:
        raise (SealedToOthers if fault.args == ("key",) else Unreadable)(str(asked.file)) from None


def _drill(asked: argparse.Namespace, identity: str) -> None:
    to = asked.to or asked.data
    manifest, found = check(asked.file, identity, to if to.is_dir() else Path())
    _print_found(manifest, found)
    if any(line.faults for line in found):
        raise NotWhole(found)
    print("演练通过：这份备份可以用来重建区服务器。")


def _restore(asked: argparse.Namespace, identity: str) -> None:
    to = asked.to or asked.data
    try:
        made = restore(asked.file, identity, to, now=now(), actor=actor(), anyway=asked.anyway)
    except NotWhole as fault:
        _print_lines(fault.args[0])
        raise
    _print_found(made.manifest, made.found)
    _say_what_next(made, to)


def _identity(asked: argparse.Namespace) -> str:
    """Return the key that opens backups: the recovery key, else a registrar's. Raises what reading it raises."""
    folder = folder_in(asked.to or asked.data, asked.registrar_folder)
    files = [asked.recovery_key] if asked.recovery_key else [folder / RECOVERY, folder / REGISTRAR]
    file = next((one for one in files if one.is_file()), None)
    if file is None:
        raise NoRegistrarFolder(str(files[0]))
    raw = file.read_bytes()[: keytexts.MAX_KEY_FILE_BYTES + 1]
    passphrase = ""
    if keytexts.needs_passphrase(raw):
        passphrase = passphrase_for("钥匙的口令：", asked.passphrase_file)
    for kind in (keytexts.RECOVERY, keytexts.REGISTRAR):
        try:
            return keytexts.read_key(raw, kind, passphrase).identity
        except Refused as fault:
            if fault.args == ("passphrase",):
                raise WrongPassphrase(str(file)) from None
            if fault.args != ("kind",):
                break
    raise WrongKey(str(file))


def _print_found(manifest: Manifest, found: Sequence[Found]) -> None:
    print(
        f"备份：{plain(manifest.name)}（{manifest.district}）第 {manifest.number} 份，"
        f"{manifest.begun_at}，到第 {manifest.place} 个批次\n"
    )
    _print_lines(found)


def _print_lines(found: Sequence[Found]) -> None:
    rows = []
    for line in found:
        shown = "、".join(plain(fault) for fault in line.faults[:_SHOWN_FAULTS])
        more = f" 等 {len(line.faults)} 处" if len(line.faults) > _SHOWN_FAULTS else ""
        rows.append((_LINES[line.what], line.count, "损坏：" + shown + more if line.faults else "完好"))
    print(table(("核对", "数目", "结果"), rows))
    print()


def _say_what_next(made: Restored, to: Path) -> None:
    first, last = made.gap.devices
    print(f"区服务器已在 {to} 重建。接着请做：")
    print("1. 用原来的地址启动：fieldkit-district --data " + f"{to} serve --names <原来的主机名>")
    print("2. 请每台设备上报一次。备份之后收到的内容，设备会自动再报，不会丢，也不会重复。")
    print(
        f"3. {made.manifest.begun_at} 之后做过的事要重做：吊销设备、登记员变动、载入资料、处理搁置的档案库。"
    )
    print(f"4. 那之后才入网的设备（可能用过 D{first:02d}–D{last:02d}）请重新开票入网。")
    print("5. 请马上做一份新的备份。")
    if not made.counted:
        print("注意：备份所在的盘写不进去，没能记下“已用过”。在新备份做好之前，请勿再用这一份重建。")
