# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Reporting by stick: what waits goes into a parcel, its answer is read in, and a clerk carries for other devices."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QScrollArea, QVBoxLayout, QWidget

from fieldkit.domain.operators import Role
from fieldkit.ui.outbox.sticks import Made, Sticks
from fieldkit.ui.parcel_words import CARRYING, MAKING, TAKING
from fieldkit.ui.parts.folding import FoldingRow
from fieldkit.ui.parts.frame import button, label, panel, say
from fieldkit.ui.parts.places import ask_files, ask_folder, first_stick
from fieldkit.ui.parts.table import Column, Table
from fieldkit.ui.problems import sentence
from fieldkit.ui.session import Session
from fieldkit.work import Progress

LEAST_TABLE = 148
"""Room for the heading and two parcels; below that the tab scrolls."""


class Parcels(QWidget):
    """Three buttons, each with what it is for, and what came of the last one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._place: Path | None = None
        self.sticks = Sticks(session, self)
        self.make = self._button(self.tr("装包到 U 盘…（&U）"), "primary", self.ask_to_make, "make_parcel")
        self.take = self._button(self.tr("读入回执…（&G）"), "plain", self.ask_to_take, "take_answer")
        self.carry = self._button(self.tr("代送包裹…（&D）"), "plain", self.ask_to_carry, "carry_parcels")
        self.stop = self._button(self.tr("停下"), "plain", self.sticks.stop, "carry_stop")
        self.words = label("", "plain", self)
        self.words.setObjectName("parcel_words")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        columns = (Column(self.tr("包裹"), _name, 260), Column(self.tr("结果"), self._result))
        self.table = Table(columns, self)
        self.table.setObjectName("carried")
        self._lay_out()
        self._connect()
        self.show_joined(session.joined)

    def show_joined(self, joined: bool) -> None:
        """Let nothing be put into a parcel while the device belongs to no district."""
        self._show_running(joined=joined)
        if not joined:
            say(self.words, self.tr("这台设备还没有加入区里，装不了包：请先在“设置”（F9）里加入。"), "note")

    def ask_to_make(self) -> None:
        """Ask where the parcel is to lie."""
        ask_folder(self, self.tr("包裹放到哪个文件夹？"), self._begin(), self._make)

    def ask_to_take(self) -> None:
        """Ask which answer is to be read in."""
        kinds = self.tr("回执 (*.answer)")
        ask_files(self, self.tr("选择带回来的回执"), self._begin(), kinds, self._take)

    def ask_to_carry(self) -> None:
        """Ask which parcels are to be carried."""
        kinds = self.tr("包裹 (*.age)")
        ask_files(self, self.tr("选择要代送的包裹"), self._begin(), kinds, self._carry, many=True)

    def _lay_out(self) -> None:
        inside = QWidget(self)
        box = panel(inside)
        ways = self.ways = FoldingRow(box, spacing=22)
        for way, words in (
            (self.make, self.tr("没有网络时，把等待上报的记录封成一个文件，只有区里打得开。")),
            (self.take, self.tr("包裹送到区里后，区里给一份同名的 .answer 文件：读入才算确认。")),
            (self.carry, self.tr("替没有网络的设备送：选它们的包裹，区里的回执会放在旁边，带回去读入。")),
        ):
            if way is self.carry and self._session.operator.role is not Role.CLERK:
                way.hide()
                continue
            place = QWidget(ways)
            way_and_words = QVBoxLayout(place)
            way_and_words.setContentsMargins(0, 0, 0, 0)
            way_and_words.setSpacing(4)
            way_and_words.addWidget(way)
            way_and_words.addWidget(label(words, "hint", box))
            way_and_words.addStretch(1)
            ways.add(place)
        running = QHBoxLayout()
        running.addWidget(self.bar, 1)
        running.addWidget(self.stop)
        column = QVBoxLayout(box)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(8)
        column.addWidget(ways)
        column.addWidget(self.words)
        column.addLayout(running)
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(0, 10, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(box)
        whole.addWidget(self.table, 1)
        whole.addStretch(0)
        self.table.setMinimumHeight(LEAST_TABLE)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(area)
        self.words.hide()
        self.table.hide()

    def _connect(self) -> None:
        self.sticks.began.connect(self._began)
        self.sticks.progressed.connect(self._progressed)
        self.sticks.made.connect(self._made)
        self.sticks.taken.connect(self._taken)
        self.sticks.carried.connect(self._carried)
        self.sticks.failed.connect(self._failed)

    def _button(self, text: str, name: str, clicked: Any, object_name: str) -> QPushButton:
        return button(text, name, clicked, self, object_name=object_name)

    def _begin(self) -> Path:
        """Return where the next dialog begins: where the last one ended, or at the stick."""
        return self._place if self._place is not None and self._place.is_dir() else first_stick()

    # -- what was chosen ------------------------------------------------------------------------------------

    def _make(self, folder: str) -> None:
        self._place = Path(folder)
        self.sticks.make(folder)

    def _take(self, files: list[str]) -> None:
        self._place = Path(files[0]).parent
        self.sticks.take(files[0])

    def _carry(self, files: list[str]) -> None:
        self._place = Path(files[0]).parent
        self.sticks.carry(files)

    # -- what came of it --------------------------------------------------------------------------------------

    def _show_running(self, *, joined: bool) -> None:
        doing = self.sticks.running
        self.bar.setVisible(bool(doing))
        self.stop.setVisible(doing == CARRYING)
        for way in (self.make, self.take, self.carry):
            way.setEnabled(joined and not doing)

    def _began(self, doing: str) -> None:
        self._show_running(joined=True)
        self.bar.setRange(0, 0)
        self.table.hide()
        words = {
            MAKING: self.tr("正在装包……请不要拔 U 盘。"),
            TAKING: self.tr("正在读入回执……"),
            CARRYING: self.tr("正在代送……请不要拔 U 盘。"),
        }
        say(self.words, words[doing], "plain")

    def _progressed(self, progress: Progress) -> None:
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        words = self.tr("正在代送……请不要拔 U 盘。（{0}/{1}）")
        say(self.words, words.format(progress.done, progress.total), "plain")

    def _made(self, made: Made) -> None:
        self._end(self.make)
        if made.full:
            words = self.tr("{0} 已写好，装满了：读入它的回执以后，再装一包送其余的。")
        elif made.records:
            words = self.tr(
                "{0} 已写好，里面有 {1} 条还没确认的记录。请把它送到区里，或交给能上网的镇街干部代送。"
            )
        else:
            words = self.tr("{0} 已写好。没有等待上报的记录，这一包只向区里要新资料。")
        say(self.words, words.format(made.file.name, made.records), "good")

    def _taken(self, outcome: Any) -> None:
        self._end(self.take)
        words = self.tr("回执已读入：确认 {0} 条，退回 {1} 条；收到资料 {2} 条。")
        say(self.words, words.format(outcome.accepted, outcome.rejected, outcome.received), "good")

    def _carried(self, carried: tuple[Any, ...]) -> None:
        self._end(self.carry)
        done = sum(one.problem is None for one in carried)
        if done == len(carried):
            words = self.tr("送到 {0} 包，回执都放在包裹旁边：请带回原来的设备读入。")
        else:
            words = self.tr("送到 {0} 包，{1} 包没有送成：原因见下表。")
        say(self.words, words.format(done, len(carried) - done), "good" if done == len(carried) else "note")
        self.table.show_values(carried)
        self.table.setVisible(bool(carried))

    def _failed(self, doing: str, fault: Exception) -> None:
        self._end({MAKING: self.make, TAKING: self.take, CARRYING: self.carry}[doing])
        say(self.words, str(sentence(fault, doing=doing)), "fault")

    def _end(self, way: QPushButton) -> None:
        self._show_running(joined=True)
        if self.isVisible():
            way.setFocus()

    def _result(self, carried: Any) -> str:
        if carried.problem is None:
            return self.tr("已送到，回执 {0}").format(carried.answer.name)
        return str(sentence(carried.problem, doing=CARRYING))


def _name(carried: Any) -> str:
    return str(carried.parcel.name)
