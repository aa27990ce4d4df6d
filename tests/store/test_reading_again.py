# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A disk that fails to read once: read again, before anything is called damaged, and never for good."""

import os
import subprocess
import sys

import pytest

from fieldkit.problems import DiskRefused, StoreDamaged
from fieldkit.store.vault import STORE_FILE, create_store, open_store
from tests.store.test_vault import damage, look, page_of, rows
from tests.support.clock import TEN
from tests.support.factories import KEY

ONE_EIO = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>
static int refuse(void) {
    const char *when = getenv("EIO_WHEN");
    if (!when || access(when, F_OK)) return 0;
    unlink(when);
    errno = EIO;
    return 1;
}
ssize_t pread64(int fd, void *to, size_t count, off_t at) {
    ssize_t (*real)(int, void *, size_t, off_t) = dlsym(RTLD_NEXT, "pread64");
    return refuse() ? -1 : real(fd, to, count, at);
}
ssize_t pread(int fd, void *to, size_t count, off_t at) {
    ssize_t (*real)(int, void *, size_t, off_t) = dlsym(RTLD_NEXT, "pread");
    return refuse() ? -1 : real(fd, to, count, at);
}
"""
READS_ONCE_MORE = """
import os, pathlib, sys
from fieldkit.problems import Problem
from fieldkit.store.vault import open_store
store = open_store(pathlib.Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
asked = "SELECT count(*) FROM looks"
pathlib.Path(os.environ["EIO_WHEN"]).touch()
for _ in range(2):
    try:
        with store.reading() as db:
            print(db.execute(asked).fetchone()[0])
    except Problem as problem:
        print(problem.code)
"""


@pytest.fixture
def folder(tmp_path):
    """Give the folder of a store that was made and closed."""
    create_store(tmp_path / "store", KEY, now=TEN).close()
    return tmp_path / "store"


def test_one_failed_read_is_read_again_before_the_store_is_called_damaged(folder, monkeypatch):
    file, page = folder / STORE_FILE, page_of(folder, "looks")
    whole = file.read_bytes()
    damage(folder, page)
    store = open_store(folder, KEY)
    pages = store._check_pages

    def read_well_this_time():
        file.write_bytes(whole)
        pages()

    monkeypatch.setattr(store, "_check_pages", read_well_this_time)
    with pytest.raises(DiskRefused) as refused:
        rows(store)
    assert refused.value.facts == {"why": "read"}
    assert rows(store) == []
    look(store, "m1")
    assert rows(store) == ["m1"]
    store.close()


def test_a_refusal_to_read_spoils_nothing_that_is_read_later(folder):
    """The driver refuses all that follows on a connection on which one read failed."""
    shim = folder.parent / "eio.so"
    made = subprocess.run(
        ["gcc", "-shared", "-fPIC", "-x", "c", "-o", str(shim), "-", "-ldl"],
        input=ONE_EIO,
        text=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("no compiler here")
    done = subprocess.run(
        [sys.executable, "-c", READS_ONCE_MORE, str(folder), KEY.hex()],
        env={**os.environ, "LD_PRELOAD": str(shim), "EIO_WHEN": str(folder.parent / "now")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.split(), done.returncode) == (["disk-refused", "0"], 0), done.stderr


def test_a_check_and_an_opening_read_once_more_too(folder, monkeypatch):
    file, page = folder / STORE_FILE, page_of(folder, "looks")
    whole = file.read_bytes()
    store = open_store(folder, KEY)
    damage(folder, page)
    anew = store._open_anew

    def mended():
        file.write_bytes(whole)
        anew()

    monkeypatch.setattr(store, "_open_anew", mended)
    store.check()
    store.close()
    damage(folder, page_of(folder, "counters"))
    with pytest.raises(StoreDamaged):
        open_store(folder, KEY)
