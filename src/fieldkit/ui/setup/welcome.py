# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The first step of the set-up: what will happen, and what to have at hand."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from fieldkit.ui.parts.frame import label
from fieldkit.ui.setup.step import Step


class WelcomeStep(Step):
    """What will happen, and what to have at hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head(
            self.tr("欢迎使用 FieldKit"),
            self.tr("几分钟后，这台设备就能在没有网络的现场登记入会、发放福利、登记服务。"),
        )
        for words in (
            self.tr("① 建立本机的加密档案库：要您的姓名，和一个只有您知道的 PIN 或口令。"),
            self.tr("② 加入区里：要区总工会发给这台设备的入网票。"),
            self.tr("③ 接收活动资料，选择今天的点位和台位。"),
        ):
            self.body.addWidget(label(words, "plain", self))
        self.body.addSpacing(6)
        self.body.addWidget(label(self.tr("每一步都可以只用键盘：Tab 换栏，回车继续。"), "hint", self))
        self.add_way(self.tr("开始（&S）"), "primary", self.finished, "welcome_on")
