# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Where the district's tables are, for every verb; and the verb that brings them to this program's form."""

from __future__ import annotations

import argparse

from sync.commands.desk import Faults, Verbs, opened, verb
from sync.db.database import CommitUnknown, Unavailable
from sync.db.migrate import NotTheOwner
from sync.db.migrations import NEWEST
from sync.db.place import OWNER_VARIABLE, VARIABLE, NeedsPostgresql, OtherPlace
from sync.db.postgres_address import BadAddress, RoleTooStrong, ServerTooOld

FAULTS: Faults = {
    BadAddress: (
        "数据库地址不能用（{0}）。地址写成 postgresql://用户@主机/库名，不含口令；口令放进 PGPASSFILE 指明的文件，"
        "或在地址里写 ?passfile=文件。"
    ),
    RoleTooStrong: "数据库用户 {0} 能绕过按区隔离（超级用户或 BYPASSRLS），不能用来运行服务。请另建普通用户。",
    ServerTooOld: "PostgreSQL {0} 太旧，需要 13 或更新的版本。",
    NotTheOwner: "数据库用户 {0} 无权建立或更改表。请用 "
    + OWNER_VARIABLE
    + " 给出表的所有者的地址，再运行一次。",
    OtherPlace: "{0} 里的数据在自己的文件里，不会因一个设置搬到 PostgreSQL。请不要设 "
    + VARIABLE
    + "，或另选文件夹。",
    NeedsPostgresql: "数据在本机的加密文件里，只能由一个进程服务；要用 --workers，请把数据放在 PostgreSQL。",
    CommitUnknown: "提交时与数据库断了联系，不知道是否已写入。请先查看结果，再决定是否重做。",
    Unavailable: "现在用不了数据库：连不上，或一直被占用，或磁盘已满。什么都没有写入，请稍后再试。",
}


def with_database(top: argparse.ArgumentParser) -> None:
    """Let every verb be told where the tables are."""
    top.add_argument(
        "--database",
        default="",
        metavar="URL",
        help=f"PostgreSQL 地址，不含口令；只需说一次，之后记在数据文件夹里（也可用 {VARIABLE}；缺省为本机加密文件）",
    )


def add(verbs: Verbs) -> None:
    """Tell the verb of this group."""
    verb(verbs, "migrate", "把数据库升到本程序的形式（平时自动进行）", do_migrate)


def do_migrate(asked: argparse.Namespace) -> None:
    """Bring the tables to this program's form; opening does it."""
    with opened(asked) as district:
        where = "PostgreSQL" if district.database.kind.name == "postgresql" else "加密文件"
    print(f"数据库（{where}）的形式为 {NEWEST}，是最新的。")
