# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""While a layout is typed: nothing is lost, nothing half typed is called wrong, and nothing wrong is printed with."""

from PySide6.QtCore import Qt

from tests.support.card_pages import choose, copied, told, typed
from tests.support.windows import WAIT, click


def test_what_is_saved_with_a_fault_is_a_draft_and_printing_keeps_the_last_good_one(qtbot, page, tmp_path):
    copied(qtbot, page)
    own = tmp_path / "device" / "cards"
    good = (own / "standard-1.toml").read_text(encoding="utf-8")
    typed(qtbot, page, "x = 59.6", "x = 70.0")
    click(qtbot, page, "layout_save")
    qtbot.waitUntil(lambda: "只存了草稿" in page.words.text(), timeout=WAIT)
    assert page.words.text() == "有 1 处问题，只存了草稿。改好以前不能采用，打印仍用上次保存的那一份。"
    assert (own / "standard-1.toml").read_text(encoding="utf-8") == good
    assert "x = 70.0" in (own / "standard-1.draft").read_text(encoding="utf-8")
    assert not page.in_use.use.isEnabled()
    typed(qtbot, page, "x = 70.0", "x = 59.0")
    click(qtbot, page, "layout_save")
    qtbot.waitUntil(page.in_use.use.isEnabled, timeout=WAIT)
    assert [file.name for file in own.iterdir()] == ["standard-1.toml"]


def test_what_was_typed_is_there_again_after_another_layout_was_looked_at(qtbot, page):
    copied(qtbot, page)
    page.text.replace_text(page.text.toPlainText().replace("工会会员卡", "示例工会卡"))
    choose(page.choices.layouts, "中英对照")  # before anything was looked at
    qtbot.waitUntil(lambda: "中英对照" in page.text.toPlainText(), timeout=WAIT)
    choose(page.choices.layouts, "standard-1")
    qtbot.waitUntil(lambda: "示例工会卡" in page.text.toPlainText(), timeout=WAIT)
    click(qtbot, page, "layout_read")
    qtbot.waitUntil(lambda: "示例工会卡" not in page.text.toPlainText(), timeout=WAIT)


def test_a_line_half_typed_is_no_fault_and_the_last_picture_stays(qtbot, page):
    copied(qtbot, page)
    seen = page._seen
    page.text.replace_text(page.text.toPlainText().replace('title = "标准"', "title ="))
    qtbot.waitUntil(lambda: page._seen is not seen, timeout=WAIT)
    assert page._judged.isActive()
    assert told(page) == []
    assert page.words.text() == "正在修改…"
    assert page.pictures.count == 2
    assert page.pictures.words == "现在的还画不出来，下面是上一次画得出来的样子。"
    qtbot.waitUntil(lambda: told(page) != [], timeout=WAIT)
    assert told(page) == ["第 18 行第 8 个字：title 的等号后面还没有写值。"]
    typed(qtbot, page, "title =\n", 'title = "一"\n')
    assert page.pictures.words == ""


def test_the_key_of_a_button_that_cannot_be_pressed_types_nothing(qtbot, page):
    copied(qtbot, page)
    typed(qtbot, page, "工会会员卡", "示例工会卡")
    assert not page.in_use.use.isEnabled()
    page.tabs.setCurrentWidget(page.text)
    page.text.setFocus()
    before = page.text.toPlainText()
    qtbot.keyClick(page.text, Qt.Key.Key_U, Qt.KeyboardModifier.AltModifier)
    assert page.text.toPlainText() == before
