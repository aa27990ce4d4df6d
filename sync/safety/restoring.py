# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A district made anew from a backup: looked at, put on a new machine, and set so that nothing is given out twice.

1. What happened after the backup is not in it. Devices hear standings below theirs and tell it again.
2. Devices that were revoked after the backup are told by whoever makes it anew (``revocations``), before a trust list
   is signed.
3. Numbers that the lost district gave out meanwhile are not known here. So every row of numbers jumps: serials,
   devices, the trust list. The serials of the gap count as any device's own: each was given to one of them, and no
   number is taken from two. Devices hear the briefing from the beginning.
4. Words that worked once work no more: each device gets a fresh nonce, everybody at a desk signs in anew. Each answer
   says from then on by a new name that this is another district than before, so that devices tell again what it lacks.
5. Made anew twice from one backup, it jumps twice as far: a file beside the backup counts.
"""

from __future__ import annotations

import datetime as dt
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec
from sqlalchemy import Connection, delete, func, select, update

from sync.db.chain_tables import snapshot, snapshot_piece
from sync.db.database import Database, open_database
from sync.db.keyfile import NAME, write_private
from sync.db.migrate import migrate
from sync.db.moments import moment
from sync.db.notes import last_number, read_note, set_number, write_note
from sync.db.office_tables import staff_session
from sync.db.place import FILE, founding
from sync.db.tables import device, serial_block
from sync.district import MADE_ANEW, AlreadyFounded, District, is_founded, open_district
from sync.office.office_log import note_act
from sync.outgoing.scopes import note_restored
from sync.outgoing.serials import ANYBODY, BLOCKS, HIGHEST, highest, note_block
from sync.safety.backups import Manifest, Opened, open_backup
from sync.safety.copies import copy_rows
from sync.safety.drill import Found, look
from sync.safety.media import ROOT, Judged, judge
from sync.safety.revocations import MOST_AHEAD, NOTHING_KNOWN, Known, Revoked, Told, read_known, take_over
from sync.safety.safety import Generation, finish_generation
from sync.safety.sealed_files import digest_of
from sync.trust.trust import HIGHEST_TAKEN_OVER, issue

DEVICES_LEFT_OUT = 100
TRUST_LEFT_OUT = 250
"""More than are signed between two backups; four times as many need no word of the root's (protocol, 9.1)."""
MOST_TRUST_LEFT_OUT = 750
"""However often it is made anew: beyond ``FARTHEST_JUMP`` no device would take a list of ours any more."""
FEWEST_SERIALS_LEFT_OUT = 10_000
BLOCKS_LEFT_OUT = 50


class NotWhole(Exception):
    """Something in the backup is damaged. ``args[0]`` are the lines of the drill."""


class Gap(msgspec.Struct, frozen=True):
    """The numbers that may have been given out since the backup, first and last of each row."""

    serials: tuple[int, int]
    devices: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Restored:
    """A district that was made anew: from which generation, what the drill found, which numbers are left out.

    ``revoked`` are the devices that are trusted no more beside those of the backup. ``new_key`` is True where the
    district has signed by a key that is lost with it. ``counted`` is False where it could not be noted beside the
    backup that it was used. ``judged`` says whether what the backup holds counts as safe, and why.
    """

    manifest: Manifest
    found: tuple[Found, ...]
    gap: Gap
    counted: bool
    judged: Judged
    revoked: tuple[Revoked, ...] = ()
    new_key: bool = False


@dataclass(frozen=True, slots=True)
class Anew:
    """What was done to a district whose tables came back as they once were: see ``Restored``."""

    gap: Gap
    revoked: tuple[Revoked, ...]
    new_key: bool


def check(file: Path, identity: str, beside: Path) -> tuple[Manifest, tuple[Found, ...]]:
    """Open the backup ``file`` in a folder of its own in ``beside``, look at everything, leave nothing behind.

    Raises NotOpened, KeyRefused, OSError.
    """
    with _opened(file, identity, beside) as (opened, database), database.reading() as reading:
        return opened.manifest, look(reading, opened.manifest.counts)


