# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The members page: masked until asked, masked again by itself, and every act for a member one key away."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from fieldkit.acts import look_up, outbox
from fieldkit.domain.papers import PaperKind
from fieldkit.domain.serials import serial_of
from fieldkit.rehearsal.filing import filed
from fieldkit.ui.members.details import SHOWN_FOR
from fieldkit.ui.members.page import MembersPage
from tests.support.booths import CLERK, MAIN, Booth, draft_of, known, make_store
from tests.support.hands import press, scan, write
from tests.support.spelling import Spelling, chinese_in

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ENTER = Qt.Key.Key_Return


@pytest.fixture
def booth(qtbot, tmp_path):
    make_store(tmp_path / "store", members=[known(11, "王伟"), known(12, "张丽")]).close()
    face = QWidget()
    qtbot.addWidget(face)
    stands = Booth(qtbot, tmp_path / "store", face, operator=CLERK, desk=MAIN)
    stands.face = face
    yield stands
    stands.close()


@pytest.fixture
def enrolled(booth):
    return booth.enrol(21, "欧阳示例")


@pytest.fixture
def page(qtbot, booth, enrolled):
    made = MembersPage(booth.session)
    qtbot.addWidget(made)
    made.resize(1158, 600)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.entered()
    return made


@pytest.fixture
def orders(booth, monkeypatch):
    """Return what is ordered from the paper desk, in place of paper."""
    asked = []
    for name in ("print_card", "print_application"):
        monkeypatch.setattr(
            booth.session.papers, name, partial(lambda kind, *given: asked.append((kind, *given)), name)
        )
    return asked


def part(page, name):
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


def find(qtbot, page, text="欧阳"):
    write(qtbot, text)
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: part(page, "member_details").isVisible())


def shown(page, name):
    return part(page, f"member_{name}").text()


def looks(booth):
    def read(store):
        with store.reading() as db:
            return [uid for (uid,) in db.conn.execute("SELECT uid FROM looks").fetchall()]

    return booth.run(read)


def print_card(booth, uid):
    booth.run(partial(filed, kind=PaperKind.CARD, about=uid, operator=CLERK, now=booth.clock()))


def test_a_member_is_found_by_typing_and_shown_masked(qtbot, page):
    find(qtbot, page)
    number = draft_of(21).document_number
    assert shown(page, "name") == "欧**例"
    assert shown(page, "document") == f"尾号 {number[-4:]}"
    assert shown(page, "person") == "男  1990 年生" or shown(page, "person") == "女  1990 年生"
    words = " ".join(
        label.text() for label in part(page, "member_details").findChildren(QWidget) if hasattr(label, "text")
    )
    assert number not in words
    assert "欧阳示例" not in words


def test_a_scanned_card_shows_its_member(qtbot, page, enrolled):
    scan(qtbot, enrolled.member.serial)
    qtbot.waitUntil(lambda: part(page, "member_details").isVisible())
    assert shown(page, "number") == enrolled.member.serial


def test_a_card_of_another_site_is_explained(qtbot, page):
    scan(qtbot, serial_of(4444))
    qtbot.waitUntil(lambda: serial_of(4444) in page._empty.text())
    assert page._empty.isVisible()


def test_the_full_numbers_are_shown_on_demand_and_the_look_is_noted(qtbot, booth, page, enrolled):
    find(qtbot, page)
    assert looks(booth) == []
    press(qtbot, Qt.Key.Key_U, ALT)
    qtbot.waitUntil(lambda: shown(page, "document") == draft_of(21).document_number)
    assert shown(page, "name") == "欧阳示例"
    assert looks(booth) == [enrolled.member.uid]


def test_the_full_numbers_are_hidden_again_after_half_a_minute(qtbot, page):
    find(qtbot, page)
    press(qtbot, Qt.Key.Key_U, ALT)
    qtbot.waitUntil(lambda: page._details.unmasked)
    for _ in range(SHOWN_FOR - 1):
        page._details._tick()
    assert page._details.unmasked
    with qtbot.waitSignal(page._details.masked):
        page._details._tick()
    assert shown(page, "name") == "欧**例"


def test_the_full_numbers_are_hidden_by_the_same_key_and_when_the_page_is_left(qtbot, page):
    find(qtbot, page)
    for leave in (partial(press, qtbot, Qt.Key.Key_U, ALT), page.hide):
        press(qtbot, Qt.Key.Key_U, ALT)
        qtbot.waitUntil(lambda: page._details.unmasked)
        leave()
        assert not page._details.unmasked
        assert shown(page, "name") == "欧**例"


def test_a_member_of_the_briefing_has_no_full_numbers_here(qtbot, page):
    find(qtbot, page, "张丽")
    press(qtbot, Qt.Key.Key_U, ALT)
    qtbot.waitUntil(lambda: page._details.unmasked)
    assert "本机没有全号" in shown(page, "document")
    assert not part(page, "member_application").isVisible()
    assert not part(page, "member_amend").isVisible()


