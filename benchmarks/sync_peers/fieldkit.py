# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""FieldKit among the measured: the district as its console serves it, a device as the program drives it.

Nothing is switched off for the measurement: SQLCipher with ``synchronous=FULL`` on both sides, identities sealed,
batches signed and chained, verdicts committed before they are told, TLS by a pinned authority.
"""

import datetime as dt
import json
import os
import sys
from pathlib import Path

from sqlalchemy import func, select

from benchmarks.dayend.crowd import brief
from benchmarks.processes import Watched, free_port, wait_for_port
from benchmarks.sync_peers.systems import ROOT, Running, start_postgres
from fieldkit.rehearsal.briefing import member_lines
from fieldkit.sample.day import sample_day
from fieldkit.sample.people import volume
from sync.db.notes import read_note
from sync.db.tables import operation
from sync.district import District, found_district, open_district
from sync.outgoing.briefing import take_in
from sync.outgoing.serials import BLOCK_SIZE
from sync.trust import registrar_folder
from sync.trust.authority import fingerprint
from sync.trust.devices import invite

SEED = 20231129
MOST = 60_000


class FieldKit:
    """FieldKit over one of its two databases."""

    def __init__(self, name: str, *, database: str) -> None:
        self.name = name
        self._database = database

    def start(self, folder: Path) -> Running:
        """Found and brief a district, and serve it."""
        servers = []
        setting: dict[str, str] = {}
        data = folder / "district"
        if self._database == "postgresql":
            database, url = start_postgres(folder)
            servers.append(database)
            setting = {"FIELDKIT_DATABASE": url}
        os.environ.pop("FIELDKIT_DATABASE", None)
        os.environ.update(setting)
        district = found_district(data, name="样本区", block_size=max(MOST, BLOCK_SIZE), now=_now())
        brief(district, sample_day(SEED))
        pinned = fingerprint(district.pinned())
        district.close()
        port = free_port()
        words = ["-m", "sync.commands.console", "--data", str(data), "serve", "--port", str(port)]
        servers.append(Watched([sys.executable, *words], log=folder / "server.log", cwd=ROOT))
        wait_for_port(port)
        return Running(port, servers, data, {"pinned": pinned, "ready": "members", **setting})

    def client(self, running: Running, folder: Path, file: Path, *, port: int, second: bool) -> Watched:
        """Return a device that has joined and been briefed; nothing is told yet."""
        ticket = "" if (folder / "store").exists() else self._ticket(running, port)
        words = ["-m", "benchmarks.sync_peers.fieldkit_client", str(folder), str(file), ticket]
        made = Watched([sys.executable, *words], log=folder / "client.log", cwd=ROOT)
        if ticket and not second:
            made.ask("first")
        elif ticket:
            made.ask("join")
        return made

    def make_ready(self, running: Running, count: int) -> None:
        """Put as many known members on the district as a second device shall fetch."""
        tag_key = _tag_key(running.folder)
        lines = (json.dumps(line, ensure_ascii=False).encode() for line in member_lines(volume(SEED, count)))
        with _opened(running) as district, district.database.writing() as writing:
            take_in(writing, lines, tag_key)

    def held(self, running: Running) -> int:
        """Return how many enrolments the district has accepted."""
        with _opened(running) as district, district.database.reading() as reading:
            told = operation.c
            where = (told.verdict == "accepted", told.kind == "enrol")
            held: int = reading.execute(
                select(func.count()).select_from(operation).where(*where)
            ).scalar_one()
            return held

    def _ticket(self, running: Running, port: int) -> str:
        tag_key = _tag_key(running.folder)
        with _opened(running) as district:
            reference = district.current()
            with district.database.writing() as writing:
                code = invite(
                    writing,
                    reference,
                    name="样本",
                    site="",  # so that it hears of all members
                    town="",
                    tag_key=tag_key,
                    now=_now(),
                    minutes=60,
                )
        return f"FK1 https://127.0.0.1:{port} {code} {running.more['pinned']}"


class _opened:  # noqa: N801 - used as a function
    """The district of a running server, opened once more beside it."""

    def __init__(self, running: Running) -> None:
        self._district = open_district(running.folder)

    def __enter__(self) -> District:
        return self._district

    def __exit__(self, *_: object) -> None:
        self._district.close()


def _tag_key(data: Path) -> bytes:
    district = open_district(data)
    with district.database.reading() as reading:
        check = read_note(reading, "tag_key_check")
    district.close()
    return registrar_folder.read_tag_key(registrar_folder.folder_in(data), check)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
