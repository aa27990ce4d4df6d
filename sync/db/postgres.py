# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The database on a PostgreSQL server, which many districts may share.

1. A connection belongs to one district from its first breath: the setting ``fieldkit.district`` names it, every table
   has a policy on it, and the role may neither be a superuser nor go around policies.
2. The writers of one district, in however many processes, wait for each other at an advisory lock. It is let go after
   the commit can be seen; so numbers given under it become visible in their order.
3. A commit has reached the disk, and the synchronous standby where there is one. A server that was told to wait for
   less is told otherwise by each of our connections.
4. The password stands in the address of nobody: libpq finds it in PGPASSFILE, a service file or a passfile.
"""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import QueuePool

from sync.db import wrapping
from sync.db.database import WAIT_SECONDS, Kind, Trouble
from sync.db.postgres_address import BadAddress, RoleTooStrong, ServerTooOld

SCHEMA = "fieldkit"
SETTING = "fieldkit.district"
OLDEST = 130000
READERS = 6

_NETWORK = {
    "connect_timeout": "5",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "20000",
    "target_session_attrs": "read-write",
}
"""A server that went silent is given up after some 20 seconds; of several hosts the one that writes is ours."""

_BEGINNING = f"""
SELECT set_config('{SETTING}', %(district)s, false),
       set_config('search_path', '{SCHEMA}', false),
       set_config('jit', 'off', false),
       set_config('lock_timeout', '{round(WAIT_SECONDS)}s', false),
       set_config('statement_timeout', '0', false),
       set_config('idle_in_transaction_session_timeout', '60s', false),
       set_config('synchronous_commit', CASE WHEN current_setting('synchronous_commit') = 'remote_apply'
                                             THEN 'remote_apply' ELSE 'on' END, false)
"""
_LOCK = f"SELECT pg_advisory_xact_lock(hashtextextended(current_setting('{SETTING}'), 0))"
_AGAIN = {"40001", "40P01"}
_BUSY = {"55P03"}
_GONE = {"57P01", "57P02", "57P03", "57P04", "57P05", "25P03"}
"""Told to go, crashed, starting up, database dropped, idle too long, idle within a transaction."""
_DOUBT = "fieldkit_doubt"


def checked_address(address: str) -> str:
    """Return ``address``. Raises BadAddress where libpq does not read it or a password stands in it."""
    try:
        parts = conninfo_to_dict(address)
    except psycopg.Error as fault:
        raise BadAddress(str(fault).strip()) from None
    if not address.startswith(("postgresql://", "postgres://")):
        raise BadAddress("postgresql://…")
    if parts.get("password"):
        raise BadAddress("password")
    return address


def postgresql(address: str, district: str, key: bytes) -> Kind:
    """Return the database of ``district`` at ``address``. Raises BadAddress.

    The first connection raises RoleTooStrong and ServerTooOld.
    """
    checked_address(address)
    reader = _engine(address, district, READERS, reads_only=True)
    writer = _engine(address, district, 1, reads_only=False)
    event.listen(writer, "begin", _take_the_place)
    return Kind(
        "postgresql", reader, writer, trouble, doubtful, wrapping.by_key(key, district), district=district
    )


def connect(address: str, district: str, *, reads_only: bool = False) -> psycopg.Connection[Any]:
    """Return a connection that belongs to ``district``."""
    given = conninfo_to_dict(address)
    network = {name: value for name, value in _NETWORK.items() if name not in given}
    connection = psycopg.connect(address, autocommit=True, application_name="fieldkit-district", **network)  # type: ignore[arg-type] # settings of libpq
    try:
        _check(connection)
        connection.execute(_BEGINNING.encode(), {"district": district})
    except BaseException:
        connection.close()
        raise
    connection.autocommit = False
    if reads_only:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
    return connection


def trouble(fault: BaseException) -> Trouble:
    """Return what ``fault`` is."""
    if isinstance(fault, PoolTimeout):
        return "busy"
    cause = fault.orig if isinstance(fault, DBAPIError) else fault
    if not isinstance(cause, psycopg.Error):
        return ""
    state = cause.sqlstate
    if state is None:  # libpq's own words, not the server's
        return "gone" if isinstance(cause, psycopg.OperationalError) else ""
    if state in _AGAIN:
        return "again"
    if state in _BUSY or state.startswith("53"):  # no room: on the disk, in memory, for another connection
        return "busy"
    return "gone" if state in _GONE or state.startswith("08") else ""


def doubtful(writer: Connection) -> bool:
    """Return True when the server warned since this was last asked: while committing it gave up on the standby."""
    return bool(writer.info.pop(_DOUBT, False))


def waits_for_standby(reading: Connection) -> bool:
    """Return True where a commit comes back only after another machine has it too."""
    if reading.dialect.name != "postgresql":
        return False
    names = reading.exec_driver_sql("SELECT current_setting('synchronous_standby_names')").scalar_one()
    return bool(str(names).strip())


def _engine(address: str, district: str, most: int, *, reads_only: bool) -> Engine:
    engine = create_engine(
        "postgresql+psycopg://",
        creator=lambda: connect(address, district, reads_only=reads_only),
        poolclass=QueuePool,
        pool_size=most,
        max_overflow=0,
        pool_timeout=WAIT_SECONDS,
        pool_pre_ping=True,  # after a failover the pool is full of the dead
        pool_use_lifo=True,
        hide_parameters=True,
    )
    event.listen(engine, "connect", _listen_for_doubt)
    return engine


def _check(connection: psycopg.Connection[Any]) -> None:
    if connection.info.server_version < OLDEST:
        raise ServerTooOld(str(connection.info.server_version // 10000))
    asked = "SELECT rolname FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)"
    if strong := connection.execute(asked).fetchone():
        raise RoleTooStrong(strong[0])


def _take_the_place(writer: Connection) -> None:
    """Wait for the other processes' writers; from then on what is read stays true until the commit."""
    writer.exec_driver_sql(_LOCK)


def _listen_for_doubt(connection: psycopg.Connection[Any], record: Any) -> None:
    """Note a WARNING: "The transaction has already committed locally, but might not have been replicated"."""

    def heard(said: psycopg.errors.Diagnostic) -> None:
        if said.severity_nonlocalized == "WARNING":
            record.info[_DOUBT] = True

    connection.add_notice_handler(heard)
