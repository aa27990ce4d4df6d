# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What printers there are: those of the system, device files, those that tell the network of themselves, an address.

Each comes as it would be remembered, with a guess at what it understands; the guess is for an operator to correct.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from fieldkit.printers import cups, ipp, lines, spooler, standings, thermal, windows
from fieldkit.printers.ipp import Group
from fieldkit.printers.ticket import Kind, Printer
from fieldkit.problems import Problem

DEVICES = ("/dev/usb/lp*", "/dev/lp?")
NETWORK_WITHIN = 4  # seconds that the network is listened to
RECEIPT_WORDS = re.compile(
    r"\braw\b|receipt|thermal|pos[-_ ]?\d|58mm|80mm|tm-[tum]|xp-\d|凭条|小票|热敏", re.IGNORECASE
)
"""In the name or the model of a printer that takes ESC/POS; a raw destination of CUPS hands on bytes as they are."""
ADDRESS = re.compile(r"^(?:(socket|ipp)://)?(\[[0-9a-fA-F:.]+\]|[a-zA-Z0-9][\w.-]*)(?::(\d{1,5}))?(/\S*)?$")
NETWORK_LINE = re.compile(r"^ipp://[^\s/]+/\S*$")
RECEIPT_DPI, PAGE_DPI = 203, 300
ANSWERED = ("", "paper-out", "cover-open", "jam", "trouble")
"""What a receipt printer says that is there, whatever ails it."""
INCHES, PER_CENTIMETRE = 3, 4  # units of a resolution (RFC 8011 §5.1.16)


@dataclass(frozen=True, slots=True)
class Found:
    """A printer that is there: as it would be remembered, its make, and what ails it now (a code, '' for nothing)."""

    printer: Printer
    model: str = ""
    why: str = ""


def found() -> tuple[Found, ...]:
    """Slow (seconds). Return every printer that can be found without an address; never raise for those that cannot."""
    system = _of_windows() if sys.platform == "win32" else (*_of_cups(), *device_files())
    return (*system, *of_the_network())


def device_files(patterns: tuple[str, ...] = DEVICES) -> tuple[Found, ...]:
    """Return the printers that are plugged in, as device files; they are not opened for that."""
    files = [file for pattern in patterns for file in sorted(Path("/").glob(pattern.lstrip("/")))]
    return tuple(
        Found(Printer(file.name, Kind.THERMAL, f"file://{file}", RECEIPT_DPI, "80mm"), "USB")
        for file in files
    )


def of_the_network() -> tuple[Found, ...]:
    """Slow. Return the printers that tell the network of themselves, where CUPS's ippfind is there to listen."""
    program = shutil.which("ippfind")
    if program is None:
        return ()
    try:
        heard = subprocess.run(  # noqa: S603 - a program of the system, no words of others
            [program, "-T", str(NETWORK_WITHIN), "_ipp._tcp", "--print"],
            capture_output=True,
            timeout=NETWORK_WITHIN + 2,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return tuple(map(_of_road, heard_roads(heard.stdout)))


def heard_roads(said: bytes) -> tuple[str, ...]:
    """Return the roads among what ippfind printed, each once; anything else it may have said is no road."""
    told = said.decode("utf-8", "replace").splitlines()
    return tuple(dict.fromkeys(line.strip() for line in told if NETWORK_LINE.match(line.strip())))


def at_address(typed: str) -> Found | None:
    """Slow. Return the printer at a typed address (host, host:port, socket://…, ipp://…), or None for no address.

    A receipt printer's port is tried first, then IPP's; ``why`` tells if neither answers.
    """
    said = ADDRESS.match(typed.strip().replace("：", ":"))
    if said is None or not 0 < int(said[3] or 1) < 65536:
        return None
    scheme, host, port, path = said.groups()
    if scheme != "ipp" and port != str(spooler.PORT):
        road = f"socket://{host}:{port or lines.PORT}"
        why = thermal.look(road)
        if scheme or port or why in ANSWERED:
            return Found(Printer(host, Kind.THERMAL, road, RECEIPT_DPI, "80mm"), "ESC/POS", why)
    road = f"ipp://{host}:{port or spooler.PORT}{path or '/ipp/print'}"
    return _of_road(road)


def ailment(printer: Printer) -> str:
    """Slow. Return what ails a printer now (a code of ``printers.ticket.WHYS``), '' for nothing."""
    road = printer.road
    if printer.kind is Kind.FOLDER or sys.platform == "win32":
        return ""
    if printer.kind in (Kind.THERMAL, Kind.THERMAL_TEXT) and not road.startswith("cups:"):
        return thermal.look(road)
    kind = Kind.IPP if printer.kind is Kind.IPP else Kind.CUPS
    try:
        return _ailment(cups.destination(kind, road.removeprefix("cups:"), printer.name).known())
    except Problem as problem:
        return problem.facts["why"]


def _of_cups() -> tuple[Found, ...]:
    try:
        told = cups.everyone()
    except spooler.NoAnswer:
        return ()
    return tuple(_of_group(group) for group in told if ipp.texts(group, "printer-name"))


def _of_group(group: Group) -> Found:
    """Return a destination of CUPS as it would be remembered."""
    name = ipp.texts(group, "printer-name")[0]
    model = " ".join(ipp.texts(group, "printer-make-and-model")[:1])
    if RECEIPT_WORDS.search(f"{name} {model}"):
        printer = Printer(name, Kind.THERMAL, f"cups:{name}", RECEIPT_DPI, "80mm")
    else:
        printer = Printer(name, Kind.CUPS, name, _dpi(group))
    return Found(printer, model, _ailment(group))


def _of_road(road: str) -> Found:
    """Return a printer that speaks IPP, after asking it."""
    name = road.removeprefix("ipp://").partition("/")[0].rpartition(":")[0] or road
    printer = Printer(name, Kind.IPP, road, PAGE_DPI)
    try:
        told = cups.destination(Kind.IPP, road, name).known()
    except Problem as problem:
        return Found(printer, "IPP", problem.facts["why"])
    named = " ".join(ipp.texts(told, "printer-info")[:1]) or name
    model = " ".join(ipp.texts(told, "printer-make-and-model")[:1])
    pdf = not (formats := ipp.texts(told, "document-format-supported")) or cups.PDF in formats
    return Found(Printer(named, Kind.IPP, road, _dpi(told)), model, _ailment(told) if pdf else "format")


def _ailment(told: Group) -> str:
    if told.get("printer-is-accepting-jobs") == [False]:
        return "not-accepting"
    why = standings.reason(ipp.texts(told, "printer-state-reasons"), standings.A_WHILE)
    return why or ("paused" if ipp.number(told, "printer-state") == standings.STOPPED else "")


def _dpi(told: Group) -> int:
    """Return the finest resolution that a printer names."""
    values = told.get("printer-resolution-default") or told.get("printer-resolution-supported") or []
    across = [
        round(value[0] * 2.54) if value[2] == PER_CENTIMETRE else value[0]
        for value in values
        if isinstance(value, tuple) and len(value) == 3
    ]
    return max((dots for dots in across if 72 <= dots <= 2400), default=PAGE_DPI)


def _of_windows() -> tuple[Found, ...]:
    try:
        names = windows.names()
    except Problem:
        return ()
    return tuple(
        Found(Printer(name, Kind.THERMAL, f"windows:{name}", RECEIPT_DPI, "80mm"))
        if RECEIPT_WORDS.search(name)
        else Found(Printer(name, Kind.WINDOWS, name))
        for name in names
    )
