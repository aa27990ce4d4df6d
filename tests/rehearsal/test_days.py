# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Whole days in small: they hold, one seed is one day, planted faults are found, what was once found stays mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldkit.rehearsal.days.day import SITES
from fieldkit.rehearsal.days.plants import PLANTS
from fieldkit.rehearsal.days.storm import KEPT, day_of, sites_of, storm_of_days
from tests.support.rooms import ROOT

KEPT_DAYS = [line.partition(" ")[::2] for line in (ROOT / KEPT).read_text(encoding="utf-8").splitlines()]
WHOLE = 20
FOUND_BY = {"forged": 1, "doubled": 1, "deaf": 2, "hasty": 1, "merged": 2}
"""A day in which each planted fault does harm."""


def nobody(_done: int, _total: int) -> None:
    """Hear nothing."""


@pytest.fixture(autouse=True)
def without_a_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


def test_a_day_of_the_whole_district_holds(tmp_path: Path) -> None:
    """It takes some seconds: 22 stores, and everything that can go wrong."""
    assert sites_of(WHOLE) == SITES == 22
    played = day_of(tmp_path, WHOLE)
    assert (played.wrong, played.said) == ("", "")
    for happened in (
        "booths_died",
        "restored",
        "copied",
        "went_back",
        "parcels",
        "two-sites",
        "double-packs",
    ):
        assert played.figures[happened], happened
    assert list(tmp_path.iterdir()) == []


def test_one_seed_is_one_day(tmp_path: Path) -> None:
    one, other = day_of(tmp_path, 1), day_of(tmp_path, 1)
    assert (one.wrong, one.trace, one.figures) == ("", other.trace, other.figures)
    assert one.digest == other.digest != day_of(tmp_path, 2).digest


@pytest.mark.parametrize(("seed", "found"), KEPT_DAYS, ids=str)
def test_what_a_day_once_found_is_mended(tmp_path: Path, seed: str, found: str) -> None:
    played = day_of(tmp_path, int(seed))
    assert (played.wrong, played.said) == ("", ""), found


@pytest.mark.parametrize("plant", PLANTS)
def test_a_planted_fault_is_found(tmp_path: Path, plant: str) -> None:
    assert day_of(tmp_path, FOUND_BY[plant], plant).wrong not in ("", "broke-off")


def test_the_storm_says_how_to_play_a_wrong_day_again(tmp_path: Path) -> None:
    said = storm_of_days(tmp_path, times=1, seed=3, plant=None, tell=nobody)
    assert (said["holds"], said["figures"]["days"]) == (True, 1)
    wrong = storm_of_days(tmp_path, times=1, seed=1, plant="hasty", tell=nobody)
    assert (wrong["holds"], wrong["figures"]["wrong"]) == (False, 1)
    assert wrong["figures"]["wrong in day 1"].startswith("safe-above-backup: ")


def test_the_storm_of_days_ends_in_time(tmp_path: Path) -> None:
    said = storm_of_days(tmp_path, times=0, seed=5, plant=None, tell=nobody, seconds=0.01)
    assert said["figures"]["days"] == 1
