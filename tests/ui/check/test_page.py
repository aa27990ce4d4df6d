# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The page where a card is checked: a scan arrives whole wherever the focus is; pictures; nothing stays."""

import logging

import pytest
import zxingcpp
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QInputMethodEvent, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from fieldkit.acts import papers
from fieldkit.acts.enrol import enrol, new_uid
from fieldkit.domain.card_checks import Reason, Verdict
from fieldkit.domain.serials import code_of, serial_of
from fieldkit.printing.fonts import marked
from fieldkit.seals.cards import digest_of
from fieldkit.ui.check import words
from fieldkit.ui.check.page import CheckPage
from fieldkit.ui.check.pictures import NoPicture, picture_of
from fieldkit.ui.check.scan_box import ScanBox
from fieldkit.ui.check.verdict import VerdictPanel
from tests.support.booths import MAIN, NOON, VOLUNTEER, Booth, draft_of, make_store
from tests.support.card_signing import CLAIMS, digits, key_of, let_trust
from tests.support.hands import focused, press

NAME = "欧阳𫖯婷"
NUMBER = serial_of(5006)
GOOD, FALSE = digits(), digits(key=key_of("a thief"))


@pytest.fixture
def booth(qtbot, tmp_path):
    store = make_store(tmp_path / "store")
    let_trust(store, at=NOON)
    store.close()
    face = QWidget()
    qtbot.addWidget(face)
    stands = Booth(qtbot, tmp_path / "store", face, operator=VOLUNTEER, desk=MAIN)
    yield stands
    stands.close()


@pytest.fixture
def page(qtbot, booth):
    made = CheckPage(booth.session)
    qtbot.addWidget(made)
    made.resize(1100, 650)
    with qtbot.waitExposed(made):
        made.show()
    made.entered()
    return made


def text(page, name):
    return page.findChild(QLabel, name).text()


def shown(page):
    return page.findChild(VerdictPanel).check


def scan(qtbot, code):
    """Type ``code`` where the focus is, as a handheld scanner does, and its Enter."""
    for letter in code:
        qtbot.keyClick(focused(), letter)
    press(qtbot, Qt.Key.Key_Return)


def judged(qtbot, page, reason):
    """Wait until the page has judged for this reason."""
    qtbot.waitUntil(lambda: shown(page) is not None and shown(page).reason is reason, timeout=3000)
    return shown(page)


def symbol(code, scale=4):
    """Return the picture of a QR symbol."""
    made = zxingcpp.create_barcode(code, zxingcpp.BarcodeFormat.QRCode, ec_level="M").to_image(scale=scale)
    height, width = memoryview(made).shape
    return QImage(bytes(memoryview(made)), width, height, width, QImage.Format.Format_Grayscale8).copy()


def sheet(*codes):
    """Return a picture with several symbols side by side, as a photo of cards on a table has them."""
    pictures = [symbol(code) for code in codes]
    made = QImage(sum(one.width() + 60 for one in pictures), 520, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.white)
    painter, left = QPainter(made), 30
    for one in pictures:
        painter.drawImage(QPoint(left, 40), one)
        left += one.width() + 60
    painter.end()
    return made


