# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The welfare-pack page: the rule in words, one per person, a signature, a receipt, and the next person at once."""

from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget

from fieldkit.acts import issue, papers
from fieldkit.domain.serials import serial_of
from fieldkit.ui.packs.goods import GoodsRow
from fieldkit.ui.packs.page import PacksPage
from fieldkit.ui.parts.elided import ElidedLabel
from fieldkit.ui.parts.finder_keys import FinderBox
from fieldkit.ui.parts.signature import SignaturePad
from tests.support.booths import CLERK, MAIN, VOLUNTEER, Booth, known, make_store
from tests.support.hands import focused, press, scan, write

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def booth(qtbot, tmp_path):
    make_store(tmp_path / "store", members=[known(11, "王伟"), known(12, "张丽")]).close()
    face = QWidget()
    qtbot.addWidget(face)
    stands = Booth(qtbot, tmp_path / "store", face, operator=VOLUNTEER, desk=MAIN)
    yield stands
    stands.close()


@pytest.fixture
def page(qtbot, booth):
    made = PacksPage(booth.session)
    qtbot.addWidget(made)
    made.resize(1150, 650)
    with qtbot.waitExposed(made):
        made.show()
    made.entered()
    qtbot.waitUntil(lambda: row(made, "pack") is not None)
    return made


@pytest.fixture
def newcomer(booth):
    """Somebody enrolled here a moment ago."""
    return booth.enrol(1, "李示例").member


def row(page, code):
    return page.findChild(GoodsRow, f"goods_{code}")


def words(page, name):
    return page.findChild(QLabel, name).text()


def words_of(page, code):
    found = row(page, code).findChildren(QLabel)
    return [one.whole if isinstance(one, ElidedLabel) else one.text() for one in found]


def button(page, name="packs_issue"):
    return page.findChild(QPushButton, name)


def faults(page):
    """Return what is said beside the fields."""
    labels = [label for label in page.findChildren(QLabel) if label.property("role") == "fault"]
    return [label.text() for label in labels if label.isVisible() and label.text()]


def sign(qtbot, page):
    pad = page.findChild(SignaturePad)
    qtbot.mousePress(pad, LEFT, pos=QPoint(30, 30))
    for step in range(20):
        qtbot.mouseMove(pad, QPoint(30 + 8 * step, 30 + 25 * (step % 3)))
    qtbot.mouseRelease(pad, LEFT, pos=QPoint(200, 40))
    assert pad.png


def take(qtbot, page, number, name="李*例"):
    """Scan a card and wait until the rule was asked."""
    scan(qtbot, number)
    qtbot.waitUntil(lambda: words(page, "person_name") == name)
    qtbot.waitUntil(lambda: row(page, "pack").isEnabled() or "可领" not in "".join(words_of(page, "pack")))


def issues(booth):
    """Return the issues as they are kept."""

    def read(store):
        with store.reading() as db:
            return db.conn.execute("SELECT goods, uid, number, quantity, voided FROM issues").fetchall()

    return booth.run(read)


def issue_here(booth, **what):
    session = booth.session
    return booth.run(
        partial(issue.issue, operator=session.operator, desk=session.desk, now=session.now(), **what)
    )


def test_the_stock_of_this_site_is_always_shown(page):
    assert "500" in words_of(page, "pack")
    assert "本点剩余" in words_of(page, "pack")


def test_nobody_may_take_a_pack_but_anybody_what_is_for_need(page):
    assert not row(page, "pack").isEnabled()
    assert "先查找会员或扫描会员卡" in words_of(page, "pack")
    assert row(page, "mugwort_cake").isEnabled()
    assert not button(page).isEnabled()


def test_a_new_member_takes_a_pack_signs_and_has_a_receipt(qtbot, booth, page, newcomer):
    take(qtbot, page, newcomer.serial)
    qtbot.waitUntil(row(page, "pack").isChecked)
    assert "毛巾、保温杯、手套、工会宝典" in words_of(page, "pack")
    sign(qtbot, page)
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: "已发放：职工福利包 × 1，李*例" in words(page, "done_text"))
    assert issues(booth) == [("pack", newcomer.uid, "", 1, 0)]
    saved = lambda: [line.outcome for line in booth.run(papers.prints)]  # noqa: E731
    qtbot.waitUntil(lambda: saved() == ["saved"])
    assert len(list((page_folder(booth)).glob("*.pdf"))) == 1


def page_folder(booth):
    return booth.session.papers.folder()


def test_after_an_issue_everything_is_ready_for_the_next(qtbot, booth, page, newcomer):
    take(qtbot, page, newcomer.serial)
    qtbot.waitUntil(row(page, "pack").isChecked)
    sign(qtbot, page)
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: "499" in words_of(page, "pack"))
    assert words(page, "person_name") == "匿名来访者"
    assert isinstance(focused(), FinderBox)
    assert focused().text() == ""
    assert page.findChild(SignaturePad).png == b""


