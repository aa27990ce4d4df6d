# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The storms on the wire in small: bad lines, and everybody killed; and the faults that their checker must find."""

from __future__ import annotations

import pytest

from fieldkit.rehearsal import storm
from fieldkit.rehearsal.storms.every import proof_rows
from fieldkit.rehearsal.storms.table import STORMS, run_storm

pytestmark = pytest.mark.slow
SEED = 20231129
FOUND_IN = {"believes": "acknowledged_lost", "renumbers": "doubled", "forgets": "acknowledged_lost"}


def nobody(_done: int, _total: int) -> None:
    """Hear nothing."""


@pytest.fixture(autouse=True)
def without_a_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave no secret of a storm in anybody's keyring."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


def test_nothing_is_lost_or_doubled_over_a_bad_line() -> None:
    result = run_storm("net", times=30, seed=SEED, plant=None, tell=nobody)
    figures = result["figures"]
    assert result["holds"], result
    assert figures["faults"] >= 30 + figures["swept"]
    assert figures["swept"] >= 10
    assert figures["rounds_that_failed"] > 0
    assert figures["operations"] > 50
    (row,) = proof_rows({"storms": [{**result, "planted": {"believes": True}}]})
    assert row[1:] == (f"{figures['faults']} faults", "nothing", "believes: found")


@pytest.mark.parametrize(("name", "times"), [("ends", 5), ("ends-postgresql", 3)])
def test_nothing_is_lost_or_doubled_when_everybody_is_killed(name: str, times: int) -> None:
    if lacking := STORMS[name].lacking():
        pytest.skip(lacking)
    result = run_storm(name, times=times, seed=SEED, plant=None, tell=nobody)
    figures = result["figures"]
    assert result["holds"], result
    assert sum(count for one, count in figures.items() if one.startswith("killed: ")) == times
    assert figures["acts_told"] > 20
    assert figures["faults"] > 0


@pytest.mark.parametrize(("name", "plant"), [("net", "believes"), ("net", "renumbers"), ("ends", "forgets")])
def test_a_planted_fault_is_found(name: str, plant: str) -> None:
    result = run_storm(name, times=STORMS[name].plants[plant], seed=SEED, plant=plant, tell=nobody)
    assert not result["holds"], result
    assert result["figures"][FOUND_IN[plant]] > 0, result


def test_only_a_storm_with_a_district_can_have_it_on_a_server(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        storm.main(["net", "--database", "postgresql"])
    assert "net has no district on postgresql" in capsys.readouterr().err
