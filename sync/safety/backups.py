# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Backups: one sealed file for each generation, with all that a new machine needs and nobody on the way can read.

1. In it: the district's database, still encrypted, and its key. Sealed by age to the recovery key and to the registrars
   of the whole district; the server itself cannot open it. The registrar's folder is not in it: its copy is in a safe.
2. A generation counts once its file is on the medium and was read back. What it holds is SAFE when the folder is on
   another disk than the database (``media``), or whoever runs it says that it is carried elsewhere.
3. Old generations go after ``keep_days``, but never the newest few.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import msgspec
from sqlalchemy import Connection, select

from fieldkit.seals.agekeys import recipient_for
from fieldkit.seals.parcels import recipient_of
from sync.db.keyfile import district_key
from sync.db.moments import moment
from sync.db.notes import read_note
from sync.db.office_tables import registrar
from sync.db.place import FILE
from sync.db.tables import part
from sync.district import District
from sync.office.office_log import note_act
from sync.safety.copies import Copied, copy_district
from sync.safety.media import ROOT, Judged, judge
from sync.safety.safety import Generation, begin_generation, finish_generation, note_parts_backed_up
from sync.safety.sealed_files import NotOpened, open_file, seal_file

KEEP_DAYS = 35
KEEP_NEWEST = 7
FORM = "fieldkit-backup/1"
_NAME = re.compile(r"FieldKit-(FKD-[0-9a-f]+)-([0-9]{6})-([0-9]{8}T[0-9]{6}Z)\.backup\.age")
_WORK = "backup-"
_SMALL_PARTS = 2
_SPARE_BYTES = 32 * 1024 * 1024
"""How much more room is asked for than the database takes: whoever fills the disk to its end stops the district."""


class NobodyToOpenIt(Exception):
    """The district knows no recovery key and no registrar: whatever is sealed now could never be opened."""


class NoRoom(Exception):
    """The folder has too little room for a backup. ``args``: the folder, the MB needed, the MB that are free."""


