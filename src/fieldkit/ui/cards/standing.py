# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How a layout stands while it is changed, in one sentence: typed, drafted, saved; right or not."""

from __future__ import annotations

from dataclasses import dataclass

from fieldkit.ui.noop import QT_TRANSLATE_NOOP
from fieldkit.ui.strings import from_table

_SHIPPED = QT_TRANSLATE_NOOP("cards", "随程序来的版式，复制以后才能改。")
_TYPING = QT_TRANSLATE_NOOP("cards", "正在修改…")
_LOST = QT_TRANSLATE_NOOP("cards", "草稿存不上，磁盘可能满了。请先腾出地方，再按“保存”。")
_REFUSED = QT_TRANSLATE_NOOP(
    "cards", "有 {0} 处问题，只存了草稿。改好以前不能采用，打印仍用上次保存的那一份。"
)
_DRAFT_WRONG = QT_TRANSLATE_NOOP("cards", "有 {0} 处问题，改好才能采用。草稿已自动存好。")
_DRAFT = QT_TRANSLATE_NOOP("cards", "没有问题。保存以后才能采用。草稿已自动存好。")
_WRONG = QT_TRANSLATE_NOOP("cards", "有 {0} 处问题，改好才能采用，也才能打印。")
_RIGHT = QT_TRANSLATE_NOOP("cards", "没有问题，已经保存。")


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of the layout that is shown; ``refused`` means that saving it only kept the draft."""

    own: bool
    changed: bool
    typing: bool
    refused: bool
    drafted: bool
    faults: int

    @property
    def words(self) -> tuple[str, str]:
        """Return the sentence and the role in which it is shown."""
        if not self.own:
            return from_table("cards", _SHIPPED), "hint"
        if self.typing:
            return from_table("cards", _TYPING), "hint"
        if not self.drafted:
            return from_table("cards", _LOST), "fault"
        if self.faults:
            words = _REFUSED if self.refused else _DRAFT_WRONG if self.changed else _WRONG
            return from_table("cards", words).format(self.faults), "fault"
        if self.changed:
            return from_table("cards", _DRAFT), "hint"
        return from_table("cards", _RIGHT), "good"
