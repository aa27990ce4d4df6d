# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Windows for the outbox page: on a sample device, and on one that has joined the real district."""

import pytest

from fieldkit.uplink import joining
from tests.support.booths import NOON
from tests.support.district import serving
from tests.support.outboxes import noon, round_of, sign_in_without_desk
from tests.support.windows import WAIT, make_device, window_on


@pytest.fixture
def window(qtbot, tmp_path):
    make_device(tmp_path / "device")
    with window_on(qtbot, tmp_path / "device", clock=noon) as shown:
        yield shown


@pytest.fixture
def district(tmp_path):
    with serving(tmp_path, clock_at=NOON) as stands:
        yield stands


@pytest.fixture
def joined(qtbot, tmp_path, district):
    """Give the window on a device that has joined the real district and stands at its main venue."""
    make_device(tmp_path / "device", briefed=False)
    with window_on(qtbot, tmp_path / "device", clock=noon) as shown:
        sign_in_without_desk(qtbot, shown)
        answers = []
        shown.session.uplink.run(
            lambda store: joining.join(store, ticket=district.ticket(), device_name="示例", now=NOON),
            done=answers.append,
        )
        qtbot.waitUntil(lambda: bool(answers), timeout=WAIT)
        shown.lock()
        sign_in_without_desk(qtbot, shown)
        round_of(qtbot, shown)
        shown.session.stand_at("S1", "1")
        shown.setup.finished.emit()
        qtbot.waitUntil(lambda: shown.work is not None)
        yield shown
