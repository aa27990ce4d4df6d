# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Look whether a backup is whole; make a lost district anew; mark one that came back by an image."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
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
from sync.commands.made_anew import ONLY_ONE, print_found, print_lines, say_what_next, say_who_is_revoked
from sync.safety.copies import NotEmpty
from sync.safety.restoring import NotWhole, check, mark_made_anew, restore
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


class ListTooFar(ListRefused):
    """The trust list has a number that no list of a true district has by now. ``args[0]`` is the file."""


class NotInBackup(UnknownDevice):
    """The backup does not know a device that was named. ``args[0]`` is its number."""


_REFUSED = {
    "shape": ListUnread,
    "key": ListOfOthers,
    "district": ListOfOthers,
    "older": ListOlder,
    "far": ListTooFar,
}

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
    ListTooFar: (
        "{0} 的版本号比备份大得太多，不像是本区签的（签名钥匙可能被人拿走过）。没有改动。请换一份，"
        "或按处置单用 --revoked 写明。"
    ),
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
    told.add_argument(
        "--elsewhere",
        action="store_true",
        help="这份备份在别的机器上也有一份（程序自己看不出来时用）；这样其中的批次才算安全",
    )
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
    say_who_is_revoked(made)
    first, last = made.gap.devices
    print(f"已记下 {asked.data} 里的数据是旧的一份：会员号、设备编号、信任表都已跳过可能发过的号码。")
    print("请启动服务，让每台设备上报一次：映像之后收到的内容，设备会自动再报。")
    print(f"映像之后才入网的设备（可能用过 D{first:02d}–D{last:02d}）请重新开票入网。{ONLY_ONE}")


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
    print_found(manifest, found)
    if any(line.faults for line in found):
        raise NotWhole(found)
    print("演练通过：这份备份可以用来重建区服务器。")


def _restore(asked: argparse.Namespace, identity: str, known: Known) -> None:
    to = asked.to or asked.data
    said = {
        "now": now(),
        "actor": actor(),
        "anyway": asked.anyway,
        "known": known,
        "elsewhere": asked.elsewhere,
    }
    try:
        with _revocations_told(asked):
            made = restore(asked.file, identity, to, **said)
    except NotWhole as fault:
        print_lines(fault.args[0])
        raise
    print_found(made.manifest, made.found)
    say_what_next(made, to)


def _identity(asked: argparse.Namespace) -> str:
    """Return the key that opens backups: the recovery key, else a registrar's. Raises what reading it raises."""
    file = asked.recovery_key
    if file is None:
        folder = folder_in(asked.to or asked.data, asked.registrar_folder)
        files = [folder / RECOVERY, folder / REGISTRAR]
        file = next((one for one in files if one.is_file()), None)
        if file is None:
            raise NoRegistrarFolder(str(files[0]))
    with file.open("rb") as key:
        raw = key.read(keytexts.MAX_KEY_FILE_BYTES + 1)
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
