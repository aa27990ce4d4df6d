# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The three numbers, large, each with what it means; of what is confirmed also how much is safe."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fieldkit.domain.outbox import Counts
from fieldkit.ui.parts.frame import label, panel, say
from fieldkit.ui.style import role


class Figures(QWidget):
    """Recorded, confirmed by the district, in need of attention."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        self.recorded, self._recorded_words, _ = self._figure(row, self.tr("已记录"), "figure_recorded")
        self.confirmed, self._confirmed_words, self.safe = self._figure(
            row, self.tr("区里已确认"), "figure_confirmed"
        )
        self.attention, self._attention_words, _ = self._figure(row, self.tr("需处理"), "figure_attention")
        self.safe.setToolTip(self.tr("区里的回执说：除了区里的服务器，另一台机器或介质上也存了一份。"))
        self._brief = False
        self.show_counts(Counts(0, 0, 0, 0))

    def be_brief(self, brief: bool) -> None:
        """Leave out, while ``brief``, what the numbers mean, but for what waits: it is a tip then."""
        if brief != self._brief:
            self._brief = brief
            self._say_meanings()

    def show_counts(self, counts: Counts) -> None:
        """Show the numbers and what they mean now."""
        for place, number in (
            (self.recorded, counts.recorded),
            (self.confirmed, counts.confirmed),
            (self.attention, counts.attention),
        ):
            place.setText(f"{number:,}")
        all_there = counts.recorded > 0 and counts.confirmed == counts.recorded
        role(self.confirmed, "figure", "good" if all_there else "warn" if counts.waiting else "")
        role(self.attention, "figure", "bad" if counts.attention else "")
        self._waits = counts.waiting > 0
        self._recorded_words.setText(self.tr("都已加密存在这台设备上"))
        self._confirmed_words.setText(self._still_open(counts))
        self._say_safe(counts)
        self._attention_words.setText(
            self.tr("区里退回，请在下面逐条处理") if counts.attention else self.tr("没有退回的记录")
        )
        self._say_meanings()

    def _say_meanings(self) -> None:
        for words in (self._recorded_words, self._confirmed_words, self._attention_words):
            shown = not self._brief or (self._waits and words is self._confirmed_words)
            words.setVisible(shown)
            if box := words.parentWidget():
                box.setToolTip("" if shown else words.text())

    def _still_open(self, counts: Counts) -> str:
        """Return what has no verdict yet: what the district holds aside was sent, so it waits for nobody here."""
        to_send = counts.waiting - counts.held
        if to_send and counts.held:
            return self.tr("还有 {0} 条等待上报，{1} 条被区里扣留").format(to_send, counts.held)
        if counts.held:
            return self.tr("{0} 条已送到，被区里扣留").format(counts.held)
        if to_send:
            return self.tr("还有 {0} 条等待上报").format(to_send)
        return self.tr("收到区里签名的回执才算确认")

    def _say_safe(self, counts: Counts) -> None:
        if not counts.confirmed:
            words = ""
        elif counts.safe >= counts.confirmed:
            words = self.tr("全部已有备份")
        else:
            words = self.tr("其中 {0} 条已有备份").format(counts.safe)
        say(self.safe, words, "good" if counts.safe >= counts.confirmed else "hint")

    def _figure(self, row: QHBoxLayout, heading: str, name: str) -> tuple[QLabel, QLabel, QLabel]:
        box = panel(self)
        number = label("", "figure", box, wrap=False)
        number.setObjectName(name)
        words, more = label("", "hint", box), label("", "good", box)
        more.hide()
        column = QVBoxLayout(box)
        column.setContentsMargins(22, 14, 22, 14)
        column.setSpacing(2)
        column.addWidget(label(heading, "label", box, wrap=False))
        column.addWidget(number)
        column.addWidget(words)
        column.addWidget(more)
        column.addStretch(1)
        row.addWidget(box, 1)
        return number, words, more