def restore(
    file: Path,
    identity: str,
    to: Path,
    *,
    now: dt.datetime,
    actor: str,
    anyway: bool = False,
    known: Known = NOTHING_KNOWN,
    elsewhere: bool = False,
    root: Path = ROOT,
) -> Restored:
    """Make the district anew in the folder ``to`` from the backup ``file``; ``anyway`` also where it is damaged.

    What is ``known`` of revocations since the backup counts from the first list that is signed. What the backup holds
    is safe where ``file`` outlives the disk of the new tables, by the trees below ``root`` or, with ``elsewhere``, by
    the word of whoever makes it anew. What the lost district knew to be safe stays so.

    Raises AlreadyFounded, NotEmpty, NotOpened, NotWhole, ListRefused, UnknownDevice, KeyRefused, OSError, and what
    founding raises.
    """
    if is_founded(to):
        raise AlreadyFounded
    with _new_folder(to), _opened(file, identity, to) as (opened, database):
        with database.reading() as reading:
            found = look(reading, opened.manifest.counts)
            if any(line.faults for line in found) and not anyway:
                raise NotWhole(found)
            told = read_known(reading, known)
        times, counted = _count(file)
        if not (to / NAME).exists():
            write_private(to / NAME, opened.key.hex().encode() + b"\n")
        with (
            founding(to, opened.manifest.district) as made,
            database.reading() as reading,
            made.writing() as writing,
        ):
            copy_rows(reading, writing)
            anew = _made_anew(writing, told, now, actor, times)
            tables = None if made.kind.name == "postgresql" else to / FILE
            judged = judge(tables, file, elsewhere=elsewhere, root=root)
            source = _generation(opened.manifest, digest_of(file))
            _note(writing, source, anew.gap, now, actor, safe=judged.safe)
    district = open_district(to)
    try:
        _tell(district, now)
    finally:
        district.close()
    return Restored(opened.manifest, found, anew.gap, counted, judged, anew.revoked, anew.new_key)


def mark_made_anew(
    district: District, *, now: dt.datetime, actor: str, known: Known = NOTHING_KNOWN, times: int = 1
) -> Anew:
    """Set a ``district`` that came back by other means than ``restore`` so that nothing is given out twice.

    Its disk came from an image, its PostgreSQL from an earlier point in time: it does not know that it is older than
    what it has said. ``times`` counts how often it came back from that very image, this time included. No other
    process may serve it meanwhile. Raises ListRefused, UnknownDevice; then nothing was changed.
    """
    with district.database.writing() as writing:
        told = read_known(writing, known)
        anew = _made_anew(writing, told, now, actor, times)
        note_act(writing, now, actor, "restored", "image", facts={"times": times})
        issue(district, writing, now)
    return anew


@contextmanager
def _new_folder(to: Path) -> Iterator[None]:
    """Make the folder ``to``; where the block ends without a district in it, leave no folder that was not there."""
    missing = [one for one in (to, *to.parents) if not one.exists()]
    to.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        yield
    except BaseException:
        if missing and not is_founded(to):
            shutil.rmtree(to, ignore_errors=True)
            with suppress(OSError):
                for one in missing[1:]:
                    one.rmdir()
        raise


@contextmanager
def _opened(file: Path, identity: str, beside: Path) -> Iterator[tuple[Opened, Database]]:
    """Give the backup, opened and brought to this program's form in a folder that is gone afterwards."""
    work = Path(tempfile.mkdtemp(prefix="drill-", dir=beside))
    try:
        opened = open_backup(file, identity, work)
        database = open_database(opened.database, opened.key)
        try:
            migrate(database)
            yield opened, database
        finally:
            database.close()
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _count(file: Path) -> tuple[int, bool]:
    """Return how often the backup ``file`` was used, this time included, and whether that could be noted beside it."""
    beside = file.with_name(file.name + ".used")
    try:
        times = beside.stat().st_size + 1 if beside.is_file() else 1
        with beside.open("ab") as out:
            out.write(b"|")
    except OSError:  # a medium that cannot be written on
        return 1, False
    return times, True


