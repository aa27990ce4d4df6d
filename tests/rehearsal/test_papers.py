# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The storm of kills while receipts are printed, in small, and the faults its checker must find.

Each takes some ten seconds: fifty receipts are drawn, sent through a real socket, and drawn again to compare.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldkit.rehearsal.storms.papers import BELIEVES, RETRIES, storm_of_papers
from fieldkit.rehearsal.storms.table import STORMS

pytestmark = pytest.mark.slow


def nobody(_done: int, _total: int) -> None:
    """Hear nothing."""


@pytest.fixture(autouse=True)
def without_a_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave no secret of a storm in anybody's keyring."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


def test_each_receipt_is_printed_once_or_asked_about(tmp_path: Path) -> None:
    result = storm_of_papers(tmp_path, times=10, seed=7, plant=None, tell=nobody)
    assert result["holds"], result
    figures = result["figures"]
    assert figures["receipts"] == figures["printed"] + figures["asked"] == 50
    assert figures["asked"] <= 10


@pytest.mark.parametrize(("plant", "figure"), [(RETRIES, "doubled"), (BELIEVES, "missing")])
def test_a_planted_fault_is_found(tmp_path: Path, plant: str, figure: str) -> None:
    times = STORMS["papers"].plants[plant]
    result = storm_of_papers(tmp_path, times=times, seed=8, plant=plant, tell=nobody)
    assert not result["holds"], result
    assert result["figures"][figure] >= 1
