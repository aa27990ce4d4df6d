# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What every day starts from: a district of 22 sites in as many towns, and a joined, briefed store for each.

It is made once in a process, by the real acts, and copied for each day.
"""

from __future__ import annotations

import atexit
import datetime as dt
import json
import shutil
import tempfile
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from unittest import mock

from fieldkit import heads, keyrings, keys
from fieldkit.acts import sign_in
from fieldkit.rehearsal.booth import PASSPHRASE
from fieldkit.rehearsal.briefing import briefing_lines, member_lines
from fieldkit.rehearsal.days.office import Office
from fieldkit.rehearsal.days.roads import Wire
from fieldkit.rehearsal.days.world import OFFICE, World, seeded
from fieldkit.rehearsal.storms.ground import lay_hollow_ballast
from fieldkit.rehearsal.visit import CLERK, VOLUNTEER
from fieldkit.sample.day import sample_day
from fieldkit.sample.people import KnownMember
from fieldkit.store.ballast import BALLAST_FILE
from fieldkit.store.vault import create_store
from fieldkit.uplink import joining
from fieldkit.uplink.round import sync
from fieldkit.work import Quiet
from sync.db.notes import read_note
from sync.district import found_district
from sync.outgoing.briefing import take_in
from sync.trust.devices import invite
from sync.trust.registrar_folder import folder_in, read_tag_key

ADDRESS = "https://district.invalid:8443"
KNOWN = 60
SERIALS_A_BLOCK = 16


@dataclass(frozen=True, slots=True)
class Start:
    """A booth as it is in the morning: its site, its device, the union whose members it hears of."""

    site: str
    device: str
    town: str


@dataclass(frozen=True, slots=True)
class Ground:
    """The folders that a day is copied from, and what is known of them."""

    folder: Path
    key: bytes
    event: str
    starts: tuple[Start, ...]
    known: tuple[KnownMember, ...]

    def lay_out(self, to: Path, sites: int) -> None:
        """Copy the district and the booths of the first ``sites`` into the new folder ``to``."""
        for name in ("district", "backups", *(f"booths/{start.site}" for start in self.starts[:sites])):
            shutil.copytree(
                self.folder / name, to / name, ignore=shutil.ignore_patterns(BALLAST_FILE, "*.lock")
            )
        for start in self.starts[:sites]:
            lay_hollow_ballast(to / "booths" / start.site)


@cache
def prepared() -> Ground:
    """Found, brief and join; what is made is gone when this process ends."""
    memory = Path("/dev/shm")  # noqa: S108 - only where it is
    place = tempfile.TemporaryDirectory(prefix="fieldkit-days-", dir=memory if memory.is_dir() else None)
    atexit.register(place.cleanup)
    with (
        seeded("ground"),
        mock.patch.object(keyrings, "available", return_value=False),  # a keyring would outlive the day
    ):
        return _made(Path(place.name))


def _made(folder: Path) -> Ground:
    day = sample_day()
    known = tuple(day.known_members[:KNOWN])
    world = World(0)
    world.calm, world.now = True, OFFICE
    found_district(folder / "district", name="样例", block_size=SERIALS_A_BLOCK, now=OFFICE).close()
    office = Office(world, folder)
    _brief(office, known)
    (folder / "keys").mkdir()
    key = keys.create_keys(folder / "keys", operator_id=CLERK.id, operator_name=CLERK.name, pin=PASSPHRASE)
    starts = tuple(_joined(folder, office, key, site.code, site.org_code) for site in day.sites)
    office.back_up()
    office.close()
    return Ground(folder, key, day.event.code, starts, known)


def _brief(office: Office, known: tuple[KnownMember, ...]) -> None:
    stocks = tuple(replace(stock, opening=1000, left=1000) for stock in sample_day().stocks)
    lines = [*briefing_lines(replace(sample_day(), stocks=stocks)), *member_lines(known)]
    with office.district.database.writing() as writing:
        tag_key = read_tag_key(folder_in(office.district.folder), read_note(writing, "tag_key_check"))
        take_in(writing, (json.dumps(line, ensure_ascii=False).encode() for line in lines), tag_key)


def _joined(folder: Path, office: Office, key: bytes, site: str, town: str) -> Start:
    world = office.world
    place = folder / "booths" / site
    place.mkdir(parents=True)
    shutil.copyfile(folder / "keys" / keys.KEYS_FILE, place / keys.KEYS_FILE)
    lay_hollow_ballast(place)
    with office.district.database.writing() as writing:
        tag_key = read_tag_key(folder_in(office.district.folder), read_note(writing, "tag_key_check"))
        code = invite(
            writing,
            office.district.reference.current(writing),
            name=f"样例 {site}",
            site=site,
            town=town,
            tag_key=tag_key,
            now=OFFICE,
            minutes=15,
        )
    store = create_store(place, key, now=OFFICE)
    try:
        sign_in.add_operator(store, operator=CLERK, by=CLERK, now=OFFICE)
        sign_in.add_operator(store, operator=VOLUNTEER, by=CLERK, now=OFFICE)
        wire = Wire(world, office, site)
        ticket = f"FK1 {ADDRESS} {code} {'0' * 64}"
        with mock.patch.object(joining, "fetch_authority", return_value=office.district.pinned()):
            joined = joining.join(store, ticket=ticket, device_name=site, now=OFFICE, dial=wire.dial)
        sync(store, report=Quiet(), clock=lambda: OFFICE, dial=wire.dial)
        heads.note(store)
    finally:
        store.close()
    world.now += dt.timedelta(seconds=1)
    return Start(site, joined.device, town)
