# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A labelled field of a form with the word of the rules beneath it; it knows no rule itself."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from fieldkit.domain.faults import Fault

STOP = "stop"
NOTE = "note"
FINE = ""
MARK_SIDE = 15
MARK_DROP = 3  # to stand on the line of the text
LINE_HEIGHT = 19


def repolish(widget: QWidget, name: str, value: object) -> None:
    """Set the dynamic property ``name`` and let the style sheet look at the widget again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class FaultMark(QLabel):
    """The sign before a fault: a disc that stops, a triangle that only notes, so that colour is never alone."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._weight = FINE
        self.setFixedSize(MARK_SIDE, MARK_SIDE + MARK_DROP)

    def show_weight(self, weight: str) -> None:
        """Draw the sign of ``weight``."""
        self._weight = weight
        repolish(self, "role", "fault" if weight == STOP else "note")
        self.setVisible(bool(weight))

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, MARK_DROP)
        ink = self.palette().color(QPalette.ColorRole.WindowText)
        middle, side = MARK_SIDE / 2, float(MARK_SIDE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        if self._weight == STOP:
            painter.drawEllipse(QPointF(middle, middle), middle - 0.5, middle - 0.5)
        else:
            corners = [QPointF(middle, 0.5), QPointF(side, side - 1), QPointF(0, side - 1)]
            painter.drawPolygon(QPolygonF(corners))
        paper = QColor(Qt.GlobalColor.white if ink.lightness() < 128 else Qt.GlobalColor.black)
        painter.setPen(QPen(paper, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        top = 4.0 if self._weight == STOP else 5.5
        painter.drawLine(QPointF(middle, top), QPointF(middle, 8.2 if self._weight == STOP else 9.0))
        painter.drawPoint(QPointF(middle, 11.2 if self._weight == STOP else 11.8))


class FaultLine(QWidget):
    """The rules' word on a field: a sign, a sentence, and what can be taken instead of what was typed.

    Signals:
        taken: an offer was taken; carries what was offered.
    """

    taken = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._offered: tuple[str, ...] = ()
        self._mark = FaultMark(self)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._offers = QLabel(self)
        self._offers.setTextFormat(Qt.TextFormat.RichText)
        self._offers.setWordWrap(True)
        self._offers.setProperty("role", "hint")
        self._offers.linkActivated.connect(self._activated)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(5)
        grid.setVerticalSpacing(0)
        grid.addWidget(self._mark, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._text, 0, 1)
        grid.addWidget(self._offers, 1, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowMinimumHeight(0, LINE_HEIGHT)
        self.say((), FINE)
        self.offer(())

    @property
    def sentence(self) -> str:
        """Return what is shown now."""
        return self._text.text()

    @property
    def offered(self) -> tuple[str, ...]:
        """Return what can be taken now, the likeliest first."""
        return self._offered

    def say(self, sentences: Sequence[str], weight: str) -> None:
        """Show ``sentences`` with the sign of ``weight``; nothing at all when there are none."""
        self._text.setText("\n".join(sentences))
        repolish(self._text, "role", "fault" if weight == STOP else "note")
        self._mark.show_weight(weight if sentences else FINE)
        self._text.setVisible(bool(sentences))

    def offer(self, offers: Sequence[tuple[str, str]]) -> None:
        """Offer each first of ``offers`` under its words; none takes all offers back."""
        self._offered = tuple(what for what, _ in offers)
        words = [f"<a href='{place}'>{escape(said)}</a>" for place, (_, said) in enumerate(offers)]
        self._offers.setText("&nbsp;&nbsp; ".join(words))
        self._offers.setVisible(bool(offers))

    def take(self) -> bool:
        """Take the likeliest offer; return False when there is none."""
        if self._offered:
            self.taken.emit(self._offered[0])
        return bool(self._offered)

    def _activated(self, link: str) -> None:
        self.taken.emit(self._offered[int(link)])


class Field(QWidget):
    """A label, an input and its fault line, one above the other.

    Without ``line_below`` whoever made the field gives its ``line`` a place of its own.

    Signals:
        taken: what the fault line offered was taken.
    """

    taken = Signal(str)

    def __init__(
        self,
        label: str,
        inner: QWidget,
        parent: QWidget | None = None,
        *,
        aside: QWidget | None = None,
        line_below: bool = True,
    ) -> None:
        super().__init__(parent)
        self.inner = inner
        self.weight = FINE
        self._label = QLabel(label, self)
        self._label.setProperty("role", "label")
        self._label.setBuddy(inner)
        inner.setAccessibleName(label)
        self.line = FaultLine(self)
        self.line.taken.connect(self.taken)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._label)
        head.addStretch(1)
        if aside is not None:
            head.addWidget(aside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(inner, 1)
        if line_below:
            column.addWidget(self.line)
        else:
            self.line.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_faults(self, faults: Sequence[tuple[Fault, str]]) -> None:
        """Show ``faults`` with their sentences, the heavy ones only while there are any."""
        stops = [sentence for fault, sentence in faults if fault.stops]
        notes = [sentence for fault, sentence in faults if not fault.stops]
        self.weight = STOP if stops else NOTE if notes else FINE
        sentences = stops or notes
        self.line.say(sentences, self.weight)
        self.inner.setAccessibleDescription(" ".join(sentences))
        repolish(self.inner, "fault", self.weight == STOP)

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(120, 0))
