# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Tiles: small groups share a shelf, every tile is reached by keys, and a scanner is not taken for a finger."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from fieldkit.ui.parts.tiles import TileBoard, TileFace
from tests.support.hands import focused, press, write

FACES = [
    *(TileFace(f"a{n}", "甲组", f"甲{n}") for n in range(3)),
    *(TileFace(f"b{n}", "乙组", f"乙{n}") for n in range(2)),
    *(TileFace(f"c{n}", "丙组", f"丙{n}", "记名") for n in range(6)),
]


@pytest.fixture
def board(qtbot):
    made = TileBoard("没有")
    qtbot.addWidget(made)
    made.resize(700, 500)
    with qtbot.waitExposed(made):
        made.show()
    made.show_faces(FACES)
    return made


def shelves(board):
    """Return the codes from left to right, one tuple for each height."""
    rows = {}
    for tile in board._tiles:
        rows.setdefault(tile.y(), []).append((tile.x(), tile.code))
    return [tuple(code for _, code in sorted(row)) for _, row in sorted(rows.items())]


def test_small_groups_share_a_shelf_in_their_order(qtbot, board):
    qtbot.waitUntil(lambda: len(shelves(board)) == 3)
    assert shelves(board) == [
        ("a0", "a1", "a2", "b0", "b1"),
        ("c0", "c1", "c2", "c3", "c4"),
        ("c5",),
    ]


def test_a_narrow_board_gives_each_group_its_own(qtbot, board):
    board.resize(420, 500)
    qtbot.waitUntil(
        lambda: shelves(board) == [("a0", "a1", "a2"), ("b0", "b1"), ("c0", "c1", "c2"), ("c3", "c4", "c5")]
    )


def test_every_heading_stands_over_its_group(qtbot, board):
    qtbot.waitUntil(lambda: len(shelves(board)) == 3)
    heads = {label.text(): label for label in board.findChildren(QLabel) if label.property("role") == "group"}
    first = {tile.code: tile for tile in board._tiles}
    for name, code in (("甲组", "a0"), ("乙组", "b0"), ("丙组", "c0")):
        assert heads[name].y() < first[code].y()
        assert heads[name].x() == first[code].x()


def test_nothing_to_tap_is_said(qtbot, board):
    board.show_faces([])
    assert [label.text() for label in board.findChildren(QLabel) if label.isVisible()] == ["没有"]


def test_other_faces_take_the_place_of_the_first(qtbot, board):
    board.show_faces(FACES[:1])
    with qtbot.waitSignal(board.tapped) as tapped:
        board.tap_number(0)
    assert tapped.args == ["a0"]
    with qtbot.assertNotEmitted(board.tapped):
        board.tap_number(1)


def test_a_digit_taps_after_a_moment_and_space_and_enter_tap_at_once(qtbot, board):
    board.take_focus("b0")
    with qtbot.waitSignal(board.tapped) as tapped:
        press(qtbot, Qt.Key.Key_3)
    assert tapped.args == ["a2"]
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        with qtbot.waitSignal(board.tapped) as tapped:
            press(qtbot, key)
        assert tapped.args == ["b0"]


def test_digits_faster_than_a_hand_are_text(qtbot, board):
    board.take_focus()
    said = []
    board.typed.connect(said.append)
    with qtbot.assertNotEmitted(board.tapped, wait=200):
        write(qtbot, "123")
    assert said == ["12", "3"]


def test_an_unknown_tile_leaves_the_focus_on_the_first(board):
    board.take_focus("nowhere")
    assert focused() is board._tiles[0]
    assert board.holds_focus()
