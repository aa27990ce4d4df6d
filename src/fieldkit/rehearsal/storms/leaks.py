# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A storm of leaks: the sample day is played, then everything that it left behind is searched for people's numbers.

1. Sought is each ID number and phone of the day: of all who came, of all wrong typings, of all known members.
2. Searched is what a thief may take: the server's disk, its database opened with its key, a dump, logs, sticks opened
   with the server's key, backups; a locked laptop's disk with its logs and crash reports; the names of all files.
3. Not counted is what holds numbers on purpose: the PDFs that the booths print, and the file that the office briefs
   the server with. They are listed.
"""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from sqlalchemy import select

from fieldkit.rehearsal.cluster import Cluster, programs
from fieldkit.rehearsal.storms.few_sites import DATABASE, Left, has_postgres, played
from fieldkit.rehearsal.storms.outcome import Result, Tell, result
from fieldkit.rehearsal.storms.seek import Numbers, Search
from fieldkit.seals.parcels import open_parcel
from sync.db.columns import metadata
from sync.db.notes import write_note
from sync.district import open_district

PLANTS = ("log", "column", "name")


def storm_of_leaks(folder: Path, *, times: int, seed: int, plant: str | None, tell: Tell) -> Result:
    """Play the day at ``times`` sites (22: all of it), on each database that is here; search all that it left."""
    figures: Counter[str] = Counter()
    where: list[str] = []
    with ExitStack() as stack:
        for kind in ("sqlcipher", *(("postgresql",) if has_postgres() else ())):
            left = stack.enter_context(played(folder / kind, kind=kind, sites=times, seed=seed))
            found, seen = searched(left, plant=plant)
            figures.update(seen)
            where += [f"{kind}: {one}" for one in found]
            tell(times, times)
    return result(
        "leaks",
        {"sites": times, **figures, "hits": len(where), **dict.fromkeys(where[:20], 1)},
        tried="sites",
        seed=seed,
        plant=plant,
        target="no ID number and no phone in any form, but in what is printed",
        bad=("hits",),
    )


def searched(left: Left, *, plant: str | None = None) -> tuple[list[str], Counter[str]]:
    """Search all that the day left; return where something was found, and how much was looked through."""
    undo = _planted(left, plant)
    search = Search(left.numbers)
    figures: Counter[str] = Counter({"numbers": len(left.numbers)})
    try:
        for what, raw, place in _everything(left):
            figures[f"{what}: pieces"] += 1
            figures[f"{what}: bytes"] += len(raw)
            search.through(raw, f"{what} {place}")
            search.through(place.encode(), f"name of {what}")
    finally:
        undo()
    figures["printed on purpose, not searched"] = sum(
        1 for one in left.folder.rglob("papers/*") if one.is_file()
    )
    figures["streams inflated"] = search.looked["streams inflated"]
    found = sorted({f"{one.place} ({one.form})" for one in search.found})
    return [_without_numbers(one, left.numbers) for one in found], figures


def _everything(left: Left) -> Iterator[tuple[str, bytes, str]]:
    """Give each piece that is searched: what it is, its bytes, its name."""
    for file in _files(left.district):
        of_registrar = left.registrar in file.parents
        yield "registrar's folder" if of_registrar else "server's disk", file.read_bytes(), file.name
    for booth in left.booths:
        for file in _files(booth):
            if "papers" not in file.relative_to(booth).parts:
                yield "laptop's disk", file.read_bytes(), str(file.relative_to(booth))
    for name in ("backups", "second-place", "stick"):
        for file in _files(left.folder / name):
            yield name, file.read_bytes(), file.name
    yield from _opened(left)
    if left.cluster is not None:
        yield "PostgreSQL dump", _plain_copy(left.cluster), "dump"
        ((own,),) = left.cluster.say(
            "SELECT oid FROM pg_database WHERE datname = current_database()", DATABASE
        )
        left.cluster.say("CHECKPOINT")
        for file in (*_files(left.cluster.data / "base" / str(own)), *_files(left.cluster.data / "pg_wal")):
            yield "PostgreSQL disk", file.read_bytes(), file.name


def _opened(left: Left) -> Iterator[tuple[str, bytes, str]]:
    """Give what an intruder reads who has the server's keys: each column of each table, and each parcel."""
    district = open_district(left.district)
    try:
        with district.database.reading() as reading:
            for table in metadata.sorted_tables:
                for row in reading.execute(select(table)).all():
                    pieces = (one if isinstance(one, bytes) else str(one).encode() for one in row)
                    yield "database opened", b"\xff".join(pieces), table.name
        for parcel in _files(left.folder / "stick"):
            if parcel.suffix == ".age":
                yield (
                    "parcels opened",
                    open_parcel(parcel.read_bytes(), district.parcel_identities),
                    parcel.name,
                )
    finally:
        district.close()


def _plain_copy(cluster: Cluster) -> bytes:
    words = [str(programs() / "pg_dump"), "--dbname", cluster.conninfo(DATABASE)]
    return subprocess.run(words, check=True, capture_output=True).stdout


def _files(folder: Path) -> list[Path]:
    return [file for file in sorted(folder.rglob("*")) if file.is_file()] if folder.is_dir() else []


def _planted(left: Left, plant: str | None) -> Any:
    """Put a number where none may be; return what takes it away again."""
    number = max(left.numbers.all, key=len)
    if plant == "log":
        log = left.district / "server.log"
        before = log.read_bytes()
        log.write_bytes(before + f'{{"told":"exchange","device":"{number}"}}\n'.encode())
        return lambda: log.write_bytes(before)
    if plant == "column":
        _note(left, number[::-1])
        return lambda: _note(left, "")
    if plant == "name":
        file = left.booths[0] / f"{number}.pdf"
        file.write_bytes(b"x")
        return file.unlink
    return lambda: None


def _note(left: Left, text: str) -> None:
    district = open_district(left.district)
    try:
        with district.database.writing() as writing:
            write_note(writing, "planted", text)
    finally:
        district.close()


def _without_numbers(place: str, numbers: Numbers) -> str:
    for number in numbers.all:
        place = place.replace(number, "…")
    return place


__all__ = ["PLANTS", "searched", "storm_of_leaks"]
