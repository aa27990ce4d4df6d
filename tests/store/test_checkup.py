# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A checkup notices what the cipher does not: history that was put back or changed with the right key."""

import os
import signal
import subprocess
import sys

import pytest

from fieldkit.acts.enrol import enrol
from fieldkit.acts.serve import serve
from fieldkit.problems import StoreDamaged
from fieldkit.store import checkup, identity
from fieldkit.store.vault import open_store
from tests.support.clock import TEN
from tests.support.factories import CLERK, DESK, KEY, draft
from tests.support.told import answer, freeze

BY = {"operator": CLERK, "desk": DESK, "now": TEN}


@pytest.fixture
def worked(store):
    """Give a store with acts of two lives, some frozen and some received."""
    for number in (1, 2):
        enrol(store, uid=f"u{number}", draft=draft(number), **BY)
    answer(store)
    identity.new_life(store, now=TEN)
    for _ in range(3):
        serve(store, service="haircut", **BY)
    freeze(store, most_bytes=1)
    serve(store, service="haircut", **BY)
    return store


def test_a_whole_store_passes(worked):
    assert checkup.check(worked) == checkup.Checked(operations=6, batches=4)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE operations SET raw = CAST(replace(raw, 'haircut', 'massage') AS BLOB) WHERE place = 4",
        "UPDATE operations SET head = zeroblob(32) WHERE place = 6",
        "UPDATE operations SET digest = randomblob(32), raw = x'' WHERE place = 1",
        "UPDATE operations SET sequence = 9 WHERE place = 5",
        "DELETE FROM operations WHERE place = 4",
        "DELETE FROM operations WHERE place = 2",
        "UPDATE operations SET batch = 1 WHERE place = 6",
        "UPDATE operations SET batch = 9 WHERE place = 6",
        "UPDATE batches SET envelope = x'00' WHERE place = 2",
        "UPDATE batches SET prev = zeroblob(32) WHERE place = 4",
        "UPDATE batches SET number = 7 WHERE place = 4",
        "DELETE FROM batches WHERE place = 3",
    ],
)
def test_whatever_was_changed_in_history_is_noticed(worked, change):
    with worked.writing() as db:
        db.execute("PRAGMA defer_foreign_keys = ON")
        db.execute("DELETE FROM service_records")
        db.execute(change)
    with pytest.raises(StoreDamaged):
        checkup.check_chains(worked)


def test_an_old_page_put_back_is_noticed_although_the_cipher_takes_it(worked):
    with worked.reading() as db:
        before = db.execute("SELECT raw, head FROM operations WHERE place = 6").fetchone()
    with worked.writing() as db:
        db.execute(
            "DELETE FROM service_records WHERE operation = (SELECT id FROM operations WHERE place = 6)"
        )
        db.execute("DELETE FROM operations WHERE place = 6")
        db.execute("UPDATE counters SET sequence = sequence - 1")
    serve(worked, service="haircut", operator=CLERK, desk=DESK, now=TEN.replace(hour=3))
    with worked.writing() as db:
        db.execute("UPDATE operations SET raw = ? WHERE place = 6", [before[0]])
    worked.check()
    with pytest.raises(StoreDamaged):
        checkup.check(worked)


def test_a_store_knows_that_its_program_was_cut_off(store):
    store.close()
    again = open_store(store.folder, KEY)
    assert not again.unclean
    again.close()
    script = (
        "import os, signal, sys, pathlib; from fieldkit.store.vault import open_store\n"
        f"store = open_store(pathlib.Path(sys.argv[1]), bytes.fromhex('{KEY.hex()}'))\n"
        "with store.writing() as db: db.execute('UPDATE counters SET sheets = 7')\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(store.folder)], check=False, env=os.environ)
    assert done.returncode == -signal.SIGKILL
    first, second = open_store(store.folder, KEY), open_store(store.folder, KEY)
    assert (first.unclean, second.unclean) == (True, False)
    assert checkup.check(first).operations == 0
    first.close()
    second.close()
