# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The further steps of the set-up, once a store is there: joining, choosing the desk, ready."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from fieldkit.ui.parts.frame import label
from fieldkit.ui.parts.wheel import StillWheel
from fieldkit.ui.session import Session
from fieldkit.ui.setup.joining import JoinPanel
from fieldkit.ui.setup.place import PlacePanel
from fieldkit.ui.setup.step import Step
from fieldkit.ui.strings import in_language


class JoinStep(Step):
    """The ticket and the briefing."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head(
            self.tr("加入区里"),
            self.tr("请粘贴或扫描区总工会发给这台设备的入网票（以 FK1 开头的一行）。这一步需要联网。"),
        )
        self.panel = JoinPanel(session, self)
        self.body.addWidget(self.panel)
        self.panel.briefed.connect(self._briefed)
        self._later = self.add_way(self.tr("以后再加入（&L）"), "quiet", self.skipped, "join_later")
        self.on = self.add_way(self.tr("继续（&C）"), "primary", self.finished, "join_on")
        self._session = session
        self._show_ways()
        session.desk_changed.connect(self._show_ways)

    def focus(self) -> None:
        self.panel.focus()

    def _show_ways(self) -> None:
        briefed = bool(self._session.book.sites)
        self.on.setVisible(briefed)
        self._later.setVisible(not briefed)
        if self._session.joined:
            self.head(self.tr("加入区里"), self.tr("区里认识这台设备了。活动资料接收完，就可以离线工作。"))

    def _briefed(self) -> None:
        self._show_ways()
        self.on.setFocus(Qt.FocusReason.OtherFocusReason)


class PlaceStep(Step):
    """Event, site and booth."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head(self.tr("今天在哪里"), self.tr("每条记录都会写上活动、点位和台位。以后可在“设置”里更换。"))
        self.panel = PlacePanel(session, self)
        self.body.addWidget(self.panel)
        StillWheel(self).watch(self.panel)
        self.panel.chosen.connect(self.keep)
        self.add_way(self.tr("继续（&C）"), "primary", self.keep, "place_on")

    def keep(self) -> None:
        """Keep what is chosen and go on."""
        if self.panel.keep():
            self.finished.emit()
        else:
            self.say(self.tr("请先选择一个点位。"))

    def focus(self) -> None:
        self.panel.refresh()
        self.panel.focus()


class ReadyStep(Step):
    """What was set up, and that work can begin."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._lines = label("", "plain", self)
        self.body.addWidget(self._lines)
        self.body.addSpacing(6)
        self.body.addWidget(
            label(self.tr("有没有网络都一样用：记录先存在本机，联网后自动上报区里。"), "hint", self)
        )
        self.add_way(self.tr("开始工作（&S）"), "primary", self.finished, "ready_on")

    def focus(self) -> None:
        session = self._session
        site = session.book.site(session.desk.site)
        self.head(self.tr("准备好了"), self.tr("{0}，今天辛苦了。").format(session.operator.name))
        lines = []
        if session.joined:
            lines.append(
                self.tr("区里：{0}（本机编号 {1}）").format(session.book.district_name, session.book.device)
            )
            lines.append(self.tr("本镇街已知会员：{0} 位").format(session.book.members_known))
        else:
            lines.append(self.tr("还没有加入区里：可以先看看，加入以后才能登记。"))
        if site is not None:
            place = in_language(site.name, site.name_en)
            lines.append(self.tr("点位：{0}，{1} 号台").format(place, session.desk.booth))
        self._lines.setText("\n".join(lines))
        super().focus()
