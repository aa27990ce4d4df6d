# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a card layout, in sentences: where in the file, what, and what to do."""

from __future__ import annotations

import re

from fieldkit.domain.layout_faults import LayoutFault, LayoutFaultKind
from fieldkit.ui.cards.easy_words import called
from fieldkit.ui.noop import QT_TRANSLATE_NOOP
from fieldkit.ui.strings import from_table

_K = LayoutFaultKind
SENTENCES: dict[LayoutFaultKind, str] = {
    _K.NO_FILE: QT_TRANSLATE_NOOP("cards", "{0}打不开，可能被移走了，或者没有权限读。"),
    _K.NOT_TEXT: QT_TRANSLATE_NOOP("cards", "{0}不是文字，可能是图片或程序。请换成文字文件（UTF-8）。"),
    _K.LARGE_FILE: QT_TRANSLATE_NOOP("cards", "{0}太大，不像是版式。最大 {1}。"),
    _K.NOT_TOML: QT_TRANSLATE_NOOP(
        "cards", "{0}的写法读不懂。每行写成“名称 = 值”，文字和颜色放在英文双引号里，例如 bold = true。"
    ),
    _K.FULL_WIDTH: QT_TRANSLATE_NOOP("cards", "{0}：{1} 是中文输入法打的全角符号，请换成半角的 {2}。"),
    _K.UNQUOTED: QT_TRANSLATE_NOOP(
        "cards",
        "{0}：{1} 读不懂。文字和颜色要放在英文双引号里；数字直接写；是或否写 true 或 false。",
    ),
    _K.NO_VALUE: QT_TRANSLATE_NOOP("cards", "{0}：{1} 的等号后面还没有写值。"),
    _K.NO_EQUALS: QT_TRANSLATE_NOOP("cards", "{0}：{1} 后面少了等号，请写成“名称 = 值”。"),
    _K.MORE_BEHIND: QT_TRANSLATE_NOOP(
        "cards", "{0}：值的后面多了 {1}。一行只写一项；数字不带单位，小数点用英文句点。"
    ),
    _K.BAD_KEY: QT_TRANSLATE_NOOP(
        "cards", "{0}：这里不能写 {1}。名称只用英文字母、数字、_ 和 -；说明文字的前面要加 #。"
    ),
    _K.TWICE: QT_TRANSLATE_NOOP(
        "cards", "{0}：{1} 前面已经写过了，只能写一次。卡面上的每样东西都从 [[front]] 或 [[back]] 开始。"
    ),
    _K.UNCLOSED_TEXT: QT_TRANSLATE_NOOP("cards", "{0}：这段文字的后面少了收尾的英文引号。"),
    _K.UNCLOSED_LIST: QT_TRANSLATE_NOOP("cards", "{0}：这一项的后面少了 {1}。"),
    _K.UNCLOSED_HEADER: QT_TRANSLATE_NOOP("cards", "{0}：方括号没有收尾，请补上 {1}。"),
    _K.BAD_BACKSLASH: QT_TRANSLATE_NOOP("cards", "{0}：引号里的反斜杠要连写两个；不需要就删掉。"),
    _K.BAD_CHARACTER: QT_TRANSLATE_NOOP("cards", "{0}：这里有一个看不见的控制符（{1}），请删掉。"),
    _K.TOO_MANY: QT_TRANSLATE_NOOP("cards", "{0}：有 {1} 样东西，太多了，一面最多 {2} 样。"),
    _K.MISSING_KEY: QT_TRANSLATE_NOOP("cards", "{0}：少了“{1}”这一项。"),
    _K.UNKNOWN_KEY: QT_TRANSLATE_NOOP("cards", "{0}：没有“{1}”这一项，请检查拼写。"),
    _K.WRONG_VALUE: QT_TRANSLATE_NOOP("cards", "{0}：{1} 写得不对，这里应当是{2}。"),
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
        "cards",
        "{0}：最长的内容（{2} 个字，例如“{1}”）用最小字号 {3} 磅也放不下，请写短些，或把框放大、字号改小。",
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
LINE = QT_TRANSLATE_NOOP("cards", "第 {0} 行第 {1} 个字")
FILE = QT_TRANSLATE_NOOP("cards", "版式文件")
BLANKS = {"\u3000": QT_TRANSLATE_NOOP("cards", "全角空格"), " ": QT_TRANSLATE_NOOP("cards", "半角空格")}
ALLOWED = {
    r"(-?[\d.]+)–([\d.]+)": QT_TRANSLATE_NOOP("cards", " {0} 到 {1} 之间的数"),
    r"(\d+), \d+ … (\d+)": QT_TRANSLATE_NOOP("cards", " {0} 到 {1} 之间的整数"),
    r'"…" \(1–(\d+)\)': QT_TRANSLATE_NOOP("cards", "英文双引号里的文字，最多 {0} 个字"),
    r"\[\.\.\.\]": QT_TRANSLATE_NOOP("cards", "单独的一节，以方括号里的名称开头"),
    r"\[\[\.\.\.\]\]": QT_TRANSLATE_NOOP("cards", "一节一样东西，每节以 [[front]] 或 [[back]] 开头"),
}
AT = re.compile(r"(\d+):(\d+)")
SIDES = {"front": QT_TRANSLATE_NOOP("cards", "正面"), "back": QT_TRANSLATE_NOOP("cards", "背面")}


def fault_words(fault: LayoutFault) -> str:
    """Return one sentence about a fault."""
    edge = fault.kind is _K.QUIET and not fault.facts[0]
    words = from_table("cards", EDGE if edge else SENTENCES[fault.kind])
    return words.format(_where(fault.where), *(_fact(fault, fact) for fact in fault.facts))


def _fact(fault: LayoutFault, fact: str) -> str:
    """Return a fact as it is read: what may stand somewhere in words, signs that cannot be seen by their names."""
    if fault.kind is _K.WRONG_VALUE and fact != fault.facts[0]:
        for pattern, words in ALLOWED.items():
            if found := re.fullmatch(pattern, fact):
                return from_table("cards", words).format(*found.groups())
        return f" {fact} "
    return from_table("cards", BLANKS[fact]) if fact in BLANKS else fact


def _where(where: str) -> str:
    """Return where something stands: its line, or its side in words and its name as it is in the file."""
    if at := AT.fullmatch(where):
        return from_table("cards", LINE).format(*at.groups())
    side, slash, element = where.partition("/")
    if not where:
        return from_table("cards", FILE)
    if side not in SIDES:
        return f"[{where}]"
    known = called(element)
    name = f"{known}（{element}）" if known else element
    return f"{from_table('cards', SIDES[side])} {name}" if slash else from_table("cards", SIDES[side])


def place_of(text: str, where: str) -> int:
    """Return where in a layout's text a fault stands, counted in characters; -1 where that cannot be said."""
    if at := AT.fullmatch(where):
        line, column = (int(part) for part in at.groups())
        before = text.split("\n")[: line - 1]
        return sum(len(one) + 1 for one in before) + column - 1
    side, slash, element = where.partition("/")
    if not slash:
        return text.find(f"[{side.partition('.')[0]}]")
    start = 0
    for part in re.split(r"(?m)^(?=\[\[)", text):
        if part.startswith(f"[[{side}]]") and f'id = "{element}"' in part:
            return start + part.find(f'id = "{element}"')
        start += len(part)
    return -1
