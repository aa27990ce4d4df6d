# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the lock must hold: the one Qt that is safe, hashes everywhere, and no word of where packages come from."""

import re
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QLabel, QLineEdit

ROOT = Path(__file__).resolve().parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINNED_QT = "6.9.3"  # 6.12 drops references to None on Python 3.11 until it aborts; 6.10 needs a newer glibc


def test_qt_is_the_pinned_one_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"PySide6-Essentials=={PINNED_QT}" in project["dependencies"]
    assert f"pyside6-essentials=={PINNED_QT} " in LOCK
    assert f"shiboken6=={PINNED_QT} " in LOCK
    assert version("PySide6-Essentials") == PINNED_QT


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None cannot be lost on Python 3.12 and later")
def test_qt_does_not_lose_references_to_none(qtbot):
    label, line, timer = QLabel(), QLineEdit(), QTimer()
    qtbot.addWidget(label)
    qtbot.addWidget(line)
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    calls = [
        lambda: label.setText("工会"),
        lambda: line.setText("工会"),
        lambda: label.setFont(QFont()),
        lambda: painter.setPen(QColor(0, 0, 0)),
        lambda: painter.drawRect(1, 1, 4, 4),
        lambda: timer.setInterval(1000),
    ]
    for number, call in enumerate(calls):
        before = sys.getrefcount(None)
        for _ in range(1000):
            call()
        assert sys.getrefcount(None) - before > -500, f"call {number} drops references to None"
    painter.end()


def test_every_locked_package_has_a_hash():
    entries = re.split(r"\n(?=\S)", LOCK.strip())
    assert len(entries) > 40
    without = [
        entry.splitlines()[0] for entry in entries if not entry.startswith("#") and "--hash=" not in entry
    ]
    assert without == []


@pytest.mark.parametrize(
    "word", ["://", "--index-url", "--extra-index-url", "--find-links", "--trusted-host", " @ "]
)
def test_the_locks_do_not_say_where_packages_come_from(word):
    assert word not in LOCK
    assert word not in (ROOT / "packaging" / "fonts.lock").read_text(encoding="utf-8")


def test_every_dependency_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + [
        line for lines in project["optional-dependencies"].values() for line in lines
    ]
    names = {re.split(r"[=<>[]", line)[0].lower().replace("_", "-") for line in wanted}
    locked = set(re.findall(r"^([a-z0-9.-]+)==", LOCK, re.MULTILINE))
    assert names - locked == set()


def test_our_packaging_folder_cannot_hide_the_library_of_that_name():
    assert not (ROOT / "packaging" / "__init__.py").exists()
