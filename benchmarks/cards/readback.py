# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a finished file says to another program: the names in its text, the codes in its picture."""

import re
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import zxingcpp

from fieldkit.domain.papers import MemberCard

PLACES = 10
SEEN = 5  # sheets whose codes are read, from the first to the last
DPI = 300
WHITE = re.compile(r"\s")


def exact_names(pdf: Path, people: Sequence[MemberCard]) -> float:
    """Return the share of cards whose name, number and union stand in the text of their sheet as they are written."""
    document = pypdfium2.PdfDocument(pdf)
    found = 0
    for sheet in range(len(document) // 2):
        page = document[2 * sheet]
        layer = page.get_textpage()
        text = WHITE.sub("", layer.get_text_range())
        layer.close()
        page.close()
        for card in people[sheet * PLACES : (sheet + 1) * PLACES]:
            found += all(WHITE.sub("", words) in text for words in (card.name, card.number, card.union))
    document.close()
    return found / len(people)


def codes_read(pdf: Path, people: Sequence[MemberCard]) -> float:
    """Return the share of codes that are read at 300 dots to the inch in pure black and white, of some sheets."""
    document = pypdfium2.PdfDocument(pdf)
    total = len(document) // 2
    wanted, read = 0, 0
    for sheet in sorted({round(step * (total - 1) / (SEEN - 1)) for step in range(SEEN)}):
        here = people[sheet * PLACES : (sheet + 1) * PLACES]
        for page, digits in ((2 * sheet, [c.code for c in here]), (2 * sheet + 1, [c.signed for c in here])):
            picture = document[page].render(scale=DPI / 72, grayscale=True).to_pil()
            picture = picture.point(lambda grey: 255 if grey > 127 else 0)
            seen = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
            texts = {code.text for code in seen}
            wanted += len(digits)
            read += sum(one in texts for one in digits)
    document.close()
    return read / wanted
