# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A real district: its answers carried late take nothing back, and when it is made anew it hears what it lacks."""

import datetime as dt

import pytest

from fieldkit.seals import keytexts
from fieldkit.store import batches, parts, serials
from fieldkit.store.identity import identity
from fieldkit.store.purge import purge
from fieldkit.uplink.answers import Answer, opened
from fieldkit.uplink.parcels import make_parcel, take_answer
from fieldkit.uplink.round import sync
from fieldkit.uplink.signing import sign_request
from fieldkit.uplink.taking import Tally, request_of, take_in
from fieldkit.uplink.trusting import district_keys
from fieldkit.work import Quiet
from sync.district import open_district
from sync.intake.exchange import exchange
from sync.intake.parcels import parcel
from sync.safety import backups, restoring
from sync.safety.safety import newest_place, raise_safe
from tests.support.district import NOON
from tests.uplink.test_round import at, three, work

EARLIER = NOON - dt.timedelta(hours=3)
"""When the stick was read in, before anything else was said."""


def signed_earlier(district, file, when=EARLIER):
    """Return the answer of the district to the parcel ``file``, read in at ``when``."""
    one = open_district(district.folder)
    try:
        answer, _ = parcel(one, file.read_bytes(), when)
    finally:
        one.close()
    beside = file.with_suffix(".answer")
    beside.write_bytes(answer)
    return beside


def all_safe(district):
    one = open_district(district.folder)
    with one.database.writing() as writing:
        raise_safe(writing, newest_place(writing))
    one.close()


def stand(store):
    with store.reading() as db:
        levels = db.conn.execute("SELECT level, length(envelope) FROM batches ORDER BY place").fetchall()
        return three(store), levels, serials.left(db), identity(store).life


@pytest.mark.parametrize("purged", [False, True])
def test_a_late_answer_by_stick_takes_nothing_back(store, district, tmp_path, purged):
    work(store, visitors=1)
    sync(store, report=Quiet(), clock=at)
    late = signed_earlier(district, make_parcel(store, tmp_path, clock=at))
    work(store, people=2)
    sync(store, report=Quiet(), clock=at)
    all_safe(district)
    sync(store, report=Quiet(), clock=at)
    if purged:
        purge(store, at() + dt.timedelta(days=40))
    before = stand(store)
    for _ in range(2):
        assert take_answer(store, late, clock=at).outcome == "done"
    assert stand(store) == before


def test_a_part_that_only_a_late_answer_names_is_told_again(store, district, tmp_path):
    work(store, people=1)
    sync(store, report=Quiet(), clock=at)
    with store.writing() as db:
        (operation,) = db.conn.execute("SELECT id FROM operations").fetchone()
        name = parts.keep(db, b"synthetic signature", operation=operation)
    late = signed_earlier(district, make_parcel(store, tmp_path, clock=at))
    one = open_district(district.folder)
    told_by(store, one)
    one.close()
    take_answer(store, late, clock=at)
    assert [told for told, _ in parts.to_send(store, most_bytes=1 << 20)] == [name]


def test_who_was_told_after_the_backup_is_told_again_whatever_the_trust_lists_say(store, district, tmp_path):
    work(store, people=1)
    sync(store, report=Quiet(), clock=at)
    made = backed_up(district, tmp_path)
    with store.writing() as db:
        (operation,) = db.conn.execute("SELECT id FROM operations").fetchone()
        name = parts.keep(db, b"synthetic signature", operation=operation)
    sync(store, report=Quiet(), clock=at)
    purge(store, at() + dt.timedelta(days=29))
    assert parts.to_send(store, most_bytes=1 << 20) == ()
    anew = restored(district, made, tmp_path / "anew")
    for _ in range(2):
        said = told_by(store, anew)
        assert said.made_anew
    anew.close()
    assert name in [told for told, _ in parts.to_send(store, most_bytes=1 << 20)]


def test_the_lost_machine_s_answer_by_stick_counts_for_nothing_though_its_clock_was_ahead(
    store, district, tmp_path
):
    made = backed_up(district, tmp_path)
    work(store, people=2)
    file = make_parcel(store, tmp_path, clock=at)
    lost = open_district(district.folder)
    for minutes in (60, 120):
        raw, _ = parcel(lost, file.read_bytes(), NOON + dt.timedelta(minutes=minutes))
        with lost.database.writing() as writing:
            raise_safe(writing, newest_place(writing))
    lost.close()
    beside = file.with_suffix(".answer")
    beside.write_bytes(raw)
    anew = restored(district, made, tmp_path / "anew")
    assert told_by(store, anew).made_anew
    anew.close()
    take_answer(store, beside, clock=at)
    assert three(store) == (2, 0, 0, 2)
    assert batches.waits(store)


def test_a_stick_only_device_hears_a_district_whose_clock_was_years_ahead_once(store, district, tmp_path):
    work(store, people=1)
    ahead = signed_earlier(district, make_parcel(store, tmp_path, clock=at), NOON + dt.timedelta(days=3650))
    take_answer(store, ahead, clock=at)
    all_safe(district)
    right = signed_earlier(district, make_parcel(store, tmp_path, clock=at))
    assert take_answer(store, right, clock=at).safe == 1


def test_what_is_behind_a_purged_batch_reaches_a_district_from_an_older_backup(store, district, tmp_path):
    made = backed_up(district, tmp_path)
    work(store, visitors=1)
    sync(store, report=Quiet(), clock=at)
    all_safe(district)
    sync(store, report=Quiet(), clock=at)
    purge(store, at() + dt.timedelta(days=40))
    work(store, people=2)
    sync(store, report=Quiet(), clock=at)
    life = identity(store).life
    anew = restored(district, made, tmp_path / "anew")
    told_by(store, anew)
    anew.close()
    assert (three(store), identity(store).life != life) == ((3, 0, 0, 2), True)
    assert batches.waits(store)


def backed_up(district, folder):
    one = open_district(district.folder)
    try:
        return backups.back_up(one, folder / "copies", now=NOON, actor="t", elsewhere=True)
    finally:
        one.close()


def restored(district, made, to):
    key = (district.folder / "registrar" / "recovery.key").read_bytes()
    restoring.restore(made.file, keytexts.read_key(key, keytexts.RECOVERY).identity, to, now=NOON, actor="t")
    return open_district(to)


def told_by(store, district):
    """Let ``district`` answer what the device asks, and the device take it in; return the answer."""
    who, nonce = identity(store), ""
    for _ in range(2):
        asked = sign_request(who, request_of(store, who, at()), nonce=nonce)
        reply = opened(exchange(district, asked.raw, NOON).body, who, district_keys(store, who))
        nonce = reply.nonce
    assert not reply.refused
    take_in(store, who, Answer(reply, "x"), Tally(0), at())
    return reply
