# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The database whichever it is: one writer at a time, commits shared, each piece of work on its own."""

import contextlib
import itertools
import os
import threading

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from sync.db import database as databases
from sync.db.bulk import unawaited
from sync.db.database import insert_new, insert_rows, open_database, open_postgresql, upsert
from sync.db.group import CommitUnknown, Unavailable
from sync.db.migrate import form_of, migrate
from sync.db.migrations import NEWEST
from sync.db.notes import last_number, read_secret, set_number, write_secret
from sync.db.place import VARIABLE
from sync.db.tables import known_member, note, secret
from sync.db.wrapping import KeyRefused

KEY = bytes(range(32))


def opened(tmp_path, key=KEY):
    if address := os.environ.get(VARIABLE):
        return open_postgresql(address, f"FKD-{tmp_path}", key)  # a district of this test's own
    made = open_database(tmp_path / "x.db", key)
    migrate(made)
    return made


@pytest.fixture
def database(kind, tmp_path):
    made = opened(tmp_path)
    yield made
    made.close()


def add_one(writing):
    set_number(writing, "n", last_number(writing, "n") + 1)
    return last_number(writing, "n")


def fail_after(work, *given):
    work(*given)
    raise ZeroDivisionError


def counted(database):
    with database.reading() as reading:
        return last_number(reading, "n")


def member(number, **other):
    row = {"uid": f"u{number}", "tag": "", "number": number, "serial": "", "name": "示例", "org_code": ""}
    return {**row, "standing": 0, **other}


def numbers(database):
    with database.reading() as reading:
        return sorted(reading.execute(select(known_member.c.number)).scalars())


def test_the_form_is_the_newest(database):
    assert form_of(database) == NEWEST


def test_a_write_is_done_or_undone_whole(database):
    with database.writing() as writing:
        add_one(writing)
    with pytest.raises(ZeroDivisionError), database.writing() as writing:
        fail_after(add_one, writing)
    assert counted(database) == 1


def test_a_reader_sees_one_moment(database):
    with database.writing() as writing:
        add_one(writing)
    with database.reading() as reading:
        assert last_number(reading, "n") == 1
        with database.writing() as writing:
            add_one(writing)
        assert last_number(reading, "n") == 1
    assert counted(database) == 2


def test_a_reader_does_not_write(database):
    with pytest.raises(DBAPIError, match=r"read-?only"), database.reading() as reading:
        add_one(reading)


