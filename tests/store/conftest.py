# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A store that has joined and been briefed, and a clock."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldkit.acts.serve import serve
from fieldkit.store.batches import Frozen
from fieldkit.store.vault import Store
from tests.support.clock import TEN, Clock
from tests.support.factories import CLERK, DESK, make_store
from tests.support.told import freeze, to_send


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


@pytest.fixture
def frozen(store: Store) -> tuple[Frozen, ...]:
    """Give three batches of one operation each, frozen and not told."""
    for _ in range(3):
        serve(store, service="haircut", operator=CLERK, desk=DESK, now=TEN)
    freeze(store, most_bytes=1)
    return to_send(store)
