# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A PostgreSQL server of our own for tests and rehearsals: made in a temporary folder, on a socket file, then gone.

1. The distribution's own cluster is never touched: only its programs are used.
2. PostgreSQL refuses to run as root; then it runs as the account that Debian's package made, or as ``nobody``.
3. The server goes with the process that made it, also when that is killed: a small shell waits for its end.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg

_STARTS_WITHIN = 60.0
_HEIR = """exec 2>/dev/null
cat >/dev/null
kill -QUIT "$(head -n 1 "$1/data/postmaster.pid")" && sleep 1
rm -rf "$1"
"""
"""Waits until whoever made the cluster closes its input, by whatever death, and clears up."""

_SHARED_IN_FILES = "dynamic_shared_memory_type=mmap"
"""Within the cluster's folder: a server that is killed leaves nothing elsewhere."""

ADMIN = "fieldkit_admin"
"""The superuser of each cluster; nothing of the district ever connects as this role, except to be refused."""


class NoPostgres(Exception):
    """PostgreSQL's programs are not on this machine."""


def programs() -> Path:
    """Return the folder of PostgreSQL's programs, of the newest version there is. Raises NoPostgres."""
    found = [
        folder
        for folder in Path("/usr/lib/postgresql").glob("*/bin")
        if (folder / "initdb").is_file() and folder.parent.name.isdecimal()
    ]
    if found:
        return max(found, key=lambda folder: int(folder.parent.name))
    there = shutil.which("initdb")
    if there is None:
        raise NoPostgres("PostgreSQL is not on this machine (Debian: apt-get install postgresql)")
    return Path(there).resolve().parent


def lacking() -> str:
    """Return why there can be no server here; '' where there can."""
    try:
        programs()
    except NoPostgres as fault:
        return str(fault)
    return ""


class Cluster:
    """One PostgreSQL server: its folder, its process, and how to reach it."""

    def __init__(self, *, durable: bool = True, settings: Sequence[str] = ()) -> None:
        self._bin = programs()
        self._user = _account()
        self.folder = Path(tempfile.mkdtemp(prefix="fkpg-", dir="/tmp"))  # the name of a socket must be short
        self.folder.chmod(0o711)
        if self._user is not None:
            os.chown(self.folder, self._user.pw_uid, self._user.pw_gid)
        self.data = self.folder / "data"
        self._settings = [*settings] if durable else ["fsync=off", "full_page_writes=off", *settings]
        self._process: subprocess.Popen[bytes] | None = None
        self._heir = subprocess.Popen(
            ["sh", "-c", _HEIR, "sh", str(self.folder)], stdin=subprocess.PIPE, start_new_session=True
        )

    def make(self) -> Cluster:
        """Make the cluster's files; return itself."""
        self._run("initdb", "-D", str(self.data), "-U", ADMIN, "--auth=trust", "--encoding=UTF8", "--no-sync",
                  "--locale=C.UTF-8")  # fmt: skip
        return self

    def copy_of(self, primary: Cluster, name: str) -> Cluster:
        """Make the files of a standby called ``name`` that follows ``primary``; return itself."""
        origin = f"host={primary.folder} user={ADMIN} application_name={name}"
        self._run(
            "pg_basebackup", "-D", str(self.data), "-R", "-X", "stream", "-c", "fast", "-N", "-d", origin
        )
        return self

    def start(self) -> Cluster:
        """Start the server and wait until it answers; return itself."""
        words = [str(self._bin / "postgres"), "-D", str(self.data), "-k", str(self.folder), "-h", ""]
        for setting in ("max_connections=60", "shared_buffers=64MB", _SHARED_IN_FILES, *self._settings):
            words += ["-c", setting]
        with (self.folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                words, stdout=log, stderr=log, stdin=subprocess.DEVNULL, **self._as()
            )
        until = time.monotonic() + _STARTS_WITHIN
        while True:
            try:
                psycopg.connect(self.conninfo()).close()
                return self
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > until:
                    raise
                time.sleep(0.05)

    def conninfo(self, database: str = "postgres", user: str = ADMIN) -> str:
        """Return the address of ``database`` for ``user``."""
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def say(self, sql: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """Run ``sql`` as the superuser; return its rows."""
        with psycopg.connect(self.conninfo(database), autocommit=True) as connection:
            found = connection.execute(sql.encode())
            return found.fetchall() if found.description else []

    def kill(self) -> None:
        """Kill the server and all its processes as a power cut would: no goodbye to anybody."""
        if self._process is not None and self._process.poll() is None:
            for child in children_of(self._process.pid):
                _kill(child)
            self._process.kill()
            self._process.wait()
        self._process = None
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def crash_a_backend(self) -> None:
        """Kill one connection's process: the server then throws everybody out and recovers."""
        asked = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        if found := self.say(asked + " LIMIT 1"):
            _kill(int(str(found[0][0])))

    def pause_sending(self) -> None:
        """Hold back from now on what this primary sends to its standby, as a busy line would."""
        for (sender,) in self.say("SELECT pid FROM pg_stat_replication"):
            os.kill(int(str(sender)), signal.SIGSTOP)

    def promote(self) -> None:
        """Make this standby the primary."""
        self._run("pg_ctl", "promote", "-D", str(self.data), "-w")

    def stop(self) -> None:
        """Stop the server at once and remove all its files."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGQUIT)
            try:
                self._process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.kill()
        self._process = None
        assert self._heir.stdin is not None
        self._heir.stdin.close()  # it removes the files
        self._heir.wait()

    def _run(self, program: str, *words: str) -> None:
        done = subprocess.run(
            [str(self._bin / program), *words], capture_output=True, check=False, cwd="/", **self._as()
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr.decode(errors='replace')[-800:]}")

    def _as(self) -> dict[str, Any]:
        """Return how to start a process as the cluster's account."""
        environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"}
        if self._user is None:
            return {"env": environment}
        return {"env": environment, "user": self._user.pw_uid, "group": self._user.pw_gid, "extra_groups": []}


def _account() -> pwd.struct_passwd | None:
    """Return whom to run PostgreSQL as; None for who we are."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoPostgres("PostgreSQL does not run as root, and there is no account 'postgres' or 'nobody'")


def children_of(process: int) -> list[int]:
    """Return the processes that ``process`` has started and that are not gone, in the order of their numbers."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[:2]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(parent) == process and state != "Z":
            found.append(int(folder.name))
    return sorted(found)


def _kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        pass
