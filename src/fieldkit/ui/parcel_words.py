# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What goes wrong with parcels on a stick: the words while one is made, an answer read in, others' ones carried."""

from __future__ import annotations

from fieldkit.ui.noop import QT_TRANSLATE_NOOP

MAKING, TAKING, CARRYING = "make-parcel", "take-answer", "carry-parcels"
"""What was being done; ``ui.problems.sentence`` looks for these words first."""

_NO_ANSWER = (
    QT_TRANSLATE_NOOP("problems", "这不是区里的回执文件，或已经损坏，什么也没有改动。"),
    QT_TRANSLATE_NOOP("problems", "请选与包裹同名、以 .answer 结尾的文件；还是不行请区里再给一份。"),
)
_NO_PARCEL = (
    QT_TRANSLATE_NOOP("problems", "区里读不出这个文件：不是给本区的包裹，或已经损坏。"),
    QT_TRANSLATE_NOOP("problems", "请到装包的那台设备上重新装一包；原来的记录都在那台设备里。"),
)

PARCEL_PROBLEMS: dict[str, tuple[str, str]] = {
    "make-parcel:not-briefed": (
        QT_TRANSLATE_NOOP("problems", "还没有拿到区里的信任名单，不知道包裹该封给谁。"),
        QT_TRANSLATE_NOOP("problems", "请先联网上报一次，再装包；记录都在本机。"),
    ),
    "make-parcel:disk-full": (
        QT_TRANSLATE_NOOP("problems", "U 盘满了，没有装成。"),
        QT_TRANSLATE_NOOP("problems", "请腾出空间或换一个 U 盘再装；记录都在本机，没有少。"),
    ),
    "make-parcel:disk-refused": (
        QT_TRANSLATE_NOOP("problems", "U 盘写不进去，没有装成。"),
        QT_TRANSLATE_NOOP("problems", "请看看 U 盘是否拔掉、写保护，或换一个再装；记录都在本机，没有少。"),
    ),
    "take-answer:disk-refused": (
        QT_TRANSLATE_NOOP("problems", "回执文件读不出来。"),
        QT_TRANSLATE_NOOP("problems", "请看看 U 盘是否拔掉，重新插好再读。"),
    ),
    "take-answer:district-not-trusted": _NO_ANSWER,
    "take-answer:district-not-trusted/not-fieldkit": _NO_ANSWER,
    "take-answer:district-not-trusted/signature": (
        QT_TRANSLATE_NOOP("problems", "回执上没有区里的签名，一条也没有算作确认。"),
        QT_TRANSLATE_NOOP("problems", "请区里再给一份；多半是别的区的回执，或被改动过。"),
    ),
    "take-answer:district-not-trusted/other-request": (
        QT_TRANSLATE_NOOP("problems", "这份回执不是给这台设备的，什么也没有改动。"),
        QT_TRANSLATE_NOOP("problems", "请看文件名里的点位，拿到装包的那台设备上去读。"),
    ),
    "carry-parcels:disk-refused": (
        QT_TRANSLATE_NOOP("problems", "包裹读不出来，或回执写不回 U 盘。"),
        QT_TRANSLATE_NOOP("problems", "请看看 U 盘是否拔掉、写保护，再送一次；重复送不会多记。"),
    ),
    "carry-parcels:disk-full": (
        QT_TRANSLATE_NOOP("problems", "U 盘满了，回执没有写成。"),
        QT_TRANSLATE_NOOP("problems", "请腾出空间，再送一次；重复送不会多记。"),
    ),
    "carry-parcels:district-not-trusted/not-fieldkit": _NO_PARCEL,
}
