# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The same conversation on a stick: what waits goes into one sealed file, and its answer is taken in from another.

1. The batches in a parcel are the very bytes that would have gone by wire. Both may arrive; they are taken once.
2. A parcel opens for the district only. Its name says the site and the batch, and nobody's name.
3. A request that went out on a stick is noted before the file is there, so that its answer will be known.
4. The file appears under its name when it is whole and on the medium; what was written is read back and compared.
5. An answer counts by the same checks as one by wire, for a request of ours, as often as it comes. It is taken in
   batch by batch through the chain; rows of the briefing that are older than ours are passed over, and an answer
   that was signed before what we heard since takes nothing back.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
import re
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from fieldkit.problems import DiskFull, DiskRefused, DistrictNotTrusted, DistrictRefused, NotBriefed, Unknown
from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.frames import join_frames, split_frames
from fieldkit.protocol.messages import MAX_BATCHES, MAX_PARTS, MAX_REQUEST_BYTES
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.protocol.trust import Certificate
from fieldkit.seals import envelope
from fieldkit.seals.parcels import MAX_PARCEL_BYTES, MAX_PARCEL_FRAMES, seal_parcel
from fieldkit.store import batches, parts, rounds, trust, words
from fieldkit.store.identity import Identity, identity, note_revoked
from fieldkit.store.parcels import note_parcel, parcel_asked
from fieldkit.store.vault import Store
from fieldkit.uplink.answers import REVOKED, Answer, opened, short_name
from fieldkit.uplink.signing import Asked, sign_batch, sign_request
from fieldkit.uplink.taking import RoundOutcome, Tally, outcome_of, request_of, take_in
from fieldkit.uplink.trusting import Keys, district_keys, keys_of

Clock = Callable[[], dt.datetime]
T = TypeVar("T")

SUFFIX, ANSWER_SUFFIX = ".age", ".answer"
MOST_FRAMES = MAX_PARCEL_FRAMES
_FOLLOW_NOTHING = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_ROOM = 64 * 1024
"""Kept free of a request and of a parcel for what is around the batches."""


def make_parcel(store: Store, folder: Path, *, clock: Clock) -> Path:
    """Put what waits into a parcel in ``folder``; return the file. Without anything to tell it asks for news.

    What does not fit waits for the next parcel. Raises Unknown (district), NotBriefed (nobody to seal it to), DiskFull,
    DiskRefused.
    """
    who = _joined(store)
    held = trust.current(store)
    if held is None or not held.parcel_recipients:
        raise NotBriefed
    batches.freeze(store, sign_batch(who), now=clock())
    asked = _requests(store, who, clock())
    file = _free_name(folder, _name(store, who))
    sealed = seal_parcel(join_frames(one.raw for one in asked), held.parcel_recipients)
    for one in asked:
        note_parcel(store, one.heard, one.request.asked, file.name, clock())
    write_whole(file, sealed)
    return file


def take_answer(store: Store, file: Path, *, clock: Clock) -> RoundOutcome:
    """Take in the answer ``file``; return what it brought, like a round by wire.

    Raises Unknown (district), DistrictNotTrusted (no answer of the district's to a request of ours), DistrictRefused
    (with ``revoked`` everything was taken in all the same), DiskRefused where the file cannot be read.
    """
    who = _joined(store)
    replies = _replies(store, who, read_bound(file))
    number = rounds.begin_round(store, now=clock())
    tally, since = Tally(0), words.newest(store)
    outcome = DistrictRefused.code
    refused = ""
    try:
        for answer in replies:
            refused = answer.reply.refused or refused
            if answer.reply.refused in ("", REVOKED):
                take_in(store, who, answer, tally, clock(), by_stick=True, since=since)
        outcome = "done" if not refused else outcome
    finally:
        rounds.end_round(
            store,
            number,
            now=clock(),
            sent=tally.sent,
            accepted=tally.accepted,
            rejected=tally.rejected,
            received=tally.received,
            outcome=outcome,
            acknowledgement=tally.acknowledgement,
        )
    if refused == REVOKED:
        note_revoked(store)
    if refused:
        raise DistrictRefused(why=refused)
    return outcome_of(tally, outcome)


def read_bound(file: Path) -> bytes:
    """Return what is in ``file``, at most as much as a parcel holds. Raises DiskRefused, DistrictNotTrusted.

    A stick comes from anybody: no link on it is followed, and nothing but a plain file is opened to the end.
    """
    try:
        if file.is_symlink():
            raise DistrictNotTrusted(why="not-fieldkit")
        with os.fdopen(os.open(file, os.O_RDONLY | _FOLLOW_NOTHING), "rb") as lying:
            if not stat.S_ISREG(os.fstat(lying.fileno()).st_mode):
                raise DistrictNotTrusted(why="not-fieldkit")
            raw = lying.read(MAX_PARCEL_BYTES + 1)
    except OSError:
        raise DiskRefused from None
    if len(raw) > MAX_PARCEL_BYTES:
        raise DistrictNotTrusted(why="not-fieldkit")
    return raw


