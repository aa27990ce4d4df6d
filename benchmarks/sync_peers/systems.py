# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Who is measured: for each system how its server is started and how a client of its own kind is."""

import datetime as dt
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from benchmarks.processes import Watched, free_port, wait_for_port
from sync.trust.authority import new_authority, new_server

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PEERS = ROOT / "build" / "benchmarks" / "peers"


@dataclass
class Running:
    """A server that can be reached. ``servers`` are its processes, the database's with them."""

    port: int
    servers: list[Watched]
    folder: Path
    more: dict[str, str] = field(default_factory=dict)

    def stop(self) -> None:
        """Stop all of it, the last started first."""
        for one in reversed(self.servers):
            one.stop()


class System(Protocol):
    """One of those who are measured."""

    name: str

    def start(self, folder: Path) -> Running:
        """Start the server with its data in ``folder``."""

    def client(self, running: Running, folder: Path, file: Path, *, port: int, second: bool) -> Watched:
        """Return a client with its data in ``folder``, ready to load; ``second`` is one that only fetches."""


class Floor:
    """The least that Python can do, with its rows in SQLite or in PostgreSQL."""

    def __init__(self, name: str, *, database: str) -> None:
        self.name = name
        self._database = database

    def start(self, folder: Path) -> Running:
        """Start the server with a certificate of its own, its database before it."""
        now = dt.datetime.now(dt.UTC)
        authority = new_authority("floor", now)
        made = new_server(authority, ["127.0.0.1"], now)
        for name, text in (("ca", authority.certificate), ("cert", made.certificate), ("key", made.key)):
            (folder / f"{name}.pem").write_text(text)
        module, where, servers = "floor_server", str(folder), []
        if self._database == "postgresql":
            database, where = start_postgres(folder)
            module, servers = "floor_pg_server", [database]
        port = free_port()
        words = ["-m", f"benchmarks.sync_peers.{module}", str(port), where]
        files = [str(folder / "cert.pem"), str(folder / "key.pem")]
        servers.append(Watched([sys.executable, *words, *files], log=folder / "server.log", cwd=ROOT))
        wait_for_port(port)
        return Running(port, servers, folder)

    def client(self, running: Running, folder: Path, file: Path, *, port: int, second: bool) -> Watched:
        """Return the floor's client."""
        words = [str(port), str(folder), str(file), str(running.folder / "ca.pem")]
        module = ["-m", "benchmarks.sync_peers.floor_client"]
        return Watched([sys.executable, *module, *words], log=folder / "client.log", cwd=ROOT)


class Pouch:
    """PouchDB with its own server, both on leveldb, as they come or with larger batches."""

    def __init__(self, name: str, batch: int) -> None:
        self.name = name
        self._batch = str(batch)
        self._env = {**os.environ, "PEERS": str(PEERS)}

    def start(self, folder: Path) -> Running:
        """Start express-pouchdb."""
        port = free_port()
        words = ["node", str(HERE / "peers" / "pouch_server.js"), str(port), str(folder)]
        server = Watched(words, log=folder / "server.log", env=self._env, cwd=folder)
        wait_for_port(port)
        return Running(port, [server], folder)

    def client(self, running: Running, folder: Path, file: Path, *, port: int, second: bool) -> Watched:
        """Return a PouchDB client."""
        words = [f"http://127.0.0.1:{port}", str(folder), str(file), self._batch]
        program = ["node", str(HERE / "peers" / "pouch_client.js")]
        return Watched([*program, *words], log=folder / "client.log", env=self._env, cwd=folder)


