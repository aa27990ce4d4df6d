# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""PostgreSQL alone: districts apart, parts and indexes used, roles held, a server that dies and comes back."""

import contextlib
import re
import threading
import time

import psycopg
import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError

from sync.db import migrate as migrating
from sync.db.database import CommitUnknown, Unavailable, insert_new, insert_rows, open_postgresql, upsert
from sync.db.migrate import DatabaseTooNew, NotTheOwner, form_of, migrate
from sync.db.notes import last_number, set_number, write_secret
from sync.db.place import FILE, OWNER_VARIABLE, VARIABLE, OtherPlace, Place, founding, opened, place_of
from sync.db.postgres import checked_address, doubtful, waits_for_standby
from sync.db.postgres_address import BadAddress, RoleTooStrong
from sync.db.postgres_form import SPREAD, forced
from sync.db.tables import counter, known_member, metadata, operation
from tests.support import postgres

ONE_KIND = "postgresql"
KEY = bytes(range(32))


def of(name, address=""):
    return contextlib.closing(open_postgresql(address or postgres.shared().service, f"FKD-{name}", KEY))


@pytest.fixture
def two(request):
    name = request.node.name
    with of(f"{name}-a") as ours, of(f"{name}-b") as theirs:
        yield ours, theirs


def members(count, name="示例"):
    row = {"tag": "aa", "serial": "", "name": name, "org_code": "", "standing": 0}
    return [{"uid": f"u{n}", "number": n, **row} for n in range(count)]


def test_no_table_shows_or_takes_another_districts_rows(two):
    """Every table there is, by every road there is: read, count, write, change, delete, in bulk."""
    ours, theirs = two
    with theirs.writing() as writing:
        insert_new(writing, known_member, members(40, "他人"))
        set_number(writing, "cursor", 7)
    with ours.writing() as writing:
        assert last_number(writing, "cursor") == 0
        for table in metadata.sorted_tables:
            assert writing.execute(select(table)).all() == []
        assert writing.execute(known_member.update().values(name="改")).rowcount == 0
        assert writing.execute(known_member.delete()).rowcount == 0
        upsert(writing, known_member, members(40, "我们"))
        set_number(writing, "cursor", 1)
    with theirs.reading() as reading:
        assert last_number(reading, "cursor") == 7
        assert set(reading.execute(select(known_member.c.name)).scalars()) == {"他人"}
        assert reading.execute(text("SELECT count(*) FROM known_member")).scalar_one() == 40


def test_a_row_of_another_district_cannot_be_put_in(two):
    ours, theirs = two
    for statement in (
        "INSERT INTO counter (district, name, value) VALUES (:them, 'x', 1)",
        "INSERT INTO known_member SELECT :them, 'u', '', 1, '', '', '', 0",
    ):
        with pytest.raises(DBAPIError, match="row-level security"), ours.writing() as writing:
            writing.execute(text(statement), {"them": theirs.kind.district})
    with ours.writing() as writing:
        set_number(writing, "mine", 1)
    with pytest.raises(DBAPIError, match="row-level security"), ours.writing() as writing:
        writing.execute(text("UPDATE counter SET district = :them"), {"them": theirs.kind.district})
    with theirs.reading() as reading:
        assert reading.execute(select(counter)).all() == []


def test_every_table_and_every_part_is_guarded():
    listed = postgres.cluster().say(
        "SELECT relname, relrowsecurity AND relforcerowsecurity AND EXISTS"
        " (SELECT FROM pg_policy WHERE polrelid = c.oid)"
        " FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
        " WHERE nspname = 'fieldkit' AND relkind IN ('r', 'p') AND relname <> 'alembic_version'",
        postgres.shared().name,
    )
    assert [name for name, guarded in listed if not guarded] == []
    assert len(listed) == len(metadata.sorted_tables) + 8 * len(SPREAD)


def test_the_service_reads_no_part_by_its_name(two):
    with pytest.raises(DBAPIError, match="permission denied"), two[0].reading() as reading:
        reading.execute(text("SELECT * FROM known_member_p0"))


