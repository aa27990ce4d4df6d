# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Log lines as JSON with named fields from a list: ids, counts and codes, never a name, a number or others' words."""

from __future__ import annotations

import datetime as dt
import json
import logging
import sys
import traceback

ALLOWED = frozenset(
    {
        "device",
        "refused",
        "operations",
        "rejected",
        "held",
        "changes",
        "http",
        "milliseconds",
        "address",
        "district",
        "exit_code",
        "site",
    }
)

_OURS = ("fieldkit", "sync")
_WRITTEN = json.JSONEncoder(ensure_ascii=False).encode

log = logging.getLogger("fieldkit.district")


class Line(logging.Formatter):
    """One JSON object a line. A fault is told by its type and our own places in the code, never by its text."""

    def format(self, record: logging.LogRecord) -> str:
        """Return ``record`` as a line."""
        at = dt.datetime.fromtimestamp(record.created, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        line: dict[str, object] = {"at": at, "level": record.levelname.lower(), "told": record.msg}
        for name in sorted(ALLOWED & record.__dict__.keys()):
            line[name] = record.__dict__[name]
        if record.exc_info and record.exc_info[0] is not None:
            line["fault"] = record.exc_info[0].__name__
            line["where"] = _places(record.exc_info)
        return _WRITTEN(line)


def write_log_lines() -> None:
    """Send our log lines to standard error; those of libraries only from WARNING on, and by the same form."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Line())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    log.setLevel(logging.INFO)


def _places(fault: object) -> list[str]:
    """Return the places in our own code that a fault passed through, innermost last."""
    assert isinstance(fault, tuple)
    frames = traceback.extract_tb(fault[2])
    named = [(frame.filename.replace("\\", "/").split("/"), frame) for frame in frames]
    return [
        f"{'/'.join(parts[-2:])}:{frame.lineno} {frame.name}"
        for parts, frame in named
        if any(ours in parts for ours in _OURS)
    ]
