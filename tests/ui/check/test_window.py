# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Checking a card in the real window: a scanner types into it, whatever the look and the language."""

from functools import partial

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from fieldkit.domain.card_checks import Reason
from fieldkit.ui.check.verdict import VerdictPanel
from fieldkit.ui.opening import LEAST
from tests.support.booths import CLERK, NOON
from tests.support.card_signing import digits, key_of, let_trust
from tests.support.hands import focused, press
from tests.support.windows import click, do, found, make_device, sign_in, window_on
from tests.ui.check.test_page import drop, sheet


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


def test_on_a_small_screen_nothing_is_squeezed_and_the_name_is_seen(qtbot, window):
    window.resize(LEAST)
    press(qtbot, Qt.Key.Key_F10)
    page = window.work.page("check")
    panel = page.findChild(VerdictPanel)
    data = QMimeData()
    data.setImageData(sheet(digits(name="王芒", registered=b"12345678"), digits(key=key_of("a thief"))))
    drop(page, data)
    qtbot.waitUntil(lambda: panel.check is not None)
    click(qtbot, page, "check_card_2")
    assert panel.check.reason is Reason.UNLISTED
    qtbot.waitUntil(
        lambda: all(_has_room(label) for label in panel.findChildren(QLabel) if label.isVisible())
    )
    shown = page.findChild(QScrollArea).viewport()
    for name in ("check_name", "check_number"):
        label = found(panel, QLabel, name)
        assert shown.rect().contains(label.mapTo(shown, label.rect().bottomLeft()))


def _has_room(label: QLabel) -> bool:
    return not label.text() or label.height() >= label.heightForWidth(label.width())


def _nothing_cut(page: QWidget) -> bool:
    """Return True where each label that is shown has room for its words and lies within the page."""
    for name in ("check_word", "check_why", "check_what", "check_name", "check_number"):
        label = page.findChild(QLabel, name)
        if label is None or not label.isVisible() or not label.text():
            continue
        if not _has_room(label) or not _inside(label, page):
            return False
    return True


def _inside(label: QLabel, page: QWidget) -> bool:
    return page.rect().contains(label.mapTo(page, label.rect().bottomRight()))
