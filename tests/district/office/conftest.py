# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""An office: a district with a neighbouring town, a clock that is moved on by hand, people who sign in."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sync.serving import serving
from tests.support.district import ROWS, District
from tests.support.office import OfficeClock, Person

NEXT_TOWN = {
    "code": "S5",
    "event": "E1",
    "role": "branch",
    "org_code": "DX-YH",
    "name": "邻镇",
    "venue": "邻",
}


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> OfficeClock:
    """Give the real time of the office, to be moved on."""
    made = OfficeClock()
    monkeypatch.setattr(serving, "real_time", made)
    return made


@pytest.fixture
def office(district: District, clock: OfficeClock, tmp_path: Path) -> District:
    """Serve a district with a site of a neighbouring town by the office's clock."""
    district.brief(tmp_path, {"organisation": ROWS["organisation"], "site": [NEXT_TOWN]})
    district.stop()
    district.start()
    return district


@pytest.fixture
def hire(office: District, clock: OfficeClock) -> Iterator[Callable[..., Person]]:
    """Let people have accounts; they close their browsers at the end."""
    people: list[Person] = []

    def hired(named: str = "", *words: str) -> Person:
        people.append(Person(office, clock, named, *words))
        return people[-1]

    yield hired
    for person in people:
        person.browser.close()
    until = time.monotonic() + 10
    while office._serving.server.server_state.connections and time.monotonic() < until:
        time.sleep(0.01)  # or its loop ends before it has heard of it
