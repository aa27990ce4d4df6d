# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Every paper looks as it did when somebody looked at it: small pictures in ``tests/golden/paper``.

``FIELDKIT_GOLDEN=write ./run test tests/paper/test_looks.py`` makes them anew; look at each before it is kept. Pictures
are compared spot by spot, so that another version's smoothing is no difference, and a moved or lost word is one.
"""

import os
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw

from fieldkit.domain.card_forms import Backs
from fieldkit.printing import layout_store
from fieldkit.printing.cards import card_sheets, member_card
from fieldkit.printing.forms import application
from fieldkit.printing.receipts import pack_receipt
from tests.support import day_papers
from tests.support.likeness import differs
from tests.support.papers import NAMES, card, form, pictures, receipt, signature

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "paper"
SIGNED = "1234567890" * 65
STEP = 17  # of the shades that are kept: sixteen of them
PAGES = 2  # of each paper, side by side
SMALL, LARGE = 60, 40  # dots to the inch: cards and rolls, pages


def people(count):
    return [card(name, signed=SIGNED) for name in NAMES[:count]]


PAPERS = {
    **{
        f"card-{name}": lambda name=name: member_card(card(signed=SIGNED), layout_store.shipped(name))
        for name in ("standard", "bilingual", "minority-line", "label-50x30", "label-60x40")
    },
    "card-provisional": lambda: member_card(card("尉迟龑", number="临-D07-0003", provisional=True)),
    "card-sheet": lambda: card_sheets(people(7), backs=Backs.LONG_EDGE),
    "application": lambda: application(form(signature=signature())),
    **{
        f"receipt-{paper}": lambda paper=paper: pack_receipt(receipt(signature=signature()), paper)
        for paper in ("A4", "A5", "80mm", "58mm")
    },
    **{name: lambda paper=paper: day_papers.pdf_of(paper) for name, paper in day_papers.PAPERS.items()},
    "issue-list": lambda: day_papers.pdf_of(day_papers.issue_list(14)),
}
every_paper = pytest.mark.parametrize("name", PAPERS)


def look(name):
    """Return the first pages of a paper as one small grey picture."""
    pdf = PAPERS[name]()
    small = "card" in name or name.endswith("mm")
    pages = pictures(pdf, SMALL if small and name != "card-sheet" else LARGE)[:PAGES]
    whole = Image.new("L", (sum(page.width + 4 for page in pages), max(page.height for page in pages)), 128)
    left = 0
    for page in pages:
        whole.paste(page, (left, 0))
        left += page.width + 4
    return whole


@every_paper
def test_it_looks_as_it_was_seen(name):
    seen, file = look(name), GOLDEN / f"{name}.png"
    if os.environ.get("FIELDKIT_GOLDEN") == "write":
        GOLDEN.mkdir(parents=True, exist_ok=True)
        few = seen.point(lambda shade: round(shade / STEP) * STEP)
        few.convert("P", palette=Image.Palette.ADAPTIVE, colors=16).save(file, optimize=True)
    with Image.open(file) as kept:
        assert differs(seen, kept.convert("L")) is None


def test_there_is_a_picture_of_every_paper_and_of_nothing_else():
    assert {file.stem for file in GOLDEN.glob("*.png")} == set(PAPERS)


@pytest.mark.parametrize("name", ["card-label-60x40", "receipt-80mm", "day-end"])
def test_a_moved_or_a_lost_word_is_seen(name):
    seen = look(name)
    assert differs(seen, ImageChops.offset(seen, 2, 0)) is not None
    left, top, right, _bottom = seen.point(lambda shade: 255 if shade < 100 else 0).getbbox()
    lost = seen.copy()
    ImageDraw.Draw(lost).rectangle(
        ((left + right) // 2 - 20, top, (left + right) // 2 + 20, top + 12), fill=255
    )
    assert differs(seen, lost) is not None
