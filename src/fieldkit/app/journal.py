# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The log file: happenings from a list, with ids, codes and counts of ours; never what an exception says.

1. A line is written only by its template, which stands in ``HAPPENINGS`` with the kind of each of its fields.
2. A field that is not of its kind is written as ``…``: an id has no spaces, a count is a number, nothing is Chinese.
3. Of anything else, a line of a library or one that is not on the list, only the level and the place are written.
"""

from __future__ import annotations

import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

from fieldkit.ui.traces import where

LOG_FILE = "fieldkit.log"
LOG_SIZE = 1_000_000
LOGS_KEPT = 3

_KINDS = {
    "id": re.compile(r"[A-Za-z0-9]{1,16}(-[A-Za-z0-9]{1,16}){0,3}"),
    "code": re.compile(r"[a-z][a-z0-9]{0,30}([/_-][a-z0-9]{1,30}){0,6}|[A-Z][A-Za-z]{0,60}"),
    "type": re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,60}"),
    "count": re.compile(r"-?\d{1,9}|None"),
    "version": re.compile(r"\d+(\.\w+){1,4}(\+\w+)?"),
    "words": re.compile(r"[A-Za-z ]{1,60}"),
    "where": re.compile(r"elsewhere|[\w./]+\.py:\d+ [\w<>]+( < [\w./]+\.py:\d+ [\w<>]+)*", re.ASCII),
}

_NUMBER = re.compile(r"\d{9}")

HAPPENINGS: dict[str, tuple[str, ...]] = {
    "started: version %s": ("version",),
    "closed": (),
    "crashed: %s at %s": ("words", "where"),
    "fault %s at %s": ("type", "where"),
    "unheard %s at %s": ("type", "where"),
    "not warm: %s at %s": ("type", "where"),
    "problem %s": ("code",),
    "signed in: operator %s": ("id",),
    "not entered: %s": ("code",),
    "locked": (),
    "asleep": (),
    "settings not kept: errno %s": ("count",),
    "lane %s: nobody listens to a %s": ("code", "type"),
    "head not compared: %s": ("code",),
    "store turned back: life %s": ("id",),
    "%s not kept: %s": ("code", "code"),
}
"""What may be said, and of what kind each field is."""

log = logging.getLogger("fieldkit")


class OnlyListed(logging.Formatter):
    """Writes what is on the list, and of an exception its type and the places in our code that it came through."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of ``record``."""
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {_said(record)}"
        if record.exc_info and record.exc_info[0] is not None:
            line += f" [{record.exc_info[0].__name__} at {where(record.exc_info[2])}]"
        return line


def _said(record: logging.LogRecord) -> str:
    kinds = HAPPENINGS.get(str(record.msg))
    values = record.args if isinstance(record.args, tuple) else ()
    if kinds is None or len(kinds) != len(values):
        return f"unlisted at {record.module}:{record.lineno}"
    return str(record.msg) % tuple(map(_fitting, kinds, values))


def _fitting(kind: str, value: object) -> str:
    """Return ``value`` where it is of its kind, else ``…``; what looks like a person's number is of no kind."""
    text = str(value)
    return text if _KINDS[kind].fullmatch(text) and not _NUMBER.search(text) else "…"


def open_journal(data: Path) -> logging.Handler | None:
    """Return the handler that writes ``fieldkit.log``; None where the disk refuses, for work goes on."""
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = RotatingFileHandler(
            data / LOG_FILE, maxBytes=LOG_SIZE, backupCount=LOGS_KEPT, encoding="utf-8"
        )
        (data / LOG_FILE).chmod(0o600)
    except OSError:
        return None
    handler.setFormatter(OnlyListed())
    log.setLevel(logging.INFO)
    log.addHandler(handler)
    return handler
