# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Lines that stand still, in small: all are cut off and the booth is served; each missing deadline is found."""

from pathlib import Path

import pytest

from fieldkit.rehearsal.storms import stalled
from fieldkit.rehearsal.storms.stalled import storm_of_stalled_lines
from sync.serving.app import BODY_SECONDS
from sync.serving.guard import ANSWER_SECONDS, HANDSHAKE_SECONDS, HEAD_SECONDS


def nobody(_done: int, _total: int) -> None:
    """Hear nothing."""


@pytest.fixture(autouse=True)
def without_a_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


def test_no_deadline_that_is_served_with_is_longer_than_promised() -> None:
    longest = max(HANDSHAKE_SECONDS, HEAD_SECONDS, BODY_SECONDS, ANSWER_SECONDS)
    assert longest <= stalled.MOST_SECONDS == 20.0


def test_forty_lines_that_stand_still_keep_nobody_out(tmp_path: Path) -> None:
    said = storm_of_stalled_lines(tmp_path, times=40, seed=1, plant=None, tell=nobody)
    assert said["holds"], said
    told = said["figures"]
    assert told["booth_rounds"] > 1
    assert [told[f"counted by the server: {state}"] for state in ("head", "body", "answer")] == [8, 8, 8]


def test_a_deadline_that_is_missing_is_found(tmp_path: Path) -> None:
    said = storm_of_stalled_lines(tmp_path, times=10, seed=1, plant="handshake", tell=nobody)
    assert not said["holds"]
    figures = {name: told for name, told in said["figures"].items() if name.startswith("still open")}
    assert figures == {
        f"still open: {state}": 2 * (state in ("dialled", "handshake")) for state in stalled.STATES
    }
