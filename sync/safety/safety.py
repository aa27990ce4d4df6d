# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""SAFE: up to which place every batch is on another machine or medium too.

Devices forget by it, so it never says too much.

1. A finished backup on another medium raises it to the newest batch that the backup holds.
2. Where PostgreSQL has a synchronous standby and the setting says that it counts, a batch is safe once that standby
   has flushed it; the running district looks each second. Nothing is taken on trust: the standby's place in the log is
   compared with ours.
3. It is kept as a note and never falls: what a device was told stays true.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select, text

from sync.db.chain_tables import batch, held_batch, part
from sync.db.notes import next_number, read_note, set_number, write_note
from sync.db.office_tables import generation

STANDBY_COUNTS = "standby_counts"
"""The note that says whether a synchronous standby makes a batch safe: '1' or ''."""

_SAFE = "safe_place"
_PARTS = "backup_parts"
_MARKS_KEPT = 64
_STANDBY = text(
    "SELECT max(flush_lsn - '0/0'::pg_lsn) FROM pg_stat_replication"
    " WHERE state = 'streaming' AND sync_state IN ('sync', 'quorum')"
)
_MAY_SEE = text("SELECT pg_has_role(current_user, 'pg_read_all_stats', 'member')")
_OWN_LOG = text("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn")


@dataclass(frozen=True, slots=True)
class Generation:
    """One finished backup: it holds every batch up to ``place``. ``digest`` is the SHA-256 of its file."""

    number: int
    kind: str
    place: int
    begun_at: str
    finished_at: str
    digest: bytes


class Standby:
    """Knows which place of the batches was there at which place of the write-ahead log, newest last."""

    def __init__(self) -> None:
        self._marks: deque[tuple[int, int]] = deque(maxlen=_MARKS_KEPT)

    def covered(self, reading: Connection) -> int:
        """Return the last place that a synchronous standby has flushed; 0 where there is none, or we may not look.

        ``reading`` sees nothing uncommitted. The batches are looked at first and the log after: whatever of them is
        seen was written before that place of it.
        """
        place = newest_place(reading)
        own_log = int(reading.execute(_OWN_LOG).scalar_one())
        standby_log = reading.execute(_STANDBY).scalar_one()
        return self.flushed(place, own_log, 0 if standby_log is None else int(standby_log))

    def flushed(self, place: int, own_log: int, standby_log: int) -> int:
        """Note that ``place`` was there before ``own_log``; return the last place that ``standby_log`` covers."""
        if not self._marks or self._marks[-1][1] < place:
            self._marks.append((own_log, place))
        return max((found for log, found in self._marks if log <= standby_log), default=0)


def safe_place(reading: Connection) -> int:
    """Return the place up to which every batch is safe; 0 for none."""
    return int(read_note(reading, _SAFE, "0"))


def standby_counts(reading: Connection) -> bool:
    """Return True where what a synchronous standby holds is safe by the district's own word."""
    return reading.dialect.name == "postgresql" and bool(read_note(reading, STANDBY_COUNTS))


def may_see_standby(reading: Connection) -> bool:
    """Return True where the server lets our role see how far a standby is."""
    return reading.dialect.name == "postgresql" and bool(reading.execute(_MAY_SEE).scalar_one())


def newest_place(reading: Connection) -> int:
    """Return the place of the newest batch taken or released by staff; 0 before the first."""
    places = (
        reading.execute(select(func.max(place))).scalar_one() for place in (batch.c.place, held_batch.c.place)
    )
    return max(place or 0 for place in places)


def parts_kept(reading: Connection) -> int:
    """Return how many parts there are. None is ever taken away, so another number means that some came."""
    count: int = reading.execute(select(func.count()).select_from(part)).scalar_one()
    return count


def parts_backed_up(reading: Connection) -> int:
    """Return how many parts the newest backup holds; -1 before the first."""
    return int(read_note(reading, _PARTS, "-1"))


def note_parts_backed_up(writing: Connection, count: int) -> None:
    """Note that the newest backup holds ``count`` parts. What a batch names of them may come long after it."""
    write_note(writing, _PARTS, str(count))


def raise_safe(writing: Connection, place: int) -> None:
    """Note that every batch up to ``place`` is safe. It never falls."""
    if place > safe_place(writing):
        write_note(writing, _SAFE, str(place))


def begin_generation(writing: Connection) -> int:
    """Return the number of a new backup; no other gets it."""
    number = next_number(writing, "generation")
    set_number(writing, "generation", number)
    return number


def finish_generation(writing: Connection, made: Generation, *, elsewhere: bool) -> None:
    """Note a backup that is whole and read back; what it holds is safe when it lies ``elsewhere``."""
    writing.execute(
        insert(generation).values(
            number=made.number,
            kind=made.kind,
            place=made.place,
            begun_at=made.begun_at,
            finished_at=made.finished_at,
            digest=made.digest,
        )
    )
    if elsewhere:
        raise_safe(writing, made.place)


def newest_generation(reading: Connection) -> Generation | None:
    """Return the newest finished backup, None before the first."""
    row = reading.execute(select(generation).order_by(generation.c.number.desc()).limit(1)).mappings().first()
    return Generation(**{name: row[name] for name in Generation.__slots__}) if row else None
