# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""In a narrow window, or one made narrow by large type, nothing scrolls sideways and no word of the header is lost."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QStyle, QStyleOptionButton

from fieldkit.domain.outbox import Counts
from fieldkit.ui.header import HEIGHT, TIGHT_HEIGHT
from fieldkit.ui.parts.consents import GIVEN, REFUSED
from tests.support.booths import CLERK, NOON
from tests.support.windows import make_device, sign_in, window_on, words_in

SIZES = {"large type": QSize(819, 560), "small": QSize(1024, 700), "wide": QSize(1366, 768)}
"""Of a window; the first is a screen of 1024 by 700 with type a quarter larger."""


@pytest.fixture(params=["zh_CN", "en"])
def window(qtbot, tmp_path, request):
    make_device(tmp_path / "device", people=(CLERK,))
    with window_on(qtbot, tmp_path / "device", language=request.param, clock=lambda: NOON) as shown:
        sign_in(qtbot, shown)
        yield shown


def sized(qtbot, window, size):
    window.setFixedSize(size)  # a page in the back, laid out for more, would keep the window wide
    qtbot.waitUntil(lambda: window.size() == size)


def sideways(page):
    """Return the areas of ``page`` that have more width than they show."""
    areas = [area for area in page.findChildren(QScrollArea) if area.isVisible()]
    return [area for area in areas if area.horizontalScrollBar().maximum() > 0]


def test_no_page_scrolls_sideways(qtbot, window):
    for size in SIZES.values():
        sized(qtbot, window, size)
        for name in ("settings", "outbox", "packs"):
            page = window.work.go(name)
            qtbot.waitUntil(lambda page=page: sideways(page) == [])
            for tab in range(page._tabs.count() if name == "outbox" else 0):
                page._tabs.setCurrentIndex(tab)
                qtbot.waitUntil(lambda page=page: sideways(page) == [])


def test_the_header_has_room_for_the_event_and_cuts_no_number(qtbot, window):
    header = window.work.header
    for size in SIZES.values():
        sized(qtbot, window, size)
        header.numbers.show_counts(Counts(128, 119, 9, 0))
        high = TIGHT_HEIGHT if size == SIZES["large type"] else HEIGHT
        qtbot.waitUntil(lambda high=high: header.height() == high)
        shown = header.outing.text().replace("\n", "").replace(" ", "")
        assert shown == header.outing.whole.replace(" ", "")
        numbers = [number for number in header.findChildren(QPushButton) if number.isVisible()]
        qtbot.waitUntil(
            lambda numbers=numbers: all(one.width() >= one.minimumSizeHint().width() for one in numbers)
        )
        assert all(header.rect().contains(one.mapTo(header, one.rect().bottomRight())) for one in numbers)


def test_in_a_low_window_what_the_numbers_mean_is_a_tip_but_not_what_waits(qtbot, window):
    page = window.work.go("outbox")
    figures = page.figures
    words = figures._recorded_words
    sized(qtbot, window, SIZES["wide"])
    qtbot.waitUntil(words.isVisible)
    sized(qtbot, window, SIZES["small"])
    figures.show_counts(Counts(3, 1, 0, 2))
    qtbot.waitUntil(lambda: not words.isVisible())
    assert words.parentWidget().toolTip() == words.text()
    assert figures._confirmed_words.isVisible()
    figures.show_counts(Counts(3, 3, 0, 0))
    assert not figures._confirmed_words.isVisible()
    sized(qtbot, window, SIZES["wide"])
    qtbot.waitUntil(words.isVisible)
    assert words.parentWidget().toolTip() == ""


def test_goods_that_have_no_room_say_all_of_it_as_a_tip(qtbot, window):
    page = window.work.go("packs")
    sized(qtbot, window, SIZES["small"])
    qtbot.waitUntil(lambda: page.findChild(QPushButton, "goods_pack") is not None)
    row = page.findChild(QPushButton, "goods_pack")
    for words in row.findChildren(QLabel):
        whole = getattr(words, "whole", "")
        assert whole in row.toolTip()


def test_no_heading_of_the_rounds_is_cut(qtbot, window):
    page = window.work.go("outbox")
    sized(qtbot, window, SIZES["small"])
    page._tabs.setCurrentWidget(page.history)
    heads = page.history.table.horizontalHeader()
    qtbot.waitUntil(heads.isVisible)
    wanted = {place: heads.sectionSizeHint(place) for place in range(heads.count())}
    cut = {place: size for place, size in wanted.items() if size > heads.sectionSize(place)}
    assert cut == {}
    assert page.history.table.height() >= 100


def inside(button):
    """Return how many points ``button`` has for its word."""
    frame = QStyleOptionButton()
    button.initStyleOption(frame)
    return button.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, frame, button).width()


def test_the_button_that_refuses_a_consent_says_the_word_of_the_fault(qtbot, window):
    page = window.work.go("enrol")
    sized(qtbot, window, SIZES["wide"])
    page.save()
    for row in page._form.agreement.consents.rows.values():
        said = [row.choice.button(code) for code in (GIVEN, REFUSED)]
        assert said[1].text().lower() in words_in(page).lower()
        assert all(one.fontMetrics().horizontalAdvance(one.text()) <= inside(one) for one in said)
