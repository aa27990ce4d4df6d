# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A batch is safe once a synchronous standby has flushed it, where the district says so; never before."""

import datetime as dt
import time

import pytest
from sqlalchemy import insert

from fieldkit.rehearsal.cluster import Cluster
from sync.db.notes import write_note
from sync.db.place import OWNER_VARIABLE, VARIABLE
from sync.db.tables import device
from sync.district import found_district
from sync.safety import safety
from sync.safety.backing_up import BackingUp
from tests.district.test_backups import HandMade

ONE_KIND = "postgresql"
NOW = dt.datetime(2023, 11, 29, 12, 0, tzinfo=dt.UTC)
STANDBY = "synchronous_standby_names"


@pytest.fixture
def pair():
    """Give a primary and its standby, not synchronous yet."""
    primary = Cluster(durable=False, settings=("wal_level=replica", "max_wal_senders=4")).make().start()
    standby = Cluster(durable=False)
    try:
        standby.copy_of(primary, "second").start()
        for line in (
            "CREATE ROLE keeper LOGIN",
            "CREATE DATABASE fk OWNER keeper",
            "GRANT pg_read_all_stats TO keeper",
        ):
            primary.say(line)
        yield primary, standby
    finally:
        standby.stop()
        primary.stop()


def is_synchronous(primary, yes):
    primary.say(f"ALTER SYSTEM SET {STANDBY} = '{'*' if yes else ''}'")
    primary.say("SELECT pg_reload_conf()")
    until(lambda: bool(primary.say("SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'")) is yes)


def until(happened):
    end = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_safe_follows_the_standby_and_stops_with_it(pair, tmp_path, monkeypatch):
    primary, standby = pair
    monkeypatch.setenv(VARIABLE, primary.conninfo("fk", "keeper"))
    monkeypatch.delenv(OWNER_VARIABLE)
    district = found_district(tmp_path / "data", now=NOW)
    hand = HandMade()

    def tell():
        with district.database.writing() as writing:
            return hand.tell(writing)

    def safe():
        with district.database.reading() as reading:
            return safety.safe_place(reading)

    with district.database.writing() as writing:
        writing.execute(insert(device).values(**hand.row()))
    with BackingUp(district, None, 1000, look_seconds=0.05):
        assert tell() == 1
        time.sleep(0.5)
        assert safe() == 0  # nobody said that a standby counts
        with district.database.writing() as writing:
            write_note(writing, safety.STANDBY_COUNTS, "1")
        time.sleep(0.5)
        assert safe() == 0  # it is there, and nobody waits for it
        is_synchronous(primary, True)
        until(lambda: safe() == 1)
        assert tell() == 2
        until(lambda: safe() == 2)
        is_synchronous(primary, False)
        standby.kill()
        assert tell() == 3
        time.sleep(0.5)
        assert safe() == 2
    district.close()


def test_whether_our_role_may_look_is_known(pair, tmp_path, monkeypatch):
    primary, _ = pair
    monkeypatch.setenv(VARIABLE, primary.conninfo("fk", "keeper"))
    monkeypatch.delenv(OWNER_VARIABLE)
    district = found_district(tmp_path / "data", now=NOW)
    for line, may in (("SELECT 1", True), ("REVOKE pg_read_all_stats FROM keeper", False)):
        primary.say(line)
        with district.database.reading() as reading:
            assert safety.may_see_standby(reading) is may
    district.close()


def test_a_standby_covers_what_was_there_before_its_place_in_the_log():
    marks = safety.Standby()
    assert marks.flushed(5, own_log=1000, standby_log=900) == 0
    assert marks.flushed(7, own_log=2000, standby_log=1500) == 5
    assert marks.flushed(7, own_log=2500, standby_log=1999) == 5
    assert marks.flushed(9, own_log=3000, standby_log=3000) == 9
