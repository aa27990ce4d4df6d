# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""On a small screen, in both languages, what the prints page asks about many cards can be read whole."""

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QStyle, QStyleOptionComboBox

from fieldkit.acts.enrol import enrol, new_uid
from fieldkit.domain.print_orders import Continuing
from tests.support.booths import CLERK, NOON, draft_of
from tests.support.factories import name_of
from tests.support.windows import WAIT, click, do, make_device, sign_in, window_on

SMALL = (1280, 720)


def cut(place):
    """Return what in ``place`` has less room than its words need."""
    found = []
    for one in place.findChildren(QPushButton) + place.findChildren(QLabel) + place.findChildren(QComboBox):
        if not one.isVisible():
            continue
        if isinstance(one, QComboBox):
            option = QStyleOptionComboBox()
            one.initStyleOption(option)
            part = QStyle.SubControl.SC_ComboBoxEditField
            room = one.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, one).width()
            words, needs = one.currentText(), one.fontMetrics().horizontalAdvance(one.currentText())
        elif isinstance(one, QLabel) and one.wordWrap():
            words, room, needs = one.text(), one.height(), one.heightForWidth(one.width())
        else:
            words, room, needs = one.text(), one.width(), one.sizeHint().width()
        if words and needs > room:
            found.append((words, needs, room))
    return found


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_word_of_the_choice_and_of_what_going_on_means_is_seen(qtbot, tmp_path, language):
    make_device(tmp_path / "device", people=(CLERK,))
    with window_on(qtbot, tmp_path / "device", clock=lambda: NOON, language=language) as window:
        sign_in(qtbot, window)
        window.resize(*SMALL)
        session = window.session
        where = {"operator": session.operator, "desk": session.desk, "now": NOON}
        for number in range(1, 13):
            do(qtbot, window, enrol, uid=new_uid(), draft=draft_of(number, name_of(number)), **where)
        page = window.work.go("prints")
        click(qtbot, page, "print_batch")
        qtbot.waitUntil(page.batch.go.isEnabled, timeout=WAIT)
        assert page.batch.go.text().startswith({"zh_CN": "开始打印", "en": "Print"}[language])
        assert cut(page.batch) == []
        click(qtbot, page, "batch_go")
        qtbot.waitUntil(page.runs.read.isVisible, timeout=WAIT)
        QApplication.processEvents()
        assert cut(page.runs) == []
        page.runs.ask(Continuing(290, tuple(range(21, 100)), tuple(range(100, 140)), (290, 291), cards=790))
        qtbot.waitUntil(lambda: cut(page.runs) == [], timeout=WAIT)
        click(qtbot, page, "run_not_so")
        click(qtbot, page, "print_batch")
        page.batch.unprinted.click()
        qtbot.waitUntil(page.batch.reason.isVisible, timeout=WAIT)
        qtbot.waitUntil(lambda: cut(page.batch) == [], timeout=WAIT)
        assert not page.waiting.isVisible()
        assert not page.runs.isVisible()
