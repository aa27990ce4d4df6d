# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The real district for tests: over TLS on loopback, in a thread of this process or as a process of its own."""

import contextlib
import datetime as dt
import functools
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sync.commands.console import main
from sync.db.place import VARIABLE, place_of
from sync.district import found_district, is_founded, open_district
from sync.serving.serving import Serving, Wish
from tests.support import postgres

NOON = dt.datetime(2023, 11, 29, 4, 0, tzinfo=dt.UTC)
"""Noon in China on the day of the event."""

TAG = "aa" * 16
"""The tag of the one known member who is active."""

MEMBERS = [
    {"uid": "m-1", "name": "欧阳示例", "tag": TAG, "serial": "FK-9000-0001-4", "org_code": "DX-YH"},
    {"uid": "m-2", "name": "示例已转出", "tag": "bb" * 16, "certificate_number": "工0002", "standing": 6},
    {"uid": "m-3", "name": "示例无证件", "tag": "", "org_code": "DX-PGZ"},
]
ROWS: dict[str, list[dict[str, Any]]] = {
    "organisation": [
        {"code": "DX-YH", "parent": "DX", "level": "town", "name": "瀛海镇总工会"},
        {"code": "DX-PGZ", "parent": "DX", "level": "town", "name": "庞各庄镇总工会"},
    ],
    "event": [
        {
            "code": "E1",
            "title": "样例沟通会",
            "short_title": "样例",
            "level": "city",
            "day": "2023-11-29",
            "starts": "10:00:00",
            "ends": "14:00:00",
        }
    ],
    "site": [
        {"code": code, "event": "E1", "role": role, "org_code": "DX-PGZ", "name": name, "venue": name}
        for code, role, name in (
            ("S1", "main", "主会场"),
            ("S2", "branch", "示例超市"),
            ("S3", "branch", "示例园区"),
        )
    ],
    "service": [{"code": "legal", "group": "law", "name": "法律咨询"}],
    "goods": [
        {"code": "pack", "name": "福利包", "once": True},
        {"code": "leaflet", "name": "折页", "once": False},
    ],
    "code": [
        {"table": "document", "code": "resident", "name": "居民身份证"},
        {"table": "document", "code": "later", "name": "后补"},
        {"table": "employment_group", "code": "courier", "name": "快递员"},
    ],
    "member": MEMBERS,
}


def briefing_file(folder: Path, rows: dict[str, list[dict[str, Any]]] = ROWS) -> Path:
    """Write ``rows`` as the lines of a briefing file."""
    keys = {"code": ("table", "code"), "member": ("uid",), "stock": ("site", "goods"), "setting": ("name",)}
    file = folder / "briefing.jsonl"
    with file.open("w", encoding="utf-8") as out:
        for table, some in rows.items():
            for row in some:
                key = "/".join(row[name] for name in keys.get(table, ("code",)))
                out.write(json.dumps({"table": table, "key": key, "row": row}, ensure_ascii=False) + "\n")
    return file


class District:
    """A district in a folder: its console, and its server in a thread."""

    def __init__(self, folder: Path, *, block_size: int = 200):
        self.folder = folder
        if not is_founded(folder):
            found_district(
                folder, name="示例区总工会", block_size=block_size, now=dt.datetime.now(dt.UTC)
            ).close()
        self.address = ""
        self._thread: threading.Thread | None = None
        self._serving: Serving | None = None

    def console(self, *words: str) -> str:
        """Run the console with ``words``; return what it printed, and fail when it failed."""
        with (
            contextlib.redirect_stdout(io.StringIO()) as out,
            contextlib.redirect_stderr(io.StringIO()) as err,
        ):
            code = main(["--data", str(self.folder), *words])
        assert code == 0, err.getvalue()
        return out.getvalue()

    def facts(self, *words: str) -> Any:
        """Return the JSON that the console prints."""
        return json.loads(self.console(*words, "--json"))

    def brief(self, folder: Path, rows: dict[str, list[dict[str, Any]]] = ROWS) -> str:
        """Take in ``rows``."""
        return self.console("brief", str(briefing_file(folder, rows)))

    def ticket(self, *, name: str = "示例设备", site: str = "", minutes: int = 15) -> str:
        """Return a joining ticket."""
        printed = self.console("add-device", "--name", name, "--site", site, "--minutes", str(minutes))
        return next(line for line in printed.splitlines() if line.startswith("FK1 "))

    def start(self, **wishes: Any) -> None:
        """Serve on a free port of loopback, at noon of the day unless told otherwise."""
        district = open_district(self.folder)
        wish = Wish(**{"host": "127.0.0.1", "port": 0, "clock_at": NOON, **wishes})
        with contextlib.redirect_stdout(io.StringIO()):
            self._serving = Serving(district, wish)
            self.address = self._serving.address
            self._thread = threading.Thread(target=self._run, args=(self._serving, district))
            self._thread.start()
            self._wait()

    def stop(self) -> None:
        """Stop serving."""
        if self._serving is not None and self._thread is not None:
            self._serving.server.should_exit = True
            self._thread.join(timeout=20)
            assert not self._thread.is_alive()
        self._serving = self._thread = None

    @property
    def port(self) -> int:
        """Return the port of the running server."""
        return int(self.address.rpartition(":")[2])

    @staticmethod
    def _run(serving: Serving, district: Any) -> None:
        try:
            serving.run()
        finally:
            district.close()

    def _wait(self) -> None:
        until = time.monotonic() + 20
        while not self._serving.server.started:
            assert self._thread.is_alive()
            assert time.monotonic() < until
            time.sleep(0.01)


@functools.cache
def _founded(server: str) -> tempfile.TemporaryDirectory[str]:
    """Found and brief a district once, to be copied: making keys and tables takes half a second."""
    kept = tempfile.TemporaryDirectory(prefix="fieldkit-district-")
    District(Path(kept.name, "district")).brief(Path(kept.name))
    if server:
        postgres.keep(_name_of(Path(kept.name)))
    return kept


def _name_of(kept: Path) -> str:
    place = place_of(kept / "district")
    assert place is not None
    return place.district


@contextlib.contextmanager
def serving(folder: Path, **wishes: Any) -> Iterator[District]:
    """Give a district with its sample rows, in a folder of its own below ``folder``, served in a thread."""
    server = os.environ.get(VARIABLE, "")
    kept = Path(_founded(server).name)
    if server:
        postgres.put_back(_name_of(kept))
    shutil.copytree(kept / "district", folder / "district")
    district = District(folder / "district")
    district.start(**wishes)
    try:
        yield district
    finally:
        district.stop()


@contextlib.contextmanager
def process(
    folder: Path, *words: str, module: str = "sync.commands.console"
) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Give the district in ``folder`` served by a process of its own, and its address."""
    ready = folder / f"ready-{time.monotonic_ns()}"
    line = ["--data", str(folder), "serve", "--host", "127.0.0.1", "--port", "0", "--ready-file", str(ready)]
    with (folder / "server.log").open("ab") as log:
        running = subprocess.Popen([sys.executable, "-m", module, *line, *words], stdout=log, stderr=log)
    try:
        until = time.monotonic() + 30
        while not ready.exists():
            assert running.poll() is None, (folder / "server.log").read_text(encoding="utf-8")
            assert time.monotonic() < until
            time.sleep(0.02)
        yield running, ready.read_text(encoding="utf-8").strip()
    finally:
        running.terminate()
        running.wait(timeout=20)
