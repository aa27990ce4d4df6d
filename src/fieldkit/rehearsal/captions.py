# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the gallery writes above each picture of the window, by the picture's name."""

from __future__ import annotations

WINDOWS = {
    "sign-in": "登录 · signing in",
    "enrol-empty": "入会登记，空表 · enrolment, an empty form",
    "enrol-faults": "入会登记，有错的地方 · enrolment, what is wrong is marked",
    "enrol-filled": "入会登记，填好并签名 · enrolment, filled in and signed",
    "enrol-saved": "入会登记，已保存 · enrolment, saved",
    "enrol-already-member": "入会登记，已经是会员 · enrolment, a member already",
    "members": "会员查询 · members",
    "serve": "服务登记 · services",
    "packs": "物资发放 · welfare packs",
    "outbox": "上报 · outbox",
    "outbox-attention": "上报，有要处理的 · outbox, something to settle",
    "prints": "打印 · prints",
    "prints-stuck": "打印，打印机没有插好 · prints, at a printer that is unplugged",
    "settings": "设置 · settings",
    "check-good": "验卡，有效 · checking a card, good",
    "check-front-only": "验卡，只有正面的编号 · checking a card, the front alone",
    "check-altered": "验卡，被改动过 · checking a card, altered",
    "documents": "单据 · documents",
    "documents-over": "单据，套打 · documents, printing over a form",
    "settings-printer": "设置，一台打印机 · settings, one printer",
    "cards": "卡片版式 · card layouts",
}
LOOKS = {"-en-light": "英文界面 · in English", "-zh_CN-dark": "深色界面 · dark"}


def caption(shot: str) -> str:
    """Return the words for the picture ``shot`` (``members-en-light``). Raises KeyError for one that has none."""
    for mark, words in LOOKS.items():
        if shot.endswith(mark):
            return f"{WINDOWS[shot.removesuffix(mark)]}（{words}）"
    return WINDOWS[shot]
