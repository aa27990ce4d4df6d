# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""On a system without a single font the program shows every name with its own: no box, nothing left out."""

import json
import os
import subprocess
import sys

import pytest

from tests.support.ideographs import LEVEL_3
from tests.support.papers import NAMES
from tests.support.programs import needs_rare


@pytest.fixture(autouse=True)
def both_fonts():
    needs_rare()


SHOW = """
import json, sys
from PySide6.QtGui import QFontDatabase, QImage
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from fieldkit.app import FIRST_FONT, RARE_FONT
from fieldkit.ui.style import Look, load_fonts
app = QApplication([])
app.setStyle("Fusion")
before = QFontDatabase.families()
load_fonts(FIRST_FONT)
look = Look(app)
look.wear("light")
def made(kind, style=""):
    widget = kind()
    widget.setFixedSize(90, 56)
    widget.setStyleSheet(style)
    widget.show()
    return widget
def picture(widget, text=None):
    if text is not None:
        widget.setText(text)
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
early = made(QLabel)
seen_early = picture(early, sys.argv[2])
load_fonts(RARE_FONT)
app.processEvents()
wrong = {}
for kind in (QLabel, QLineEdit):
    widget, second = made(kind), made(kind, "font-family: HanaMinB")
    boxes = [picture(widget, sys.argv[3]), picture(second, sys.argv[3]), picture(widget, "")]
    wrong[kind.__name__] = [f"U+{ord(each):04X}" for each in sys.argv[1] if picture(widget, each) in boxes]
plain = made(QLabel)
print(json.dumps({
    "fonts": sorted(set(QFontDatabase.families()) - set(before)),
    "wrong": wrong,
    "a box at first": seen_early == picture(plain, sys.argv[3]),
    "drawn by itself once the font is there": picture(early) == picture(plain, sys.argv[2]),
}))
"""
RARE, NOWHERE = "\U00020bb7", "\U0003ffff"
EVERY = 331  # the ideograph of a block that is looked at


def test_every_name_is_drawn_in_widgets_by_our_own_fonts(tmp_path):
    (tmp_path / "none").mkdir()
    config = tmp_path / "fonts.conf"
    folders = f"<dir>{tmp_path}/none</dir><cachedir>{tmp_path}/cache</cachedir>"
    config.write_text(f"<fontconfig>{folders}</fontconfig>")
    shown = "".join(dict.fromkeys("".join(NAMES).replace(" ", "")))
    blocks = [range(first, last + 1, EVERY) for first, last, _ in LEVEL_3.values()]
    shown += "".join(chr(point) for block in blocks for point in block)
    ended = subprocess.run(
        [sys.executable, "-c", SHOW, shown, RARE, NOWHERE],
        env={**os.environ, "FONTCONFIG_FILE": str(config), "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout) == {
        "fonts": ["HanaMinB", "Noto Sans SC"],
        "wrong": {"QLabel": [], "QLineEdit": []},
        "a box at first": True,
        "drawn by itself once the font is there": True,
    }
