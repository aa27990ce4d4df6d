# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Which value is drawn by which document: the one way from a value of ``domain.day_papers`` to a PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from fieldkit.domain import day_papers as values
from fieldkit.domain.filing import About, Imprint
from fieldkit.domain.papers import PaperKind
from fieldkit.printing.documents import (
    by_hand,
    consent,
    day_end,
    issue_list,
    large,
    member_form,
    ruler,
    tables,
    visitor,
)

DRAWN: dict[type, Callable[[Any, Imprint], bytes]] = {
    values.RouteCard: visitor.route,
    values.NoticePaper: consent.notice,
    values.IssueList: issue_list.pdf,
    values.DayEnd: day_end.day_end,
    values.Bulletin: day_end.bulletin,
    values.Custody: tables.custody,
    values.Representatives: tables.representatives,
    values.Oath: large.oath,
    values.Poster: large.poster,
}


def pdf(kind: PaperKind, told: object, about: About, imprint: Imprint, own: Path | None = None) -> bytes:
    """Return the PDF of what was gathered for ``kind``; ``about`` chooses the size, and whether values alone are drawn.

    ``own`` is the folder of form layouts of one's own. Raise ``KeyError`` for a value that no document is made of.
    """
    if kind is PaperKind.RULER:
        return ruler.pdf(imprint, about.size)
    if isinstance(told, values.MemberForm):
        if about.values_only:
            return member_form.over(told, across=about.across, down=about.down, own=own)
        return member_form.pdf(told, imprint, own)
    if isinstance(told, values.NumberSlip):
        return visitor.number_slip(told, imprint, about.size)
    if isinstance(told, values.PersonPaper):
        return (by_hand.appeal if kind is PaperKind.APPEAL else by_hand.data_request)(told, imprint)
    return DRAWN[type(told)](told, imprint)
