# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Look whether a backup is whole; make a lost district anew; mark one that came back by an image."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from fieldkit.seals import keytexts
from fieldkit.seals.envelope import MAX_ENVELOPE_BYTES, Refused
from sync.commands.desk import (
    Faults,
    Verbs,
    actor,
    now,
    opened,
    passphrase_for,
    verb,
    with_passphrase,
    with_registrar_folder,
)
from sync.commands.terminal import plain, table
from sync.safety.backups import Manifest
from sync.safety.copies import NotEmpty
from sync.safety.drill import Found
from sync.safety.restoring import Anew, NotWhole, Restored, check, mark_made_anew, restore
from sync.safety.revocations import Known, ListRefused, Named
from sync.safety.sealed_files import NotOpened
from sync.trust.devices import UnknownDevice
from sync.trust.registrar_folder import (
    RECOVERY,
    REGISTRAR,
    NoRegistrarFolder,
    WrongKey,
    WrongPassphrase,
    folder_in,
)

MOST_TIMES = 20
_SHOWN_FAULTS = 5
_ONLY_ONE = "只让这一份运行：同一份备份或映像恢复出的两份同时运行，同样的会员号会发两次。"
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


class RevokedUnsaid(Exception):
    """Nobody has said which devices were revoked after the backup."""


class ListUnread(ListRefused):
    """The file is no trust list. ``args[0]`` is the file."""


class ListOfOthers(ListRefused):
    """The trust list is signed by no key of this district that the backup knows. ``args[0]`` is the file."""


class ListOlder(ListRefused):
    """The trust list is no newer than the backup. ``args[0]`` is the file."""


class NotInBackup(UnknownDevice):
    """The backup does not know a device that was named. ``args[0]`` is its number."""


_REFUSED = {"shape": ListUnread, "key": ListOfOthers, "district": ListOfOthers, "older": ListOlder}

FAULTS: Faults = {
    NotEmpty: "数据库服务器上已有这个区的数据，没有覆盖。请换一个空的数据库，或先确认旧数据确实不要了。",
    Unreadable: "{0} 不是完整的 FieldKit 备份：可能拷贝时断了，或不是备份文件。请换另一份备份。",
    SealedToOthers: "这把钥匙打不开 {0}：它是封给别的钥匙的。请检查插上的是不是本区的恢复钥匙或登记员钥匙。",
    RevokedUnsaid: (
        "没有改动：备份（或映像）不知道在它之后吊销的设备，不说清，它们会重新被信任。请查应急手册 1 打印的处置单，"
        "用 --revoked D07（或 --revoked D07,12）逐台写明；任一台设备上有更新的信任表，可用 --trust-list 文件；"
        "查过确实没有别的，加 --no-others-revoked。"
    ),
    ListUnread: "{0} 不是信任表，或已损坏。没有改动。请重新取一份，或按处置单用 --revoked 写明。",
    ListOfOthers: "{0} 不是本区的信任表。没有改动。请换一份，或按处置单用 --revoked 写明。",
    ListOlder: "{0} 不比备份新，说明不了备份之后的吊销。没有改动。请换较晚上报过的设备，或按处置单用 --revoked 写明。",
    NotInBackup: (
        "备份（或映像）里没有设备 {0}：编号写错了，或它是那之后才入网的。没有改动。"
        "后者要用 --trust-list 才能吊销；没有信任表，就去掉它再做：它报上来的不收。"
    ),
    NotWhole: "备份有损坏（见上表），没有恢复。请先试另一份备份；确实只有这一份，再加 --anyway。",
}


def add(verbs: Verbs) -> None:
    """Tell the verb of this group."""
    told = verb(verbs, "restore", "用备份重建区服务器；--check 只演练，不留下任何东西", do_restore)
    told.add_argument("file", type=Path, metavar="FILE", help="备份文件")
    told.add_argument("--check", action="store_true", help="演练：打开、核对全部链条和数目，然后删掉")
    told.add_argument("--to", type=Path, metavar="DIR", help="新的数据文件夹；缺省为 --data")
    told.add_argument("--recovery-key", type=Path, metavar="FILE", help="恢复钥匙；缺省取登记员文件夹里的")
    _with_revocations(told)
    told.add_argument("--anyway", action="store_true", help="有损坏也恢复能恢复的")
    with_registrar_folder(told)
    with_passphrase(told)
    told = verb(
        verbs, "restored", "数据是用磁盘映像、快照或 PostgreSQL 时间点恢复回来的：启动前先做", do_restored
    )
    _with_revocations(told)
    told.add_argument(
        "--times", type=times, default=1, metavar="N", help="这是第几次用同一份映像恢复；缺省为第一次"
    )