def write_whole(file: Path, content: bytes) -> None:
    """Write ``file`` so that it is there whole and on the medium, or not at all. Raises DiskFull, DiskRefused.

    What lies in the way under its name is replaced, a link too: nothing is written through it. Nobody knows
    beforehand under which name it is written first.
    """
    part: Path | None = None
    try:
        handle, new = tempfile.mkstemp(prefix=".", suffix=".part", dir=file.parent)
        part = Path(new)
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        part.replace(file)
        _sync_folder(file.parent)
        if file.read_bytes() != content:
            raise DiskRefused
    except OSError as fault:
        if part is not None:
            with contextlib.suppress(OSError):
                part.unlink()
        raise (DiskFull if fault.errno in (errno.ENOSPC, errno.EDQUOT) else DiskRefused) from fault


def open_replies(raw: bytes, keys: Keys) -> tuple[bytes, ...]:
    """Return the frames of the answer ``raw``, each sealed by one of ``keys``. Raises DistrictNotTrusted."""
    try:
        frames = split_frames(raw, most=MOST_FRAMES)
        for frame in frames:
            envelope.open_envelope(frame, keys, envelope.REPLY)
    except TheirMistake:
        raise DistrictNotTrusted(why="not-fieldkit") from None
    except envelope.Refused as refused:
        forged = refused.args[0] in ("signature", "unknown-key")
        raise DistrictNotTrusted(why="signature" if forged else "not-fieldkit") from None
    if not frames:
        raise DistrictNotTrusted(why="not-fieldkit")
    return frames


def _replies(store: Store, who: Identity, raw: bytes) -> tuple[Answer, ...]:
    """Return the answers in ``raw``, all of them to requests of ours."""
    keys = district_keys(store, who)
    found = []
    for frame in open_replies(raw, keys):
        reply = opened(frame, who, keys)
        word = parcel_asked(store, reply.heard)
        if word is None or (reply.asked != word and not (reply.refused and not reply.asked)):
            raise DistrictNotTrusted(why="other-request")
        found.append(Answer(reply, short_name(frame)))
    return tuple(found)


def _requests(store: Store, who: Identity, now: dt.datetime) -> tuple[Asked, ...]:
    """Return the requests of a parcel: batches first, then parts, as many as it holds; at least one."""
    left = MAX_PARCEL_BYTES - 2 * _ROOM
    request = request_of(store, who, now, takes=("zstd",))
    waiting = list(batches.to_send(store, most=MAX_BATCHES * MOST_FRAMES, most_bytes=left))
    left -= sum(len(one.envelope) for one in waiting)
    told = parts.to_send(store, most=MAX_PARTS * MOST_FRAMES, most_bytes=left) if left > 0 else ()
    bytes_of_parts = [content for _, content in told]
    asked: list[Asked] = []
    while (waiting or bytes_of_parts or not asked) and len(asked) < MOST_FRAMES:
        frozen = _fitting(waiting, lambda one: len(one.envelope), MAX_BATCHES)
        some = [] if waiting else _fitting(bytes_of_parts, len, MAX_PARTS)
        asked.append(sign_request(who, request, frozen, some))
    return tuple(asked)


def _fitting(waiting: list[T], size: Callable[[T], int], most: int) -> list[T]:
    """Take from the front of ``waiting`` what fits one request."""
    taken: list[T] = []
    room = MAX_REQUEST_BYTES - _ROOM
    while waiting and len(taken) < most:
        room -= size(waiting[0]) + 4
        if taken and room < 0:
            break
        taken.append(waiting.pop(0))
    return taken


def _joined(store: Store) -> Identity:
    who = identity(store)
    if who is None or not who.has_joined:
        raise Unknown(what="district")
    return who


def _name(store: Store, who: Identity) -> str:
    """Return what the next parcel is called, without its suffix."""
    try:
        _, content = envelope.open_envelope(who.certificate, keys_of(who.district_key), envelope.CERTIFICATE)
        site = from_bytes(content, Certificate).site
    except (envelope.Refused, TheirMistake, ValueError):
        site = ""
    present = batches.chains(store)[0]
    plain = re.sub(r"[^A-Za-z0-9]+", "-", site or who.device).strip("-")
    return f"FK-{plain}-{present.life}-{present.number}"


def _free_name(folder: Path, name: str) -> Path:
    """Return the file ``name`` in ``folder``, with a number behind where that is taken already."""
    file, again = folder / f"{name}{SUFFIX}", 1
    while file.exists() or file.with_suffix(ANSWER_SUFFIX).exists():
        again += 1
        file = folder / f"{name}-{again}{SUFFIX}"
    return file


def _sync_folder(folder: Path) -> None:
    """Bring the name of a file to the medium too, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
