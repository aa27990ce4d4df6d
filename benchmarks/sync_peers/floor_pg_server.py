# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The same least server over PostgreSQL (``floor pg +p`` of the sync study, with TLS): the same wire, checks and rows.

Rows go by psycopg's ``executemany``, which sends a batch as one pipeline: what one writes who does not think of COPY,
and cheaper than an INSERT of many VALUES. Each request is one durable commit.
python -m benchmarks.sync_peers.floor_pg_server PORT ADDRESS CERTIFICATE KEY
"""

import sys

import psycopg

from benchmarks.sync_peers.floor_server import PAGE, Floor, Row, serve

TABLES = (
    (
        "CREATE TABLE log (place BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
        " body BYTEA NOT NULL)"
    ),
    (
        "CREATE TABLE members (id TEXT PRIMARY KEY, person TEXT, name TEXT, id_number TEXT, phone TEXT,"
        " org_code TEXT, birth_date TEXT, employer TEXT, occupation TEXT, at TEXT)"
    ),
    "CREATE INDEX members_number ON members (id_number)",
    "CREATE INDEX members_phone ON members (phone)",
    "CREATE INDEX members_org ON members (org_code)",
)


class FloorOnPostgresql(Floor):
    """The whole server, with its rows in the database at ``address``."""

    def __init__(self, address: str) -> None:
        self._pg = psycopg.connect(address)
        with self._pg.transaction():
            for line in TABLES:
                self._pg.execute(line)

    def _keep(self, told: list[Row], members: list[Row]) -> None:
        with self._pg.transaction(), self._pg.cursor() as cursor:
            cursor.executemany("INSERT INTO log (id, body) VALUES (%s, %s) ON CONFLICT DO NOTHING", told)
            cursor.executemany(
                "INSERT INTO members VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
                members,
            )

    def _page(self, cursor: int) -> list[Row]:
        with self._pg.transaction():
            return self._pg.execute(
                "SELECT place, body FROM log WHERE place > %s ORDER BY place LIMIT %s", (cursor, PAGE)
            ).fetchall()


if __name__ == "__main__":
    serve(FloorOnPostgresql(sys.argv[2]), sys.argv[1], *sys.argv[3:])
