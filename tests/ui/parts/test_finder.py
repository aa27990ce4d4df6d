# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Finding a member: from the first character, by scanner, by keyboard alone, and never an answer that is too late."""

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from fieldkit.domain.serials import serial_of
from fieldkit.problems import StoreDamaged
from fieldkit.ui.lanes import Lane
from fieldkit.ui.parts.finder import MOST_LINES, ROOM_FOR_SIX, Finder
from fieldkit.ui.parts.finder_keys import FinderBox, FinderTable
from tests.support.booths import MAIN, VOLUNTEER, Booth, known, make_store
from tests.support.hands import focused, press, scan, write

NAMES = ("王伟", "王伟", "阿卜杜热合曼·买买提依明江", "张丽", "尉迟龑")
EMPLOYERS = ("京南示例物流有限公司", "瀛海示例食品厂")


@pytest.fixture
def booth(qtbot, tmp_path):
    people = [known(n, name, EMPLOYERS[n % 2]) for n, name in enumerate(NAMES, start=11)]
    people += [known(100 + n, "示例甲") for n in range(MOST_LINES + 5)]
    make_store(tmp_path / "store", members=people).close()
    face = QWidget()
    qtbot.addWidget(face)
    stands = Booth(qtbot, tmp_path / "store", face, operator=VOLUNTEER, desk=MAIN)
    yield stands
    stands.close()


@pytest.fixture
def finder(qtbot, booth):
    made = Finder(booth.session)
    qtbot.addWidget(made)
    made.resize(480, 400)
    with qtbot.waitExposed(made):
        made.show()
    made.take_focus()
    return made


def table_of(finder):
    return finder.findChild(FinderTable)


def cells(finder):
    """Return what the table shows, a tuple for each line."""
    lines = table_of(finder).model()
    return [
        tuple(lines.index(row, column).data() for column in range(lines.columnCount()))
        for row in range(lines.rowCount())
    ]


def wait_for_lines(qtbot, finder, count):
    qtbot.waitUntil(lambda: len(cells(finder)) == count)


def test_one_character_finds(qtbot, finder):
    write(qtbot, "z")
    qtbot.waitUntil(lambda: "FK-0000-0014-2" in [line[1] for line in cells(finder)])


def test_a_chinese_name_from_an_input_method_finds(qtbot, finder):
    write(qtbot, "尉迟")
    wait_for_lines(qtbot, finder, 1)


def test_names_are_masked_and_people_of_one_name_can_be_told_apart(qtbot, finder):
    write(qtbot, "王伟")
    wait_for_lines(qtbot, finder, 2)
    first, second = cells(finder)
    assert first[0] == second[0] == "王*"
    assert first[1:5] != second[1:5]
    assert all("伟" not in cell for line in cells(finder) for cell in line)


def test_nothing_is_found_in_words(qtbot, finder):
    words = finder.findChild(QLabel, "finder_empty")
    assert "扫描会员卡" in words.text()
    write(qtbot, "没有此人")
    qtbot.waitUntil(lambda: "没有找到" in words.text())


def test_typing_fast_asks_at_most_twice_and_shows_only_the_last_answer(qtbot, booth, finder):
    go_on = Event()
    booth.session.local.run(lambda _store: go_on.wait(5))
    shown = []
    table_of(finder).model().modelReset.connect(lambda: shown.append(cells(finder)))
    asked = []
    run = booth.session.local.run
    booth.session.local.run = lambda task, **hear: (asked.append(task.keywords["text"]), run(task, **hear))
    write(qtbot, "zhangli")
    go_on.set()
    wait_for_lines(qtbot, finder, 1)
    assert asked == ["z", "zhangli"]
    assert [len(lines) for lines in shown] == [1]


def test_an_answer_after_the_box_was_emptied_is_dropped(qtbot, booth, finder):
    go_on = Event()
    booth.session.local.run(lambda _store: go_on.wait(5))
    write(qtbot, "w")
    press(qtbot, Qt.Key.Key_Escape)
    go_on.set()
    booth.run(lambda _store: None)
    assert cells(finder) == []


def test_a_scanned_card_chooses_its_member_at_once(qtbot, finder):
    with qtbot.waitSignal(finder.chosen) as chosen:
        scan(qtbot, serial_of(14))
    assert chosen.args[0].uid == "known-14"


def test_the_next_scan_replaces_the_one_before(qtbot, finder):
    with qtbot.waitSignal(finder.chosen):
        scan(qtbot, serial_of(14))
    with qtbot.waitSignal(finder.chosen) as chosen:
        scan(qtbot, serial_of(15))
    assert chosen.args[0].uid == "known-15"


def test_the_signed_code_of_somebody_unknown_here_says_where_it_is_judged(qtbot, finder):
    finder.findChild(FinderBox).setText("7" * 690)
    qtbot.waitUntil(lambda: "验卡" in finder.findChild(QLabel, "finder_empty").text())


@pytest.mark.parametrize("number", [serial_of(77777), "临-D09-0003"])
def test_a_card_unknown_here_is_a_visiting_one(qtbot, finder, number):
    with qtbot.waitSignal(finder.visiting) as visiting:
        scan(qtbot, number)
    assert visiting.args == [number]


