# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A running district and devices that have joined it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.devices import Device
from tests.support.district import District, serving


@pytest.fixture
def district(tmp_path: Path) -> Iterator[District]:
    """Serve a district with three sites over TLS."""
    with serving(tmp_path) as running:
        yield running


@pytest.fixture
def join(district: District) -> Callable[..., Device]:
    """Let a device join the district and take its first serials."""

    def joined(site: str = "S1") -> Device:
        device = Device(district.ticket(site=site))
        device.exchange()
        return device

    return joined


@pytest.fixture
def device(join: Callable[..., Device]) -> Device:
    """Give a device that has joined."""
    return join()
