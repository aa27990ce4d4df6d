# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Every storm in small, and every fault that its checker must find."""

from __future__ import annotations

import os

import pytest

from fieldkit.rehearsal import storm
from fieldkit.rehearsal.storms import shim
from fieldkit.rehearsal.storms.every import every_storm, proof_rows
from fieldkit.rehearsal.storms.table import STORMS, Storm, run_storm

SEED = 20231129
PUSH = {"calls": 50, "powercut": 600, "errors": 50, "full": 4, "damage": 200, "clocks": 9}

WITH_TESTS_OF_THEIR_OWN = {
    "kills", "rekeys", "net", "ends", "ends-postgresql", "failover", "leaks", "fuzz", "api", "stalled",
    "days", "papers",
}  # fmt: skip
IN_THIS_WAY = {
    "normal": ("images_that_lost",), "off": ("images_that_lost", "broken"), "liar": ("images_that_lost", "broken"),
    "hasty": ("acknowledged_lost",), "blind": ("unnoticed",), "by-clock": ("wrong_order",),
}  # fmt: skip
"""The figures that a planted fault must show in."""


def nobody(_done: int, _total: int) -> None:
    """Hear nothing."""


@pytest.fixture(autouse=True)
def without_a_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave no secret of a storm in anybody's keyring."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


def here(name: str) -> Storm:
    """Return a storm, or skip with the sentence that says what it lacks."""
    if lacking := STORMS[name].lacking():
        pytest.skip(lacking)
    return STORMS[name]


@pytest.mark.parametrize("name", PUSH)
def test_a_storm_holds(name: str) -> None:
    here(name)
    result = run_storm(name, times=PUSH[name], seed=SEED, plant=None, tell=nobody)
    assert result["holds"], result
    assert result["figures"][result["tried"]] == PUSH[name]
    assert result["seed"] == SEED


@pytest.mark.parametrize(("name", "plant"), [(name, plant) for name in PUSH for plant in STORMS[name].plants])
def test_a_planted_fault_is_found(name: str, plant: str) -> None:
    result = run_storm(name, times=here(name).plants[plant], seed=SEED, plant=plant, tell=nobody)
    assert not result["holds"], result
    wanted = IN_THIS_WAY.get(plant, ())
    assert [figure for figure in wanted if not result["figures"][figure]] == []


def test_without_a_disk_of_its_own_files_are_held_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    figures = run_storm("full", times=2, seed=SEED, plant=None, tell=nobody)["figures"]
    assert figures["on_a_disk_of_its_own"] == 0
    assert figures["refused"] == 2
    assert figures["acknowledged_lost"] == figures["without_a_sentence"] == figures["broken"] == 0


def test_every_storm_has_a_fault_it_must_find() -> None:
    assert [name for name, one in STORMS.items() if not one.plants] == []
    assert set(STORMS) - set(PUSH) == WITH_TESTS_OF_THEIR_OWN


def test_all_storms_make_one_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shim, "lacking", lambda: "no compiler here")
    monkeypatch.setitem(STORMS, "calls", Storm(**_fields("calls") | {"lacking": shim.lacking}))
    said = every_storm(seconds=1, seed=SEED, tell=nobody, only=("calls", "damage"))
    assert said["holds"]
    calls, damage = proof_rows(said)
    assert calls == (f"calls: {STORMS['calls'].says}", "0", "", "no compiler here")
    assert damage == (f"damage: {STORMS['damage'].says}", "300 damaged", "nothing", "blind: found")


def test_a_proof_says_what_was_lost_and_what_was_not_found() -> None:
    said = {
        "name": "storm calls", "figures": {"points": 1200, "lost": 3, "gaps": 0}, "tried": "points",
        "bad": ["lost", "gaps"], "planted": {"hasty": False}, "holds": False,
    }  # fmt: skip
    row = proof_rows({"storms": [said]})[0]
    assert row[1:] == ("1,200 points", "lost 3", "hasty: NOT FOUND")


def test_the_program_refuses_a_fault_that_a_storm_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        storm.main(["damage", "--plant", "hasty"])
    assert "damage knows these faults: blind" in capsys.readouterr().err


def _fields(name: str) -> dict[str, object]:
    return {field: getattr(STORMS[name], field) for field in Storm.__slots__}


def test_a_storm_that_breaks_does_not_hold_and_takes_no_other_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError

    monkeypatch.setitem(STORMS, "calls", Storm(**_fields("calls") | {"run": broken, "lacking": str}))
    said = every_storm(seconds=1, seed=SEED, tell=nobody, only=("calls", "damage"))
    assert not said["holds"]
    assert [one["holds"] for one in said["storms"]] == [False, True]
    assert proof_rows(said)[0][3] == "broke: RuntimeError"