def test_without_a_district_nothing_is_read_or_written():
    with psycopg.connect(postgres.shared().service) as connection:
        for statement in (
            "SELECT * FROM fieldkit.counter",
            "INSERT INTO fieldkit.counter VALUES ('', 'x', 1)",
        ):
            with pytest.raises(psycopg.Error), connection.transaction():
                connection.execute(statement)


def test_the_owner_is_held_to_the_policies_too(two):
    with two[0].writing() as writing:
        set_number(writing, "mine", 1)
    with of("owner", postgres.shared().owner) as owner, owner.reading() as reading:
        assert reading.execute(select(counter)).all() == []


def plan(reading, statement):
    """Return how the server runs ``statement``, the parts it left out included."""
    compiled = statement.compile(dialect=reading.dialect, compile_kwargs={"literal_binds": True})
    return "\n".join(reading.execute(text(f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) {compiled}")).scalars())


@pytest.fixture
def filled(request):
    with of(request.node.name) as ours:
        with ours.writing() as writing:
            insert_new(writing, known_member, [{**row, "tag": f"t{row['number']}"} for row in members(3000)])
            row = dict.fromkeys(operation.c.keys(), "")
            row |= {name: 0 for name in row if operation.c[name].type.python_type is int}
            rows = [
                {
                    **row,
                    "id": f"D01-aabbccdd-{n:06}",
                    "sequence": n,
                    "device": "D01",
                    "life": "aabbccdd",
                    "digest": b"",
                }
                for n in range(3000)
            ]
            insert_rows(writing, operation, [tuple(one.values()) for one in rows], list(rows[0]))
        postgres.cluster().say("ANALYZE", postgres.shared().name)
        yield ours


@pytest.mark.parametrize(
    "statement",
    [
        select(operation.c.verdict).where(operation.c.id == "D01-aabbccdd-000077"),
        select(operation.c.verdict).where(operation.c.id.in_([f"D01-aabbccdd-{n:06}" for n in range(8)])),
        select(known_member.c.name).where(known_member.c.tag == "t77"),
        select(known_member.c.name).where(known_member.c.number.between(70, 77)),
        known_member.update().where(known_member.c.uid == "u77").values(name="改"),
        known_member.delete().where(known_member.c.uid == "u77"),
    ],
    ids=["one id", "many ids", "tag", "numbers", "update", "delete"],
)
def test_a_query_goes_to_one_part_and_by_an_index(filled, statement):
    with filled.writing() as writing:
        told = plan(writing, statement)
        assert "Subplans Removed: 7" in told
        assert re.search(r"Index (Only )?Scan|Bitmap Index Scan", told), told
        assert "Seq Scan" not in told
        assert "district = current_setting" in told


def test_a_plan_that_is_kept_still_goes_to_one_part(filled):
    with filled.reading() as reading:
        reading.execute(text("SET LOCAL plan_cache_mode = force_generic_plan"))
        reading.execute(text("PREPARE one AS SELECT verdict FROM operation WHERE id = $1"))
        told = "\n".join(
            reading.execute(text("EXPLAIN (ANALYZE, COSTS OFF) EXECUTE one('D01-aabbccdd-000001')")).scalars()
        )
    assert "Subplans Removed: 7" in told
    assert "Index Scan" in told


def test_numbers_of_the_cursor_are_seen_in_their_order(two):
    """Two connections commit as fast as they can; a reader never finds a number whose predecessor comes later."""
    ours, _ = two
    with contextlib.closing(open_postgresql(postgres.shared().service, ours.kind.district, KEY)) as other:
        ended = threading.Event()

        def write(database):
            for _ in range(60):
                with database.writing() as writing:
                    number = last_number(writing, "cursor") + 1
                    row = {**members(1)[0], "uid": f"c{number}", "number": number}
                    writing.execute(insert(known_member).values(**row))
                    set_number(writing, "cursor", number)

        writers = [threading.Thread(target=write, args=(database,)) for database in (ours, other)]
        for writer in writers:
            writer.start()
        watch = threading.Thread(target=lambda: ([one.join() for one in writers], ended.set()))
        watch.start()
        seen = 0
        while not ended.is_set() or seen < 120:
            with ours.reading() as reading:
                found = sorted(
                    reading.execute(
                        select(known_member.c.number).where(known_member.c.number > seen)
                    ).scalars()
                )
            assert found == list(range(seen + 1, seen + 1 + len(found)))
            seen += len(found)
        watch.join()


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("postgresql://me:secret@/x", "password"),
        ("postgresql:///x?password=secret", "password"),
        ("host=/tmp dbname=x", "postgresql://…"),
        ("postgresql:///x?nothing=1", "nothing"),
    ],
)
def test_an_address_with_a_password_or_of_none_is_refused(address, why):
    with pytest.raises(BadAddress, match=why) as told:
        checked_address(address)
    assert "secret" not in str(told.value)


