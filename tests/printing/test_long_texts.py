# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A text of thousands of characters in any field of any paper goes on on the next line or page: never cut, never off.

Each text of each paper's value is made long by itself; every character of it is looked for in the PDF, with its box.
"""

import dataclasses

import pypdfium2
import pytest

from fieldkit.printing import forms, receipts
from tests.support.day_papers import PAPERS, issue_list, pdf_of
from tests.support.papers import form, glyphs, receipt, text_of

SIGN = "蠡"  # stands on no paper of ours
FEW, MANY = 3, 2500
EDGE = 1.0  # millimetres from the paper's edge
CELL = 0.5  # millimetres of the grid on which characters may not meet
INSIDE = 0.3  # by which a character's box is smaller than where others may not be

DRAWN = {
    **{
        name: (paper[1], lambda value, paper=paper: pdf_of((paper[0], value, paper[2])))
        for name, paper in PAPERS.items()
    },
    "issue-list": (issue_list(3)[1], lambda value: pdf_of((*issue_list(3)[:1], value, issue_list(3)[2]))),
    **{
        f"receipt-{size}": (
            receipt(collector="单𣲘"),
            lambda value, size=size: receipts.pack_receipt(value, size),
        )
        for size in receipts.FORMATS
    },
    "application": (form(), forms.application),
}
del DRAWN["ruler"]  # it is about nothing


def with_text(value, path, text):
    """Return ``value`` with the text at ``path`` replaced."""
    if not path:
        return text
    step, *rest = path
    if dataclasses.is_dataclass(value):
        return dataclasses.replace(value, **{step: with_text(getattr(value, step), rest, text)})
    if isinstance(value, dict):
        return {**value, step: with_text(value[step], rest, text)}
    return (*value[:step], with_text(value[step], rest, text), *value[step + 1 :])


def texts_in(value, path=()):
    """Yield the path of each text of a value; of a row of like things, of the first."""
    if isinstance(value, str):
        yield path
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts_in(getattr(value, field.name), (*path, field.name))
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from texts_in(one, (*path, name))
    elif isinstance(value, tuple):
        alike = all(dataclasses.is_dataclass(one) or isinstance(one, tuple) for one in value)
        for place, one in enumerate(value[:1] if alike else value):
            yield from texts_in(one, (*path, place))


OURS = {"code", "device", "number", "receipt_number"}  # a dozen characters that the program itself has made
CASES = [
    (name, path) for name, (value, _) in DRAWN.items() for path in texts_in(value) if path[-1] not in OURS
]


def cells(one):
    """Yield the places of the grid that a character covers."""
    for across in range(int((one.left + INSIDE) / CELL) + 1, int((one.right - INSIDE) / CELL)):
        for down in range(int((one.top + INSIDE) / CELL) + 1, int((one.bottom - INSIDE) / CELL)):
            yield across, down


def pages_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    sizes = [tuple(side / 72 * 25.4 for side in page.get_size()) for page in document]
    document.close()
    return [(size, glyphs(pdf, place)) for place, size in enumerate(sizes)]


@pytest.mark.parametrize(
    ("name", "path"), CASES, ids=lambda each: each if isinstance(each, str) else ".".join(map(str, each))
)
def test_a_long_text_is_whole_and_on_the_paper(name, path):
    value, draw = DRAWN[name]
    times, rest = divmod("".join(text_of(draw(with_text(value, path, SIGN * FEW)))).count(SIGN), FEW)
    assert rest == 0
    if not times:  # it stands on this paper as a code, or not at all
        return
    pages = pages_of(draw(with_text(value, path, SIGN * MANY)))
    assert sum(one.text == SIGN for _, found in pages for one in found) >= MANY
    for (width, height), found in pages:
        taken = {}
        for one in found:
            assert one.left >= EDGE
            assert one.top >= EDGE
            assert one.right <= width - EDGE
            assert one.bottom <= height - EDGE
            for place in cells(one):
                assert taken.setdefault(place, one) is one