def drop(page, data):
    """Drag ``data`` over the page and let it go there."""
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(QPoint(50, 50), *how)
    QApplication.sendEvent(page, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(page, QDropEvent(QPointF(50, 50), *how))


def test_what_a_scanner_types_is_judged_and_the_line_is_empty_again(qtbot, page):
    scan(qtbot, GOOD)
    check = judged(qtbot, page, Reason.UNLISTED)
    assert (check.name, check.number) == (NAME, NUMBER)
    assert text(page, "check_word") == words.verdict_word(Verdict.GREEN)
    assert text(page, "check_name") == NAME
    assert text(page, "check_number") == NUMBER
    assert page.findChild(QLineEdit, "check_box").text() == ""
    scan(qtbot, FALSE)
    judged(qtbot, page, Reason.ALTERED)
    assert text(page, "check_word") == words.verdict_word(Verdict.RED)
    assert page.findChild(QLabel, "check_name") is None


def test_a_name_that_is_not_the_documents_letter_by_letter_is_marked(qtbot, page):
    scan(qtbot, digits(name="王芒", registered=digest_of("王𠅤")))
    judged(qtbot, page, Reason.UNLISTED)
    assert text(page, "check_stands_in")
    assert page.findChild(QLabel, "check_shortened") is None
    scan(qtbot, digits(name="王" * 50))
    qtbot.waitUntil(lambda: shown(page).shortened)
    assert text(page, "check_shortened")
    assert text(page, "check_name").endswith("……")


def test_a_scan_arrives_whole_while_the_focus_is_on_a_button(qtbot, page):
    page.findChild(QPushButton, "check_files").setFocus()
    scan(qtbot, GOOD)
    judged(qtbot, page, Reason.UNLISTED)


def test_a_scan_arrives_whole_while_nothing_has_the_focus(qtbot, page):
    page.findChild(ScanBox).clearFocus()
    for letter in GOOD:
        qtbot.keyClick(QApplication.focusWidget() or page, letter)
    press(qtbot, Qt.Key.Key_Enter)
    judged(qtbot, page, Reason.UNLISTED)


def test_no_input_method_comes_between(page):
    box = page.findChild(ScanBox)
    assert not box.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    composed = QInputMethodEvent("zhong", [])
    QApplication.sendEvent(box, composed)
    assert box.text() == ""


@pytest.mark.parametrize("wide", [False, True])
def test_the_number_on_the_front_is_only_a_number(qtbot, page, wide):
    code = code_of(NUMBER)
    page.findChild(ScanBox).setText(
        code.translate({ord(str(digit)): 0xFF10 + digit for digit in range(10)}) if wide else code
    )
    press(qtbot, Qt.Key.Key_Return)
    judged(qtbot, page, Reason.UNSIGNED)
    assert text(page, "check_word") == words.verdict_word(Verdict.AMBER)


def test_a_card_printed_here_is_read_from_its_picture_and_leads_to_its_member(qtbot, booth, page):
    def print_one(store):
        enrolled = enrol(
            store, uid=new_uid(), draft=draft_of(1, NAME), operator=VOLUNTEER, desk=MAIN, now=NOON
        ).member
        return enrolled, papers.card(store, uid=enrolled.uid).signed

    member, signed = booth.run(print_one)
    data = QMimeData()
    data.setImageData(symbol(signed))
    drop(page, data)
    check = judged(qtbot, page, Reason.LISTED)
    assert check.uid == member.uid
    opened = []
    booth.session.member_chosen.connect(lambda uid, place: opened.append((uid, place)))
    qtbot.mouseClick(page.findChild(QPushButton, "check_open"), Qt.MouseButton.LeftButton)
    assert opened == [(member.uid, "members")]


def test_a_photo_from_a_file_dropped_on_the_page_is_read(qtbot, page, tmp_path):
    file = tmp_path / "photo.png"
    symbol(GOOD).save(str(file))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    drop(page, data)
    judged(qtbot, page, Reason.UNLISTED)


def test_a_pasted_picture_is_read_by_the_button_and_by_the_keys(qtbot, page):
    QGuiApplication.clipboard().setImage(symbol(GOOD))
    qtbot.mouseClick(page.findChild(QPushButton, "check_paste"), Qt.MouseButton.LeftButton)
    judged(qtbot, page, Reason.UNLISTED)
    page.entered()
    assert shown(page) is None
    qtbot.keyClick(page.findChild(ScanBox), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    judged(qtbot, page, Reason.UNLISTED)


def test_pasted_digits_are_checked_like_typed_ones(qtbot, page):
    QGuiApplication.clipboard().setText(GOOD + "\n")
    qtbot.keyClick(page.findChild(ScanBox), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, Qt.Key.Key_Return)
    judged(qtbot, page, Reason.UNLISTED)


def test_of_several_cards_in_a_picture_the_worst_comes_first_and_each_can_be_seen(qtbot, page):
    data = QMimeData()
    data.setImageData(sheet(GOOD, code_of(NUMBER), FALSE, "https://example.invalid"))
    drop(page, data)
    judged(qtbot, page, Reason.ALTERED)
    offered = [
        one.text() for one in page.findChildren(QPushButton) if one.objectName().startswith("check_card_")
    ]
    assert len(offered) == 2  # the front of the good card and a stranger's code say nothing more
    qtbot.mouseClick(page.findChild(QPushButton, "check_card_2"), Qt.MouseButton.LeftButton)
    assert shown(page).reason is Reason.UNLISTED


def test_a_sheet_of_ten_cards_does_not_widen_the_page(qtbot, page):
    width = page.width()
    data = QMimeData()
    data.setImageData(sheet(*(digits(code=code_of(serial_of(5001 + each))) for each in range(10))))
    drop(page, data)
    judged(qtbot, page, Reason.UNLISTED)
    assert page.findChild(QPushButton, "check_card_10").text().endswith("卡有效")
    assert (page.width(), page.minimumSizeHint().width() <= width) == (width, True)


def test_of_too_many_codes_it_says_how_many_were_not_looked_at(qtbot, page, monkeypatch):
    monkeypatch.setattr("fieldkit.ui.check.pictures.MOST_CODES", 2)
    data = QMimeData()
    data.setImageData(sheet(*(digits(code=code_of(serial_of(5001 + each))) for each in range(5))))
    drop(page, data)
    judged(qtbot, page, Reason.UNLISTED)
    note = page.findChild(QLabel, "check_left_out")
    assert note.isVisible()
    assert "还有 3 个没有看" in note.text()
    data.setImageData(symbol(GOOD))
    drop(page, data)
    qtbot.waitUntil(lambda: not note.isVisible() and shown(page) is not None)


def test_a_picture_without_a_code_says_what_to_do(qtbot, page):
    blank = QImage(300, 300, QImage.Format.Format_RGB32)
    blank.fill(Qt.GlobalColor.white)
    data = QMimeData()
    data.setImageData(blank)
    drop(page, data)
    qtbot.waitUntil(lambda: text(page, "check_word") == "照片里没有找到码")
    assert text(page, "check_what")


@pytest.mark.parametrize(
    "raw", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, b"GIF89a\xff\xff\xff\xff"]
)
def test_what_is_no_picture_says_so(qtbot, page, tmp_path, raw):
    with pytest.raises(NoPicture):
        picture_of(raw)
    file = tmp_path / "photo.png"
    file.write_bytes(raw)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)), QUrl.fromLocalFile(str(tmp_path / "gone.png"))])
    drop(page, data)
    qtbot.waitUntil(lambda: text(page, "check_word") == "这不是能打开的照片")