def test_a_pack_needs_a_signature(qtbot, booth, page, newcomer):
    take(qtbot, page, newcomer.serial)
    qtbot.waitUntil(row(page, "pack").isChecked)
    button(page).click()
    qtbot.waitUntil(lambda: any("签名板上签名" in label.text() for label in page.findChildren(QLabel)))
    assert isinstance(focused(), SignaturePad)
    assert issues(booth) == []


def test_without_the_tick_no_receipt_is_printed(qtbot, booth, page, newcomer):
    take(qtbot, page, newcomer.serial)
    qtbot.waitUntil(row(page, "pack").isChecked)
    sign(qtbot, page)
    tick = page.findChild(QCheckBox, "packs_receipt")
    assert tick.isChecked()
    qtbot.mouseClick(tick, LEFT, pos=QPoint(16, tick.height() // 2))
    button(page).click()
    qtbot.waitUntil(lambda: "已发放" in words(page, "done_text"))
    assert booth.run(papers.prints) == ()


def test_the_receipt_can_be_printed_again_as_a_second_copy(qtbot, booth, page, newcomer):
    take(qtbot, page, newcomer.serial)
    qtbot.waitUntil(row(page, "pack").isChecked)
    sign(qtbot, page)
    button(page).click()
    qtbot.waitUntil(button(page, "done_more").isVisible)
    lines = lambda: sorted((line.copy, line.reason) for line in booth.run(papers.prints))  # noqa: E731
    qtbot.waitUntil(lambda: [line.outcome for line in booth.run(papers.prints)] == ["saved"])
    press(qtbot, Qt.Key.Key_P, ALT)
    qtbot.waitUntil(lambda: lines() == [(1, ""), (2, "补打")])


def test_a_second_pack_is_refused_in_words_with_the_time_of_the_first(qtbot, booth, page, newcomer):
    issue_here(booth, uid=newcomer.uid, goods="pack")
    take(qtbot, page, newcomer.serial)
    qtbot.waitUntil(lambda: any(text.startswith("已领：11月29日") for text in words_of(page, "pack")))
    assert not row(page, "pack").isEnabled()
    assert row(page, "voucher").isChecked()


def test_a_known_member_is_not_new_and_may_take_what_is_for_members(qtbot, page):
    take(qtbot, page, serial_of(11), "王*")
    qtbot.waitUntil(lambda: "非新会员：限本次新入会的会员" in words_of(page, "pack"))
    assert not row(page, "pack").isEnabled()
    assert row(page, "voucher").isChecked()


def test_what_ran_out_and_what_was_never_here_are_told_apart(qtbot, booth, page):
    issue_here(booth, uid="", goods="mugwort_cake", quantity=90)
    page.refresh()
    qtbot.waitUntil(lambda: "本点已发完" in words_of(page, "mugwort_cake"))
    booth.session.stand_at("XF", "1")
    page.refresh()
    qtbot.waitUntil(lambda: "本点没有配发" in words_of(page, "mugwort_cake"))


def test_a_visitor_takes_several_of_what_is_for_need(qtbot, booth, page):
    qtbot.mouseClick(row(page, "mugwort_cake"), LEFT)
    quantity = page.findChild(QSpinBox, "packs_quantity")
    assert quantity.isVisible()
    quantity.setFocus()
    quantity.selectAll()
    write(qtbot, "3")
    assert not page.findChild(QCheckBox, "packs_receipt").isChecked()
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: "艾草饼 × 3，匿名来访者" in words(page, "done_text"))
    assert issues(booth) == [("mugwort_cake", "", "", 3, 0)]
    assert row(page, "mugwort_cake").isChecked()
    assert quantity.value() == 1


def test_no_more_can_be_taken_than_is_left(qtbot, booth, page):
    issue_here(booth, uid="", goods="mugwort_cake", quantity=88)
    page.refresh()
    qtbot.waitUntil(lambda: "2" in words_of(page, "mugwort_cake"))
    qtbot.mouseClick(row(page, "mugwort_cake"), LEFT)
    assert page.findChild(QSpinBox, "packs_quantity").maximum() == 2


def test_somebody_collects_on_behalf_with_name_last_four_and_relation(qtbot, booth, page, newcomer):
    take(qtbot, page, newcomer.serial)
    qtbot.waitUntil(row(page, "pack").isChecked)
    behalf = page.findChild(QCheckBox, "packs_behalf")
    qtbot.mouseClick(behalf, LEFT, pos=QPoint(16, behalf.height() // 2))
    name = page.findChild(QLineEdit, "packs_collector_name")
    assert focused() is name
    sign(qtbot, page)
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert faults(page) == ["请填写", "请填四位", "请选择"]
    assert focused() is name
    write(qtbot, "赵示例")
    press(qtbot, Qt.Key.Key_Tab)
    write(qtbot, "003x")
    press(qtbot, Qt.Key.Key_Tab)
    relation = page.findChild(QComboBox, "packs_collector_relation")
    assert focused() is relation
    while relation.currentData() != "family":
        press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: "已发放" in words(page, "done_text"))
    qtbot.waitUntil(lambda: bool(booth.run(papers.prints)))
    receipt = booth.run(partial(papers.receipt, operation=booth.run(papers.prints)[0].about, copy=1))
    assert "赵示例" in receipt.collector
    assert "003X" in receipt.collector
    assert "家属" in receipt.collector


def test_a_visiting_card_takes_by_its_number(qtbot, booth, page):
    take(qtbot, page, serial_of(77777), f"外站会员卡 {serial_of(77777)}")
    qtbot.waitUntil(row(page, "pack").isChecked)
    sign(qtbot, page)
    button(page).click()
    qtbot.waitUntil(lambda: "已发放" in words(page, "done_text"))
    assert issues(booth) == [("pack", "", serial_of(77777), 1, 0)]


def test_an_issue_can_be_taken_back_and_the_stock_returns(qtbot, booth, page, newcomer):
    take(qtbot, page, newcomer.serial)
    qtbot.waitUntil(row(page, "pack").isChecked)
    sign(qtbot, page)
    button(page).click()
    qtbot.waitUntil(lambda: "499" in words_of(page, "pack"))
    press(qtbot, Qt.Key.Key_Z, ALT)
    qtbot.waitUntil(lambda: "500" in words_of(page, "pack"))
    assert "收回物资" in words(page, "done_text")
    assert issues(booth) == [("pack", newcomer.uid, "", 1, 1)]


def test_what_was_taken_meanwhile_is_told_and_the_signature_stays(qtbot, booth, page, newcomer):
    take(qtbot, page, newcomer.serial)
    qtbot.waitUntil(row(page, "pack").isChecked)
    sign(qtbot, page)
    issue_here(booth, uid=newcomer.uid, goods="pack")
    button(page).click()
    qtbot.waitUntil(lambda: [fault.code for fault in booth.troubles] == ["already-taken"])
    qtbot.waitUntil(lambda: not row(page, "pack").isEnabled())
    assert words(page, "person_name") == "李*例"
    assert page.findChild(SignaturePad).png


def test_an_impatient_second_press_issues_nothing_more(qtbot, booth, page, newcomer):
    take(qtbot, page, newcomer.serial)
    qtbot.waitUntil(row(page, "pack").isChecked)
    sign(qtbot, page)
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: "已发放" in words(page, "done_text"))
    assert len(issues(booth)) == 1


def test_an_item_is_chosen_by_its_digit(qtbot, page):
    places = [each.code for each in page.findChildren(GoodsRow)]
    press(qtbot, Qt.Key(ord("1") + places.index("mugwort_cake")), ALT)
    assert row(page, "mugwort_cake").isChecked()
    press(qtbot, Qt.Key(ord("1") + places.index("pack")), ALT)
    assert row(page, "mugwort_cake").isChecked()


def test_a_scan_while_the_pad_has_the_focus_brings_the_next_person(qtbot, booth, page, newcomer):
    take(qtbot, page, newcomer.serial)
    assert isinstance(focused(), SignaturePad)
    take(qtbot, page, serial_of(12), "张*")


def test_escape_sends_the_person_away_with_what_was_signed(qtbot, page, newcomer):
    take(qtbot, page, newcomer.serial)
    qtbot.waitUntil(row(page, "pack").isChecked)
    sign(qtbot, page)
    press(qtbot, Qt.Key.Key_Escape)
    assert words(page, "person_name") == "匿名来访者"
    assert page.findChild(SignaturePad).png == b""
    qtbot.waitUntil(lambda: not row(page, "pack").isChecked())


def test_another_page_can_send_a_member_here(qtbot, page, newcomer):
    page.open_member(newcomer.uid)
    qtbot.waitUntil(lambda: words(page, "person_name") == "李*例")
    qtbot.waitUntil(row(page, "pack").isChecked)


def test_a_clerk_may_take_back_for_as_long_as_they_like(qtbot, booth, page, newcomer):
    booth.session.operator = CLERK
    take(qtbot, page, newcomer.serial)
    qtbot.waitUntil(row(page, "pack").isChecked)
    sign(qtbot, page)
    button(page).click()
    qtbot.waitUntil(button(page, "done_undo").isVisible)
    booth.clock.move(hours=2)
    button(page, "done_undo").click()
    qtbot.waitUntil(lambda: "已撤销" in words(page, "done_text"))
