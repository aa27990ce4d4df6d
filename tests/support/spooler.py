# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A real CUPS of our own: cupsd without rights on a local socket, with printers that keep what they are given.

It needs Debian's cups-daemon, and cups-filters for printers with a description. FIELDKIT_CUPS names a folder where its
packages are unpacked, if they are not installed.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(os.environ.get("FIELDKIT_CUPS", "/"))
PROGRAM = ROOT / "usr/sbin/cupsd"
FILTERS = ROOT / "usr/lib/cups/filter"
FILES = """
ServerRoot {here}/root
ServerBin {here}/bin
DataDir {root}usr/share/cups
CacheDir {here}/state
StateDir {here}/state
RequestRoot {here}/spool
TempDir {here}/spool
ErrorLog {here}/error_log
AccessLog {here}/access_log
PageLog {here}/page_log
User {user}
Group {group}
SetEnv LD_LIBRARY_PATH {root}usr/lib/x86_64-linux-gnu
"""
RULES = """
Listen {here}/s
Browsing No
WebInterface No
DefaultAuthType None
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
"""
PRINTER = """
<Printer {name}>
Info {name}
DeviceURI {device}
State {state}
Accepting {accepting}
Shared No
ErrorPolicy stop-printer
</Printer>
"""
AIL = """#!/bin/sh
[ $# = 0 ] && exit 0
case ${{DEVICE_URI#ail:/}} in
fail) exit 1 ;;
auth) exit 2 ;;
*) echo "STATE: +${{DEVICE_URI#ail:/}}" >&2 ;;
esac
trap 'kill $!; exit 0' TERM
sleep 60 & wait
"""
"""A back end that never gets done: it fails, wants a password, or says what its printer lacks and waits."""
KEEP = '#!/bin/sh\nif [ $# = 0 ]; then exit 0; fi\ncat "${{6:--}}" > "{here}/kept/$PRINTER-$1"\n'


class Spooler:
    """A running CUPS: where to reach it, and what its printers have been given."""

    def __init__(self, here: Path) -> None:
        self.address = str(here / "s")
        self._kept = here / "kept"

    def paper(self, printer: str, job: str) -> bytes:
        """Return what a printer was given as that job, which is done."""
        return (self._kept / f"{printer}-{job}").read_bytes()

    def papers(self, printer: str, count: int, patience: float = 20) -> list[bytes]:
        """Return what a printer was given once it is so many papers."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            files = sorted(self._kept.glob(f"{printer}-*"))
            if len(files) >= count and all(file.stat().st_size for file in files):
                break
            time.sleep(0.05)
        return [file.read_bytes() for file in sorted(self._kept.glob(f"{printer}-*"))]


@contextmanager
def running(printers: dict[str, bool | str], ppds: Mapping[str, str] = {}) -> Iterator[Spooler]:
    """Run a CUPS with these printers; the value says whether a printer takes papers.

    ``ppds`` describes printers that papers reach through CUPS's filters (``FILTERS``); the others are raw.

    A text is its device instead: ``ail:/media-empty-error``, ``ail:/fail``, ``ail:/auth``, ``stopped:/``, or
    ``socket://host:port`` or ``ipp://host:port/path`` where CUPS's own back end (``backend``) is installed.
    """
    here = Path(tempfile.mkdtemp(prefix="cups"))
    as_root = os.geteuid() == 0
    user, group = ("nobody", "nogroup") if as_root else (_name("-un"), _name("-gn"))
    _lay_out(here, printers, user, group)
    for name, description in ppds.items():
        (here / "root/ppd" / f"{name}.ppd").write_text(description)
    if as_root:
        for path in (here, *here.rglob("*")):
            shutil.chown(path, user, group)
    process = subprocess.Popen(
        [PROGRAM, "-f", "-c", here / "root/cupsd.conf", "-s", here / "root/cups-files.conf"],
        env={"PATH": os.environ["PATH"], "LD_LIBRARY_PATH": f"{ROOT}/usr/lib/x86_64-linux-gnu"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **({"user": user, "group": group, "extra_groups": []} if as_root else {}),
    )
    try:
        until = time.monotonic() + 20
        while not (here / "s").exists() and process.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        assert (here / "s").exists(), (here / "error_log").read_text()[-2000:]
        yield Spooler(here)
    finally:
        process.terminate()
        process.wait(10)
        shutil.rmtree(here)


def backend(name: str) -> Path | None:
    """Return CUPS's own back end of that name, where it is installed (Debian's cups, cups-ipp-utils)."""
    places = (ROOT / "usr/lib/cups" / folder / name for folder in ("backend", "backend-available"))
    return next((place for place in places if place.exists()), None)


def _name(which: str) -> str:
    return subprocess.run(["id", which], capture_output=True, text=True, check=True).stdout.strip()


def _lay_out(here: Path, printers: dict[str, bool | str], user: str, group: str) -> None:
    """Write the configuration, and the back end that keeps papers in a folder."""
    here.chmod(0o755)
    for folder in ("root", "state", "spool", "kept", "bin/backend", "bin/daemon", "bin/filter", "root/ppd"):
        (here / folder).mkdir(parents=True)
    known = {"here": here, "root": f"{ROOT}/".replace("//", "/"), "user": user, "group": group}
    (here / "root/cups-files.conf").write_text(FILES.format(**known))
    (here / "root/cupsd.conf").write_text(RULES.format(**known))
    listed = (
        PRINTER.format(
            name=name,
            accepting="Yes" if takes else "No",
            device=takes if isinstance(takes, str) and takes != "stopped:/" else "keep:/",
            state="Stopped" if takes == "stopped:/" else "Idle",
        )
        for name, takes in printers.items()
    )
    (here / "root/printers.conf").write_text("".join(listed))
    for name, script in (("keep", KEEP), ("ail", AIL)):
        (here / "bin/backend" / name).write_text(script.format(**known))
        (here / "bin/backend" / name).chmod(0o755)
    for part in FILTERS.glob("*"):
        (here / "bin/filter" / part.name).symlink_to(part)
    for name in ("ipp", "socket"):
        if part := backend(name):
            (here / "bin/backend" / name).symlink_to(part)
    for part in (ROOT / "usr/lib/cups/daemon").iterdir():
        (here / "bin/daemon" / part.name).symlink_to(part)
