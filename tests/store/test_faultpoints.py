# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Places where a test may kill the process."""

import subprocess
import sys

import pytest

from fieldkit.store import faultpoints

SCRIPT = """
from fieldkit.store.faultpoints import fault_point
for n in range(5):
    fault_point("here")
    print(n, flush=True)
"""


def lines(wish):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env={"FIELDKIT_KILL_AT": wish}, capture_output=True, check=False
    )
    return done.returncode, done.stdout.decode().split()


@pytest.mark.parametrize(("wish", "passed"), [("here", []), ("here:1", []), ("here:4", ["0", "1", "2"])])
def test_the_process_dies_at_the_kth_passing(wish, passed):
    assert lines(wish) == (-9, passed)


@pytest.mark.parametrize("wish", ["", "elsewhere", "here:6"])
def test_otherwise_nothing_happens(wish):
    assert lines(wish) == (0, ["0", "1", "2", "3", "4"])


def test_the_counting_can_be_seen_without_dying(monkeypatch):
    died = []
    monkeypatch.setattr(faultpoints, "_die", lambda: died.append(True))
    faultpoints.arm("here:2")
    faultpoints.fault_point("here")
    assert not died
    faultpoints.fault_point("here")
    assert died
    faultpoints.arm("")
    faultpoints.fault_point("here")
    assert died == [True]
