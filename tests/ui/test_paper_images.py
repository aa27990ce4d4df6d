# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A paper is seen on the screen as it will be printed."""

import subprocess
import sys

from fieldkit.printing.cards import card_sheets, member_card
from fieldkit.ui.paper_images import page_count, page_image
from tests.support.papers import card

PEOPLE = [card(code=f"00012345{place}") for place in range(10)]


def test_a_preview_shows_the_page(qapp):
    image = page_image(member_card(card()), dpi=300)
    assert (image.width(), image.height()) in ((1011, 638), (1012, 638))
    assert image.pixelColor(2, 2).name() == "#ffffff"
    assert image.devicePixelRatio() == 1
    assert page_count(card_sheets(PEOPLE * 3)) == 3
    second = page_image(card_sheets(PEOPLE * 2), dpi=72, page=1)
    assert abs(second.width() - 595) <= 1
    assert abs(second.height() - 842) <= 1
    shown = {second.pixelColor(x, y).red() for x in range(40, 560, 3) for y in range(40, 800, 3)}
    assert min(shown) < 60  # there is ink


def test_importing_it_does_not_load_what_draws():
    loaded = "'PySide6.QtPrintSupport' in sys.modules, 'pypdfium2' in sys.modules"
    told = f"import sys, fieldkit.ui.paper_images; print({loaded})"
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]
