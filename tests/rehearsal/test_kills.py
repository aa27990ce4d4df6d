# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The storm of kills in small, and the faults its checker must find."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldkit.rehearsal.kills import storm_of_kills


def nobody(_done: int, _total: int) -> None:
    """Hear nothing."""


@pytest.fixture(autouse=True)
def without_a_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave no secret of a storm in anybody's keyring."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


def test_nothing_acknowledged_is_lost_or_doubled_by_kills(tmp_path: Path) -> None:
    result = storm_of_kills(tmp_path, times=25, seed=7, plant=None, tell=nobody)
    assert result["holds"], result
    assert result["figures"]["acts_told"] > 100
    assert result["figures"]["opened"] == 25


@pytest.mark.parametrize(("plant", "figure"), [("lost", "acknowledged_lost"), ("doubled", "doubled")])
def test_a_planted_fault_is_found(tmp_path: Path, plant: str, figure: str) -> None:
    result = storm_of_kills(tmp_path, times=3, seed=8, plant=plant, tell=nobody)
    assert not result["holds"]
    assert result["figures"][figure] >= 1
