# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The words that ``fieldkit-district`` takes on its line, and what it says when something goes wrong."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from sync.commands import (
    backups,
    database,
    desk,
    devices,
    exports,
    founding,
    held,
    lists,
    log,
    parcels,
    registrars,
    restoring,
    staff,
)

VARIABLE = "FIELDKIT_DISTRICT_DATA"

GROUPS = (
    founding,
    devices,
    lists,
    held,
    registrars,
    staff,
    exports,
    log,
    parcels,
    backups,
    restoring,
    database,
)
"""The groups of verbs, in the order that ``--help`` tells them."""

FAULTS: desk.Faults = {
    **desk.FAULTS,
    **{kind: sentence for group in GROUPS for kind, sentence in group.FAULTS.items()},
    FileNotFoundError: "没有这个文件：{folder_or_file}",
    SQLAlchemyError: "数据库出错，没有做完。磁盘可能已满，或有别的程序占着数据库；请稍后再试，仍不行请交给技术人员。",
    OSError: "系统拒绝了操作：{0}",
}
"""What is said of each thing that can go wrong; the most exact kind counts."""


def parser() -> argparse.ArgumentParser:
    """Return the parser whose result carries what is to be done as ``work``."""
    top = argparse.ArgumentParser(prog="fieldkit-district", description="FieldKit 区服务器")
    top.add_argument(
        "--data",
        type=Path,
        default=Path(os.environ.get(VARIABLE) or "district-data"),
        metavar="DIR",
        help=f"数据所在文件夹（缺省取 {VARIABLE}，再缺省为 ./district-data）",
    )
    database.with_database(top)
    verbs = top.add_subparsers(required=True, metavar="VERB")
    for group in GROUPS:
        group.add(verbs)
    return top


def sentence(fault: Exception, folder: Path) -> str:
    """Return what is said of ``fault``, which is of a kind in ``FAULTS``."""
    kind = next(kind for kind in type(fault).__mro__ if kind in FAULTS)
    named = getattr(fault, "filename", None) or folder
    return FAULTS[kind].format(*fault.args, "", "", folder=folder, folder_or_file=named)
