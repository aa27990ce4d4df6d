# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What all papers have in common: embedded fonts, silent properties, and the text that was agreed on.

The agreed text is in ``tests/golden/pages``; ``FIELDKIT_GOLDEN=write`` writes it anew, to be looked at in the diff.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from fieldkit.domain.card_forms import Backs
from fieldkit.domain.receipts import on_behalf
from fieldkit.printing import layout_store
from fieldkit.printing.cards import card_sheets, member_card
from fieldkit.printing.forms import application
from fieldkit.printing.receipts import pack_receipt
from tests.support.papers import LONG, NAMES, card, form, receipt, signature, text_of

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "pages"
PAPERS = {
    "card": lambda: member_card(card()),
    "card-long-name": lambda: member_card(card(LONG)),
    "card-provisional": lambda: member_card(
        card("尉迟龑", number="临-D07-0003", code="9000700003", provisional=True)
    ),
    "card-both-sides": lambda: member_card(card(signed="1234567890" * 65)),
    "card-bilingual": lambda: member_card(card(signed="1234567890" * 65), layout_store.shipped("bilingual")),
    "card-label": lambda: member_card(card(LONG), layout_store.shipped("label-60x40")),
    "card-sheet-backs": lambda: card_sheets(
        [card(name, signed="1234567890" * 65) for name in NAMES[:3]], backs=Backs.LONG_EDGE
    ),
    "card-sheet": lambda: card_sheets([card(name) for name in NAMES[:12]]),
    "receipt-a5": lambda: pack_receipt(receipt(signature=signature()), "A5"),
    "receipt-80mm": lambda: pack_receipt(
        receipt(collector=on_behalf("单𣲘", "0290", "同事"), copy=2), "80mm"
    ),
    "receipt-nameless": lambda: pack_receipt(
        receipt(name="", document_tail="", phone_tail="", number=""), "A5"
    ),
    "application": lambda: application(form(signature=signature())),
}
every_paper = pytest.mark.parametrize("paper", PAPERS)


@every_paper
def test_the_text_of_the_page_is_the_one_agreed_on(paper):
    text = "\n\f\n".join(text.strip() for text in text_of(PAPERS[paper]())) + "\n"
    file = GOLDEN / f"{paper}.txt"
    if os.environ.get("FIELDKIT_GOLDEN") == "write":
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@every_paper
def test_the_same_values_give_the_same_bytes(paper):
    assert PAPERS[paper]() == PAPERS[paper]()


@every_paper
def test_the_properties_tell_nothing_about_a_person(paper):
    document = pypdfium2.PdfDocument(PAPERS[paper]())
    properties = document.get_metadata_dict()
    document.close()
    assert properties["Creator"] == properties["Producer"] == properties["Author"] == "FieldKit"
    assert properties["Title"] in {
        "工会会员卡",
        "工会会员卡（每页十张）",
        "福利物资领取签收凭条",
        "入会申请书",
    }
    assert properties["CreationDate"].startswith("D:20000101")


@every_paper
def test_a_viewer_is_asked_not_to_scale(paper):
    assert re.search(rb"/PrintScaling\s*/None", PAPERS[paper]())


@every_paper
@pytest.mark.skipif(not shutil.which("pdffonts"), reason="pdffonts is not installed (poppler-utils)")
def test_every_font_is_an_embedded_subset(paper):
    listed = subprocess.run(
        ["pdffonts", "-"], input=PAPERS[paper](), capture_output=True, check=True
    ).stdout.decode()
    lines = listed.splitlines()[2:]
    assert lines
    for line in lines:
        assert re.match(r"[A-Z]{6}\+(NotoSansSC-Regular|HanaMinB) ", line)
        assert re.search(r" yes +yes +yes +\d+ +\d+$", line)  # embedded, a subset, with a map to text


@every_paper
def test_no_font_is_named_that_is_not_in_the_file(paper):
    assert b"Helvetica" not in PAPERS[paper]()
