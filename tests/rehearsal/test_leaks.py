# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A small day leaves no number behind, on either database; each number that is planted is found."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldkit.app.hardening import CRASH_FILE
from fieldkit.app.journal import LOG_FILE
from fieldkit.rehearsal.storms.few_sites import Left, has_postgres, played
from fieldkit.rehearsal.storms.leaks import searched


@pytest.fixture(scope="module", params=["sqlcipher", "postgresql"])
def left(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Left]:
    if request.param == "postgresql" and not has_postgres():
        pytest.skip("no PostgreSQL here")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
        patch.delenv("FIELDKIT_DATABASE", raising=False)
        folder = tmp_path_factory.mktemp("leaks") / "day"
        with played(folder, kind=request.param, sites=2, seed=1) as made:
            yield made


def test_nothing_that_a_thief_may_take_holds_a_number(left: Left) -> None:
    found, figures = searched(left)
    assert found == []
    assert figures["numbers"] > 100
    for what in ("server's disk", "registrar's folder", "laptop's disk", "stick", "backups", "second-place"):
        assert figures[f"{what}: bytes"] > 500, what
    assert figures["database opened: pieces"] > 300
    assert figures["streams inflated"] > 10


def test_the_booth_has_spoken_of_its_fault_and_crashed(left: Left) -> None:
    folder: Path = left.booths[0]
    told = (folder / LOG_FILE).read_text(encoding="utf-8")
    assert "KeyError" in told
    assert "crashed: Aborted" in told
    assert (folder / CRASH_FILE).stat().st_size > 0


@pytest.mark.parametrize(
    ("plant", "where"),
    [
        ("log", "server's disk server.log (plain)"),
        ("column", "database opened note (plain, backwards)"),
        ("name", "name of laptop's disk (plain)"),
    ],
)
def test_what_is_planted_is_found(left: Left, plant: str, where: str) -> None:
    if left.cluster is not None:
        pytest.skip("what was once in a PostgreSQL page stays in its log; the search is the same")
    found, _ = searched(left, plant=plant)
    assert where in found
    assert len(found) <= 2  # a name of digits can be read as hex too
    assert not any(character.isdigit() for one in found for character in one)
