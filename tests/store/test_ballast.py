# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Room kept back for what must still be written on a full disk."""

import shutil

import pytest

from fieldkit.problems import DiskFull
from fieldkit.store import ballast


@pytest.fixture
def no_room(monkeypatch):
    """Let the disk look full."""
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=ballast.BALLAST_BYTES))


def test_the_ballast_takes_its_room(tmp_path):
    assert ballast.lay(tmp_path)
    assert (tmp_path / ballast.BALLAST_FILE).stat().st_size == ballast.BALLAST_BYTES
    assert (tmp_path / ballast.BALLAST_FILE).stat().st_blocks * 512 >= ballast.BALLAST_BYTES
    assert ballast.lay(tmp_path)
    ballast.demand_room(tmp_path)


def test_it_is_not_laid_where_there_is_no_room(tmp_path, no_room):
    assert not ballast.lay(tmp_path)
    with pytest.raises(DiskFull):
        ballast.demand_room(tmp_path)


def test_given_up_it_is_laid_again_at_the_next_act(tmp_path):
    ballast.lay(tmp_path)
    assert ballast.give_up(tmp_path)
    assert not ballast.give_up(tmp_path)
    ballast.demand_room(tmp_path)
    assert (tmp_path / ballast.BALLAST_FILE).exists()


def test_a_write_that_fails_leaves_no_half_of_it(tmp_path, monkeypatch):
    def full(*_):
        raise OSError

    monkeypatch.setattr(ballast, "_fill", full)
    assert not ballast.lay(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_without_the_systems_help_it_is_written(tmp_path, monkeypatch):
    monkeypatch.delattr(ballast.os, "posix_fallocate", raising=False)
    assert ballast.lay(tmp_path)
    assert (tmp_path / ballast.BALLAST_FILE).stat().st_size == ballast.BALLAST_BYTES
