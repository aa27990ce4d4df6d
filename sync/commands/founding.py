# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Found a district, serve it, give it a new signing key."""

from __future__ import annotations

import argparse
from pathlib import Path

from sync.commands.backups import not_safe
from sync.commands.desk import (
    Faults,
    Verbs,
    instant,
    noted,
    now,
    opened,
    passphrase_for,
    root_key_of,
    verb,
    whole,
    with_passphrase,
    with_registrar_folder,
)
from sync.district import AlreadyFounded, found_district
from sync.safety.backups import judge_folder
from sync.serving.limits import EXCHANGES_A_MINUTE
from sync.trust.registrar_folder import NAME
from sync.trust.trust import OVERLAP_DAYS, new_key

DEFAULT_PORT = 8443
MOST_PER_ADDRESS = 100

FAULTS: Faults = {
    AlreadyFounded: "{folder} 里已有区服务器的数据，没有改动。",
}


def add(verbs: Verbs) -> None:
    """Tell the verbs of this group."""
    told = verb(verbs, "init", "建立区服务器的数据", do_init)
    told.add_argument("--name", default="", help="单位名称")
    told.add_argument("--first-serial", type=whole, default=1, metavar="N", help="第一个会员流水号")
    told.add_argument("--block-size", type=whole, default=200, metavar="N", help="每次发给设备的号段长度")
    told.add_argument("--with-passphrase", action="store_true", help="给登记员的钥匙加口令（会询问两次）")
    with_passphrase(told)
    _serving(verbs)
    told = verb(verbs, "new-signing-key", "换一把区签名钥匙（需登记员文件夹里的根钥匙）", do_new_signing_key)
    with_registrar_folder(told)
    with_passphrase(told)
    told.add_argument("--stolen", action="store_true", help="旧钥匙可能已泄露：立即作废")
    told.add_argument(
        "--overlap-days", type=whole, default=OVERLAP_DAYS, metavar="N", help="新旧钥匙并用的天数"
    )


def _serving(verbs: Verbs) -> None:
    told = verb(verbs, "serve", "启动服务（TLS）；首次启动时自动做好证书", do_serve)
    told.add_argument("--host", default="0.0.0.0", help="监听地址")  # noqa: S104 - a server on a LAN listens
    told.add_argument("--port", type=int, default=DEFAULT_PORT, help="端口；0 为任选空闲端口")
    told.add_argument("--names", nargs="*", default=[], metavar="NAME", help="证书上的主机名和地址")
    told.add_argument("--address", default="", metavar="URL", help="设备应使用的地址（经过转发时）")
    told.add_argument("--certificate", type=Path, metavar="PEM", help="自备的服务器证书（含证书链）")
    told.add_argument("--key", type=Path, metavar="PEM", help="自备证书的私钥")
    told.add_argument("--authority", type=Path, metavar="PEM", help="自备证书的根证书；缺省取证书链最后一张")
    told.add_argument("--ready-file", type=Path, metavar="FILE", help="就绪后把地址写入此文件")
    told.add_argument(
        "--per-address",
        type=whole,
        default=MOST_PER_ADDRESS,
        metavar="N",
        help="同一地址最多同时连接数；许多设备共用一个出口地址或经过转发时调大",
    )
    told.add_argument(
        "--per-device",
        type=whole,
        default=EXCHANGES_A_MINUTE,
        metavar="N",
        help="一台设备每分钟最多上报次数",
    )
    told.add_argument(
        "--metrics-port",
        type=whole,
        metavar="N",
        help="在本机这个端口上给出监控数字（Prometheus，http://127.0.0.1:N/metrics）；缺省不给",
    )
    told.add_argument(
        "--workers", type=whole, default=1, metavar="N", help="由几个进程一起服务（数据在 PostgreSQL 时）"
    )
    told.add_argument("--backup-to", type=Path, metavar="DIR", help="服务期间自动备份到这里（另一块盘）")
    told.add_argument(
        "--backup-every", type=whole, default=60, metavar="MINUTES", help="每隔多少分钟备份一次"
    )
    told.add_argument("--backup-elsewhere", action="store_true", help="备份会另行复制到别的机器，算作安全")
    told.add_argument("--clock-at", type=instant, metavar="ISO", help="演练用：服务器时钟从这一刻走起")


