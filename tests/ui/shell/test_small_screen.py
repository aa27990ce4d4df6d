# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""On a screen of 1366 by 768 with a title bar, services and goods are all in sight."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea

from fieldkit.ui.packs.goods import GoodsList
from fieldkit.ui.parts.done import DoneStrip
from fieldkit.ui.parts.tiles import TileBoard
from tests.support.booths import CLERK, NOON
from tests.support.hands import press
from tests.support.windows import make_device, sign_in, window_on

ROOM = QSize(1366, 700)


@pytest.fixture
def window(qtbot, tmp_path):
    make_device(tmp_path / "device", people=(CLERK,))
    with window_on(qtbot, tmp_path / "device", clock=lambda: NOON) as shown:
        sign_in(qtbot, shown)
        shown.resize(ROOM)
        yield shown


@pytest.mark.parametrize(("name", "kind"), [("serve", TileBoard), ("packs", GoodsList)])
def test_everything_on_offer_is_in_sight(qtbot, window, name, kind):
    page = window.work.go(name)
    board = page.findChild(kind)
    assert isinstance(board, QScrollArea)
    qtbot.waitUntil(lambda: board.widget().height() > 300)
    assert window.size() == ROOM
    assert board.verticalScrollBar().maximum() == 0
    if name == "serve":
        names = [tile._name for tile in board._tiles]
        assert all(one.height() >= one.heightForWidth(one.width()) for one in names)
        press(qtbot, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
        strip = page.findChild(DoneStrip)
        qtbot.waitUntil(strip._undo.isVisible)
        assert board.verticalScrollBar().maximum() == 0