def _made_anew(writing: Connection, told: Told, now: dt.datetime, actor: str, times: int) -> Anew:
    signed = told.listed.version if told.listed and told.by_root else last_number(writing, "trust")
    revoked = take_over(writing, told, now, actor)
    _leave_out_lists(writing, signed, times)
    gap = _leave_out(writing, now, times)
    for _ in range(times):
        note_restored(writing)
    _begin_anew(writing)
    return Anew(gap, revoked, told.vouch is not None)


def _leave_out(writing: Connection, now: dt.datetime, times: int) -> Gap:
    """Jump over every number that may have been given since; return those that are left out."""
    first = highest(writing) + 1
    wide = (
        max(FEWEST_SERIALS_LEFT_OUT, BLOCKS_LEFT_OUT * int(read_note(writing, "block_size", "200"))) * times
    )
    last = min(first + wide - 1, HIGHEST)
    if first <= last:
        of = {"device": ANYBODY, "given_at": moment(now), "heard": "", "life": ""}
        note_block(writing, 0, first=first, last=last, **of)
    count = writing.execute(select(func.count()).select_from(serial_block)).scalar_one()
    set_number(writing, BLOCKS, count)  # where some are missing, it begins anew from here
    joined = last_number(writing, "device")
    set_number(writing, "device", joined + DEVICES_LEFT_OUT * times)
    return Gap((first, last), (joined + 1, joined + DEVICES_LEFT_OUT * times))


def _leave_out_lists(writing: Connection, signed: int, times: int) -> None:
    """Jump over the trust lists that may have been signed since ``signed``, which every device that follows takes.

    What a list that was brought says was given is left out too, but no bound moves with it: it is measured from the
    list that devices hold.
    """
    known = last_number(writing, "trust")
    ahead = min(known + TRUST_LEFT_OUT * times, signed + MOST_TRUST_LEFT_OUT)
    set_number(writing, "trust", max(known, ahead))
    write_note(writing, HIGHEST_TAKEN_OVER, str(signed + MOST_AHEAD))


def _begin_anew(writing: Connection) -> None:
    write_note(writing, MADE_ANEW, secrets.token_hex(8))
    for named in writing.execute(select(device.c.id)).scalars().all():
        fresh = {"nonce": secrets.token_hex(16), "last_heard": ""}
        writing.execute(update(device).where(device.c.id == named).values(**fresh))
    for table in (staff_session, snapshot_piece, snapshot):
        writing.execute(delete(table))


def _generation(manifest: Manifest, digest: bytes) -> Generation:
    begun = manifest.begun_at
    return Generation(manifest.number, manifest.kind, manifest.place, begun, begun, digest)


def _note(
    writing: Connection, source: Generation, gap: Gap, now: dt.datetime, actor: str, *, safe: bool
) -> None:
    """Note the generation that this came from, whether what it holds is ``safe``, and who brought it back."""
    told = {"generation": source.number, "at": moment(now), "gap": gap}
    write_note(writing, "restored_from", msgspec.json.encode(told).decode())
    finish_generation(writing, source, elsewhere=safe)
    facts: dict[str, str | int] = {
        "place": source.place,
        "begun_at": source.begun_at,
        "safe": int(safe),
        "sha256": source.digest.hex(),
    }
    note_act(writing, now, actor, "restored", str(source.number), facts=facts)


def _tell(district: District, now: dt.datetime) -> None:
    """Sign a trust list that is above any that the lost district can have given out."""
    with district.database.writing() as writing:
        issue(district, writing, now)
