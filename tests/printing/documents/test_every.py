# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What holds for every table and form: wording, page numbers, nothing outside the page, nothing on top of another.

The text that was agreed on is in ``tests/golden/pages``; ``FIELDKIT_GOLDEN=write`` writes it anew.
"""

import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest

from tests.support.day_papers import BLANK_PAPERS, HARD_PAPERS, PAPERS, ink_mm, issue_list, pdf_of
from tests.support.papers import FIFTY, collisions, glyphs, readings, squeezed, text_of

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "pages"
ALL = {
    **PAPERS,
    **{f"hard {name}": paper for name, paper in HARD_PAPERS.items()},
    **{f"blank {name}": paper for name, paper in BLANK_PAPERS.items()},
    "list": issue_list(3),
}
every = pytest.mark.parametrize("name", ALL)
NEVER = ("发票", "收据", "票据", "印章", "此致敬礼")
EDGE = {"over": 0.0, "ruler": 0.0}  # what goes to the very edge on purpose; elsewhere 3 mm stay white


@pytest.mark.parametrize("name", [*PAPERS, "list"])
def test_the_text_of_the_page_is_the_one_agreed_on(name):
    text = "\n\f\n".join(text.strip() for text in text_of(pdf_of(ALL[name]))) + "\n"
    file = GOLDEN / f"document-{name}.txt"
    if os.environ.get("FIELDKIT_GOLDEN") == "write":
        file.write_text(re.sub("[ \t]+\n", "\n", text), encoding="utf-8")
    assert re.sub("[ \t]+\n", "\n", text) == file.read_text(encoding="utf-8")


@every
def test_no_paper_is_called_an_invoice_or_a_bill(name):
    pdf = pdf_of(ALL[name])
    document = pypdfium2.PdfDocument(pdf)
    title = document.get_metadata_dict()["Title"]
    document.close()
    assert title
    for word in NEVER:
        assert word not in title
        assert word not in "".join(text_of(pdf))


@every
def test_nothing_is_drawn_outside_of_the_page(name):
    least = EDGE.get(name, 3.0)
    for (width, height), box in ink_mm(pdf_of(ALL[name])):
        assert box is not None
        left, top, right, bottom = box
        assert left >= least
        assert top >= least
        assert right <= width - least
        assert bottom <= height - least


@every
def test_no_character_lies_on_another(name):
    pdf = pdf_of(ALL[name])
    for page in range(len(text_of(pdf))):
        assert collisions(glyphs(pdf, page)) == []


@every
def test_the_same_values_give_the_same_bytes(name):
    assert pdf_of(ALL[name]) == pdf_of(ALL[name])


@pytest.mark.parametrize("name", [name for name in ALL if "slip" not in name and name != "over"])
def test_every_page_has_its_number_and_the_papers(name):
    texts = text_of(pdf_of(ALL[name]))
    for page, text in enumerate(texts, start=1):
        assert f"第 {page} 页 共 {len(texts)} 页" in text
        assert "编号 Q-D07-0012" in text
        assert "第 2 联" in text
        assert "2023-11-29 15:30 打印" in text


@pytest.mark.parametrize(
    "name", ["appeal", "data-request", "member-form", "notice", "representatives", "route"]
)
def test_a_name_of_fifty_characters_is_whole(name):
    """A reader may put another column between two lines of a name, so its letters are counted."""
    for text in readings(pdf_of(HARD_PAPERS[name])):
        assert squeezed(FIFTY)[:5] in text
        for letter in set(FIFTY):
            assert text.count(letter) >= FIFTY.count(letter)


@pytest.mark.parametrize("name", ["notice", "oath", "data-request"])
@pytest.mark.parametrize("papers", [PAPERS, HARD_PAPERS], ids=["plain", "hard"])
def test_a_legal_text_says_its_version_and_when_it_was_checked(name, papers):
    text = readings(pdf_of(papers[name]))[0]
    assert "文本版本" in text
    assert "核对日期" in text


@pytest.mark.parametrize("name", BLANK_PAPERS)
def test_a_blank_form_invents_nothing(name):
    """No figure stands on a blank form but those of its own number, copy, page and time."""
    text = "".join(text_of(pdf_of(BLANK_PAPERS[name])))
    own = re.sub(r"编号 Q-D07-0012[^\n]*|第 \d+ 页 共 \d+ 页|文本版本 2026-11", "", text)
    assert not re.search(r"\d{3,}", own)


def test_papers_drawn_at_the_same_time_are_the_same_papers():
    """A preview is drawn while the queue draws: both use the same fonts."""
    names = [*PAPERS, "list"] * 3
    one_by_one = {name: pdf_of(ALL[name]) for name in set(names)}
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda name: (name, pdf_of(ALL[name])), names))
    assert all(pdf == one_by_one[name] for name, pdf in together)
