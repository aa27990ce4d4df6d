# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The page of card layouts: what is chosen is seen, what is wrong is said, and only what is right is used."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QScrollArea

from fieldkit.acts.enrol import enrol, new_uid
from fieldkit.domain.layout_faults import LayoutFault, LayoutFaultKind
from fieldkit.ui.cards import words
from tests.support.booths import NOON, draft_of
from tests.support.card_pages import choose, copied, settled, told, typed
from tests.support.factories import name_of
from tests.support.layouts import png
from tests.support.windows import WAIT, click, do, found, words_in


def test_both_sides_of_a_sample_are_shown_and_the_sheet_where_one_is_chosen(qtbot, page):
    choose(page.choices.outputs, "只印正面")
    qtbot.waitUntil(lambda: page.pictures.count == 1, timeout=WAIT)
    choose(page.choices.outputs, "长边翻转")
    qtbot.waitUntil(lambda: page.pictures.count == 2, timeout=WAIT)
    assert page.choices.start.isEnabled()
    assert page.choices.start.maximum() == 10


def test_what_is_shipped_is_read_only_until_it_is_copied(qtbot, page, tmp_path):
    assert page.text.isReadOnly()
    assert not page.keep.isVisible()
    copied(qtbot, page)
    assert [file.name for file in (tmp_path / "device" / "cards").iterdir()] == ["standard-1.toml"]
    assert page.keep.isVisible()
    assert not page.keep.isEnabled()


def test_a_copy_is_called_the_districts_own_and_the_standard_comes_back_when_asked_for_twice(
    qtbot, window, page, tmp_path
):
    back = found(page, QPushButton, "layout_back")
    assert not back.isVisible()  # the standard is in use
    copied(qtbot, page)
    assert page.choices.layouts.currentText() == "本区：标准（standard-1）"
    assert "本区版式，文件 standard-1.toml，" in page.choices.which.text()
    click(qtbot, page, "layout_use")
    assert "单张卡用“本区：标准（standard-1）”" in page.in_use.used.text()
    click(qtbot, page, "layout_back")
    assert window.session.settings.card_form == "standard-1/both/1"  # asked, not done
    click(qtbot, page, "layout_back_leave")
    assert back.isVisible()
    click(qtbot, page, "layout_back")
    click(qtbot, page, "layout_back_sure")
    qtbot.waitUntil(lambda: window.session.settings.card_form == "standard/both/1", timeout=WAIT)
    qtbot.waitUntil(lambda: not page.choices.layout_now.own, timeout=WAIT)
    assert not back.isVisible()
    assert (tmp_path / "device" / "cards" / "standard-1.toml").exists()


def test_a_file_of_the_districts_that_lies_over_the_standard_makes_room_for_it(qtbot, window, page, tmp_path):
    own = tmp_path / "device" / "cards"
    own.mkdir()
    (own / "standard.toml").write_text(page.text.toPlainText(), encoding="utf-8")
    page.refresh()
    qtbot.waitUntil(lambda: page.choices.layout_now.own, timeout=WAIT)
    click(qtbot, page, "layout_back")
    click(qtbot, page, "layout_back_sure")
    qtbot.waitUntil(lambda: not page.choices.layout_now.own, timeout=WAIT)
    assert [file.name for file in own.iterdir()] == ["standard-1.toml"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (png(), "版式文件不是文字，可能是图片或程序。请换成文字文件（UTF-8）。"),
        (b"x" * 10_000_000, "版式文件太大，不像是版式。最大 200 kB。"),
    ],
)
def test_a_file_that_is_no_layout_is_said_and_cannot_be_typed_over(content, words, qtbot, page, tmp_path):
    own = tmp_path / "device" / "cards"
    own.mkdir()
    (own / "scrap.toml").write_bytes(content)
    page.refresh()
    qtbot.waitUntil(lambda: page.choices.title_of("scrap") != "scrap", timeout=WAIT)
    choose(page.choices.layouts, "scrap")
    qtbot.waitUntil(lambda: told(page) == [words], timeout=WAIT)
    assert page.text.isReadOnly()
    assert page.pictures.count == 0
    assert not page.in_use.use.isEnabled()
    assert (own / "scrap.toml").read_bytes() == content


def test_a_change_is_seen_saved_and_used(qtbot, window, page, tmp_path):
    copied(qtbot, page)
    typed(qtbot, page, "工会会员卡", "示例工会卡")
    assert told(page) == []
    assert not page.in_use.use.isEnabled()  # not saved yet
    click(qtbot, page, "layout_save")
    qtbot.waitUntil(page.in_use.use.isEnabled, timeout=WAIT)
    assert "示例工会卡" in (tmp_path / "device" / "cards" / "standard-1.toml").read_text(encoding="utf-8")
    click(qtbot, page, "layout_use")
    assert window.session.settings.card_form == "standard-1/both/1"
    choose(page.choices.outputs, "短边翻转")
    page.choices.start.setValue(4)
    settled(qtbot, page)
    click(qtbot, page, "layout_use")
    assert window.session.settings.sheet_form == "standard-1/short/4"


def test_faults_are_said_all_at_once_and_lead_to_their_place(qtbot, page):
    copied(qtbot, page)
    typed(qtbot, page, "x = 59.6", "x = 70.0")
    typed(qtbot, page, 'colour = "ink"', 'colour = "#C0C0C0"')
    assert any("正面 标题（title） 出了卡边 4.4 毫米" in each for each in told(page))
    assert any("正面 姓名（name）" in each and "对比" in each for each in told(page))
    assert not page.in_use.use.isEnabled()
    assert page.pictures.count == 2  # it is shown all the same
    item = next(item for item in map(page.faults.item, range(page.faults.count())) if "title" in item.text())
    page.faults.itemClicked.emit(item)
    cursor = page.text.textCursor()
    assert cursor.selectedText() == 'id = "title"'
    assert page.text.toPlainText()[: cursor.selectionStart()].rstrip().endswith("[[front]]")