def _with_revocations(told: argparse.ArgumentParser) -> None:
    told.add_argument(
        "--revoked",
        type=revoked,
        action="append",
        default=[],
        metavar="DEVICE[,N]",
        help="备份之后吊销过的设备，和最后一张可信回执的批号；有几台写几次",
    )
    told.add_argument("--trust-list", type=Path, metavar="FILE", help="设备上取来的较新的信任表，吊销照它办")
    told.add_argument("--no-others-revoked", action="store_true", help="备份之后没有（别的）设备被吊销")


def revoked(text: str) -> Named:
    """Return the device in ``text`` and the number of its last good batch, where there is one. Raises ValueError."""
    named, comma, number = text.partition(",")
    if not named or (comma and not number.isdecimal()):
        raise ValueError(text)
    return Named(named, int(number) if comma else None)


def times(text: str) -> int:
    """Return the number in ``text``, from 1 to 20. Raises ValueError."""
    number = int(text)
    if not 1 <= number <= MOST_TIMES:
        raise ValueError(text)
    return number


def do_restore(asked: argparse.Namespace) -> None:
    """Look at a backup, or make the district anew from it."""
    known = None if asked.check else _known(asked)
    identity = _identity(asked)
    try:
        if known is None:
            _drill(asked, identity)
        else:
            _restore(asked, identity, known)
    except NotOpened as fault:
        raise (SealedToOthers if fault.args == ("key",) else Unreadable)(str(asked.file)) from None


def do_restored(asked: argparse.Namespace) -> None:
    """Set a district whose data came back by other means so that nothing is given out twice."""
    known = _known(asked)
    with opened(asked) as district, _revocations_told(asked):
        made = mark_made_anew(district, now=now(), actor=actor(), known=known, times=asked.times)
    _say_who_is_revoked(made)
    first, last = made.gap.devices
    print(f"已记下 {asked.data} 里的数据是旧的一份：会员号、设备编号、信任表都已跳过可能发过的号码。")
    print("请启动服务，让每台设备上报一次：映像之后收到的内容，设备会自动再报。")
    print(f"映像之后才入网的设备（可能用过 D{first:02d}–D{last:02d}）请重新开票入网。{_ONLY_ONE}")


@contextmanager
def _revocations_told(asked: argparse.Namespace) -> Iterator[None]:
    """Say of what was told of revocations which file, or which device, is at fault."""
    try:
        yield
    except UnknownDevice as fault:
        raise NotInBackup(*fault.args) from None
    except ListRefused as fault:
        raise _REFUSED[fault.args[0]](str(asked.trust_list)) from None


def _known(asked: argparse.Namespace) -> Known:
    """Return what was said of revocations. Raises RevokedUnsaid, OSError."""
    if not (asked.revoked or asked.trust_list or asked.no_others_revoked):
        raise RevokedUnsaid
    raw = b""
    if asked.trust_list is not None:
        with asked.trust_list.open("rb") as file:
            raw = file.read(MAX_ENVELOPE_BYTES + 1) or b"-"
    return Known(tuple(asked.revoked), raw)


def _drill(asked: argparse.Namespace, identity: str) -> None:
    to = asked.to or asked.data
    manifest, found = check(asked.file, identity, to if to.is_dir() else Path())
    _print_found(manifest, found)
    if any(line.faults for line in found):
        raise NotWhole(found)
    print("演练通过：这份备份可以用来重建区服务器。")


def _restore(asked: argparse.Namespace, identity: str, known: Known) -> None:
    to = asked.to or asked.data
    said = {"now": now(), "actor": actor(), "anyway": asked.anyway, "known": known}
    try:
        with _revocations_told(asked):
            made = restore(asked.file, identity, to, **said)
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


def _say_who_is_revoked(made: Restored | Anew) -> None:
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
    if made.new_key:
        print("备份之后换过签名钥匙，新的那把没有了。启动前请先做：new-signing-key --stolen")


def _say_what_next(made: Restored, to: Path) -> None:
    _say_who_is_revoked(made)
    first, last = made.gap.devices
    print(f"区服务器已在 {to} 重建。接着请做：")
    print("1. 用原来的地址启动：fieldkit-district --data " + f"{to} serve --names <原来的主机名>")
    print("2. 请每台设备上报一次。备份之后收到的内容，设备会自动再报，不会丢，也不会重复。")
    print(f"3. {made.manifest.begun_at} 之后做过的事要重做：登记员变动、载入资料、处理搁置的档案库。")
    print(f"4. 那之后才入网的设备（可能用过 D{first:02d}–D{last:02d}）请重新开票入网。")
    print("5. 请马上做一份新的备份。")
    print(_ONLY_ONE)
    if not made.counted:
        print("注意：备份所在的盘写不进去，没能记下“已用过”。在新备份做好之前，请勿再用这一份重建。")
