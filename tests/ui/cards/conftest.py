# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The window at the page of card layouts."""

import pytest

from tests.support.booths import CLERK, NOON
from tests.support.windows import WAIT, click, make_device, sign_in, window_on


@pytest.fixture
def window(qtbot, tmp_path):
    make_device(tmp_path / "device", people=(CLERK,))
    with window_on(qtbot, tmp_path / "device", clock=lambda: NOON) as shown:
        sign_in(qtbot, shown)
        yield shown


@pytest.fixture
def page(qtbot, window):
    window.work.go("settings")
    click(qtbot, window.work, "card_layouts")
    shown = window.work.page("cards")
    qtbot.waitUntil(lambda: shown.pictures.count == 2, timeout=WAIT)
    return shown
