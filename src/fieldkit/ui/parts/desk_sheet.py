# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The looks that only the desk of services and packs needs: read when its pages are made, not before the first face."""

from __future__ import annotations

from string import Template

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from fieldkit.paths import resources
from fieldkit.ui.style import Look


class DeskSheet(QObject):
    """Dresses one widget and all in it with ``desk.qss`` in the colours of the theme in use."""

    def __init__(self, look: Look | None, widget: QWidget) -> None:
        super().__init__(widget)
        self._look = look
        self._widget = widget
        if look is not None:
            look.changed.connect(self.dress)
            self.dress()

    def dress(self) -> None:
        """Fill the sheet with the colours as they are now. An unknown colour is a bug and raises KeyError."""
        assert self._look is not None
        file = resources() / "style" / "desk.qss"
        self._widget.setStyleSheet(Template(file.read_text(encoding="utf-8")).substitute(self._look.tokens))
