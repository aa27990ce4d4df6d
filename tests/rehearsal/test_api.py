# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The district answers every question, right or wrong, as its OpenAPI page says; what is planted is found."""

from pathlib import Path

import pytest

from fieldkit.rehearsal.storms import api

pytestmark = pytest.mark.filterwarnings("ignore")  # of the tool's own, over bodies and cookies that it makes


def nobody(_done: int, _total: int) -> None:
    """Hear nothing."""


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the tables in a file."""
    monkeypatch.delenv("FIELDKIT_DATABASE", raising=False)
    if why := api.lacking():
        pytest.skip(why)


def test_every_question_is_answered_as_the_page_says(tmp_path: Path) -> None:
    said = api.storm_of_questions(tmp_path, times=250, seed=20231129, plant=None, tell=nobody)
    figures = said["figures"]
    assert said["holds"], figures
    assert figures["roads"] == 21
    assert figures["questions"] > 150
    assert min(figures[f"code {code}"] for code in (200, 400, 401, 404)) > 5


@pytest.mark.parametrize(
    ("plant", "figure", "said"),
    [
        ("fault", "server_errors", "ServerError at GET /v1/office/overlaps"),
        ("code", "undocumented", "UndefinedStatusCode at GET /v1/office/overlaps"),
        ("form", "undocumented", "JsonSchemaError at GET /v1/office/overlaps"),
    ],
)
def test_what_is_planted_is_found(tmp_path: Path, plant: str, figure: str, said: str) -> None:
    found = api.storm_of_questions(tmp_path, times=60, seed=20231129, plant=plant, tell=nobody)
    assert not found["holds"]
    assert found["figures"][figure] > 0
    assert found["figures"][said] > 0
