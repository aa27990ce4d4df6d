# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a card layout, in sentences: where in the file, what, and what to do."""

from __future__ import annotations

import re

from fieldkit.domain.layout_faults import LayoutFault, LayoutFaultKind
from fieldkit.ui.noop import QT_TRANSLATE_NOOP
from fieldkit.ui.strings import from_table

_K = LayoutFaultKind
SENTENCES: dict[LayoutFaultKind, str] = {
    _K.NOT_TOML: QT_TRANSLATE_NOOP("cards", "这个文件读不出来：{1}"),
    _K.MISSING_KEY: QT_TRANSLATE_NOOP("cards", "{0}：少了“{1}”这一项。"),
    _K.UNKNOWN_KEY: QT_TRANSLATE_NOOP("cards", "{0}：没有“{1}”这一项，请检查拼写。"),
    _K.WRONG_VALUE: QT_TRANSLATE_NOOP("cards", "{0}：“{1}”写的不对，这里可以是 {2}。"),
    _K.UNKNOWN_FIELD: QT_TRANSLATE_NOOP("cards", "{0}：没有 {1} 这个字段，可以用 {2}。"),
    _K.BAD_COLOUR: QT_TRANSLATE_NOOP("cards", "{0}：“{1}”不是颜色，请写成 #RRGGBB，或 [colours] 里的名字。"),
    _K.SAME_ID: QT_TRANSLATE_NOOP("cards", "{0}：这一面已经有一个叫“{1}”的，请另起一个 id。"),
    _K.OVERLAP: QT_TRANSLATE_NOOP("cards", "{0} 和“{1}”叠在一起了，请移开或改小。"),
    _K.OUTSIDE: QT_TRANSLATE_NOOP("cards", "{0} 出了卡边 {1} 毫米。"),
    _K.TOO_NEAR: QT_TRANSLATE_NOOP("cards", "{0} 离卡边只有 {1} 毫米，至少要留 {2} 毫米，裁切才不会切到。"),
    _K.CODE_BOX: QT_TRANSLATE_NOOP(
        "cards", "{0}：二维码的框边长 {1} 毫米，最长的码有 {3} 个模块，至少要 {2} 毫米。"
    ),
    _K.MODULE: QT_TRANSLATE_NOOP(
        "cards", "{0}：最小模块只有 {1} 毫米，摄像头读不出来，至少要 {2} 毫米；请加大 least_dots。"
    ),
    _K.QUIET: QT_TRANSLATE_NOOP("cards", "{0}：二维码四周要空出 {2} 毫米，“{1}”占了这里。"),
    _K.TEXT: QT_TRANSLATE_NOOP(
        "cards", "{0}：最长的内容（{2} 个字，例如“{1}”）用最小字号 {3} 磅也放不下，请把框放大或字号改小。"
    ),
    _K.CONTRAST: QT_TRANSLATE_NOOP(
        "cards", "{0}：和底色的对比只有 {1} 比 1，看不清楚，至少要 {2} 比 1；图片上的文字请先垫一个底块。"
    ),
    _K.NO_GLYPH: QT_TRANSLATE_NOOP("cards", "{0}：字库里没有这些字：{1}。请换字，或把这一行做成图片放进来。"),
    _K.NO_PICTURE: QT_TRANSLATE_NOOP("cards", "{0}：找不到图片“{1}”，请放在版式文件旁边。"),
    _K.BAD_PICTURE: QT_TRANSLATE_NOOP("cards", "{0}：图片“{1}”读不出来，请用 PNG 或 JPEG。"),
    _K.LARGE_PICTURE: QT_TRANSLATE_NOOP("cards", "{0}：图片“{1}”太大（{2}），最大 {3}。"),
    _K.SHEET: QT_TRANSLATE_NOOP("cards", "{0}：第 {1} 张卡出了纸边，请核对 [sheet] 里的位置。"),
    _K.SHEET_OVERLAP: QT_TRANSLATE_NOOP(
        "cards", "{0}：一版上的卡互相叠住了，step_across 和 step_down 不能小于卡的宽和高。"
    ),
}
EDGE = QT_TRANSLATE_NOOP("cards", "{0}：二维码四周要空出 {2} 毫米，现在离卡边太近。")
SIDES = {"front": QT_TRANSLATE_NOOP("cards", "正面"), "back": QT_TRANSLATE_NOOP("cards", "背面")}


def fault_words(fault: LayoutFault) -> str:
    """Return one sentence about a fault."""
    edge = fault.kind is _K.QUIET and not fault.facts[0]
    words = from_table("cards", EDGE if edge else SENTENCES[fault.kind])
    return words.format(_where(fault.where), *fault.facts)


def _where(where: str) -> str:
    """Return where something stands: the side in words, the name of the element as it is in the file."""
    side, slash, element = where.partition("/")
    if not slash:
        return f"[{where}]" if where else "toml"
    return f"{from_table('cards', SIDES[side])} {element}"


def place_of(text: str, where: str) -> int:
    """Return where in a layout's text a fault stands, counted in characters; -1 where that cannot be said."""
    side, slash, element = where.partition("/")
    if not slash:
        return text.find(f"[{side.partition('.')[0]}]")
    start = 0
    for part in re.split(r"(?m)^(?=\[\[)", text):
        if part.startswith(f"[[{side}]]") and f'id = "{element}"' in part:
            return start + part.find(f'id = "{element}"')
        start += len(part)
    return -1
