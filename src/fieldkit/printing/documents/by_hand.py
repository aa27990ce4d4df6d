# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Forms about one person filled in by hand: an appeal's assignment (F67, F68), a request by PIPL art. 44–48."""

from __future__ import annotations

from fieldkit.domain.day_papers import PersonPaper
from fieldkit.domain.filing import Imprint
from fieldkit.printing import blocks
from fieldkit.printing.documents import page, parts, texts
from fieldkit.printing.documents.page import A4


def appeal(told: PersonPaper, imprint: Imprint) -> bytes:
    """Return the assignment of an appeal: who (or anonymous), what, how urgent, by whom, until when, and the result."""
    words = texts.texts()["appeal"]
    parted: list[page.Part] = [
        *parts.heading(words["title"], A4),
        *parts.occasion(told.occasion, A4),
        blocks.space(2.0),
        *parts.person_lines(told.person, A4),
        blocks.space(2.0),
        parts.choices("匿名", [words["anonymous"]], A4),
        parts.choices("来源", words["ways"], A4),
        parts.choices("类别", words["topics"], A4),
        parts.choices("紧急程度", words["urgencies"], A4),
        parts.writing_box("诉求内容", A4, 52.0),
        parts.writing_box("承办单位、承办人", A4, 14.0),
        parts.writing_box("交办意见、办理时限", A4, 24.0, foot=parts.DATE_TO_WRITE),
        parts.writing_box("办理结果", A4, 34.0, foot=parts.DATE_TO_WRITE),
        parts.choices("回访", ["满意", "基本满意", "不满意", "未能回访"], A4),
        blocks.space(2.0),
        blocks.paragraph(words["note"], page.SMALL, A4.inner),
        parts.signatures(words["signers"], A4, height=13.0),
    ]
    return page.pdf(page.Paper(words["title"], imprint, A4, parted))


def data_request(told: PersonPaper, imprint: Imprint) -> bytes:
    """Return the request to see, copy, correct or delete personal information, with the articles it rests on."""
    words = texts.texts()["data_request"]
    kinds = [f"{kind}（{article}）" for kind, article in words["kinds"]]
    parted: list[page.Part] = [
        *parts.heading(words["title"], A4),
        blocks.paragraph(words["basis"], page.SMALL, A4.inner),
        blocks.space(2.0),
        *parts.person_lines(told.person, A4),
        *parts.labelled([("处理者", told.occasion.organiser), ("联系方式", "")], A4),
        blocks.space(2.0),
        parts.choices("申请人", words["askers"], A4),
        parts.choices("请求事项", kinds, A4),
        parts.writing_box("涉及的信息、请求的内容和理由", A4, 52.0),
        parts.writing_box("身份核对", A4, 16.0, foot="核对人\u3000\u3000\u3000\u3000\u3000\u3000"),
        parts.choices("处理结果", words["results"], A4),
        parts.writing_box("处理说明", A4, 44.0, foot=parts.DATE_TO_WRITE),
        blocks.space(2.0),
        blocks.paragraph(words["note"], page.SMALL, A4.inner),
        *parts.checked_line(A4),
        parts.signatures(words["signers"], A4, height=15.0),
    ]
    return page.pdf(page.Paper(words["title"], imprint, A4, parted))