def test_what_cannot_be_read_is_said_and_the_last_picture_stays(qtbot, page):
    copied(qtbot, page)
    page.text.setPlainText("format = = 1")
    settled(qtbot, page)
    assert page.pictures.count == 2  # the last ones, and it is said
    assert page.pictures.words != ""
    assert told(page)[0].startswith("第 1 行第 10 个字：= 1 读不懂。")
    assert not page.in_use.use.isEnabled()


def test_a_file_changed_on_the_disk_is_read_again(qtbot, page, tmp_path):
    copied(qtbot, page)
    file = tmp_path / "device" / "cards" / "standard-1.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("工会会员卡", "示例工会卡"), encoding="utf-8")
    qtbot.waitUntil(lambda: "示例工会卡" in page.text.toPlainText(), timeout=WAIT)


def test_a_file_changed_in_both_places_is_asked_about(qtbot, page, tmp_path):
    copied(qtbot, page)
    typed(qtbot, page, "工会会员卡", "这里的卡")
    file = tmp_path / "device" / "cards" / "standard-1.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("工会会员卡", "那里的卡"), encoding="utf-8")
    qtbot.waitUntil(lambda: "磁盘上也改了" in page.words.text(), timeout=WAIT)
    assert "这里的卡" in page.text.toPlainText()
    click(qtbot, page, "layout_read")
    qtbot.waitUntil(lambda: "那里的卡" in page.text.toPlainText(), timeout=WAIT)


def test_a_label_is_for_single_cards_only(qtbot, page):
    choose(page.choices.layouts, "60 × 40")
    qtbot.waitUntil(lambda: page.pictures.count == 1, timeout=WAIT)
    assert page.in_use.use.isEnabled()
    choose(page.choices.outputs, "整版纸，只印正面")
    settled(qtbot, page)
    assert not page.in_use.use.isEnabled()


def test_every_sample_fits_every_shipped_layout(qtbot, page):
    assert page.choices.people.count() == 5
    for place in range(page.choices.people.count()):
        page.choices.people.setCurrentIndex(place)
        settled(qtbot, page)
        assert told(page) == []
        assert page.pictures.count == 2


def test_nothing_lies_on_anything_else_in_the_smallest_window(qtbot, window, page):
    copied(qtbot, page)
    window.resize(window.minimumSize())
    qtbot.waitUntil(lambda: window.width() == window.minimumWidth(), timeout=WAIT)
    assert page.minimumSizeHint().width() <= page.width()
    left = found(page, QScrollArea, "layout_choices")
    assert left.widget().minimumSizeHint().width() <= left.viewport().width()


def test_the_page_is_left_and_entered_by_keys(qtbot, window, page):
    window.work.go("settings")
    button = found(window.work, QPushButton, "card_layouts")
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert window.work.front == "cards"


@pytest.mark.parametrize("kind", LayoutFaultKind)
def test_every_kind_of_fault_has_its_sentence(kind, qapp):
    fault = LayoutFault(kind, "front/name", ("〔1〕", "〔2〕", "〔3〕"))
    said = words.fault_words(fault)
    assert "{" not in said
    assert said.endswith("。")
    assert said.startswith("正面 姓名（name）")


@pytest.mark.parametrize(
    ("allowed", "said"),
    [
        ("0.05–1000", "正面 姓名（name）：x 写得不对，这里应当是 0.05 到 1000 之间的数。"),
        ("-1000–1000", "正面 姓名（name）：x 写得不对，这里应当是 -1000 到 1000 之间的数。"),
        ("1, 2 … 40", "正面 姓名（name）：x 写得不对，这里应当是 1 到 40 之间的整数。"),
        ('"…" (1–40)', "正面 姓名（name）：x 写得不对，这里应当是英文双引号里的文字，最多 40 个字。"),
        ("left / right", "正面 姓名（name）：x 写得不对，这里应当是 left / right 。"),
    ],
)
def test_what_may_stand_somewhere_is_said_in_words(allowed, said, qapp):
    assert words.fault_words(LayoutFault(LayoutFaultKind.WRONG_VALUE, "front/name", ("x", allowed))) == said


def test_a_place_in_the_file_is_found_on_its_own_side():
    text = '[card]\nwidth = 1\n\n[[front]]\nid = "name"\n\n[[back]]\nid = "name"\n'
    assert text[words.place_of(text, "back/name") :] == 'id = "name"\n'
    assert words.place_of(text, "front/name") == text.index('id = "name"')
    assert text[words.place_of(text, "card") :].startswith("[card]")
    assert words.place_of(text, "front/nobody") == -1


def test_a_layout_that_is_gone_is_told_with_the_way_to_this_page(qtbot, window):
    session = window.session
    session.keep_settings(replace(session.settings, card_form="gone/both/1"))
    where = {"operator": session.operator, "desk": session.desk, "now": NOON}
    member = do(qtbot, window, enrol, uid=new_uid(), draft=draft_of(1, name_of(1)), **where).member
    session.papers.print_card(member.uid)
    qtbot.waitUntil(lambda: "卡片版式“gone”有问题" in words_in(window.work), timeout=WAIT)
    window.work.notice.acted.emit()
    assert window.work.front == "cards"