def test_a_role_that_goes_around_the_policies_is_refused():
    cluster = postgres.cluster()
    cluster.say("DROP ROLE IF EXISTS loose")
    cluster.say("CREATE ROLE loose LOGIN BYPASSRLS")
    for role in ("loose", "fieldkit_admin"):
        address = cluster.conninfo(postgres.shared().name, role)
        with of("strong", address) as database, pytest.raises(RoleTooStrong, match=role), database.reading():
            pass


def test_only_the_owner_makes_the_tables():
    made = postgres.database()
    with of("x", made.service) as service, of("x", made.owner) as owner:
        with pytest.raises(NotTheOwner, match=postgres.SERVICE):
            migrate(service)
        assert form_of(service) == ""
        migrate(service, owner)
        migrate(service)
        with service.writing() as writing:
            set_number(writing, "x", 1)


def test_one_role_for_both_is_enough():
    made = postgres.database()
    with of("x", made.owner) as owner:
        migrate(owner)
        with owner.writing() as writing:
            set_number(writing, "x", 1)


def test_districts_that_are_founded_at_once_make_the_tables_once():
    made = postgres.database()
    faults = []

    def found(name):
        with of(name, made.owner) as database:
            try:
                migrate(database)
            except Exception as fault:  # noqa: BLE001 - told to the test
                faults.append(fault)

    threads = [threading.Thread(target=found, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_a_later_step_sees_the_rows_of_all_districts_and_forces_the_policies_again(monkeypatch):
    made = postgres.database()
    with of("a", made.service) as ours, of("b", made.service) as theirs, of("a", made.owner) as owner:
        migrate(ours, owner)
        for database in (ours, theirs):
            with database.writing() as writing:
                set_number(writing, "x", 1)
        with owner.writing() as writing:
            writing.execute(text("UPDATE alembic_version SET version_num = '0001'"))
        monkeypatch.setattr(
            migrating, "_upgrade", lambda writing: writing.execute(text("UPDATE counter SET value = 5"))
        )
        migrate(ours, owner)
        for database in (ours, theirs):
            with database.reading() as reading:
                assert last_number(reading, "x") == 5
        with owner.reading() as reading:
            assert len(reading.execute(select(counter)).all()) == 1
    assert all(statement.endswith("FORCE ROW LEVEL SECURITY") for statement in forced(on=True))


def test_a_database_of_a_newer_program_is_left_alone():
    made = postgres.database()
    with of("a", made.owner) as owner:
        migrate(owner)
        with owner.writing() as writing:
            writing.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        with pytest.raises(DatabaseTooNew):
            migrate(owner)


def test_the_folder_remembers_the_server(tmp_path, monkeypatch):
    with founding(tmp_path, "FKD-remembered") as database, database.writing() as writing:
        set_number(writing, "x", 3)
        assert place_of(tmp_path) is None  # not founded before the end
    service = postgres.shared().service
    monkeypatch.delenv(VARIABLE)
    monkeypatch.delenv(OWNER_VARIABLE)
    assert place_of(tmp_path) == Place(service, "FKD-remembered")
    assert (tmp_path / "district.json").stat().st_mode & 0o777 == 0o600
    with contextlib.closing(opened(tmp_path, place_of(tmp_path))) as database, database.reading() as reading:
        assert last_number(reading, "x") == 3
    monkeypatch.setenv(VARIABLE, service + "&application_name=moved")
    assert place_of(tmp_path).database.endswith("moved")
    monkeypatch.delenv(VARIABLE)
    assert place_of(tmp_path).database.endswith("moved")


def test_a_folder_with_tables_of_its_own_is_not_moved_by_a_setting(tmp_path):
    (tmp_path / FILE).touch()
    with pytest.raises(OtherPlace):
        place_of(tmp_path)


def test_keys_lie_wrapped_on_the_server(two):
    with two[0].writing() as writing:
        write_secret(writing, "signing", b"canary-of-a-key")
    kept = postgres.cluster().say("SELECT value FROM fieldkit.secret", postgres.shared().name)
    assert kept
    assert not any(b"canary" in bytes(value) for (value,) in kept)


def test_a_commit_that_the_standby_may_lack_is_not_told_as_done():
    """The server warns when it gives up waiting for its standby, and says done. We say that nobody knows."""
    made = postgres.Cluster(durable=False).make().start()
    try:
        made.say("CREATE ROLE fieldkit LOGIN")
        made.say("CREATE DATABASE d OWNER fieldkit")
        with of("doubt", made.conninfo("d", "fieldkit")) as database:
            migrate(database)
            with database.reading() as reading:
                assert not waits_for_standby(reading)
            made.say("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
            made.say("SELECT pg_reload_conf()")
            time.sleep(0.5)
            with database.reading() as reading:
                assert waits_for_standby(reading)
            cancel = threading.Timer(
                1,
                made.say,
                ["SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"],
            )
            cancel.start()
            with pytest.raises(CommitUnknown):
                database.grouped(lambda writing: set_number(writing, "x", 1))
            cancel.join()
            made.say("ALTER SYSTEM RESET synchronous_standby_names")
            made.say("SELECT pg_reload_conf()")
            database.grouped(lambda writing: set_number(writing, "y", 1))
            with database.reading() as reading:
                assert last_number(reading, "x") == 1
    finally:
        made.stop()


def test_a_session_waits_for_the_disk_whatever_the_server_was_told(two):
    postgres.cluster().say("ALTER ROLE fieldkit SET synchronous_commit = off")
    try:
        with of("commit") as database, database.reading() as reading:
            assert reading.execute(text("SHOW synchronous_commit")).scalar_one() == "on"
    finally:
        postgres.cluster().say("ALTER ROLE fieldkit RESET synchronous_commit")


def once_it_is_back(work):
    """Do ``work``; a server that recovers may need longer than a write is tried again by itself."""
    until = time.monotonic() + 60
    while True:
        try:
            return work()
        except Unavailable:  # CommitUnknown too: the work counts on from what it finds
            if time.monotonic() > until:
                raise


def test_a_server_that_dies_is_told_and_found_again():
    """No write that was told as done is lost, and after the server is back work goes on by itself."""
    made = postgres.Cluster().make().start()
    try:
        made.say("CREATE ROLE fieldkit LOGIN")
        made.say("CREATE DATABASE d OWNER fieldkit")
        with of("dying", made.conninfo("d", "fieldkit")) as database:
            migrate(database)
            done = []

            def one(writing):
                number = last_number(writing, "n") + 1
                set_number(writing, "n", number)
                return number

            done.append(database.grouped(one))
            made.crash_a_backend()  # all are thrown out; the server recovers by itself
            done.append(once_it_is_back(lambda: database.grouped(one)))
            made.kill()
            with pytest.raises(Unavailable):
                database.grouped(one)
            with pytest.raises(Unavailable), database.reading():
                pass
            with pytest.raises(Unavailable), database.writing():
                pass
            made.start()
            done.append(once_it_is_back(lambda: database.grouped(one)))
            with database.reading() as reading:
                assert last_number(reading, "n") == done[-1]
            assert sorted(set(done)) == done
    finally:
        made.stop()


def test_a_warning_before_the_commit_is_no_doubt(two):
    with two[0].writing() as writing:
        writing.execute(text("DO $$ BEGIN RAISE WARNING 'x'; END $$"))
        assert doubtful(writing)
        writing.execute(text("DO $$ BEGIN RAISE WARNING 'x'; END $$"))
