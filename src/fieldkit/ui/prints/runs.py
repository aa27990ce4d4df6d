# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A run of card sheets: how far it is, a pause, which sheet to go on with after a jam, and what became of it."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSpinBox, QVBoxLayout, QWidget

from fieldkit.domain.print_orders import Continuing, Run
from fieldkit.ui.parts.frame import button, label, label_of, panel, say
from fieldkit.ui.run_words import continuing_words, end_words

TOLD_FOR = dt.timedelta(hours=12)
"""How long after its beginning a run that is over is told of, until somebody has read it."""


class Runs(QFrame):
    """The latest run that is not over, or an older one that was asked about, or how the latest one ended.

    Hidden while there is none. Which sheet to go on with is asked in two steps: what it means is said in between.

    Signals:
        paused: (Run, bool) pause it, or go on.
        asked: (Run, int) what would it mean to go on at this sheet? The answer is shown by ``ask``.
        continued: (Run, Continuing) go on as was told.
        given_up: (Run) send nothing more of it.
        folder_asked: the folder of PDFs is wanted.
        asking: (bool) what going on means is being read, and wants room.
    """

    paused = Signal(object, bool)
    asked = Signal(object, int)
    continued = Signal(object, object)
    given_up = Signal(object)
    folder_asked = Signal()
    asking = Signal(bool)

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._run: Run | None = None
        self._runs: tuple[Run, ...] = ()
        self._wanted = 0
        self._read: set[int] = set()
        self._going: set[int] = set()
        self._told: Continuing | None = None
        self._named = False  # an operator named the sheet, and what comes out since does not change it
        box = panel(self)
        self._title = label("", "strong", box)
        self._words = label("", "hint", box)
        self.bar = QProgressBar(box)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(10)
        make = partial(button, parent=box)
        self.pause = make("", "plain", self._pause, object_name="run_pause")
        self.stop = make(self.tr("不再打印"), "quiet", self._give_up, object_name="run_stop")
        self.folder = make(
            self.tr("打开 PDF 文件夹（&H）"), "plain", self.folder_asked, object_name="run_folder"
        )
        self.read = make(self.tr("知道了"), "quiet", self._note_read, object_name="run_read")
        self.sheet = QSpinBox(box)
        self.sheet.setObjectName("run_sheet")
        self.sheet.setMinimum(1)
        self.go_on = make(self.tr("从这一版继续（&J）"), "plain", self._ask, object_name="run_continue")
        self._from = label_of(self.sheet, self.tr("卡纸以后，从第几版继续（&K）"), box, wrap=False)
        self._meant = label("", "plain", box)
        self.sure = make(self.tr("就这样继续"), "primary", self._continue, object_name="run_sure")
        self.not_so = make(self.tr("先不继续"), "quiet", self._forget, object_name="run_not_so")
        self._lay_out(box)
        self._forget()
        self.sheet.valueChanged.connect(self._name)
        self.hide()

    def show_runs(self, runs: tuple[Run, ...], now: dt.datetime) -> None:
        """Show the run whose sheet is asked for, else the latest of ``runs`` that is not over, else how one ended."""
        self._runs = runs
        still = {run.place: run for run in runs if not run.over}
        self._going |= set(still)
        ended = (run for run in runs if run.place not in self._read and self._is_news(run, now))
        shown = still.get(self._wanted) or next(iter(still.values()), None) or next(ended, None)
        before, self._run = self._run, shown
        self.setVisible(shown is not None)
        if shown is None:
            return
        if before is None or before.place != shown.place or shown.over:
            self._forget()
        title = self.tr("成批打印会员卡 {0}：{1} 张卡，{2} 版")
        self._title.setText(title.format(shown.document_number, shown.cards, shown.sheets))
        words = end_words(shown, self._folder) if shown.over else self._how_far(shown)
        say(self._words, words, "plain" if shown.over else "hint")
        self.bar.setMaximum(shown.sheets)
        self.bar.setValue(shown.out)
        self.pause.setText(self.tr("继续（&U）") if shown.paused else self.tr("暂停（&U）"))
        self.sheet.setMaximum(shown.sheets)
        self._named = self._named and before is not None and before.place == shown.place
        if not (self._named or self.sheet.hasFocus()):
            self.sheet.setValue(shown.next_sheet or shown.sheets)
            self._named = False
        for one in (self.bar, self.pause, self.stop):
            one.setVisible(not shown.over)
        self._show_way_on()
        self.folder.setVisible(shown.over and shown.saved > 0)
        self.read.setVisible(shown.over)

    def ask_for_sheet(self, run: int, now: dt.datetime) -> None:
        """Let the operator name the sheet to go on with, also of a run that is not the latest."""
        self._wanted = run
        self.show_runs(self._runs, now)
        if self._run is not None and self._run.place == run:
            self.sheet.setFocus()
            self.sheet.selectAll()

    @property
    def is_asking(self) -> bool:
        """Return True while what going on means is being read."""
        return self._told is not None

    def ask(self, told: Continuing) -> None:
        """Say what going on means, and ask whether that is wanted."""
        self._told = told
        say(self._meant, continuing_words(told), "plain")
        self._show_way_on()
        self.sure.setFocus()

    def _lay_out(self, box: QFrame) -> None:
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        for one in (self.pause, self.stop, self.folder, self.read):
            top.addWidget(one)
        low = QHBoxLayout()
        low.addStretch(1)
        low.addWidget(self._from)
        low.addWidget(self.sheet)
        low.addWidget(self.go_on)
        last = QHBoxLayout()
        last.addWidget(self._meant, 1)
        last.addWidget(self.not_so)
        last.addWidget(self.sure)
        inner = QVBoxLayout(box)
        inner.setContentsMargins(18, 12, 18, 12)
        inner.setSpacing(8)
        inner.addLayout(top)
        inner.addWidget(self.bar)
        inner.addWidget(self._words)
        inner.addLayout(low)
        inner.addLayout(last)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(box)

    def _is_news(self, run: Run, now: dt.datetime) -> bool:
        return run.over and (run.place in self._going or abs(now - run.at) < TOLD_FOR)

    def _how_far(self, run: Run) -> str:
        words = self.tr("打好 {0} 版，打印机上 {1} 版，还有 {2} 版。").format(
            run.out, run.sent + run.asked, run.waiting + run.failed
        )
        return self.tr("已暂停。{0}").format(words) if run.paused else words

    def _pause(self) -> None:
        if self._run is not None:
            self.paused.emit(self._run, not self._run.paused)

    def _name(self) -> None:
        self._named = True
        self._forget()  # what was said was said of another sheet

    def _ask(self) -> None:
        if self._run is not None:
            self._named = True
            self._forget()
            self.asked.emit(self._run, self.sheet.value())

    def _continue(self) -> None:
        run, told = self._run, self._told
        self._named = False
        self._forget()
        if run is not None and told is not None:
            self.continued.emit(run, told)

    def _forget(self) -> None:
        """Take back what was asked."""
        self._told = None
        say(self._meant, "")
        self._show_way_on()

    def _show_way_on(self) -> None:
        """Show where a sheet is named, or in its place what was said of one."""
        asked = self._told is not None
        going = self._run is not None and not self._run.over
        for one in (self.sure, self.not_so):
            one.setVisible(asked)
        for other in (self._from, self.sheet, self.go_on):
            other.setVisible(going and not asked)
        self.asking.emit(asked)

    def _give_up(self) -> None:
        if self._run is not None:
            self.given_up.emit(self._run)

    def _note_read(self) -> None:
        if self._run is not None:
            self._read.add(self._run.place)
        self.hide()
