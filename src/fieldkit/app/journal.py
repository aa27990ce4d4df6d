# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The log file: names of happenings, codes and ids of ours; never what an exception says: it may name a person."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from fieldkit.ui.traces import where

LOG_FILE = "fieldkit.log"
LOG_SIZE = 1_000_000
LOGS_KEPT = 3

log = logging.getLogger("fieldkit")


class _CodesOnly(logging.Formatter):
    """Writes the line and never what an exception says: that may hold a name or a number."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of ``record``, followed by the places in our code that its exception came through."""
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {record.getMessage()}"
        if record.exc_info and record.exc_info[0] is not None:
            line += f" [{record.exc_info[0].__name__} at {where(record.exc_info[2])}]"
        return line


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
    handler.setFormatter(_CodesOnly())
    log.setLevel(logging.INFO)
    log.addHandler(handler)
    return handler
