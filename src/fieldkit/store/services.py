# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Service records as kept, and how often each service was used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldkit.domain.services import ServiceCount, ServiceRecord
from fieldkit.store.counters import moment

if TYPE_CHECKING:
    from sqlite_utils import Database


def add(db: Database, record: ServiceRecord, *, event: str) -> None:
    """Add a service record."""
    db.conn.execute(
        "INSERT INTO service_records (operation, service, uid, count, event, site, booth, at, operator)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            record.operation,
            record.service,
            record.uid,
            record.count,
            event,
            record.site,
            record.booth,
            moment(record.at),
            record.operator,
        ),
    )


def void(db: Database, operation: str, *, voided: bool = True) -> None:
    """Take the record of ``operation`` back, or say that it stands after all."""
    db.conn.execute("UPDATE service_records SET voided = ? WHERE operation = ?", (int(voided), operation))


def rename(db: Database, operation: str, new: str) -> None:
    """Put the record of ``operation`` under the operation ``new`` that told it anew."""
    db.conn.execute(
        "UPDATE service_records SET operation = ?, voided = 0 WHERE operation = ?", (new, operation)
    )


def counts(db: Database, *, event: str, site: str, day: tuple[str, str]) -> tuple[ServiceCount, ...]:
    """Return how often each service was used at ``site`` in ``day``."""
    rows = db.conn.execute(
        "SELECT service, sum(count) FROM service_records"
        " WHERE event = ? AND site = ? AND at >= ? AND at < ? AND voided = 0 GROUP BY service ORDER BY service",
        (event, site, *day),
    )
    return tuple(ServiceCount(service, used) for service, used in rows)
