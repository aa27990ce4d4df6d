# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A store that knows 130,000 members, taken in as a device takes in its first briefing; kept between runs."""

import datetime as dt
import hashlib
import itertools
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fieldkit.acts.look_up import index_some
from fieldkit.domain.documents import tail
from fieldkit.protocol.messages import Change, SerialBlock
from fieldkit.protocol.trust import Registrar, TrustList
from fieldkit.rehearsal.briefing import briefing_lines
from fieldkit.sample.day import sample_day
from fieldkit.sample.people import KnownMember, volume
from fieldkit.seals import boxes, tags
from fieldkit.seals.keys import key_id
from fieldkit.store import briefing, identity, schema, trust
from fieldkit.store.vault import create_store

KEY = b"\x42" * 32
TAG_KEY = b"\x43" * 32
PAGE = 2000
SEED = 1
NOW = dt.datetime(2023, 11, 29, 2, 0, tzinfo=dt.UTC)
KEPT = Path(__file__).resolve().parent.parent / "build" / "benchmarks"
"""On the same disk as the program, not in a folder for temporary files: that may be no disk at all."""


def filled(members: int) -> Path:
    """Return the folder of a store with ``members`` known members; never work in it, take a ``copy``."""
    text = "".join(
        Path(module.__file__ or "").read_text(encoding="utf-8") for module in (schema, sys.modules[__name__])
    )
    kept = KEPT / f"{members}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
    if not (kept / "whole").exists():
        for old in KEPT.glob(f"{members}-*"):
            shutil.rmtree(old, ignore_errors=True)
        fill(kept, members)
        (kept / "whole").touch()
    return kept


@contextmanager
def workroom() -> Iterator[Path]:
    """Give a folder on that disk for the length of a benchmark."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=KEPT) as folder:
        yield Path(folder)


def copy(members: int, folder: Path) -> Path:
    """Return a fresh copy of the filled store, in ``folder``."""
    for file in filled(members).iterdir():
        if file.is_file() and file.name.startswith("fieldkit.db"):
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, folder / file.name)
    return folder


def fill(folder: Path, members: int) -> None:
    """Make a store and take in the sample day's briefing with ``members`` known members."""
    store = create_store(folder, KEY, now=NOW)
    try:
        identity.keep_identity(
            store,
            device="D01",
            district="dx",
            district_name="示例区总工会",
            signing_key=b"\x01" * 32,
            district_key=b"\x02" * 32,
            address="https://localhost:1",
            ca_pem="",
            tag_key=TAG_KEY,
            town="",
            joined_at=NOW,
            sealing_key=b"\x44" * 32,
            root_key=b"\x45" * 32,
            certificate=b"",
        )
        trust.keep(store, trust_list(), b"")
        day = sample_day()
        lines = [
            Change(table=line["table"], key=line["key"], row=json.dumps(line["row"]).encode())
            for line in briefing_lines(day)
        ]
        briefing.apply(store, lines, 1, [SerialBlock(first=50_000_000, last=60_000_000)])
        for page, changes in enumerate(pages(members), start=2):
            briefing.apply(store, changes, page)
        while index_some(store):  # as the program does after a round
            pass
    finally:
        store.close()


def trust_list() -> TrustList:
    """Return a trust list with one registrar."""
    public = boxes.sealing_public_bytes(boxes.new_sealing_key())
    registrar = Registrar(key_id=key_id(public).hex(), name="示例登记员", town="", sealing_key=public)
    return TrustList(
        district="dx",
        version=1,
        issued="2023-11-01T00:00:00Z",
        expires="2023-12-31T00:00:00Z",
        registrars=(registrar,),
    )


def pages(members: int) -> Iterator[list[Change]]:
    """Yield the known members as pages of changes."""
    people = volume(SEED, members)
    while page := [row(person) for person in itertools.islice(people, PAGE)]:
        yield page


def row(person: KnownMember) -> Change:
    """Return a known member as the district sends them."""
    told = {
        "uid": person.uid,
        "name": person.name,
        "tag": tags.document_tag(TAG_KEY, person.document_kind, person.document_number).hex(),
        "serial": person.serial,
        "certificate_number": person.certificate_number,
        "sex": int(person.sex),
        "birth_date": person.birth_date.isoformat(),
        "document_tail": tail(person.document_number, 6),
        "phone_tail": tail(person.phone, 4),
        "employer": person.employer,
        "employment_group": person.employment_group,
        "org_code": person.org_code,
        "standing": person.standing.value,
    }
    return Change(table="member", key=person.uid, row=json.dumps(told).encode())