def test_digits_with_a_wrong_check_digit_are_no_card(qtbot, booth, finder):
    heard = []
    finder.visiting.connect(heard.append)
    finder.chosen.connect(heard.append)
    write(qtbot, "000777770")
    press(qtbot, Qt.Key.Key_Return)
    booth.run(lambda _store: None)
    qtbot.waitUntil(lambda: "没有找到" in finder.findChild(QLabel, "finder_empty").text())
    assert heard == []


def test_enter_with_one_line_chooses_it(qtbot, finder):
    write(qtbot, "zhangli")
    wait_for_lines(qtbot, finder, 1)
    with qtbot.waitSignal(finder.chosen) as chosen:
        press(qtbot, Qt.Key.Key_Return)
    assert chosen.args[0].uid == "known-14"


def test_enter_with_several_lines_chooses_the_first_at_once(qtbot, finder):
    write(qtbot, "ww")
    wait_for_lines(qtbot, finder, 2)
    with qtbot.waitSignal(finder.chosen) as chosen:
        press(qtbot, Qt.Key.Key_Return)
    assert chosen.args[0].number == cells(finder)[0][1]


def test_down_goes_to_the_lines_and_enter_there_chooses(qtbot, finder):
    write(qtbot, "ww")
    wait_for_lines(qtbot, finder, 2)
    press(qtbot, Qt.Key.Key_Down)
    assert isinstance(focused(), FinderTable)
    press(qtbot, Qt.Key.Key_Down)
    with qtbot.waitSignal(finder.chosen) as chosen:
        press(qtbot, Qt.Key.Key_Return)
    assert chosen.args[0].number == cells(finder)[1][1]


def test_up_on_the_first_line_and_typing_go_back_to_the_box(qtbot, finder):
    write(qtbot, "ww")
    wait_for_lines(qtbot, finder, 2)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Up)
    assert isinstance(focused(), FinderBox)
    press(qtbot, Qt.Key.Key_Down)
    write(qtbot, "z")
    assert isinstance(focused(), FinderBox)
    assert finder.text() == "z"


def test_a_click_on_a_line_chooses_it(qtbot, finder):
    write(qtbot, "ww")
    wait_for_lines(qtbot, finder, 2)
    table = table_of(finder)
    place = table.visualRect(table.model().index(1, 0)).center()
    with qtbot.waitSignal(finder.chosen) as chosen:
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args[0].number == cells(finder)[1][1]


def test_escape_empties_the_box_and_says_so(qtbot, finder):
    write(qtbot, "ww")
    wait_for_lines(qtbot, finder, 2)
    with qtbot.waitSignal(finder.cleared):
        press(qtbot, Qt.Key.Key_Escape)
    assert finder.text() == ""
    assert cells(finder) == []
    with qtbot.waitSignal(finder.cleared):
        press(qtbot, Qt.Key.Key_Escape)


def test_a_reset_says_nothing(qtbot, finder):
    write(qtbot, "ww")
    wait_for_lines(qtbot, finder, 2)
    with qtbot.assertNotEmitted(finder.cleared):
        finder.reset()
    assert cells(finder) == []


def test_too_many_lines_ask_for_more_letters(qtbot, finder):
    more = finder.findChild(QLabel, "finder_more")
    assert not more.isVisible()
    write(qtbot, "示例")
    wait_for_lines(qtbot, finder, MOST_LINES)
    assert more.isVisible()


def test_what_changed_is_read_again(qtbot, booth, finder):
    write(qtbot, "ww")
    wait_for_lines(qtbot, finder, 2)
    booth.enrol(1, "王武")
    finder.refresh()
    wait_for_lines(qtbot, finder, 3)


def test_a_narrow_finder_pairs_its_columns_and_a_wide_one_does_not(qtbot, finder):
    table = table_of(finder)
    heads = lambda: [  # noqa: E731
        table.model().headerData(column, Qt.Orientation.Horizontal)
        for column in range(6)
        if not table.isColumnHidden(column)
    ]
    assert heads() == ["姓名 / 编号", "证件 / 手机", "单位 / 状态"]
    write(qtbot, "ww")
    wait_for_lines(qtbot, finder, 2)
    assert not table.grab().isNull()
    finder.resize(ROOM_FOR_SIX + 100, 400)
    qtbot.waitUntil(lambda: heads() == ["姓名", "编号", "证件尾号", "手机尾号", "单位", "状态"])


def test_a_search_that_fails_is_told_and_the_next_one_works(qtbot, booth, finder):
    def opener():
        raise StoreDamaged

    works = booth.session.local
    booth.session.local = Lane("broken", opener, lambda _held: None, parent=finder)
    write(qtbot, "w")
    qtbot.waitUntil(lambda: [type(fault) for fault in booth.troubles] == [StoreDamaged])
    booth.session.local.close()
    booth.session.local = works
    write(qtbot, "w")
    wait_for_lines(qtbot, finder, 2)


def test_after_a_lock_and_a_return_it_searches_again(qtbot, booth, finder):
    go_on = Event()
    works, booth.session.local = booth.session.local, Lane("locked", lambda: None, print, parent=finder)
    booth.session.local.run(lambda _held: go_on.wait(5))
    write(qtbot, "w")  # never answered: the lock closes this lane
    locked, booth.session.local = booth.session.local, works
    write(qtbot, "w")
    wait_for_lines(qtbot, finder, 2)
    go_on.set()
    locked.close()
