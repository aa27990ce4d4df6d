# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The words that ``fieldkit-district`` takes on its line."""

from __future__ import annotations

import argparse
import datetime as dt
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from sync.serials import HIGHEST

VARIABLE = "FIELDKIT_DISTRICT_DATA"
DEFAULT_PORT = 8443
MOST_PER_ADDRESS = 100

Work = Callable[[argparse.Namespace], None]


def parser(works: Mapping[str, Work]) -> argparse.ArgumentParser:
    """Return the parser whose result carries one of ``works`` as ``work``."""
    top = argparse.ArgumentParser(prog="fieldkit-district", description="FieldKit 区服务器")
    top.add_argument(
        "--data",
        type=Path,
        default=Path(os.environ.get(VARIABLE) or "district-data"),
        metavar="DIR",
        help=f"数据所在文件夹（缺省取 {VARIABLE}，再缺省为 ./district-data）",
    )
    verbs = top.add_subparsers(required=True, metavar="VERB")
    _founding(verbs, works)
    _serving(verbs, works)
    _joining(verbs, works)
    verb = _verb(verbs, works, "brief", "载入活动资料（JSON 行）")
    verb.add_argument("file", type=Path, metavar="FILE")
    for name, title in (
        ("devices", "列出设备"),
        ("overlaps", "列出重复入会、重复领取、已是会员"),
        ("sites", "各点位上报情况与合计"),
        ("rejected", "列出未处理的退回"),
    ):
        _verb(verbs, works, name, title).add_argument("--json", action="store_true", help="输出 JSON")
    return top


class _Verbs(Protocol):
    """What argparse gives for adding verbs."""

    def add_parser(self, name: str, *, help: str, description: str) -> argparse.ArgumentParser:  # noqa: A002
        """Return the parser of a new verb."""


def _founding(verbs: _Verbs, works: Mapping[str, Work]) -> None:
    verb = _verb(verbs, works, "init", "建立区服务器的数据")
    verb.add_argument("--name", default="", help="单位名称")
    verb.add_argument("--first-serial", type=_whole, default=1, metavar="N", help="第一个会员流水号")
    verb.add_argument("--block-size", type=_whole, default=200, metavar="N", help="每次发给设备的号段长度")


def _serving(verbs: _Verbs, works: Mapping[str, Work]) -> None:
    verb = _verb(verbs, works, "serve", "启动服务（TLS）；首次启动时自动建立数据、证书机构和证书")
    verb.add_argument("--host", default="0.0.0.0", help="监听地址")  # noqa: S104 - a server on a LAN listens
    verb.add_argument("--port", type=int, default=DEFAULT_PORT, help="端口；0 为任选空闲端口")
    verb.add_argument("--names", nargs="*", default=[], metavar="NAME", help="证书上的主机名和地址")
    verb.add_argument("--address", default="", metavar="URL", help="设备应使用的地址（经过转发时）")
    verb.add_argument("--certificate", type=Path, metavar="PEM", help="自备的服务器证书（含证书链）")
    verb.add_argument("--key", type=Path, metavar="PEM", help="自备证书的私钥")
    verb.add_argument("--authority", type=Path, metavar="PEM", help="自备证书的根证书；缺省取证书链最后一张")
    verb.add_argument("--ready-file", type=Path, metavar="FILE", help="就绪后把地址写入此文件")
    verb.add_argument(
        "--per-address",
        type=_whole,
        default=MOST_PER_ADDRESS,
        metavar="N",
        help="同一地址最多同时连接数；许多设备共用一个出口地址或经过转发时调大",
    )
    verb.add_argument("--clock-at", type=_moment, metavar="ISO", help="演练用：服务器时钟从这一刻走起")


def _joining(verbs: _Verbs, works: Mapping[str, Work]) -> None:
    verb = _verb(verbs, works, "add-device", "为一台设备开一次性入网票")
    verb.add_argument("--name", required=True, help="设备名称")
    verb.add_argument("--site", default="", metavar="CODE", help="设备所在点位")
    verb.add_argument("--town", default="", metavar="CODE", help="镇街工会；缺省取点位所属")
    verb.add_argument("--minutes", type=_whole, default=15, metavar="N", help="有效分钟数")
    verb.add_argument("--address", default="", metavar="URL", help="票上写的地址；缺省为最近一次启动的地址")
    verb = _verb(verbs, works, "revoke", "吊销一台设备")
    verb.add_argument("device", metavar="DEVICE")


def _verb(verbs: _Verbs, works: Mapping[str, Work], name: str, title: str) -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, help=title, description=title)
    verb.set_defaults(work=works[name])
    return verb


def _whole(text: str) -> int:
    number = int(text)
    if not 1 <= number <= HIGHEST:
        raise ValueError(text)
    return number


def _moment(text: str) -> dt.datetime:
    found = dt.datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError(text)
    return found
