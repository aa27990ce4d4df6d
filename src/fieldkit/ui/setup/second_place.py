# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Where a second copy of the store goes as work goes on: best a stick that stays in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldkit.ui.parts.frame import button, label, say
from fieldkit.ui.parts.places import ask_folder, first_stick
from fieldkit.ui.session import Session


class SecondPlacePanel(QWidget):
    """The folder, chosen or given up."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.place = label("", "plain", self)
        self.place.setObjectName("second_place")
        self.fault = label("", "fault", self)
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
        column.addWidget(self.place)
        column.addWidget(self.fault)
        column.addLayout(ways)
        self.fault.hide()
        self.refresh()

    def refresh(self) -> None:
        """Show where copies go."""
        place = self._session.settings.second_place
        self.none.setVisible(bool(place))
        if not place:
            say(self.place, self.tr("现在没有另存。"), "note")
        elif Path(place).is_dir():
            say(self.place, self.tr("存到 {0}").format(place), "good")
        else:
            say(self.place, self.tr("存到 {0}（现在找不到，请插好 U 盘）").format(place), "note")

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
        self._keep(str(place))

    def _keep(self, place: str) -> None:
        say(self.fault, "")
        session = self._session
        session.keep_settings(replace(session.settings, second_place=place))
        self.refresh()
