# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A camera that looks for codes, on computers that have QtMultimedia: it is no part of what the program needs.

1. Nothing is recorded: a frame is looked at and dropped, and while one is looked at others are let go by.
2. It runs while the operator wants it and the page is in front, and never besides.
"""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

PREVIEW = QSize(320, 240)


def multimedia() -> ModuleType | None:
    """Return QtMultimedia where it can be had: the wheel may lack it, or the system its sound library."""
    try:
        return importlib.import_module("PySide6.QtMultimedia")
    except ImportError:
        return None


class Camera(QObject):
    """The default camera.

    Attributes:
        preview: what it sees, to be laid out by whoever has the camera.

    Signals:
        seen: (QImage) a frame to look at; say ``go_on`` when that is done.
        failed: the camera gives no picture.
    """

    seen = Signal(object)
    failed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts: tuple[Any, ...] = ()
        self._busy = False
        self.preview = QLabel(parent)
        self.preview.setObjectName("check_preview")
        self.preview.setFixedSize(PREVIEW)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.preview.hide()

    @property
    def running(self) -> bool:
        """Return True while it looks."""
        return bool(self._parts)

    def is_there(self) -> bool:
        """Return True where there is a camera that can be used."""
        module = multimedia()
        return module is not None and not module.QMediaDevices.defaultVideoInput().isNull()

    def start(self) -> None:
        """Begin to look."""
        module = multimedia()
        if module is None or self._parts:
            return
        camera = module.QCamera(module.QMediaDevices.defaultVideoInput(), self)
        session, sink = module.QMediaCaptureSession(self), module.QVideoSink(self)
        session.setCamera(camera)
        session.setVideoSink(sink)
        sink.videoFrameChanged.connect(self._look)
        camera.errorOccurred.connect(self._fail)
        self._parts = (camera, session, sink)
        self._busy = False
        self.preview.show()
        camera.start()

    def stop(self) -> None:
        """Look no more, and let the camera go."""
        parts, self._parts = self._parts, ()
        self.preview.hide()
        self.preview.clear()
        if parts:
            parts[0].stop()
            for part in parts:
                part.deleteLater()

    def go_on(self) -> None:
        """Be ready for the next frame."""
        self._busy = False

    def _look(self, frame: Any) -> None:
        image = frame.toImage() if self._parts else QImage()
        if image.isNull():
            return
        self.preview.setPixmap(QPixmap.fromImage(image.scaled(PREVIEW, Qt.AspectRatioMode.KeepAspectRatio)))
        if not self._busy:
            self._busy = True
            self.seen.emit(image)

    def _fail(self, *_why: Any) -> None:
        self.stop()
        self.failed.emit()
