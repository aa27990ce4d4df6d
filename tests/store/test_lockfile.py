# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""One store, one program."""

import os

import pytest

from fieldkit.problems import DiskRefused, StoreLocked
from fieldkit.store import lockfile


def in_a_child(work):
    """Run ``work`` in a child made by fork; return how it ended."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        except StoreLocked:
            os._exit(7)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def test_lanes_of_one_process_share_the_lock(tmp_path):
    first, second = lockfile.take(tmp_path), lockfile.take(tmp_path)
    lockfile.let_go(first)
    assert in_a_child(lambda: lockfile.take(tmp_path)) == 7
    lockfile.let_go(second)
    assert in_a_child(lambda: lockfile.take(tmp_path)) == 0


def test_a_child_that_dies_leaves_no_lock(tmp_path):
    in_a_child(lambda: lockfile.take(tmp_path))
    lockfile.let_go(lockfile.take(tmp_path))


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(DiskRefused):
        lockfile.take(tmp_path / "nowhere")
