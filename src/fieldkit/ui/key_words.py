# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Titles and advice for what goes wrong with keys, the recovery code, copies of the store and its second place."""

from __future__ import annotations

from fieldkit.ui.noop import QT_TRANSLATE_NOOP

KEY_PROBLEMS: dict[str, tuple[str, str]] = {
    "last-operator": (
        QT_TRANSLATE_NOOP("problems", "这是本机最后一位操作员，不能移除。"),
        QT_TRANSLATE_NOOP("problems", "请先添加另一位镇街干部，再移除这一位。"),
    ),
    "recovery-code-mistyped": (
        QT_TRANSLATE_NOOP("problems", "恢复码的位数不对，应有 {wanted} 位，现在是 {signs} 位。"),
        QT_TRANSLATE_NOOP("problems", "请对照纸上的恢复码，看漏了哪一组，再输入一次。"),
    ),
    "recovery-code-mistyped+group": (
        QT_TRANSLATE_NOOP("problems", "恢复码第 {group} 组输错了。"),
        QT_TRANSLATE_NOOP("problems", "请对照纸上的这一组，改好再试；字母 I、L 就是 1，O 就是 0。"),
    ),
    "recovery-code-wrong": (
        QT_TRANSLATE_NOOP("problems", "恢复码没有输错，但打不开这台设备的档案库。"),
        QT_TRANSLATE_NOOP(
            "problems", "请确认是这台设备的、最新的一张恢复码；没有做过恢复码的，请交给区里的技术人员。"
        ),
    ),
    "store-turned-back": (
        QT_TRANSLATE_NOOP("problems", "这份档案库是恢复或拷贝来的旧内容，已按新的一份继续，可以照常登记。"),
        QT_TRANSLATE_NOOP("problems", "请告诉区里：旧内容之后在本机记下的，要对照纸质材料查有没有漏。"),
    ),
    "second-place-gone": (
        QT_TRANSLATE_NOOP("problems", "备份位置写不进去，第二份没有存成。"),
        QT_TRANSLATE_NOOP(
            "problems", "本机的记录都在：请插好备份用的 U 盘，或换一个备份位置，程序会自动再存。"
        ),
    ),
}
