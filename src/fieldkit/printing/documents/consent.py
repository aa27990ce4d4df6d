# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The notice on personal information with the separate consents (PIPL art. 17, 23, 25, 28–30; domain.md §2.11).

In large type; every consent is asked by itself, with its text, its version and two boxes, none of them ticked.
"""

from __future__ import annotations

from fieldkit.domain.day_papers import Asked, NoticePaper
from fieldkit.domain.filing import Imprint
from fieldkit.printing import blocks
from fieldkit.printing.blocks import Block
from fieldkit.printing.documents import page, parts, texts
from fieldkit.printing.documents.page import A4, LOOK, SMALL
from fieldkit.printing.sheet import Ink, Sheet, Style

TEXT = Style(12.5, Ink.BLACK, spacing=1.6)
ANSWERS = ("同意", "不同意")
ANSWER = 21.0  # millimetres each
BOX = 4.4
SENSITIVE = "sensitive"


def notice(told: NoticePaper, imprint: Imprint) -> bytes:
    """Return the notice, its consents to answer, and a place to sign."""
    words = texts.texts()["notice"]
    asked = told.consents
    if not any(one.kind == SENSITIVE for one in asked):
        ours = words[SENSITIVE]
        asked = (Asked(SENSITIVE, ours["title"], ours["text"], texts.version()), *asked)
    text = told.notice.text.strip() or words["blank"]
    parted: list[page.Part] = [
        *parts.heading(told.notice.title or words["title"], A4),
        *blocks.prose(text, TEXT, A4.inner),
        *parts.checked_line(A4, version=told.notice.version),
        parts.section(words["consents_title"], A4),
        *blocks.prose(words["consents_note"], LOOK.text, A4.inner),
        blocks.space(2.0),
    ]
    parted += [_consent(one) for one in asked]
    parted += [
        blocks.space(3.0),
        blocks.stack(
            [
                *blocks.prose(words["declaration"], TEXT, A4.inner),
                blocks.space(2.0),
                *parts.labelled([("姓名", told.person.name), ("登记编号", told.person.number)], A4),
                parts.signatures(["本人签名：", "日期："], A4, height=16.0),
            ]
        ),
    ]
    return page.pdf(page.Paper(words["title"], imprint, A4, parted))


def _consent(asked: Asked) -> Block:
    """Return one consent in a frame: title, text, version at the left, the two answers at the right."""
    width = A4.inner - len(ANSWERS) * ANSWER - 8.0
    told = blocks.stack(
        [
            blocks.paragraph(asked.title, LOOK.strong, width),
            *blocks.prose(asked.text, LOOK.text, width),
            blocks.paragraph(f"文本版本 {asked.version}", SMALL, width),
        ]
    )

    def draw(sheet: Sheet, x: float, y: float) -> None:
        told.draw(sheet, x + 2.5, y + 1.8)
        left = x + A4.inner - len(ANSWERS) * ANSWER
        for answer in ANSWERS:
            sheet.frame(left, y + 3.0, BOX, BOX, ink=Ink.BLACK, weight=0.8)
            sheet.text(left + BOX + 1.5, y + 2.6, answer, LOOK.text)
            left += ANSWER

    return blocks.framed(Block(told.height + 3.6, draw), [A4.inner], LOOK)
