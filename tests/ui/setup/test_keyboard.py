# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Settings without a mouse and without eyes: names are read aloud as words, Esc says no, the focus is never lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from fieldkit.ui.parts.frame import aloud
from fieldkit.ui.setup.comparing import Comparing
from tests.support.booths import NOON
from tests.support.hands import focused, press
from tests.support.windows import WAIT, click, found, make_device, sign_in, window_on


@pytest.fixture(params=["zh_CN", "en"])
def window(qtbot, tmp_path, request):
    make_device(tmp_path / "device")
    with window_on(qtbot, tmp_path / "device", language=request.param, clock=lambda: NOON) as shown:
        sign_in(qtbot, shown)
        yield shown


@pytest.mark.parametrize(
    ("words", "said"),
    [("现在的（&O）", "现在的"), ("Present one (&O)", "Present one"), ("&Site", "Site"), ("A5 纸", "A5 纸")],
)
def test_the_mark_of_a_key_is_not_read_aloud(words, said):
    assert aloud(words) == said


def test_no_field_of_the_settings_is_named_with_the_mark_of_its_key(window):
    page = window.work.go("settings")
    named = [one.accessibleName() for one in page.findChildren(QWidget) if one.accessibleName()]
    assert len(named) > 10
    assert [name for name in named if "&" in name] == []


def test_escape_takes_nobody_away_and_leads_back(qtbot, window):
    page = window.work.go("settings")
    removing = page.operators.removing
    qtbot.waitUntil(removing.isVisible, timeout=WAIT)
    click(qtbot, page, "remove_operator")
    assert focused() is removing.no
    press(qtbot, Qt.Key.Key_Escape)
    assert not removing.yes.isVisible()
    assert focused() is removing.remove
    click(qtbot, page, "remove_operator")
    press(qtbot, Qt.Key.Key_Return)  # on the button that says no
    assert not removing.yes.isVisible()
    assert focused() is removing.remove
    assert removing.who.count() == 1


def test_once_the_code_is_written_down_the_focus_stays_beside_it(qtbot, window):
    page = window.work.go("settings")
    click(qtbot, page, "make_code")
    qtbot.waitUntil(lambda: bool(page.code.groups), timeout=WAIT)
    qtbot.waitUntil(page.code.done.hasFocus)
    press(qtbot, Qt.Key.Key_Return)
    assert page.code.groups == []
    assert focused() is found(page, QPushButton, "make_code")


def test_escape_says_that_a_fingerprint_is_another(qtbot):
    panel = Comparing()
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show_groups(("ABCD", "EFGH"))
    with qtbot.waitSignal(panel.other, timeout=WAIT):
        qtbot.keyClick(panel.yes, Qt.Key.Key_Escape)
