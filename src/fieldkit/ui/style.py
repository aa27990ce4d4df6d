# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How the program looks: the colour tokens of each theme, the sheet they fill, and icons drawn in them.

The Qt namespace is not imported here nor in the first faces: making its enumerations takes as long as a whole face.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QImageReader, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from fieldkit.paths import resources

Tokens = dict[str, str]

FAMILIES = ["Noto Sans SC", "HanaMinB"]
TEXT_SIZE = 16
THEMES = ("system", "light", "dark", "contrast")

LIGHT: Tokens = {
    "tone": "light",
    "canvas": "#F3F4F1",
    "surface": "#FFFFFF",
    "raised": "#E9ECE8",
    "text": "#1A2230",
    "muted": "#566170",
    "edge": "#7C8794",
    "line": "#DADFDC",
    "primary": "#17508C",
    "on_primary": "#FFFFFF",
    "pressed": "#113E6E",
    "soft": "#E3ECF6",
    "focus": "#0B63F6",
    "good": "#1B6E41",
    "good_soft": "#E2F1E8",
    "warn": "#8A4B00",
    "warn_soft": "#FBF0DC",
    "bad": "#A61B1B",
    "bad_soft": "#FBE6E4",
    "nav": "#17233A",
    "on_nav": "#E8EDF5",
    "nav_muted": "#A3B0C4",
    "nav_soft": "#2A3B5C",
    "nav_chosen": "#F3F4F1",
    "on_nav_chosen": "#1A2230",
    "nav_focus": "#FFB35C",
}
DARK: Tokens = {
    "tone": "dark",
    "canvas": "#12161B",
    "surface": "#1B2128",
    "raised": "#262E37",
    "text": "#ECF0F4",
    "muted": "#AAB4BF",
    "edge": "#7A8794",
    "line": "#2F3842",
    "primary": "#8DBDF2",
    "on_primary": "#0C1A2B",
    "pressed": "#6FA6E3",
    "soft": "#223349",
    "focus": "#FFB35C",
    "good": "#7FD3A2",
    "good_soft": "#173324",
    "warn": "#F0BE6A",
    "warn_soft": "#382B12",
    "bad": "#FF9C93",
    "bad_soft": "#401C1A",
    "nav": "#0C1015",
    "on_nav": "#E6ECF3",
    "nav_muted": "#93A0B0",
    "nav_soft": "#253347",
    "nav_chosen": "#2B3F59",
    "on_nav_chosen": "#FFFFFF",
    "nav_focus": "#FFB35C",
}
CONTRAST: Tokens = {
    "tone": "contrast",
    "canvas": "#000000",
    "surface": "#000000",
    "raised": "#1C1C1C",
    "text": "#FFFFFF",
    "muted": "#FFFFFF",
    "edge": "#FFFFFF",
    "line": "#9A9A9A",
    "primary": "#FFE14D",
    "on_primary": "#000000",
    "pressed": "#FFF1A6",
    "soft": "#3A3200",
    "focus": "#FFE14D",
    "good": "#7CFF9B",
    "good_soft": "#00240B",
    "warn": "#FFC24D",
    "warn_soft": "#2B1B00",
    "bad": "#FF9A8F",
    "bad_soft": "#330500",
    "nav": "#000000",
    "on_nav": "#FFFFFF",
    "nav_muted": "#FFFFFF",
    "nav_soft": "#3A3200",
    "nav_chosen": "#FFE14D",
    "on_nav_chosen": "#000000",
    "nav_focus": "#FFFFFF",
}

_PLACE = re.compile(r"@([a-z_]+)")


def tokens_of(theme: str, *, dark_system: bool) -> Tokens:
    """Return the colours of ``theme``; ``system`` follows the desktop."""
    if theme == "contrast":
        return CONTRAST
    if theme == "dark" or (theme == "system" and dark_system):
        return DARK
    return LIGHT


def sheet(tokens: Tokens) -> str:
    """Return the style sheet with every place filled; an unknown token is a bug and raises KeyError."""
    file = resources() / "style" / "fieldkit.qss"
    places = {**tokens, "icons": (resources() / "icons").as_posix()}
    return _PLACE.sub(lambda place: places[place.group(1)], file.read_text(encoding="utf-8"))


