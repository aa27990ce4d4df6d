# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Checking a card in the real window: a scanner types into it, whatever the look and the language."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from fieldkit.domain.card_checks import Reason
from fieldkit.ui.check.verdict import VerdictPanel
from tests.support.booths import CLERK, NOON
from tests.support.card_signing import digits, key_of, let_trust
from tests.support.hands import focused, press
from tests.support.windows import do, found, make_device, sign_in, window_on


def trusting(store):
    let_trust(store, at=NOON)


@pytest.fixture(params=["zh_CN", "en"])
def window(qtbot, tmp_path, request):
    make_device(tmp_path / "device", people=(CLERK,))
    with window_on(qtbot, tmp_path / "device", language=request.param, clock=lambda: NOON) as shown:
        sign_in(qtbot, shown)
        do(qtbot, shown, trusting)
        yield shown


def test_a_scan_is_judged_in_the_window_and_nothing_is_cut(qtbot, window):
    press(qtbot, Qt.Key.Key_F10)
    assert window.work.front == "check"
    page = window.work.page("check")
    panel = page.findChild(VerdictPanel)
    for scanned, reason in (
        (digits(), Reason.UNLISTED),
        (digits(name="阿布都热依木江·麦麦提图尔荪·阿卜杜克热木"), Reason.UNLISTED),
        (digits(key=key_of("a thief")), Reason.ALTERED),
        (digits(by=key_of("another district")), Reason.UNKNOWN_SIGNER),
    ):
        for letter in scanned:
            qtbot.keyClick(focused(), letter)
        press(qtbot, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda reason=reason: panel.check is not None and panel.check.reason is reason)
        qtbot.waitUntil(partial(_nothing_cut, page))


def _nothing_cut(page: QWidget) -> bool:
    """Return True where each label that is shown has room for its words and lies within the page."""
    for name in ("check_word", "check_why", "check_what"):
        label = found(page, QLabel, name)
        needed = label.heightForWidth(label.width())
        if label.isVisible() and label.text() and (label.height() < needed or not _inside(label, page)):
            return False
    return True


def _inside(label: QLabel, page: QWidget) -> bool:
    corner = label.mapTo(page, label.rect().bottomRight())
    return page.rect().contains(corner)
