# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A run of card sheets while it is printed: how far it is, a pause, and which sheet to go on with after a jam."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSpinBox, QVBoxLayout, QWidget

from fieldkit.domain.print_orders import Run
from fieldkit.ui.parts.frame import button, label, label_of, panel


class Runs(QFrame):
    """The latest run that is not over, or an older one that was asked about; hidden while there is none.

    Signals:
        paused: (Run, bool) pause it, or go on.
        continued: (Run, int) go on at this sheet; those before it lie in the tray.
        given_up: (Run) send nothing more of it.
    """

    paused = Signal(object, bool)
    continued = Signal(object, int)
    given_up = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run: Run | None = None
        self._runs: tuple[Run, ...] = ()
        self._asked = 0
        box = panel(self)
        self._title = label("", "strong", box)
        self._words = label("", "hint", box)
        self.bar = QProgressBar(box)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(10)
        self.pause = button("", "plain", self._pause, box, object_name="run_pause")
        self.stop = button(self.tr("不再打印"), "quiet", self._give_up, box, object_name="run_stop")
        self.sheet = QSpinBox(box)
        self.sheet.setObjectName("run_sheet")
        self.sheet.setMinimum(1)
        self.go_on = button(
            self.tr("从这一版继续（&J）"), "plain", self._continue, box, object_name="run_continue"
        )
        asked = label_of(self.sheet, self.tr("卡纸以后，从第几版继续（&K）"), box, wrap=False)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self.pause)
        top.addWidget(self.stop)
        low = QHBoxLayout()
        low.addWidget(self._words, 1)
        low.addWidget(asked)
        low.addWidget(self.sheet)
        low.addWidget(self.go_on)
        inner = QVBoxLayout(box)
        inner.setContentsMargins(18, 12, 18, 12)
        inner.setSpacing(8)
        inner.addLayout(top)
        inner.addWidget(self.bar)
        inner.addLayout(low)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(box)
        self.hide()

    def show_runs(self, runs: tuple[Run, ...]) -> None:
        """Show the run whose sheet is asked for, else the latest, of those of ``runs`` that are not over."""
        self._runs = runs
        still = {run.place: run for run in runs if not run.over}
        going = still.get(self._asked) or next(iter(still.values()), None)
        before, self._run = self._run, going
        self.setVisible(going is not None)
        if going is None:
            return
        title = self.tr("成批打印会员卡 {0}：{1} 张卡，{2} 版")
        self._title.setText(title.format(going.document_number, going.cards, going.sheets))
        self.bar.setMaximum(going.sheets)
        self.bar.setValue(going.out)
        self._words.setText(self._told(going))
        self.pause.setText(self.tr("继续（&U）") if going.paused else self.tr("暂停（&U）"))
        self.sheet.setMaximum(going.sheets)
        if before is None or before.place != going.place or not self.sheet.hasFocus():
            self.sheet.setValue(going.next_sheet or going.sheets)

    def ask_for_sheet(self, run: int) -> None:
        """Let the operator name the sheet to go on with, also of a run that is not the latest."""
        self._asked = run
        self.show_runs(self._runs)
        if self._run is not None and self._run.place == run:
            self.sheet.setFocus()
            self.sheet.selectAll()

    def _told(self, run: Run) -> str:
        words = self.tr("打好 {0} 版，打印机上 {1} 版，还有 {2} 版。").format(
            run.out, run.sent + run.asked, run.waiting + run.failed
        )
        return self.tr("已暂停。{0}").format(words) if run.paused else words

    def _pause(self) -> None:
        if self._run is not None:
            self.paused.emit(self._run, not self._run.paused)

    def _continue(self) -> None:
        if self._run is not None:
            self.continued.emit(self._run, self.sheet.value())

    def _give_up(self) -> None:
        if self._run is not None:
            self.given_up.emit(self._run)