def test_a_first_card_is_printed_at_once(qtbot, page, enrolled, orders):
    find(qtbot, page)
    qtbot.waitUntil(lambda: "还没有" in shown(page, "prints"))
    press(qtbot, Qt.Key.Key_P, CONTROL)
    press(qtbot, Qt.Key.Key_A, ALT)
    uid = enrolled.member.uid
    qtbot.waitUntil(lambda: orders == [("print_card", uid, ""), ("print_application", uid, "")])


def test_a_second_card_needs_a_reason(qtbot, booth, page, enrolled, orders):
    print_card(booth, enrolled.member.uid)
    find(qtbot, page)
    qtbot.waitUntil(lambda: "第 1 联" in shown(page, "prints"))
    press(qtbot, Qt.Key.Key_P, CONTROL)
    drawer = part(page, "reason_drawer")
    qtbot.waitUntil(drawer.isVisible)
    press(qtbot, ENTER)
    assert orders == []
    write(qtbot, "2")
    press(qtbot, ENTER)
    assert orders == [("print_card", enrolled.member.uid, "已经损坏")]
    assert not drawer.isVisible()


def test_a_drawer_is_left_by_escape_and_the_buttons_come_back(qtbot, page):
    find(qtbot, page)
    press(qtbot, Qt.Key.Key_G, ALT)
    assert not part(page, "member_serve").isVisible()
    press(qtbot, Qt.Key.Key_Escape)
    assert part(page, "member_serve").isVisible()


def test_details_are_updated_and_what_is_left_empty_stays(qtbot, booth, page, enrolled):
    find(qtbot, page)
    press(qtbot, Qt.Key.Key_G, ALT)
    for _ in range(3):
        press(qtbot, ENTER)
    write(qtbot, "瀛海示例食品厂")
    with qtbot.waitSignal(booth.session.touched):
        press(qtbot, ENTER)
    now = booth.run(partial(look_up.member, uid=enrolled.member.uid))
    assert now.employer == "瀛海示例食品厂"
    assert now.phone_tail == enrolled.member.phone_tail
    qtbot.waitUntil(lambda: "瀛海示例食品厂" in shown(page, "employer"))


def test_a_wrong_phone_is_told_of_beside_its_field(qtbot, booth, page):
    find(qtbot, page)
    press(qtbot, Qt.Key.Key_G, ALT)
    write(qtbot, "1540000000")
    press(qtbot, ENTER, CONTROL)
    line = page._update.fields["phone"].line
    qtbot.waitUntil(lambda: "11" in line.sentence)
    assert booth.run(outbox.counts).recorded == 1


def test_an_update_without_anything_new_is_no_act(qtbot, booth, page):
    find(qtbot, page)
    press(qtbot, Qt.Key.Key_G, ALT)
    press(qtbot, ENTER, CONTROL)
    assert not part(page, "update_drawer").isVisible()
    assert booth.run(outbox.counts).recorded == 1


def test_a_consent_is_withdrawn_as_easily_as_it_was_given(qtbot, booth, page):
    find(qtbot, page)
    press(qtbot, Qt.Key.Key_C, ALT)
    with qtbot.waitSignal(booth.session.touched):
        write(qtbot, "2")
        press(qtbot, ENTER)
    assert booth.run(outbox.counts).recorded == 2
    assert not part(page, "withdraw_drawer").isVisible()


def test_nothing_is_withdrawn_while_no_consent_is_chosen(qtbot, booth, page):
    find(qtbot, page)
    press(qtbot, Qt.Key.Key_C, ALT)
    press(qtbot, ENTER)
    assert part(page, "withdraw_drawer").isVisible()
    assert booth.run(outbox.counts).recorded == 1


@pytest.mark.parametrize(("key", "where"), [(Qt.Key.Key_S, "serve"), (Qt.Key.Key_W, "packs")])
def test_a_member_is_sent_on_to_the_services_and_the_packs(qtbot, booth, page, enrolled, key, where):
    find(qtbot, page)
    with qtbot.waitSignal(booth.session.member_chosen) as sent:
        press(qtbot, key, ALT)
    assert sent.args == [enrolled.member.uid, where]


def test_a_clerk_is_sent_on_to_amend_an_enrolment_made_here(qtbot, booth, page, enrolled):
    find(qtbot, page)
    with qtbot.waitSignal(booth.session.amend_asked) as sent:
        press(qtbot, Qt.Key.Key_E, ALT)
    assert sent.args == [enrolled.operation]


def test_another_page_opens_a_member_here(qtbot, page):
    page.open_member("known-11")
    qtbot.waitUntil(lambda: part(page, "member_details").isVisible())
    assert shown(page, "number") == serial_of(11)


def test_an_emptied_search_shows_nobody(qtbot, page):
    find(qtbot, page)
    page._finder.take_focus()
    press(qtbot, Qt.Key.Key_Escape)
    assert not part(page, "member_details").isVisible()


def test_every_word_of_the_page_can_be_translated(qtbot, booth, enrolled):
    spelling = Spelling()
    QApplication.instance().installTranslator(spelling)
    try:
        made = MembersPage(booth.session)
        qtbot.addWidget(made)
        for drawer in made._drawers():
            drawer.show()
        found = chinese_in(made)
    finally:
        QApplication.instance().removeTranslator(spelling)
    assert found == []
