# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The faces of the window: one is seen, what is under it stays as it was, what is dropped is gone."""

from PySide6.QtWidgets import QLineEdit

from fieldkit.ui.faces import Faces


def test_what_is_under_a_face_keeps_what_is_typed(qtbot):
    faces = Faces()
    qtbot.addWidget(faces)
    work, cover = QLineEdit(), QLineEdit()
    faces.bring(work)
    work.setText("李四")
    faces.bring(cover)
    assert faces.currentWidget() is cover
    faces.bring(work)
    assert faces.currentWidget() is work
    assert work.text() == "李四"
    assert faces.count() == 2  # brought again is not there twice


def test_what_is_dropped_is_gone(qtbot):
    faces = Faces()
    qtbot.addWidget(faces)
    work, cover = QLineEdit(), QLineEdit()
    faces.bring(work)
    faces.bring(cover)
    with qtbot.waitSignal(cover.destroyed):
        faces.drop(cover)
    assert faces.currentWidget() is work
    assert faces.count() == 1
    faces.drop(None)
    assert faces.count() == 1
