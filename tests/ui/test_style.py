# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The looks: every theme can be read, every place of the sheet is filled, every icon draws."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QVBoxLayout, QWidget

from fieldkit.paths import resources
from fieldkit.ui.style import (
    CONTRAST,
    DARK,
    LIGHT,
    Look,
    icon,
    mark,
    palette,
    picture,
    role,
    sheet,
    tokens_of,
)

THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
TEXT_ON = [
    ("text", "canvas"), ("text", "surface"), ("text", "raised"), ("text", "soft"),
    ("text", "warn_soft"), ("text", "bad_soft"), ("text", "good_soft"),
    ("muted", "canvas"), ("muted", "surface"), ("muted", "raised"),
    ("primary", "canvas"), ("primary", "surface"), ("primary", "soft"),
    ("on_primary", "primary"), ("on_primary", "pressed"),
    ("good", "canvas"), ("good", "surface"), ("good", "good_soft"),
    ("warn", "canvas"), ("warn", "surface"), ("warn", "warn_soft"),
    ("bad", "canvas"), ("bad", "surface"), ("bad", "bad_soft"),
    ("on_nav", "nav"), ("on_nav", "nav_soft"), ("nav_muted", "nav"), ("on_nav_chosen", "nav_chosen"),
]  # fmt: skip
EDGES_ON = [
    ("edge", "surface"), ("edge", "canvas"), ("focus", "surface"), ("focus", "canvas"), ("primary", "surface"),
    ("nav_focus", "nav"), ("bad", "surface"), ("good", "canvas"), ("warn", "canvas"),
]  # fmt: skip


def brightness(colour: str) -> float:
    """Return the relative luminance of WCAG 2."""
    parts = [QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2, from 1 to 21."""
    darker, lighter = sorted((brightness(one), brightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_can_be_read(theme, text, ground):
    assert contrast(THEMES[theme][text], THEMES[theme][ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("edge", "ground"), EDGES_ON)
def test_edges_and_the_focus_can_be_seen(theme, edge, ground):
    assert contrast(THEMES[theme][edge], THEMES[theme][ground]) >= 3


def test_high_contrast_is_high():
    assert contrast(CONTRAST["text"], CONTRAST["canvas"]) == 21
    assert contrast(CONTRAST["muted"], CONTRAST["surface"]) == 21


@pytest.mark.parametrize("theme", THEMES)
def test_every_place_of_the_sheet_is_filled(theme):
    filled = sheet(THEMES[theme])
    assert "@" not in filled.replace("at sign", "")
    for file in re.findall(r"url\(([^)]+)\)", filled):
        assert Path(file).exists()


def test_all_themes_have_the_same_tokens():
    assert set(LIGHT) == set(DARK) == set(CONTRAST)


def test_the_system_theme_follows_the_desktop():
    assert tokens_of("system", dark_system=True) is DARK
    assert tokens_of("system", dark_system=False) is LIGHT
    assert tokens_of("light", dark_system=True) is LIGHT
    assert tokens_of("contrast", dark_system=False) is CONTRAST


def test_the_palette_is_the_themes(qapp):
    made = palette(DARK)
    assert made.window().color() == QColor(DARK["canvas"])
    assert made.placeholderText().color() == QColor(DARK["muted"])


@pytest.mark.parametrize("file", sorted((resources() / "icons").glob("*.svg")), ids=lambda file: file.stem)
def test_every_icon_draws(qapp, file):
    drawn = picture(file.stem, "#ff0000", 24, 2.0)
    assert (drawn.width(), drawn.height()) == (48, 48)
    image = drawn.toImage()
    assert any(image.pixelColor(x, y).alpha() for x in range(0, 48, 3) for y in range(0, 48, 3))
    assert "SPDX-License-Identifier" in file.read_text(encoding="utf-8")


def test_an_icon_of_a_checked_button_has_its_own_colour(qapp):
    assert not icon("enrol", "#000001", chosen="#ffffff").isNull()
    assert mark(44).devicePixelRatio() == 3


def test_a_role_changes_the_looks_only_when_it_changes(qtbot):
    label = QLabel("工会")
    qtbot.addWidget(label)
    role(label, "fault")
    assert label.property("role") == "fault"
    role(label, "number", "bad")
    assert (label.property("role"), label.property("tone")) == ("number", "bad")


@pytest.mark.parametrize("theme", ["light"])
def test_the_focus_is_blue_and_nothing_like_a_fault(theme):
    focus, bad = QColor(THEMES[theme]["focus"]), QColor(THEMES[theme]["bad"])
    assert 200 <= focus.hslHue() <= 240
    assert bad.hslHue() % 345 <= 15


@pytest.mark.parametrize("kind", [QPushButton, QCheckBox])
def test_the_focus_is_one_ring_and_nothing_inside(qtbot, qapp, kind):
    look = Look(qapp)
    look.wear("light")
    try:
        place = QWidget()
        qtbot.addWidget(place)
        box, other = kind("保存", place), QPushButton("清空", place)
        column = QVBoxLayout(place)
        column.addWidget(box)
        column.addWidget(other)
        with qtbot.waitExposed(place):
            place.show()
        place.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)  # as after a Tab
        place.activateWindow()
        other.setFocus(Qt.FocusReason.TabFocusReason)
        plain = box.grab().toImage()
        box.setFocus(Qt.FocusReason.TabFocusReason)
        ringed = box.grab().toImage()
        inside = box.rect().adjusted(5, 5, -5, -5)
        assert plain != ringed
        assert plain.copy(inside) == ringed.copy(inside)
        assert plain.copy(3, 8, 1, 30) == ringed.copy(3, 8, 1, 30)
    finally:
        qapp.setStyleSheet("")