class Anki:
    """Anki's library and its sync server, in steps."""

    name = "Anki"

    def start(self, folder: Path) -> Running:
        """Start Anki's sync server."""
        port = free_port()
        env = {
            **os.environ,
            "SYNC_USER1": "bench:bench",
            "SYNC_BASE": str(folder),
            "SYNC_HOST": "127.0.0.1",
            "SYNC_PORT": str(port),
        }
        words = [str(PEERS / "anki.venv" / "bin" / "python"), "-m", "anki.syncserver"]
        server = Watched(words, log=folder / "server.log", env=env)
        wait_for_port(port)
        return Running(port, [server], folder)

    def client(self, running: Running, folder: Path, file: Path, *, port: int, second: bool) -> Watched:
        """Return an Anki client that stands where the server stands."""
        program = [str(PEERS / "anki.venv" / "bin" / "python"), str(HERE / "peers" / "anki_client.py")]
        words = [f"http://127.0.0.1:{port}/", str(folder), str(file), *(["take"] if second else [])]
        fresh = not (folder / "c.anki2").exists()
        made = Watched([*program, *words], log=folder / "client.log")
        if fresh:
            made.ask("first")
        return made


class Kinto:
    """Kinto on PostgreSQL behind waitress, as its documentation says, with a client of ours."""

    name = "Kinto"

    def start(self, folder: Path) -> Running:
        """Start PostgreSQL and Kinto."""
        database, url = start_postgres(folder)
        ini = folder / "kinto.ini"
        port = free_port()
        text = (HERE / "peers" / "kinto.ini").read_text(encoding="utf-8")
        ini.write_text(text.replace("%(database)s", url).replace("%(http_port)s", str(port)))
        programs = PEERS / "kinto.venv" / "bin"
        subprocess.run([programs / "kinto", "migrate", "--ini", ini], check=True, capture_output=True)
        words = [str(programs / "kinto"), "start", "--ini", str(ini)]
        server = Watched([*words, "--port", str(port)], log=folder / "server.log")
        wait_for_port(port)
        return Running(port, [database, server], folder)

    def client(self, running: Running, folder: Path, file: Path, *, port: int, second: bool) -> Watched:
        """Return our client for Kinto, 25 a batch, as Kinto allows at most if it is not told otherwise."""
        words = [f"http://127.0.0.1:{port}/v1", str(folder), str(file), "25"]
        module = ["-m", "benchmarks.sync_peers.peers.kinto_client"]
        fresh = not (folder / "outbox.db").exists()
        made = Watched([sys.executable, *module, *words], log=folder / "client.log", cwd=ROOT)
        if fresh and not second:
            made.ask("first")
        return made


class _Database(Watched):
    """A PostgreSQL server whose data goes with it."""

    def __init__(self, data: Path, words: Sequence[str], *, log: Path) -> None:
        super().__init__(words, log=log)
        self._data = data

    def stop(self) -> None:
        """End the server and remove its data."""
        super().stop()
        shutil.rmtree(self._data, ignore_errors=True)


def start_postgres(folder: Path) -> tuple[Watched, str]:
    """Start a PostgreSQL of its own for a measurement; return it and the address of its database."""
    programs = _postgres_programs()
    data = Path(tempfile.mkdtemp(prefix="fieldkit-pg-", dir="/tmp"))
    as_user: Sequence[str] = ()
    if os.geteuid() == 0:
        as_user = ("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups")
        shutil.chown(data, "nobody", "nogroup")
    subprocess.run(
        [
            *as_user,
            programs / "initdb",
            "-D",
            data / "pg",
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
        ],
        check=True,
        capture_output=True,
    )
    port = free_port()
    words = [*as_user, str(programs / "postgres"), "-D", str(data / "pg"), "-p", str(port), "-k", str(data)]
    server = _Database(data, [*words, "-c", "listen_addresses=127.0.0.1"], log=folder / "postgres.log")
    wait_for_port(port)
    to = ("-h", "127.0.0.1", "-p", str(port), "-U", "postgres")
    # A role without rights of its own: the district refuses one that row level security does not bind.
    for words in (("createuser", *to, "bench"), ("createdb", *to, "-O", "bench", "bench")):
        for _ in range(100):
            made = subprocess.run([programs / words[0], *words[1:]], capture_output=True, check=False)
            if made.returncode == 0 or b"already exists" in made.stderr:
                break
            time.sleep(0.05)
    return server, f"postgresql://bench@127.0.0.1:{port}/bench"


def _postgres_programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise SystemExit("PostgreSQL is not installed: apt-get install postgresql")
    return found[-1].parent
