# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The pad: ink by mouse and pen, undone and cleared by keys, kept in shape whatever the size, small as a PNG."""

import math

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication

from fieldkit.domain.signatures import check_signature
from fieldkit.ui.parts import ink
from fieldkit.ui.parts.ink import Dot
from fieldkit.ui.parts.signature import SignaturePad


@pytest.fixture
def pad(qtbot):
    made = SignaturePad()
    qtbot.addWidget(made)
    made.resize(420, 140)
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    return made


def stroke(qtbot, pad, left, *, dots=20):
    """Draw a wave that begins ``left`` pixels from the edge."""
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(left, 60))
    for step in range(dots):
        qtbot.mouseMove(pad, QPoint(left + 3 * step, 60 + round(30 * math.sin(step / 2))))
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(left + 3 * dots, 60))


def size_of(png):
    picture = QImage.fromData(png)
    return picture.width(), picture.height()


def pen(pad, kind, x, y, press=0.7):
    event = QTabletEvent(
        kind,
        QPointingDevice.primaryPointingDevice(),
        QPointF(x, y),
        QPointF(x, y),
        press,
        0.0,
        0.0,
        0.0,
        0.0,
        0,
        Qt.KeyboardModifier.NoModifier,
        Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton,
    )
    QApplication.sendEvent(pad, event)
    return event


def test_a_pad_without_ink_holds_no_signature(pad):
    assert pad.png == b""
    assert not pad.has_ink


def test_what_is_drawn_with_the_mouse_becomes_a_small_png(qtbot, pad):
    with qtbot.waitSignal(pad.signed):
        stroke(qtbot, pad, 40)
    assert check_signature(pad.png) == ()
    assert len(pad.png) < 4096


def test_the_png_is_trimmed_to_the_ink(qtbot, pad):
    stroke(qtbot, pad, 40)
    narrow, _ = size_of(pad.png)
    stroke(qtbot, pad, 300)
    wide, _ = size_of(pad.png)
    assert narrow < wide <= ink.LARGEST_WIDTH


def test_a_slip_of_the_hand_is_no_signature(qtbot, pad):
    qtbot.mouseClick(pad, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    assert pad.png == b""


def test_a_crowded_page_of_ink_stays_within_a_few_kilobytes():
    waves = tuple(
        tuple(Dot(x, 20 + row * 12 + 8 * math.sin(x / 7 + row)) for x in range(0, 600, 2))
        for row in range(14)
    )
    assert len(ink.png_of(waves)) < 16_384


def test_a_pen_draws_and_its_pressure_does_not_make_the_mouse_draw_too(qtbot, pad):
    assert pen(pad, QEvent.Type.TabletPress, 40, 60).isAccepted()
    for step in range(20):
        pen(pad, QEvent.Type.TabletMove, 40 + 5 * step, 60 + 2 * step)
    qtbot.mouseMove(pad, QPoint(5, 5))
    pen(pad, QEvent.Type.TabletRelease, 140, 100, 0.0)
    assert pad.png.startswith(b"\x89PNG")


def test_backspace_takes_the_last_stroke_back_and_delete_all_of_them(qtbot, pad):
    stroke(qtbot, pad, 40)
    one = pad.png
    stroke(qtbot, pad, 200)
    qtbot.keyClick(pad, Qt.Key.Key_Backspace)
    assert pad.png == one
    qtbot.keyClick(pad, Qt.Key.Key_Delete)
    assert pad.png == b""


def test_ink_keeps_its_shape_when_the_pad_changes_its_size(qtbot, pad):
    stroke(qtbot, pad, 40)
    before = pad.png
    pad.resize(900, 300)
    assert pad.png == before
    pad.resize(420, 140)
    stroke(qtbot, pad, 200)
    pad.undo()
    assert pad.png == before


def test_ink_that_leaves_the_pad_is_kept_at_its_edge(qtbot, pad):
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(400, 20))
    qtbot.mouseMove(pad, QPoint(2000, 900))
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(2000, 900))
    width, height = size_of(pad.png)
    assert width <= ink.LARGEST_WIDTH
    assert height <= ink.LARGEST_HEIGHT


def test_a_signature_on_paper_says_so_and_ink_takes_its_place(qtbot, pad):
    pad.sign_on_paper("已签在纸质表上")
    assert check_signature(pad.png) == ()
    assert not pad.has_ink
    on_paper = pad.png
    stroke(qtbot, pad, 40)
    assert pad.png != on_paper
    assert pad.has_ink


def test_a_kept_signature_is_shown_again_byte_for_byte(qtbot, pad):
    stroke(qtbot, pad, 40)
    kept = pad.png
    pad.clear()
    pad.show_png(kept)
    assert pad.png == kept
    pad.grab()
    pad.show_png(b"no picture")
    assert pad.png == b""