def crowd(count, work):
    """Let ``count`` threads do ``work`` at once; return what they gave or raised."""
    gate = threading.Barrier(count)
    outcomes = [None] * count

    def one(place):
        gate.wait()
        try:
            outcomes[place] = work(place)
        except Exception as fault:  # noqa: BLE001 - told to the test
            outcomes[place] = fault

    threads = [threading.Thread(target=one, args=(place,)) for place in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive()
    return outcomes


def test_writers_that_wait_share_a_commit_and_lose_nothing(database):
    commits = []
    once = database._commit
    database._commit = lambda writer: (commits.append(1), once(writer))
    given = crowd(40, lambda _: [database.grouped(add_one) for _ in range(5)])
    assert sorted(itertools.chain(*given)) == list(range(1, 201))  # each saw its own number
    assert counted(database) == 200
    assert len(commits) < 150


def test_what_one_does_wrong_undoes_nobody_else(database):
    def work(place):
        def half(writing):
            add_one(writing)
            insert_rows(writing, known_member, [tuple(member(place).values())], list(member(place)))
            if place % 3 == 0:
                raise ZeroDivisionError
            if place % 3 == 1:
                insert_rows(writing, known_member, [tuple(member(place).values())], list(member(place)))

        return database.grouped(half)

    outcomes = crowd(30, work)
    assert [type(outcome) for outcome in outcomes] == [ZeroDivisionError, IntegrityError, type(None)] * 10
    assert counted(database) == 10
    assert numbers(database) == list(range(2, 30, 3))


def test_alone_and_together_take_turns(database):
    def work(place):
        if place % 2:
            return database.grouped(add_one)
        with database.writing() as writing:
            return add_one(writing)

    assert sorted(crowd(20, work)) == list(range(1, 21))


def test_who_waits_too_long_is_told_so(database, monkeypatch):
    database._line._wait_seconds = 0.2
    with database.writing(), pytest.raises(Unavailable):
        database.grouped(add_one)
    with database.writing(), pytest.raises(Unavailable), database.writing():
        pass
    assert counted(database) == 0
    assert database.grouped(add_one) == 1


def test_two_processes_writers_take_turns(database, tmp_path):
    other = opened(tmp_path)

    def work(place):
        return (database, other)[place % 2].grouped(add_one)

    assert sorted(crowd(16, work)) == list(range(1, 17))
    other.close()


@pytest.mark.parametrize("count", [1, 3, 500, 2_100])
def test_rows_in_bulk(database, count):
    columns = list(member(0))
    with database.writing() as writing:
        insert_rows(writing, known_member, [tuple(member(n).values()) for n in range(count)], columns)
    with database.writing() as writing:
        insert_new(writing, known_member, [member(n, name="二") for n in range(count + 2)])
    with database.reading() as reading:
        names = reading.execute(select(known_member.c.number, known_member.c.name)).all()
    assert sorted(names) == [(n, "示例" if n < count else "二") for n in range(count + 2)]
    with database.writing() as writing:
        upsert(writing, known_member, [member(n, name="三") for n in range(count + 4)])
        upsert(writing, known_member, [member(n, name="四") for n in range(2)])
    with database.reading() as reading:
        names = reading.execute(select(known_member.c.number, known_member.c.name)).all()
    assert sorted(names) == [(n, "四" if n < 2 else "三") for n in range(count + 4)]


def test_a_row_twice_in_one_call_is_written_once(database):
    twice = [member(n, name=name) for name in ("一", "二") for n in range(20)]
    with database.writing() as writing:
        insert_new(writing, known_member, twice)
        assert set(writing.execute(select(known_member.c.name)).scalars()) == {"一"}
        upsert(writing, known_member, twice)
        assert set(writing.execute(select(known_member.c.name)).scalars()) == {"二"}
    assert numbers(database) == list(range(20))


@pytest.mark.parametrize("count", [30, 2_100])
def test_bulk_after_what_was_undone(database, count):
    """The temporary table goes with the transaction that made it; the next one makes it again."""
    rows = [member(n) for n in range(count)]
    with pytest.raises(ZeroDivisionError), database.writing() as writing:
        fail_after(insert_new, writing, known_member, rows)
    with database.writing() as writing:
        point = writing.begin_nested()
        insert_new(writing, known_member, rows)
        point.rollback()
        insert_new(writing, known_member, rows[:20])
    with database.writing() as writing:
        insert_new(writing, known_member, rows)
    assert numbers(database) == list(range(count))


def test_what_is_not_awaited_is_there_after_it_and_its_faults_come_then(database):
    rows = [member(n) for n in range(60)]
    with database.writing() as writing:
        with unawaited(writing):
            insert_new(writing, known_member, rows[:50])
            insert_new(writing, known_member, rows[50:53])
            upsert(writing, note, [{"name": "beside", "value": "1"}])
        assert len(writing.execute(select(known_member.c.number)).all()) == 53
    with pytest.raises(Exception, match=r"(?i)unique"), database.writing() as writing, unawaited(writing):
        insert_rows(writing, known_member, [tuple(row.values()) for row in rows[40:]], list(rows[0]))
    assert numbers(database) == list(range(53))
    with database.writing() as writing:
        insert_new(writing, known_member, rows)
    assert numbers(database) == list(range(60))


def test_odd_text_and_bytes_come_back_as_they_were(database):
    names = ["\t\\n\n\\N", "'\"%s{}", "\\.", "\u202e", "😀", "", "NULL", "{a,b}", '\\"', "%(x)s"]
    rows = [member(n, name=name) | {"number": n or None} for n, name in enumerate(names * 2)]
    with database.writing() as writing:
        insert_new(writing, known_member, rows)
        insert_new(writing, secret, [{"name": f"n{n}", "value": bytes([n, 0, 92, 255])} for n in range(20)])
    with database.reading() as reading:
        found = reading.execute(select(known_member.c.uid, known_member.c.name, known_member.c.number)).all()
        values = dict(reading.execute(select(secret.c.name, secret.c.value)).all())
    assert sorted(found) == sorted((row["uid"], row["name"], row["number"]) for row in rows)
    assert values == {f"n{n}": bytes([n, 0, 92, 255]) for n in range(20)}


def test_a_key_of_the_district_is_read_by_its_own_data_folder_only(database, tmp_path):
    with database.writing() as writing:
        write_secret(writing, "signing", b"secret" * 5)
    with database.reading() as reading:
        assert read_secret(reading, "signing") == b"secret" * 5
    with (
        pytest.raises(KeyRefused),
        contextlib.closing(opened(tmp_path, bytes(32))) as other,
        other.reading() as reading,
    ):
        read_secret(reading, "signing")


def test_a_commit_whose_answer_is_lost_is_told_as_unknown(database, monkeypatch):
    commit = database.kind.writer.dialect.do_commit

    def lost(connection):
        commit(connection)
        raise database.kind.writer.dialect.dbapi.OperationalError("lost")

    trouble = database.kind.trouble
    object.__setattr__(
        database.kind, "trouble", lambda fault: "gone" if "lost" in str(fault) else trouble(fault)
    )
    monkeypatch.setattr(database.kind.writer.dialect, "do_commit", lost)
    with pytest.raises(CommitUnknown):
        database.grouped(add_one)
    with pytest.raises(CommitUnknown), database.writing() as writing:
        add_one(writing)
    monkeypatch.undo()
    assert counted(database) == 2  # it was written, twice; nobody could know


def test_work_is_tried_again_where_the_database_says_so(database):
    tries = []
    trouble = database.kind.trouble
    object.__setattr__(
        database.kind, "trouble", lambda fault: "again" if fault.args == ("again",) else trouble(fault)
    )

    def work(writing):
        tries.append(add_one(writing))
        if len(tries) < 3:
            raise RuntimeError("again")
        return tries[-1]

    assert database.grouped(work) == 1
    assert tries == [1, 1, 1]


def test_trouble_that_does_not_end_is_told(database, monkeypatch):
    monkeypatch.setattr(databases, "PATIENCE_SECONDS", 0.2)
    object.__setattr__(database.kind, "trouble", lambda fault: "gone")
    with pytest.raises(Unavailable):
        database.grouped(lambda writing: writing.execute(text("SELECT nothing")))
    with pytest.raises(Unavailable), database.reading() as reading:
        reading.execute(text("SELECT nothing"))