def test_a_large_photo_is_read_smaller(tmp_path):
    large = QImage(6000, 5000, QImage.Format.Format_Grayscale8)
    large.fill(255)
    file = tmp_path / "large.png"
    large.save(str(file))
    read = picture_of(file.read_bytes())
    assert max(read.width(), read.height()) == 4000


def test_what_was_scanned_is_gone_when_the_page_is_left_and_logged_nowhere(qtbot, page, caplog):
    with caplog.at_level(logging.DEBUG):
        scan(qtbot, GOOD)
        judged(qtbot, page, Reason.UNLISTED)
        page.hide()
    assert shown(page) is None
    said = [label.text() for label in page.findChildren(QLabel)]
    assert not any(NAME in one or NUMBER in one for one in said)
    assert not any(part in caplog.text for part in (NAME, NUMBER, GOOD[:20], code_of(NUMBER), CLAIMS.uid))


def test_an_answer_that_comes_after_the_page_was_left_is_dropped(qtbot, booth, page):
    scan(qtbot, GOOD)
    page.hide()
    booth.run(lambda _store: None)
    qtbot.wait(50)
    assert shown(page) is None


def test_escape_makes_room_for_the_next(qtbot, page):
    scan(qtbot, GOOD)
    judged(qtbot, page, Reason.UNLISTED)
    press(qtbot, Qt.Key.Key_Escape)
    assert shown(page) is None


def test_a_revoked_device_says_that_it_checks_nobody(qtbot, booth, page):
    booth.session.hear_revoked(True)
    assert not page.findChild(ScanBox).isEnabled()
    assert text(page, "check_word") == "不能验卡"
    booth.session.hear_revoked(False)
    assert page.findChild(ScanBox).isEnabled()


def test_each_reason_has_its_words_and_each_verdict_a_sign_of_its_own():
    assert set(words._REASONS) == set(Reason)
    assert len({words.SIGNS[one] for one in Verdict}) == len({words.TONES[one] for one in Verdict}) == 3


def test_a_character_that_no_font_has_is_read_as_on_the_card(qtbot, page):
    scan(qtbot, digits(name="张\ue123"))
    judged(qtbot, page, Reason.UNLISTED)
    assert text(page, "check_name") == f"张{marked(chr(0xE123))}"
