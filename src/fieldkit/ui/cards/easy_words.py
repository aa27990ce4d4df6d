# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What things on a card are called for those who never saw the file."""

from __future__ import annotations

from fieldkit.printing.layout_changes import Item
from fieldkit.ui.noop import QT_TRANSLATE_NOOP
from fieldkit.ui.strings import from_table

_SIDES = {"front": QT_TRANSLATE_NOOP("cards", "正面"), "back": QT_TRANSLATE_NOOP("cards", "背面")}
_ITEMS = {
    "union": QT_TRANSLATE_NOOP("cards", "工会名称"),
    "title": QT_TRANSLATE_NOOP("cards", "标题"),
    "name": QT_TRANSLATE_NOOP("cards", "姓名"),
    "number": QT_TRANSLATE_NOOP("cards", "登记编号"),
    "number_label": QT_TRANSLATE_NOOP("cards", "编号标题"),
    "provisional_label": QT_TRANSLATE_NOOP("cards", "临时编号字样"),
    "provisional_note": QT_TRANSLATE_NOOP("cards", "临时编号说明"),
    "issued": QT_TRANSLATE_NOOP("cards", "发卡日期"),
    "code": QT_TRANSLATE_NOOP("cards", "二维码"),
    "code_note": QT_TRANSLATE_NOOP("cards", "二维码说明"),
    "how": QT_TRANSLATE_NOOP("cards", "核验说明"),
    "lost": QT_TRANSLATE_NOOP("cards", "遗失说明"),
    "logo": QT_TRANSLATE_NOOP("cards", "标志"),
}
_LANGUAGES = {
    "zh": QT_TRANSLATE_NOOP("cards", "中文"),
    "en": QT_TRANSLATE_NOOP("cards", "英文"),
    "za": QT_TRANSLATE_NOOP("cards", "壮文"),
    "bo": QT_TRANSLATE_NOOP("cards", "藏文"),
    "ug": QT_TRANSLATE_NOOP("cards", "维吾尔文"),
    "mn": QT_TRANSLATE_NOOP("cards", "蒙古文"),
    "ko": QT_TRANSLATE_NOOP("cards", "朝鲜文"),
    "ii": QT_TRANSLATE_NOOP("cards", "彝文"),
}


def side_name(side: str) -> str:
    """Return what a side of the card is called."""
    return from_table("cards", _SIDES[side])


def language_name(language: str) -> str:
    """Return the name of a language; an unknown one is shown by its code."""
    return from_table("cards", _LANGUAGES[language]) if language in _LANGUAGES else language


def called(element: str) -> str:
    """Return what the thing of this id is called, '' where it is none of ours."""
    return from_table("cards", _ITEMS[element]) if element in _ITEMS else ""


def item_name(item: Item) -> str:
    """Return what something on a card is called, with its language; what we did not name is shown by its id."""
    stem, _, _ = item.id.removesuffix("_" + item.language).partition("_2")
    name = called(stem) or item.id
    return f"{name} · {language_name(item.language)}" if item.language else name
