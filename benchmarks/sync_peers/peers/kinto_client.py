# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A client for Kinto, which has none that works offline: an outbox in SQLite, batches of PUT. URL FOLDER FILE BATCH."""

import json
import sys
from pathlib import Path

import requests
import sqlcipher3.dbapi2 as sqlite

from benchmarks.sync_peers.phases import obey

URL, FOLDER, FILE, BATCH = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
RECORDS = "/buckets/bench/collections/enrolments/records"
session = requests.Session()
session.trust_env = False
session.auth = ("bench", "bench")
outbox = sqlite.connect(str(FOLDER / "outbox.db"), isolation_level=None)
outbox.execute("PRAGMA journal_mode=WAL")
outbox.execute("PRAGMA synchronous=FULL")
outbox.execute("CREATE TABLE IF NOT EXISTS records (id TEXT PRIMARY KEY, body TEXT, sent INTEGER DEFAULT 0)")


def first() -> dict[str, int]:
    """Make bucket and collection."""
    session.put(URL + "/buckets/bench").raise_for_status()
    session.put(URL + "/buckets/bench/collections/enrolments").raise_for_status()
    return {}


def load() -> dict[str, int]:
    """Keep the records, 500 a transaction."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    for at in range(0, len(lines), 500):
        outbox.execute("BEGIN")
        rows = [(json.loads(line)["id"], line) for line in lines[at : at + 500]]
        outbox.executemany("INSERT INTO records (id, body) VALUES (?, ?)", rows)
        outbox.execute("COMMIT")
    return {"records": len(lines)}


def push() -> dict[str, int]:
    """Send what is not sent."""
    sent = 0
    while rows := outbox.execute("SELECT id, body FROM records WHERE sent = 0 LIMIT ?", (BATCH,)).fetchall():
        _send(rows)
        outbox.executemany("UPDATE records SET sent = 1 WHERE id = ?", [(row[0],) for row in rows])
        sent += len(rows)
    return {"sent": sent}


def again() -> dict[str, int]:
    """Send everything once more, as if no answer had come."""
    outbox.execute("UPDATE records SET sent = 0")
    return push()


def _send(rows: list[tuple[str, str]]) -> None:
    asked = [
        {
            "method": "PUT",
            "path": f"/v1{RECORDS}/{named}",
            "headers": {"If-None-Match": "*"},
            "body": {"data": json.loads(body)},
        }
        for named, body in rows
    ]
    answer = session.post(URL + "/batch", json={"requests": asked})
    answer.raise_for_status()
    for one in answer.json()["responses"]:
        if one["status"] not in (200, 201, 412):
            raise RuntimeError(one)


def pull() -> dict[str, int]:
    """Fetch everything."""
    received, page = 0, URL + RECORDS + "?_limit=1000"
    while page:
        answer = session.get(page)
        answer.raise_for_status()
        rows = answer.json()["data"]
        outbox.execute("BEGIN")
        outbox.executemany(
            "INSERT OR REPLACE INTO records VALUES (?, ?, 1)", [(row["id"], json.dumps(row)) for row in rows]
        )
        outbox.execute("COMMIT")
        received += len(rows)
        page = answer.headers.get("Next-Page", "")
    return {"received": received}


def count() -> dict[str, int]:
    """Count the records here."""
    return {"records": outbox.execute("SELECT count(*) FROM records").fetchone()[0]}


obey({"first": first, "load": load, "push": push, "again": again, "pull": pull, "count": count})
