# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Where a second copy of the store goes as work goes on: best a stick that stays in."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldkit.ui.parts.frame import button, label, say
from fieldkit.ui.parts.places import ask_folder, first_stick
from fieldkit.ui.problems import sentence
from fieldkit.ui.session import Session
from fieldkit.ui.setup.trying import TryPanel
from fieldkit.ui.strings import moment_text


class SecondPlacePanel(QWidget):
    """The folder, chosen or given up."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.place = label("", "plain", self)
        self.place.setObjectName("second_place")
        self.together = label(
            self.tr("这里和本机档案库在同一块盘上：盘坏了、电脑丢了，会一起没有。请改存到 U 盘。"),
            "note",
            self,
        )
        self.together.setObjectName("one_disk")
        self.no_code = label(
            self.tr("还没有恢复码：电脑丢了，这一份在别的电脑上打不开。请在下面做一张。"), "note", self
        )
        self.fault = label("", "fault", self)
        self.trying = TryPanel(session, self)
        self.choose = button(
            self.tr("选择文件夹…（&L）"), "plain", self.ask, self, object_name="choose_second_place"
        )
        self.none = button(
            self.tr("不再另存（&I）"), "quiet", self.give_up, self, object_name="no_second_place"
        )
        ways = QHBoxLayout()
        ways.addStretch(1)
        ways.addWidget(self.none)
        ways.addWidget(self.choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(
            label(
                self.tr(
                    "另存一份加密的档案库，最好存到一直插着的 U 盘：每 25 条或 5 分钟存一次。"
                    "这一份只有恢复码打得开。"
                ),
                "hint",
                self,
            )
        )
        for part in (self.place, self.together, self.no_code, self.fault):
            column.addWidget(part)
        column.addLayout(ways)
        column.addWidget(self.trying)
        self.fault.hide()
        session.cares_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show where copies go, and how far they are."""
        place, cares = self._session.settings.second_place, self._session.cares
        there = bool(place) and _is_there(place) and not cares.place_gone
        self.none.setVisible(bool(place))
        together = there and _on_one_disk(place, self._session.folder)
        self.together.setVisible(together)
        self.no_code.setVisible(bool(place) and cares.no_code)
        self.trying.setVisible(there and bool(cares.copied_at) and not cares.no_code)
        if not place:
            say(self.place, self.tr("现在没有另存。"), "note")
        elif not there:
            words = self.tr("存到 {0}（现在找不到，缺 {1} 条；请插好 U 盘，会自动接着存）")
            say(self.place, words.format(place, cares.uncopied), "note")
        elif cares.copied_at:
            at = moment_text(dt.datetime.fromisoformat(cares.copied_at))
            words = self.tr("存到 {0}，上次 {1}，还有 {2} 条没有存")
            say(self.place, words.format(place, at, cares.uncopied), "plain" if together else "good")
        else:
            say(self.place, self.tr("存到 {0}").format(place), "plain" if together else "good")

    def ask(self) -> None:
        """Ask for the folder."""
        ask_folder(self, self.tr("第二份存到哪个文件夹？"), first_stick(), self._chosen)

    def give_up(self) -> None:
        """Make no more copies; those that are there stay."""
        self._keep("")

    def _chosen(self, folder: str) -> None:
        mine, place = Path(self._session.folder).resolve(), Path(folder).resolve()
        if place == mine or mine in place.parents:
            say(
                self.fault, self.tr("这就是本机档案库所在的文件夹，坏了会一起坏：请另选一个，最好在 U 盘上。")
            )
            return
        door = self._session.door
        if door is not None:
            begin = partial(door.begin_copies, str(place))
            door.knock(begin, partial(self._begun, str(place)), self._not_begun)

    def _begun(self, place: str, _one_disk: object) -> None:
        self._keep(place)

    def _not_begun(self, fault: Exception) -> None:
        say(self.fault, str(sentence(fault)))

    def _keep(self, place: str) -> None:
        say(self.fault, "")
        session = self._session
        session.keep_settings(replace(session.settings, second_place=place, copy_tried=""))
        if session.door is not None:
            session.door.look_again()
        self.refresh()


def _is_there(place: str) -> bool:
    try:
        return Path(place).is_dir()
    except OSError:  # a stick that was pulled
        return False


def _on_one_disk(one: str, other: str) -> bool:
    try:
        return Path(one).stat().st_dev == Path(other).stat().st_dev
    except OSError:
        return False
