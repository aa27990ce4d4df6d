# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The least that a Python server can do: no framework, typed check, unique ids, members with three indexes, TLS.

It promises nothing: no signatures, no verdicts, no roles. It is the ceiling that others are measured against
(``floor +pt`` of the sync study). python -m benchmarks.sync_peers.floor_server PORT FOLDER CERTIFICATE KEY
"""

import sys
from pathlib import Path
from typing import Any

import msgspec
import sqlcipher3.dbapi2 as sqlite
import uvicorn
import zstandard

PAGE = 1_000

Row = tuple[Any, ...]


class Record(msgspec.Struct):
    """A record as it is told; every field is looked at."""

    id: str
    person: str
    name: str
    id_number: str
    phone: str
    sex: str
    birth_date: str
    nation: str
    employer: str
    platform: str
    occupation: str
    employment_state: str
    address: str
    org_code: str
    occurred_at: str
    entered_at: str
    device: str
    sequence: int
    operator: str
    consents: str
    remark: str


_decoder = msgspec.json.Decoder(list[Record])


class Floor:
    """The whole server."""

    def __init__(self, folder: Path) -> None:
        self._db = sqlite.connect(str(folder / "floor.db"), isolation_level=None, check_same_thread=False)
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "cache_size=-65536",
            "wal_autocheckpoint=16000",
        ):
            self._db.execute(f"PRAGMA {pragma}")
        for line in (
            "CREATE TABLE IF NOT EXISTS log (place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body BLOB NOT NULL)",
            (
                "CREATE TABLE IF NOT EXISTS members (id TEXT PRIMARY KEY, person TEXT, name TEXT, id_number TEXT,"
                " phone TEXT, org_code TEXT, birth_date TEXT, employer TEXT, occupation TEXT, at TEXT)"
            ),
            "CREATE INDEX IF NOT EXISTS members_number ON members (id_number)",
            "CREATE INDEX IF NOT EXISTS members_phone ON members (phone)",
            "CREATE INDEX IF NOT EXISTS members_org ON members (org_code)",
        ):
            self._db.execute(line)

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Answer one request."""
        body = b""
        while True:
            event = await receive()
            body += event.get("body", b"")
            if not event.get("more_body"):
                break
        answer = (
            self._push(body) if scope["method"] == "POST" else self._pull(int(scope["query_string"] or b"0"))
        )
        head = [(b"content-length", str(len(answer)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": head})
        await send({"type": "http.response.body", "body": answer})

    def _push(self, body: bytes) -> bytes:
        plain = zstandard.decompress(body)
        records = _decoder.decode(plain)
        raws = msgspec.json.decode(plain, type=list[msgspec.Raw])
        self._keep(
            [(one.id, bytes(raw)) for one, raw in zip(records, raws, strict=True)],
            [
                (
                    one.id,
                    one.person,
                    one.name,
                    one.id_number,
                    one.phone,
                    one.org_code,
                    one.birth_date,
                    one.employer,
                    one.occupation,
                    one.occurred_at,
                )
                for one in records
            ],
        )
        return b'{"taken":%d}' % len(records)

    def _pull(self, cursor: int) -> bytes:
        rows = self._page(cursor)
        last = rows[-1][0] if rows else cursor
        return zstandard.compress(
            b'{"cursor":%d,"records":[%b]}' % (last, b",".join(row[1] for row in rows)), 3
        )

    def _keep(self, told: list[Row], members: list[Row]) -> None:
        """Write what was told and the members in it; it is on the disk when this returns."""
        db = self._db
        db.execute("BEGIN IMMEDIATE")
        db.executemany("INSERT INTO log (id, body) VALUES (?, ?) ON CONFLICT DO NOTHING", told)
        db.executemany(
            "INSERT INTO members VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", members
        )
        db.execute("COMMIT")

    def _page(self, cursor: int) -> list[Row]:
        """Return place and content of what was told after ``cursor``."""
        rows: list[Row] = self._db.execute(
            "SELECT place, body FROM log WHERE place > ? ORDER BY place LIMIT ?", (cursor, PAGE)
        ).fetchall()
        return rows


def serve(floor: Floor, port: str, certificate: str, key: str) -> None:
    """Serve ``floor`` over TLS until told to stop."""
    uvicorn.run(
        floor,
        host="127.0.0.1",
        port=int(port),
        ssl_certfile=certificate,
        ssl_keyfile=key,
        log_level="error",
        timeout_keep_alive=75,
        lifespan="off",
    )


if __name__ == "__main__":
    serve(Floor(Path(sys.argv[2])), sys.argv[1], *sys.argv[3:])
