# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A store that has joined and been briefed, and a clock."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldkit.store.vault import Store
from tests.support.clock import Clock
from tests.support.factories import make_store


@pytest.fixture
def clock() -> Clock:
    """Give ten in the morning of the day."""
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give a store that is ready for work."""
    made = make_store(tmp_path / "store")
    yield made
    made.close()
