# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the driver's errors mean to an operator."""

import errno

import pytest
from sqlcipher3 import dbapi2

from fieldkit.problems import DiskFull, DiskRefused, StoreDamaged, StoreLocked
from fieldkit.store import driver


def failing(code):
    fault = dbapi2.OperationalError()
    fault.sqlite_errorcode = code
    return fault


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        (failing(13), DiskFull),
        (failing(5), StoreLocked),
        (failing(6 | (1 << 8)), StoreLocked),
        (failing(8), DiskRefused),
        (failing(10 | (3 << 8)), DiskRefused),
        (failing(14), DiskRefused),
        (failing(11), StoreDamaged),
        (failing(26), StoreDamaged),
        (OSError(errno.ENOSPC, ""), DiskFull),
        (OSError(errno.EDQUOT, ""), DiskFull),
        (OSError(errno.EIO, ""), DiskRefused),
        (OSError(), DiskRefused),
    ],
)
def test_an_error_becomes_the_problem_it_is(fault, problem):
    with pytest.raises(problem) as caught, driver.translated():
        raise fault
    assert caught.value.__cause__ is fault


@pytest.mark.parametrize("fault", [failing(1), dbapi2.ProgrammingError("a mistake of ours")])
def test_a_mistake_of_ours_stays_what_it_is(fault):
    with pytest.raises(dbapi2.Error) as caught, driver.translated():
        raise fault
    assert caught.value is fault


def test_a_store_held_by_somebody_else_is_waited_for_and_then_named(tmp_path, monkeypatch):
    monkeypatch.setattr(driver, "BUSY_MILLISECONDS", 50)
    one, other = (driver.connected(tmp_path / "x.db", b"k" * 32) for _ in range(2))
    one.conn.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreLocked), driver.translated():
        other.conn.execute("BEGIN IMMEDIATE")
    one.conn.close()
    other.conn.close()
