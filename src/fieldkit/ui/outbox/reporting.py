# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Reporting now: one button, how far it is in words, and a way to stop."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from fieldkit.ui.outbox.rounds import Rounds
from fieldkit.ui.parts.frame import button, label, panel, say
from fieldkit.ui.problems import sentence
from fieldkit.ui.strings import step_name, time_text
from fieldkit.work import Progress


class Reporting(QWidget):
    """Shows the running round, or how the last one went.

    Signals:
        asked: report now.
        stop_asked: stop at the next safe point.
    """

    asked = Signal()
    stop_asked = Signal()

    def __init__(self, rounds: Rounds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rounds = rounds
        self.now_button = button(
            self.tr("立即上报（Ctrl+U）"), "primary", self.asked, self, object_name="sync_now"
        )
        self.stop_button = button(self.tr("停下"), "plain", self.stop_asked, self, object_name="sync_stop")
        self.bar = QProgressBar(self)
        self.bar.setObjectName("sync_bar")
        self.bar.setTextVisible(False)
        self.words = label("", "plain", self)
        self.words.setObjectName("sync_words")
        self.may_stop = label(self.tr("现在可以停：人员登记都已送到区里，其余的下次接着报。"), "good", self)
        self.may_stop.setObjectName("may_stop")
        self._lay_out()
        rounds.began.connect(self._began)
        rounds.progressed.connect(self._progressed)
        rounds.ended.connect(self._ended)
        self._show_running(rounds.running)

    def show_joined(self, joined: bool) -> None:
        """Say why nothing can be reported while the device belongs to no district."""
        self.now_button.setEnabled(joined and not self._rounds.running)
        if not joined:
            say(
                self.words,
                self.tr("这台设备还没有加入区里：请在“设置”（F9）里加入，记录先存在本机。"),
                "note",
            )
        elif not self._rounds.running:
            self._say_last()

    def focus(self) -> None:
        """Put the cursor on what can be done now."""
        (self.stop_button if self._rounds.running else self.now_button).setFocus()

    def _lay_out(self) -> None:
        box = panel(self)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self.words)
        words.addWidget(self.bar)
        words.addWidget(self.may_stop)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.now_button, 1)
        row.addWidget(self.stop_button)
        whole = QVBoxLayout(box)
        whole.setContentsMargins(18, 14, 18, 14)
        whole.setSpacing(10)
        whole.addLayout(words)
        whole.addStretch(1)
        whole.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(box)

    def _show_running(self, running: bool) -> None:
        self.bar.setVisible(running)
        self.may_stop.hide()
        self.stop_button.setVisible(running)
        self.now_button.setEnabled(not running)

    def _began(self) -> None:
        self._show_running(True)
        self.bar.setRange(0, 0)
        say(self.words, self.tr("正在与区里联系……"), "plain")

    def _progressed(self, progress: Progress) -> None:
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        self.may_stop.setVisible(progress.may_stop)
        words = step_name(progress.step)
        if progress.total:
            words = self.tr("{0}（{1}/{2}）").format(words, progress.done, progress.total)
        say(self.words, words, "plain")

    def _ended(self, outcome: object) -> None:
        self._show_running(False)
        if isinstance(outcome, Exception):
            say(self.words, str(sentence(outcome)), "note")
            return
        self._say_last(outcome)

    def _say_last(self, outcome: object = None) -> None:
        at = time_text(self._rounds.last_end)
        if self._rounds.trouble is not None:
            say(self.words, str(sentence(self._rounds.trouble)), "note")
        elif outcome is not None and getattr(outcome, "outcome", "") == "stopped":
            say(self.words, self.tr("已停下，其余的下次再报。已确认的不会重报。"), "note")
        elif outcome is not None:
            words = self.tr("{0} 上报完成：送出 {1} 条，确认 {2} 条，退回 {3} 条；收到资料 {4} 条。")
            counted = [getattr(outcome, name) for name in ("sent", "accepted", "rejected", "received")]
            say(self.words, words.format(at, *counted), "plain")
        elif at:
            say(self.words, self.tr("上次上报：{0}。").format(at), "plain")
        else:
            say(self.words, self.tr("联网后会自动上报，也可以现在就报。"), "plain")
