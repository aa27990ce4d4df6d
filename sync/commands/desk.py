# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What every verb stands on: how verbs are told, the opened district, who is at the console, what is printed."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from sync.db.database import KeyRefused
from sync.db.keyfile import NoKey
from sync.db.migrate import DatabaseTooNew
from sync.db.notes import read_note
from sync.district import District, NotFounded, open_district
from sync.office.office_log import note_act
from sync.office.rights import Scope
from sync.outgoing.serials import HIGHEST
from sync.trust.registrar_folder import (
    FolderTaken,
    NoRegistrarFolder,
    WrongKey,
    WrongPassphrase,
    folder_in,
    read_root_key,
    read_tag_key,
    root_is_locked,
)

Work = Callable[[argparse.Namespace], None]
Faults = dict[type[Exception], str]

FAULTS: Faults = {
    NotFounded: "{folder} 里没有区服务器的数据：请先核对 --data；确实要新建，再运行 fieldkit-district init。",
    KeyRefused: "密钥打不开 {folder} 里的数据库。请检查 district.key 是否属于这份数据。",
    NoKey: "找不到数据库密钥，或密钥不是 64 位十六进制数：{0}",
    DatabaseTooNew: "{folder} 里的数据库由更新版本的 FieldKit 写成，请升级本程序。",
    FolderTaken: "{0} 里已有登记员的钥匙，不会覆盖。请先确认它属于哪个区，移走后再建立。",
    NoRegistrarFolder: "找不到登记员的钥匙 {0}。请插上登记员的 U 盘，并用 --registrar-folder 指明文件夹。",
    WrongKey: "{0} 不是本区的钥匙。请检查插上的是不是本区登记员的 U 盘。",
    WrongPassphrase: "口令打不开 {0}。请重新输入。",
}


class Verbs(Protocol):
    """What argparse gives for adding verbs."""

    def add_parser(self, name: str, *, help: str, description: str) -> argparse.ArgumentParser:  # noqa: A002
        """Return the parser of a new verb."""


def verb(verbs: Verbs, name: str, title: str, work: Work, *, json: bool = False) -> argparse.ArgumentParser:
    """Tell the verb ``name``, which does ``work``; with ``json`` it can print for programs. Return its parser."""
    told = verbs.add_parser(name, help=title, description=title)
    told.set_defaults(work=work)
    if json:
        told.add_argument("--json", action="store_true", help="输出 JSON")
    return told


def with_registrar_folder(told: argparse.ArgumentParser) -> None:
    """Let the verb take ``--registrar-folder``."""
    told.add_argument(
        "--registrar-folder",
        type=Path,
        metavar="DIR",
        help="登记员的文件夹（U 盘上）；缺省为数据文件夹里的 registrar",
    )


def with_passphrase(told: argparse.ArgumentParser) -> None:
    """Let the verb take ``--passphrase-file``."""
    told.add_argument("--passphrase-file", type=Path, metavar="FILE", help="从文件第一行读口令，不在终端询问")


@contextmanager
def opened(asked: argparse.Namespace) -> Iterator[District]:
    """Give the district in the folder that was named."""
    district = open_district(asked.data)
    try:
        yield district
    finally:
        district.close()


def tag_key_of(district: District, asked: argparse.Namespace) -> bytes:
    """Return the tag key in the registrar's folder. Raises NoRegistrarFolder, WrongKey."""
    with district.database.reading() as reading:
        check = read_note(reading, "tag_key_check")
    return read_tag_key(folder_in(district.folder, asked.registrar_folder), check)


def root_key_of(district: District, asked: argparse.Namespace) -> Ed25519PrivateKey:
    """Return the root key in the registrar's folder. Raises NoRegistrarFolder, WrongPassphrase, WrongKey."""
    folder = folder_in(district.folder, asked.registrar_folder)
    passphrase = ""
    if root_is_locked(folder):
        passphrase = passphrase_for("登记员文件夹的口令：", asked.passphrase_file)
    return read_root_key(folder, passphrase, district.root_public)


def passphrase_for(question: str, file: Path | None) -> str:
    """Return the passphrase: the first line of ``file`` where it is given, else what is typed unseen."""
    if file is not None:
        return file.read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
    return getpass.getpass(question)


def everything(district: District) -> Scope:
    """Return the scope of whoever is at the console: the whole district, for they hold its database."""
    return Scope(district.id, town="", site="")


def actor() -> str:
    """Return who is at the console, as the log of acts names them."""
    try:
        return f"console:{getpass.getuser()}"[:64]
    except (OSError, KeyError):
        return f"console:{os.getuid()}"  # an account without a name: a container


def noted(writing: Connection, act: str, about: str = "", **facts: str | int) -> None:
    """Write into the log of acts what is done at the console."""
    note_act(writing, now(), actor(), act, about, facts=facts)


def print_json(value: object) -> None:
    """Print ``value`` for programs."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


def now() -> dt.datetime:
    """Return the moment it is."""
    return dt.datetime.now(dt.UTC)


def whole(text: str) -> int:
    """Return the number in ``text``, from 1 to the highest serial. Raises ValueError."""
    number = int(text)
    if not 1 <= number <= HIGHEST:
        raise ValueError(text)
    return number


def instant(text: str) -> dt.datetime:
    """Return the moment in ``text``, which names its zone. Raises ValueError."""
    found = dt.datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError(text)
    return found
