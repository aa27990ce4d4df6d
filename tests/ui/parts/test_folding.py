# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Parts that fold below each other where there is no room beside, and words on two lines."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from fieldkit.ui.parts.elided import ElidedLabel
from fieldkit.ui.parts.folding import FoldingRow


@pytest.fixture
def row(qtbot):
    window = QWidget()  # the layout of a window would keep it from getting narrow
    qtbot.addWidget(window)
    made = FoldingRow(window, spacing=10)
    window.resize(500, 200)
    window.show()
    for _ in range(2):
        part = QWidget(made)
        part.setMinimumSize(100, 20)
        made.add(part)
    yield made
    window.close()


@pytest.mark.parametrize(("width", "folded"), [(210, False), (209, True), (100, True)])
def test_a_row_folds_when_its_parts_no_longer_fit_beside_each_other(qtbot, row, width, folded):
    row.resize(width, 100)
    qtbot.waitUntil(lambda: row.folded is folded)
    assert row.minimumSizeHint().width() == 100
    row.resize(400, 100)
    qtbot.waitUntil(lambda: not row.folded)


def test_a_part_that_hides_or_grows_is_looked_at_again(qtbot, row):
    row.resize(210, 100)
    first = row.findChildren(QWidget)[0]
    first.setMinimumWidth(150)
    qtbot.waitUntil(lambda: row.folded)
    first.hide()
    qtbot.waitUntil(lambda: not row.folded)


@pytest.mark.parametrize(
    "text", ["二〇二三年工会服务进园区现场活动", "Union services in the industrial park"]
)
def test_a_text_is_broken_once_before_it_is_cut(qtbot, text):
    label = ElidedLabel("strong")
    qtbot.addWidget(label)
    label.show()
    label.show_text(text)
    label.let_lines(2)
    wide = label.fontMetrics().horizontalAdvance(text)
    label.resize(QSize(wide * 7 // 10, 60))
    assert label.text().replace("\n", "").replace(" ", "") == text.replace(" ", "")
    assert label.text().count("\n") == 1
    assert label.toolTip() == ""
    label.resize(QSize(wide // 4, 60))
    assert label.text().endswith("…")
    assert label.toolTip() == text
    label.resize(QSize(wide + 20, 60))
    assert label.text() == text
    label.let_lines(1)
    label.resize(QSize(wide // 2, 60))
    assert "\n" not in label.text()
    assert label.toolTip() == text


def test_a_number_that_has_no_place_to_break_is_broken_anywhere(qtbot):
    label = ElidedLabel("strong")
    qtbot.addWidget(label)
    label.show()
    label.show_text("20231129")
    label.let_lines(2)
    label.resize(QSize(label.fontMetrics().horizontalAdvance("202311"), 60))
    first, second = label.text().split("\n")
    assert first + second == "20231129"
    assert label.fontMetrics().horizontalAdvance(first) <= label.width()
