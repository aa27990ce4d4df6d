# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the district keeps aside without a verdict, and what it lost: what that means, what the clerk does about it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from fieldkit.domain.outbox import Counts, HeldLife
from fieldkit.ui.parts.frame import label, say
from fieldkit.ui.style import role


class HeldNotice(QFrame):
    """Hidden while nothing is held; the letters that staff compare can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("held")
        role(self, "notice", "warn")
        self._title = label("", "strong", self)
        self._words = label("", "plain", self)
        self._heads = label("", "strong", self)
        self._heads.setObjectName("held_heads")
        self._heads.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        said = QVBoxLayout()
        said.setSpacing(4)
        for part in (self._title, self._words, self._heads):
            said.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 10, 18, 10)
        row.addLayout(said, 1)
        self.hide()

    def show_held(self, counts: Counts, lives: tuple[HeldLife, ...], *, revoked: bool = False) -> None:
        """Show how much is held and where the held lives stand; of one ``revoked`` all is held from then on."""
        say(self._title, self.tr("有 {0} 条被区里扣留，还没有结论。").format(counts.held), "strong")
        say(self._words, self._of_revoked() if revoked else self._of_copied(), "plain")
        line = self.tr("档案库 {0} · 第 {1} 批 · 链头 {2}")
        say(self._heads, "\n".join(line.format(one.life, one.number, one.head) for one in lives), "strong")
        self.setVisible(counts.held > 0)

    def _of_copied(self) -> str:
        return self.tr(
            "什么都没有丢，可以照常登记。多半是这台电脑的档案库被拷贝或恢复过，同一批号有了两种内容："
            "请给区里打电话，说明有没有重装或恢复过，核对下面的链头；区里处理好后，再点“立即上报”。"
        )

    def _of_revoked(self) -> str:
        return self.tr(
            "什么都没有丢。区里已停用这台设备，停用后送到的都先扣留，由区里逐批决定收不收："
            "请给区里打电话，说明这些是谁、在哪里登记的，核对下面的链头；这台设备不能再登记。"
        )


class LostNotice(QFrame):
    """Hidden while nothing is lost. What is lost was purged here, and the district, made anew, has it no more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lost")
        role(self, "notice", "warn")
        self._title = label("", "strong", self)
        words = label(
            self.tr(
                "区服务器是用较早的备份重建的，其中没有这些；本机在备份后已按规定清除了原文，不能再报。"
                "请告诉区里，并照纸质登记表补录。其余的已自动重报。"
            ),
            "plain",
            self,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 10, 18, 10)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(words)
        self.hide()

    def show_lost(self, counts: Counts) -> None:
        """Show how much is lost."""
        say(self._title, self.tr("有 {0} 条区里曾确认，现在没有了。").format(counts.lost), "strong")
        self.setVisible(counts.lost > 0)