def do_init(asked: argparse.Namespace) -> None:
    """Found a district."""
    passphrase = ""
    if asked.with_passphrase or asked.passphrase_file is not None:
        passphrase = passphrase_for("登记员钥匙的新口令：", asked.passphrase_file)
        if asked.passphrase_file is None and passphrase != passphrase_for("再输入一次：", None):
            raise SystemExit("两次输入的口令不同，没有建立。")
    district = found_district(
        asked.data,
        name=asked.name,
        first_serial=asked.first_serial,
        block_size=asked.block_size,
        passphrase=passphrase,
        now=now(),
    )
    with district.database.writing() as writing:
        noted(writing, "founded", district.id)
    district.close()
    print(f"已建立 {district.name}（{district.id}），数据在 {asked.data}")
    print("请把 district.key 另存一份：没有它，数据库打不开。")
    print(
        f"登记员的钥匙在 {asked.data / NAME}。请把整个文件夹移到登记员的 U 盘，再抄一份封存；服务器上不留。"
        "\n留在原处也能用（没有登记员时的退路），但谁拿到这台服务器，谁就能读出全部证件号。"
    )


def do_serve(asked: argparse.Namespace) -> None:
    """Serve the district until asked to stop. Raises NotFounded: a mistyped folder founds no other district."""
    from sync.safety.backing_up import BackingUp  # noqa: PLC0415
    from sync.serving.logs import write_log_lines  # noqa: PLC0415 - serving is the one slow import of the console
    from sync.serving.serving import Serving, Wish  # noqa: PLC0415
    from sync.serving.workers import Workers  # noqa: PLC0415

    write_log_lines()
    with opened(asked) as district:
        wish = Wish(
            host=asked.host,
            port=asked.port,
            names=tuple(asked.names),
            address=asked.address,
            certificate=asked.certificate,
            key=asked.key,
            authority=asked.authority,
            ready_file=asked.ready_file,
            clock_at=asked.clock_at,
            most_per_address=asked.per_address,
            exchanges_a_minute=asked.per_device,
            metrics_port=asked.metrics_port,
        )
        serving: Serving | Workers = (
            Serving(district, wish) if asked.workers == 1 else Workers(district, wish, asked.workers)
        )
        if asked.backup_to is not None:
            judged = judge_folder(district, asked.backup_to, elsewhere=asked.backup_elsewhere)
            if not judged.safe:
                print(not_safe(judged, "--backup-elsewhere"), flush=True)
        with BackingUp(district, asked.backup_to, asked.backup_every, elsewhere=asked.backup_elsewhere):
            serving.run()


def do_new_signing_key(asked: argparse.Namespace) -> None:
    """Make a new signing key, vouched for by the root."""
    with opened(asked) as district:
        root = root_key_of(district, asked)
        with district.database.writing() as writing:
            version = new_key(district, writing, root, now(), stolen=asked.stolen, days=asked.overlap_days)
            noted(writing, "new-signing-key", trust=version, stolen=int(asked.stolen))
        district.ring.forget()
    print(f"已启用新的签名钥匙，信任表第 {version} 版。设备下次上报时自动跟上，不必重新入网。")
    if asked.stolen:
        print("旧钥匙已作废。请让每台设备尽快上报一次：在那之前它们仍相信旧钥匙。")
    else:
        print(f"旧钥匙再用 {asked.overlap_days} 天。")


__all__ = ["DEFAULT_PORT", "FAULTS", "MOST_PER_ADDRESS", "add", "do_init", "do_new_signing_key", "do_serve"]
