# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Hands on the page of card layouts: choose, copy, type, and wait until what was asked is answered."""

from tests.support.windows import WAIT, click


def choose(box, words):
    box.setCurrentIndex(next(place for place in range(box.count()) if words in box.itemText(place)))


def copied(qtbot, page):
    """Make a copy of the layout that is shown, and wait until it is the one on the page."""
    click(qtbot, page, "layout_copy")
    qtbot.waitUntil(lambda: page.choices.layout_now.own and not page.text.isReadOnly(), timeout=WAIT)
    settled(qtbot, page)


def settled(qtbot, page):
    """Wait until the last question is answered."""
    asked = page._asked
    page._pause.stop()
    page._judged.stop()
    page._look()
    seen = page._seen
    qtbot.waitUntil(lambda: page._seen is not seen and page._asked > asked, timeout=WAIT)


def typed(qtbot, page, old, new):
    text = page.text.toPlainText()
    assert old in text
    page.text.setPlainText(text.replace(old, new))
    settled(qtbot, page)


def told(page):
    return [page.faults.item(place).text() for place in range(page.faults.count())]
