# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The least that a Python client can do, to the floor's server: an outbox in SQLite, 500 a request, one line.

python -m benchmarks.sync_peers.floor_client PORT FOLDER FILE AUTHORITY
"""

import http.client
import ssl
import sys
from pathlib import Path

import msgspec
import sqlcipher3.dbapi2 as sqlite
import zstandard

from benchmarks.sync_peers.phases import obey

BATCH = 500
PORT, FOLDER, FILE, AUTHORITY = int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
db = sqlite.connect(str(FOLDER / "outbox.db"), isolation_level=None)
for pragma in ("journal_mode=WAL", "synchronous=FULL"):
    db.execute(f"PRAGMA {pragma}")
db.execute("CREATE TABLE IF NOT EXISTS records (id TEXT PRIMARY KEY, body BLOB, sent INTEGER DEFAULT 0)")
line = http.client.HTTPSConnection(
    "127.0.0.1", PORT, context=ssl.create_default_context(cafile=AUTHORITY), timeout=60
)


def load() -> dict[str, int]:
    """Keep the records, 500 a transaction."""
    raws = FILE.read_bytes().splitlines()
    for at in range(0, len(raws), BATCH):
        db.execute("BEGIN")
        rows = [(msgspec.json.decode(raw)["id"], raw) for raw in raws[at : at + BATCH]]
        db.executemany("INSERT INTO records (id, body) VALUES (?, ?)", rows)
        db.execute("COMMIT")
    return {"records": len(raws)}


def push() -> dict[str, int]:
    """Send what is not sent."""
    sent = 0
    while rows := db.execute("SELECT id, body FROM records WHERE sent = 0 LIMIT ?", (BATCH,)).fetchall():
        line.request("POST", "/", zstandard.compress(b"[" + b",".join(row[1] for row in rows) + b"]", 3))
        answer = line.getresponse()
        if answer.status != 200 or msgspec.json.decode(answer.read())["taken"] != len(rows):
            raise RuntimeError(answer.status)
        db.execute("BEGIN")
        db.executemany("UPDATE records SET sent = 1 WHERE id = ?", [(row[0],) for row in rows])
        db.execute("COMMIT")
        sent += len(rows)
    return {"sent": sent}


def again() -> dict[str, int]:
    """Send everything once more, as if no answer had come."""
    db.execute("UPDATE records SET sent = 0")
    return push()


def pull() -> dict[str, int]:
    """Fetch everything."""
    cursor = received = 0
    while True:
        line.request("GET", f"/?{cursor}")
        page = msgspec.json.decode(zstandard.decompress(line.getresponse().read(), max_output_size=1 << 26))
        if not page["records"]:
            return {"received": received}
        db.execute("BEGIN")
        db.executemany(
            "INSERT OR REPLACE INTO records VALUES (?, ?, 1)",
            [(one["id"], msgspec.json.encode(one)) for one in page["records"]],
        )
        db.execute("COMMIT")
        received += len(page["records"])
        cursor = page["cursor"]


def count() -> dict[str, int]:
    """Count the records here."""
    return {"records": db.execute("SELECT count(*) FROM records").fetchone()[0]}


obey({"load": load, "push": push, "again": again, "pull": pull, "count": count})
