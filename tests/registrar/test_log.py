# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The registrar's log: an entry that was changed, taken out or put in shows; nothing is done when it does not hold."""

import datetime as dt

import pytest

from fieldkit.registrar import log

NOW = dt.datetime(2023, 11, 29, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def folder(tmp_path):
    """Give a folder with three entries."""
    for number in range(3):
        log.note(tmp_path, NOW, "open", {"request": number, "mark": f"r1-{number}"})
    return tmp_path


def test_entries_come_back_in_their_order(folder):
    found = log.entries(folder)
    assert [(one.place, one.facts["request"]) for one in found] == [(1, 0), (2, 1), (3, 2)]
    assert len({log.shown(one) for one in found}) == 3
    assert oct((folder / log.NAME).stat().st_mode & 0o777) == "0o600"
    assert log.entries(folder / "none") == []


@pytest.mark.parametrize(
    ("spoil", "line"),
    [
        (lambda lines: [lines[0], lines[1].replace(b'"request":1', b'"request":7'), lines[2]], 2),
        (lambda lines: [lines[0], lines[2]], 2),
        (lambda lines: [lines[1], lines[0], lines[2]], 1),
        (lambda lines: [*lines, b"{"], 4),
        (lambda lines: [*lines, lines[2]], 4),
    ],
)
def test_what_was_changed_shows_and_nothing_more_is_written(folder, spoil, line):
    file = folder / log.NAME
    file.write_bytes(b"\n".join(spoil(file.read_bytes().splitlines())) + b"\n")
    for call in (lambda: log.entries(folder), lambda: log.note(folder, NOW, "open", {})):
        with pytest.raises(log.LogBroken) as broken:
            call()
        assert broken.value.args == (line,)
