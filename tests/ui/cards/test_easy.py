# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What districts change most is chosen in a form, and the file is written for them."""

import pytest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton

from fieldkit.domain.layout_faults import LayoutFault, LayoutFaultKind
from tests.support.card_pages import choose, copied, settled, told, typed
from tests.support.layouts import bomb, png
from tests.support.windows import WAIT, click, found


def reworded(qtbot, page, name, words):
    line = found(page.easy, QLineEdit, name)
    line.selectAll()
    line.insert(words)
    line.textEdited.emit(line.text())
    settled(qtbot, page)


def test_nothing_can_be_changed_before_it_is_copied(page):
    assert not found(page.easy, QPushButton, "easy_logo").isEnabled()
    assert found(page.easy, QLineEdit, "easy_title").isReadOnly()
    assert "复制成本区版式" in page.easy.told.text()


def test_colour_words_and_fields_are_written_into_the_file(qtbot, page, tmp_path):
    copied(qtbot, page)
    click(qtbot, page, "easy_colour_1B4F9C")
    found(page.easy, QCheckBox, "easy_front_issued").click()
    reworded(qtbot, page, "easy_words_front_title", "示例区工会卡")
    reworded(qtbot, page, "easy_words_back_how", "扫码 / 核对证件")
    reworded(qtbot, page, "easy_title", "示例区的卡")
    assert told(page) == []
    click(qtbot, page, "layout_save")
    qtbot.waitUntil(page.in_use.use.isEnabled, timeout=WAIT)
    text = (tmp_path / "device" / "cards" / "standard-1.toml").read_text(encoding="utf-8")
    for line in (
        'main = "#1B4F9C" # 主色：标题、线条、底块',
        "show = false",
        'text = "示例区工会卡"',
        'text = "扫码\\n核对证件"',
        'title = "示例区的卡"',
    ):
        assert f"\n{line}\n" in text
    qtbot.waitUntil(
        lambda: page.choices.layouts.currentText() == "本区：示例区的卡（standard-1）", timeout=WAIT
    )


def test_the_form_is_not_cut_in_the_least_room_it_has(qtbot, page):
    choose(page.choices.layouts, "中英对照")  # the longest names
    qtbot.waitUntil(lambda: "中英对照" in page.text.toPlainText(), timeout=WAIT)
    page.tabs.setFixedWidth(page.tabs.minimumWidth())
    qtbot.waitUntil(lambda: page.easy.width() <= page.tabs.minimumWidth(), timeout=WAIT)
    assert page.easy.widget().minimumSizeHint().width() <= page.easy.viewport().width()


def test_a_name_and_a_code_are_on_every_card(qtbot, page):
    copied(qtbot, page)
    for name in ("easy_front_name", "easy_front_code", "easy_back_code"):
        assert not found(page.easy, QCheckBox, name).isEnabled()


def test_a_language_is_taken_off_and_put_back(qtbot, page):
    choose(page.choices.layouts, "中英对照")
    qtbot.waitUntil(lambda: "中英对照" in page.text.toPlainText(), timeout=WAIT)
    copied(qtbot, page)
    before = page.text.toPlainText()
    found(page.easy, QCheckBox, "easy_language_en").click()
    assert 'languages = ["zh"]' in page.text.toPlainText()
    found(page.easy, QCheckBox, "easy_language_en").click()
    assert page.text.toPlainText() == before


def test_a_logo_is_copied_beside_the_layout_and_taken_off_again(qtbot, page, tmp_path):
    (tmp_path / "logo of ours.png").write_bytes(png(300, 100))
    copied(qtbot, page)
    before = page.text.toPlainText()
    page.easy.take_logo(tmp_path / "logo of ours.png")
    qtbot.waitUntil(lambda: 'file = "standard-1-logo-1.png"' in page.text.toPlainText(), timeout=WAIT)
    settled(qtbot, page)
    assert told(page) == []
    assert (tmp_path / "device" / "cards" / "standard-1-logo-1.png").read_bytes() == png(300, 100)
    click(qtbot, page, "easy_no_logo")
    assert page.text.toPlainText().rstrip() == before.rstrip()


def test_a_logo_that_is_too_large_is_made_smaller(qtbot, page, tmp_path):
    (tmp_path / "large.png").write_bytes(png(4_000, 1_000))
    copied(qtbot, page)
    page.easy.take_logo(tmp_path / "large.png")
    qtbot.waitUntil(lambda: "logo-1.png" in page.text.toPlainText(), timeout=WAIT)
    settled(qtbot, page)
    assert told(page) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n no picture", "正面 标志（logo）：图片“logo.png”读不出来，请用 PNG 或 JPEG。"),
        (bomb(60_000), "正面 标志（logo）：图片“logo.png”太大（60000 × 60000），最大 3000 × 3000。"),
        (b"", "正面 标志（logo）：图片“logo.png”读不出来，请用 PNG 或 JPEG。"),
    ],
)
def test_a_logo_that_cannot_be_used_is_said(content, words, qtbot, page, tmp_path):
    (tmp_path / "logo.png").write_bytes(content)
    copied(qtbot, page)
    before = page.text.toPlainText()
    page.easy.take_logo(tmp_path / "logo.png")
    qtbot.waitUntil(lambda: page.easy.told.text() == words, timeout=WAIT)
    assert page.text.toPlainText() == before
    assert [file.name for file in (tmp_path / "device" / "cards").iterdir()] == ["standard-1.toml"]


def test_a_file_with_slips_is_mended_as_a_file_first(qtbot, page):
    copied(qtbot, page)
    typed(qtbot, page, 'title = "标准"', "title = “标准”")
    assert "先按列出的问题" in page.easy.told.text()
    typed(qtbot, page, "title = “标准”", 'title = "标准"')
    assert found(page.easy, QLineEdit, "easy_title").text() == "标准"


def test_a_fault_leads_to_its_line_in_the_form(qtbot, page):
    copied(qtbot, page)
    page.faults.chosen.emit(LayoutFault(LayoutFaultKind.TEXT, "front/title", ("一", "1", "5")))
    assert page.tabs.currentWidget() is page.easy
    assert found(page.easy, QLineEdit, "easy_words_front_title").hasFocus()
    page.faults.chosen.emit(LayoutFault(LayoutFaultKind.NO_VALUE, "18:8", ("title",)))
    assert page.tabs.currentWidget() is page.text
