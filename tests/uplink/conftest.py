# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A running district, a store that has not joined it, and one that has."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldkit.store.vault import Store, create_store
from fieldkit.uplink.joining import join
from fieldkit.uplink.round import sync
from fieldkit.work import Quiet
from tests.support.district import NOON, District, serving

KEY = bytes(range(32))


@pytest.fixture
def district(tmp_path: Path) -> Iterator[District]:
    """Serve a district with three sites over TLS."""
    with serving(tmp_path) as running:
        yield running


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Store]:
    """Give a store that has not joined."""
    store = create_store(tmp_path / "fresh", KEY, now=NOON - dt.timedelta(hours=2))
    yield store
    store.close()


@pytest.fixture
def store(tmp_path: Path, district: District) -> Iterator[Store]:
    """Give a store that has joined and been briefed."""
    store = create_store(tmp_path / "store", KEY, now=NOON - dt.timedelta(hours=2))
    join(store, ticket=district.ticket(site="S1"), device_name="示例", now=NOON)
    sync(store, report=Quiet(), clock=lambda: NOON)
    yield store
    store.close()
