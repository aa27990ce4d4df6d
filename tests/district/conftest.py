# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A running district and devices that have joined it; every test on both kinds of database."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sync.db.place import OWNER_VARIABLE, VARIABLE
from tests.support import postgres
from tests.support.devices import Device
from tests.support.district import District, serving

KINDS = ("sqlcipher", "postgresql")
NO_DATABASE = ("test_guard", "test_packaging")
"""Files whose tests touch no database: once is enough."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test once on each kind, but for those whose file says ``ONE_KIND``."""
    name = metafunc.module.__name__.rpartition(".")[2]
    one = KINDS[0] if name in NO_DATABASE else getattr(metafunc.module, "ONE_KIND", "")
    metafunc.parametrize("kind", [one] if one else KINDS, indirect=True)


@pytest.fixture(autouse=True)
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Let districts that are founded in this test keep their tables there."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.delenv(OWNER_VARIABLE, raising=False)
    if request.param == "sqlcipher":
        yield request.param
        return
    if why := postgres.missing():
        pytest.skip(why)
    made = postgres.shared()
    monkeypatch.setenv(VARIABLE, made.service)
    monkeypatch.setenv(OWNER_VARIABLE, made.owner)
    yield request.param


@pytest.fixture
def move(kind: str, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Give what lets a district that is founded from here on be on another server, where it is on one at all."""
    if kind == "sqlcipher":
        return lambda: None
    made = postgres.database()

    def to_another() -> None:
        monkeypatch.setenv(VARIABLE, made.service)
        monkeypatch.setenv(OWNER_VARIABLE, made.owner)

    return to_another


@pytest.fixture
def district(kind: str, tmp_path: Path) -> Iterator[District]:
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