class Manifest(msgspec.Struct, frozen=True):
    """What a backup says of itself, inside its seal."""

    form: str
    district: str
    name: str
    number: int
    kind: str
    schema: str
    place: int
    begun_at: str
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made: its file, its generation, whether what it holds counts as safe and why."""

    file: Path
    generation: Generation
    size: int
    judged: Judged
    pruned: int

    @property
    def safe(self) -> bool:
        """Return True when what it holds counts as safe."""
        return self.judged.safe


@dataclass(frozen=True, slots=True)
class Opened:
    """A backup that was opened: what it says of itself, the key of its database, and where that lies now."""

    manifest: Manifest
    key: bytes
    database: Path


def back_up(
    district: District,
    to: Path,
    *,
    now: dt.datetime,
    actor: str,
    elsewhere: bool = False,
    keep_days: int = KEEP_DAYS,
    keep_newest: int = KEEP_NEWEST,
    root: Path = ROOT,
) -> Backup:
    """Write a backup of ``district`` into the folder ``to``; return it once it is on the medium and was read back.

    What it lies on is told by the trees below ``root``.
    Raises NobodyToOpenIt, NoRoom, CopyDamaged, NotReadBack, Unavailable, OSError; then no generation counts.
    """
    began = time.monotonic()
    to.mkdir(parents=True, exist_ok=True, mode=0o700)
    with district.database.reading() as reading:
        recipients = _recipients(reading, district)
    _see_to_room(district.folder, to)
    with district.database.writing() as writing:
        number = begin_generation(writing)
    for left_over in [*district.folder.glob(f"{_WORK}*"), *to.glob(f"FieldKit-{district.id}-*.new")]:
        _remove_when_old(left_over)
    work = Path(tempfile.mkdtemp(prefix=_WORK, dir=district.folder))
    try:
        key = district_key(district.folder, make=False)
        copied = copy_district(district.database, district.folder / FILE, key, work / FILE)
        file = to / f"FieldKit-{district.id}-{number:06d}-{now:%Y%m%dT%H%M%SZ}.backup.age"
        small = (_manifest(copied, number, now), msgspec.json.encode({"district.key": key.hex()}))
        digest = seal_file(small, work / FILE, file, recipients)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    finished = now + dt.timedelta(seconds=time.monotonic() - began)
    made = Generation(number, copied.kind, copied.place, moment(now), moment(finished), digest)
    judged = judge_folder(district, to, elsewhere=elsewhere, root=root)
    with district.database.writing() as writing:
        _note(writing, made, now, actor, safe=judged.safe)
        note_parts_backed_up(writing, copied.counts[part.name])
    pruned = _prune(to, district.id, now - dt.timedelta(days=keep_days), keep_newest)
    return Backup(file, made, file.stat().st_size, judged, pruned)


def judge_folder(district: District, to: Path, *, elsewhere: bool, root: Path = ROOT) -> Judged:
    """Return whether backups of ``district`` in the folder ``to`` count as safe, and why."""
    in_file = district.database.kind.name != "postgresql"
    return judge(district.folder / FILE if in_file else None, to, elsewhere=elsewhere, root=root)


def generations_in(folder: Path, district: str = "") -> list[Path]:
    """Return the backups in ``folder``, of ``district`` where it is named, the oldest first."""
    found = [
        file
        for file in folder.iterdir()
        if (name := _NAME.fullmatch(file.name)) and district in ("", name[1])
    ]
    return sorted(found, key=lambda file: file.name[-len("20231129T120000Z.backup.age") :])


def open_backup(file: Path, identity: str, into: Path) -> Opened:
    """Open the backup ``file`` with an age ``identity`` into the folder ``into``. Raises NotOpened, OSError."""
    manifest_raw, keys_raw = open_file(file, identity, into / FILE, small=_SMALL_PARTS)
    try:
        manifest = msgspec.json.decode(manifest_raw, type=Manifest)
        key = bytes.fromhex(msgspec.json.decode(keys_raw, type=dict[str, str])["district.key"])
    except (msgspec.DecodeError, ValueError, KeyError):
        raise NotOpened("shape") from None
    if manifest.form != FORM:
        raise NotOpened("shape")
    return Opened(manifest, key, into / FILE)


def _note(writing: Connection, made: Generation, now: dt.datetime, actor: str, *, safe: bool) -> None:
    finish_generation(writing, made, elsewhere=safe)
    facts: dict[str, str | int] = {"place": made.place, "safe": int(safe), "sha256": made.digest.hex()}
    note_act(writing, now, actor, "backup", str(made.number), facts=facts)


def _recipients(reading: Connection, district: District) -> list[str]:
    """Return the recovery key and the present registrars of the whole district; no key that the server has."""
    own = {recipient_of(identity) for identity in district.parcel_identities}
    known = msgspec.json.decode(read_note(reading, "parcel_recipients", "[]"), type=list[str])
    row = registrar.c
    keys = reading.execute(select(row.sealing_key).where(row.town == "", row.ended_at == "")).scalars()
    found = dict.fromkeys([*(one for one in known if one not in own), *map(recipient_for, keys)])
    if not found:
        raise NobodyToOpenIt
    return list(found)


def _manifest(copied: Copied, number: int, now: dt.datetime) -> bytes:
    return msgspec.json.encode(
        Manifest(
            form=FORM,
            district=copied.district,
            name=copied.name,
            number=number,
            kind=copied.kind,
            schema=copied.form,
            place=copied.place,
            begun_at=moment(now),
            counts=copied.counts,
        )
    )


def _see_to_room(folder: Path, to: Path) -> None:
    """Raise NoRoom where the copy beside the database or the sealed file would not fit."""
    file = folder / FILE
    size = sum(one.stat().st_size for one in (file, file.with_name(f"{FILE}-wal")) if one.is_file())
    together = folder.stat().st_dev == to.stat().st_dev
    for place, wanted in ((folder, size * (2 if together else 1)), (to, size)):
        free = shutil.disk_usage(place).free
        if free < wanted + _SPARE_BYTES:
            raise NoRoom(str(place), (wanted + _SPARE_BYTES) >> 20, free >> 20)


def _remove_when_old(left_over: Path) -> None:
    """Remove what a backup that was cut left behind; one that is under way is younger."""
    if time.time() - left_over.stat().st_mtime < 6 * 3600:
        return
    if left_over.is_dir():
        shutil.rmtree(left_over, ignore_errors=True)
    else:
        left_over.unlink(missing_ok=True)


def _prune(to: Path, district: str, before: dt.datetime, keep_newest: int) -> int:
    """Remove the generations of ``district`` from ``before``, but not the newest; return how many."""
    files = generations_in(to, district)
    old = [file for file in files[: -max(keep_newest, 1)] if _made_at(file) < f"{before:%Y%m%dT%H%M%SZ}"]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)


def _made_at(file: Path) -> str:
    found = _NAME.fullmatch(file.name)
    assert found is not None
    return found[3]
