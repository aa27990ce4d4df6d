# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The word above the form of a device that the district has stopped: nothing that is typed could be saved."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from fieldkit.ui.parts.frame import label
from fieldkit.ui.style import role


class StoppedBanner(QFrame):
    """Stands there, and cannot be sent away, as long as the device is stopped."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("stopped_banner")
        role(self, "notice", "bad")
        words = label(
            self.tr(
                "区里已停用这台设备，不能再登记。没有保存的内容还在下面，没有丢；请把来的人带到别的台位。"
            ),
            "plain",
            self,
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(words, 1)
        self.hide()