def palette(tokens: Tokens) -> QPalette:
    """Return the palette that Fusion and everything unstyled draws with."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: "canvas",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "canvas",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.Highlight: "primary",
        QPalette.ColorRole.HighlightedText: "on_primary",
        QPalette.ColorRole.Link: "primary",
        QPalette.ColorRole.Light: "raised",
        QPalette.ColorRole.Midlight: "raised",
        QPalette.ColorRole.Mid: "line",
        QPalette.ColorRole.Dark: "edge",
        QPalette.ColorRole.Shadow: "edge",
        QPalette.ColorRole.ToolTipBase: "text",
        QPalette.ColorRole.ToolTipText: "surface",
        QPalette.ColorRole.BrightText: "bad",
    }
    for role, token in roles.items():
        made.setColor(role, QColor(tokens[token]))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens["muted"]))
    return made


def load_fonts(*names: str) -> None:
    """Add bundled fonts by file name; one that is not there is left out, and the desktop's fonts serve."""
    for name in names:
        file = resources() / "fonts" / name
        if file.is_file():
            QFontDatabase.addApplicationFont(str(file))


class Look(QObject):
    """The theme the program wears.

    Signals:
        changed: another theme, or the desktop turned from light to dark: draw icons anew.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._dark_system = _is_dark(app.palette())
        self.theme = "system"
        self.tokens: Tokens = {}
        font = QFont(FAMILIES)
        font.setPixelSize(TEXT_SIZE)
        app.setFont(font)

    def follow_the_desktop(self) -> None:
        """Turn light or dark with the desktop from now on."""
        self._app.styleHints().colorSchemeChanged.connect(self._follow)

    def wear(self, theme: str) -> None:
        """Give the whole program the looks of ``theme`` (``system``, ``light``, ``dark`` or ``contrast``)."""
        self.theme = theme
        tokens = tokens_of(theme, dark_system=self._dark_system)
        if tokens is self.tokens:
            return
        self.tokens = tokens
        self._app.setPalette(palette(tokens))
        self._app.setStyleSheet(sheet(tokens))
        self.changed.emit()

    def icon(self, name: str, colour: str = "text", *, chosen: str = "") -> QIcon:
        """Return the icon ``name`` in the token ``colour``, in that of ``chosen`` where its button is checked."""
        return icon(name, self.tokens[colour], chosen=self.tokens[chosen] if chosen else "")

    def _follow(self, scheme: object) -> None:
        self._dark_system = getattr(scheme, "name", "") == "Dark"
        self.wear(self.theme)


def picture(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return the icon ``name`` drawn in ``colour``, ``size`` points square."""
    raw = (resources() / "icons" / f"{name}.svg").read_bytes().replace(b"#000000", colour.encode())
    buffer = QBuffer()
    buffer.setData(QByteArray(raw))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(round(size * ratio), round(size * ratio)))
    made = QPixmap.fromImage(reader.read())
    made.setDevicePixelRatio(ratio)
    return made


def mark(size: int) -> QPixmap:
    """Return FieldKit's own mark, ``size`` points square; a ready picture, for the first face has no time to draw."""
    made = QPixmap(str(resources() / "icons" / "fieldkit.png"))
    made.setDevicePixelRatio(made.width() / size)
    return made


def icon(name: str, colour: str, *, chosen: str = "", size: int = 24) -> QIcon:
    """Return the icon ``name`` in ``colour``; in ``chosen`` where its button is checked."""
    made = QIcon(picture(name, colour, size, 2.0))
    if chosen:
        made.addPixmap(picture(name, chosen, size, 2.0), QIcon.Mode.Normal, QIcon.State.On)
    return made


def role(widget: QWidget, name: str, tone: str = "") -> None:
    """Give ``widget`` its role in the sheet, and draw it anew if it changed."""
    if widget.property("role") == name and (widget.property("tone") or "") == tone:
        return
    widget.setProperty("role", name)
    widget.setProperty("tone", tone)
    if widget.window().isVisible():  # before that it is drawn for the first time anyway
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def _is_dark(drawn_with: QPalette) -> bool:
    """Return True when the desktop's own colours are dark; ask before a theme is worn."""
    return drawn_with.window().color().lightness() < drawn_with.windowText().color().lightness()
