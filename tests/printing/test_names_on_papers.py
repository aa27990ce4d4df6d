# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Every hard name on every paper that shows one: whole, on the page, nothing upon another."""

from dataclasses import replace

import pytest

from fieldkit.domain.day_papers import MemberForm, NoticePaper, PersonPaper, Representatives, RouteCard
from fieldkit.domain.filing import About
from fieldkit.domain.papers import PaperKind
from fieldkit.printing import cards, fonts, forms, receipts
from tests.support.day_papers import (
    CONSENTS,
    NOTICE,
    OCCASION,
    PERSON,
    STOPS,
    VALUES,
    ink_mm,
    issue_list,
    pdf_of,
)
from tests.support.papers import NAMES, ROWS, card, collisions, form, glyphs, receipt, squeezed, text_of

K = PaperKind
UNDRAWN = ("陈\ue863", "\ue863\U0002ebf0·\ue000" * 4, "\U0002ebf0" * 25)  # each takes the room of five


def of_person(name):
    return replace(PERSON, name=name)


def member_form(name, **about):
    told = MemberForm(of_person(name), {**VALUES, "name": name, "introducer": name})
    return pdf_of((K.MEMBER_FORM, told, About(**about)))


PAPERS = {
    "card": lambda name: cards.member_card(card(name)),
    "sheet": lambda name: cards.card_sheets([card(name)] * 3),
    **{
        f"receipt {paper}": lambda name, paper=paper: receipts.pack_receipt(receipt(name=name), paper)
        for paper in ("58mm", "80mm", "A5", "A4")
    },
    "application": lambda name: forms.application(form(rows=(("姓名", name), *ROWS[1:]))),
    "route": lambda name: pdf_of((K.ROUTE, RouteCard(OCCASION, of_person(name), STOPS), About())),
    "notice": lambda name: pdf_of(
        (K.NOTICE, NoticePaper(OCCASION, of_person(name), NOTICE, CONSENTS), About())
    ),
    "appeal": lambda name: pdf_of((K.APPEAL, PersonPaper(OCCASION, of_person(name)), About())),
    "data request": lambda name: pdf_of((K.DATA_REQUEST, PersonPaper(OCCASION, of_person(name)), About())),
    "representatives": lambda name: pdf_of(
        (K.REPRESENTATIVES, Representatives(OCCASION, (of_person(name),) * 3), About())
    ),
    "issue list": lambda name: pdf_of(issue_list(3, name=name)),
    "member form": member_form,
    "values over a form": lambda name: member_form(name, values_only=True),
}


def printed(name):
    """Return a name as paper shows it."""
    return "".join(fonts.marked(each) if fonts.missing_glyphs(each) else each for each in squeezed(name))


@pytest.mark.parametrize("name", [*NAMES, *UNDRAWN], ids=lambda name: f"{len(name)} {name[:3]!a}")
@pytest.mark.parametrize("paper", PAPERS)
def test_a_name_is_whole_on_the_page_and_nothing_lies_on_it(paper, name):
    pdf = PAPERS[paper](name)
    pages = text_of(pdf)
    text = squeezed("".join(pages))
    wanted = printed(name)
    if wanted not in text:  # it was wrapped, and a reader may put another column between two of its lines
        for letter in set(wanted):
            assert text.count(letter) >= wanted.count(letter)
    for page in range(len(pages)):
        assert collisions(glyphs(pdf, page)) == []
    for (width, height), box in ink_mm(pdf):
        left, top, right, bottom = box
        assert (left >= 0, top >= 0, right <= width, bottom <= height) == (True,) * 4
