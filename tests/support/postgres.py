# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A PostgreSQL server for the tests of this process: made at the first question, gone with the process.

1. The service's role and the owner's are two, as in the field: neither is a superuser.
2. Tests share one database and are kept apart by their districts' names, as districts are: to make the tables anew, or
   to copy a database, takes most of a second. Who tries out the tables themselves asks for a database of his own.
"""

import atexit
import functools
import itertools
from dataclasses import dataclass

from fieldkit.rehearsal.cluster import Cluster, lacking

missing = lacking
"""Why there can be no PostgreSQL here; empty where there can."""

OWNER, SERVICE = "fieldkit_owner", "fieldkit"
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Made:
    """A database: its name, and its addresses for the two roles."""

    name: str
    service: str
    owner: str


@functools.cache
def cluster() -> Cluster:
    """Return the server of this process, with the two roles."""
    made = Cluster(durable=False).make().start()
    atexit.register(made.stop)
    made.say(f"CREATE ROLE {OWNER} LOGIN")
    made.say(f"CREATE ROLE {SERVICE} LOGIN")
    return made


def database() -> Made:
    """Return a new, empty database."""
    name = f"t{next(_numbers)}"
    cluster().say(f"CREATE DATABASE {name} OWNER {OWNER}")
    return Made(name, cluster().conninfo(name, SERVICE), cluster().conninfo(name, OWNER))


@functools.cache
def shared() -> Made:
    """Return the database that the tests of this process share, with all tables."""
    from sync.db.database import open_postgresql
    from sync.db.migrate import migrate

    made = database()
    service = open_postgresql(made.service, "FKD-none", bytes(32))
    owner = open_postgresql(made.owner, "FKD-none", bytes(32))
    migrate(service, owner)
    service.close()
    owner.close()
    return made


def keep(district: str, schema: str = "kept") -> None:
    """Keep the rows of ``district`` as they are now in ``schema``, to be put back where a test begins with them."""
    cluster().say(
        f"""DO $$ DECLARE name text; BEGIN
        CREATE SCHEMA {schema};
        FOR name IN SELECT relname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
            WHERE relnamespace = 'fieldkit'::regnamespace AND attname = 'district'
                AND NOT relispartition AND relkind IN ('r', 'p')
        LOOP
            EXECUTE format('CREATE TABLE {schema}.%1$I AS SELECT * FROM fieldkit.%1$I WHERE district = %2$L',
                name, '{district}');
        END LOOP; END $$""",
        shared().name,
    )


def put_back(district: str, schema: str = "kept") -> None:
    """Bring the rows of ``district`` back to what was kept in ``schema``."""
    cluster().say(
        f"""DO $$ DECLARE name text; BEGIN
        FOR name IN SELECT table_name FROM information_schema.tables WHERE table_schema = '{schema}' LOOP
            EXECUTE format('DELETE FROM fieldkit.%I WHERE district = %L', name, '{district}');
            EXECUTE format('INSERT INTO fieldkit.%I SELECT * FROM {schema}.%I', name, name);
        END LOOP; END $$""",
        shared().name,
    )
