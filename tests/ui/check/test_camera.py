# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A camera looks for codes where there is one; QtMultimedia, which is not here, is played by a few lines."""

# ruff: noqa: N802, N815 - the names are Qt's
import sys
import types
from typing import ClassVar

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from fieldkit.domain.card_checks import Reason
from fieldkit.ui.check.camera import Camera, multimedia
from fieldkit.ui.check.page import CheckPage
from tests.support.booths import MAIN, NOON, VOLUNTEER, Booth, make_store
from tests.support.card_signing import digits, key_of, let_trust
from tests.ui.check.test_page import judged, shown, symbol

GOOD, FALSE = digits(), digits(key=key_of("a thief"))


class Frame:
    def __init__(self, image):
        self._image = image

    def toImage(self):
        return self._image


class Device:
    there = True

    @classmethod
    def defaultVideoInput(cls):
        found = types.SimpleNamespace()
        found.isNull = lambda: not cls.there
        return found


class PlayedCamera(QObject):
    errorOccurred = Signal(int, str)
    made: ClassVar = []

    def __init__(self, _device, parent):
        super().__init__(parent)
        self.looks = False
        self.made.append(self)

    def start(self):
        self.looks = True

    def stop(self):
        self.looks = False


class Sink(QObject):
    videoFrameChanged = Signal(object)
    made: ClassVar = []

    def __init__(self, parent):
        super().__init__(parent)
        self.made.append(self)


class Capture(QObject):
    def setCamera(self, camera):
        assert isinstance(camera, PlayedCamera)

    def setVideoSink(self, sink):
        assert isinstance(sink, Sink)


@pytest.fixture
def played(monkeypatch):
    """Let there be a camera; return what shows it a picture."""
    module = types.ModuleType("PySide6.QtMultimedia")
    module.QMediaDevices, module.QCamera = Device, PlayedCamera
    module.QMediaCaptureSession, module.QVideoSink = Capture, Sink
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", module)
    monkeypatch.setattr(Device, "there", True)
    PlayedCamera.made.clear()
    Sink.made.clear()
    return lambda image: Sink.made[-1].videoFrameChanged.emit(Frame(image))


@pytest.fixture
def page(qtbot, tmp_path):
    store = make_store(tmp_path / "store")
    let_trust(store, at=NOON)
    store.close()
    face = QWidget()
    qtbot.addWidget(face)
    stands = Booth(qtbot, tmp_path / "store", face, operator=VOLUNTEER, desk=MAIN)
    made = CheckPage(stands.session)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.entered()
    yield made
    stands.close()


def camera_button(page):
    return page.findChild(QPushButton, "check_camera")


def turn(qtbot, page):
    qtbot.mouseClick(camera_button(page), Qt.MouseButton.LeftButton)


def blank():
    made = QImage(400, 300, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.gray)
    return made


def test_without_qtmultimedia_there_is_no_button(page, monkeypatch):
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    assert multimedia() is None
    page.entered()
    assert not camera_button(page).isVisible()


def test_without_a_camera_there_is_no_button(played, page, monkeypatch):
    monkeypatch.setattr(Device, "there", False)
    page.entered()
    assert not camera_button(page).isVisible()


def test_what_is_held_before_the_camera_is_judged_one_after_the_other(qtbot, played, page):
    assert camera_button(page).isVisible()
    turn(qtbot, page)
    camera = page.findChild(Camera)
    assert PlayedCamera.made[-1].looks
    played(blank())
    qtbot.waitUntil(lambda: not camera._busy)
    assert shown(page) is None
    assert page.findChild(QLabel, "check_preview").isVisible()
    played(symbol(GOOD))
    judged(qtbot, page, Reason.UNLISTED)
    played(blank())
    qtbot.waitUntil(lambda: not camera._busy)
    assert shown(page).reason is Reason.UNLISTED  # it stays until the next card
    played(symbol(FALSE))
    judged(qtbot, page, Reason.ALTERED)


def test_frames_are_let_go_while_one_is_looked_at(qtbot, played, page):
    turn(qtbot, page)
    seen = []
    camera = page.findChild(Camera)
    camera.seen.connect(seen.append)
    for _ in range(5):
        played(blank())
    assert len(seen) == 1
    played(QImage())
    qtbot.waitUntil(lambda: not camera._busy)


def test_it_is_off_when_it_is_turned_off_or_the_page_is_left_or_the_device_is_revoked(qtbot, played, page):
    for leave in (lambda: turn(qtbot, page), page.hide, lambda: page.session.hear_revoked(True)):
        page.show()
        page.entered()
        turn(qtbot, page)
        looks = PlayedCamera.made[-1]
        assert looks.looks
        leave()
        assert not looks.looks
        assert not page.findChild(Camera).running
    turn(qtbot, page)
    assert not page.findChild(Camera).running


def test_a_camera_without_a_picture_says_so(qtbot, played, page):
    turn(qtbot, page)
    PlayedCamera.made[-1].errorOccurred.emit(1, "busy")
    assert page.findChild(QLabel, "check_word").text() == "摄像头没有图像"
    assert not page.findChild(Camera).running
