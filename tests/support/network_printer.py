# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A printer of the network that others wrote: CUPS's own ippeveprinter, with a message bus that is only its own.

It needs Debian's cups-ipp-utils and dbus. It looks for a service that tells the network of it; where there is none it
goes on without.
"""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAM = shutil.which("ippeveprinter") or "/usr/sbin/ippeveprinter"
HERE = Path(PROGRAM).exists() and shutil.which("dbus-daemon") is not None
BUS = """<busconfig><type>system</type><listen>unix:path={here}/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_destination="*"/>
<allow receive_sender="*"/></policy></busconfig>"""


class NetworkPrinter:
    """A running printer: its road, and the papers that it has printed."""

    def __init__(self, here: Path, port: int) -> None:
        self.road = f"ipp://localhost:{port}/ipp/print"
        self._here = here

    def papers(self) -> list[bytes]:
        """Return what lies in the tray."""
        return [file.read_bytes() for file in sorted((self._here / "spool").glob("*.pdf"))]


@contextmanager
def running(*, says: str = "", formats: str = "application/pdf") -> Iterator[NetworkPrinter]:
    """Run a printer; with ``says`` (``+media-empty-error``) it complains so while it prints, and does not get done."""
    here = Path(tempfile.mkdtemp(prefix="ipp"))
    (here / "spool").mkdir()
    (here / "bus.conf").write_text(BUS.format(here=here))
    prints = here / "prints"
    prints.write_text(f'#!/bin/sh\necho "STATE: {says}" >&2\n{"sleep 30" if says else ":"}\n')
    prints.chmod(0o755)
    with socket.socket() as passing:
        passing.bind(("127.0.0.1", 0))
        port = passing.getsockname()[1]
    bus = subprocess.Popen(["dbus-daemon", f"--config-file={here}/bus.conf", "--nofork"])
    printer = None
    try:
        _until((here / "bus").exists)
        how = [
            "-r",
            "off",
            "-p",
            str(port),
            "-d",
            here / "spool",
            "-k",
            "-f",
            formats,
            "-c",
            prints,
            "Sample",
        ]
        printer = subprocess.Popen(
            [PROGRAM, *how],
            env={**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={here}/bus"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _until(lambda: _listens(port))
        yield NetworkPrinter(here, port)
    finally:
        for process in (printer, bus):
            if process is not None:
                process.kill()
                process.wait(10)
        shutil.rmtree(here)


def _until(true) -> None:
    until = time.monotonic() + 20
    while not true():
        assert time.monotonic() < until
        time.sleep(0.02)


def _listens(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0
