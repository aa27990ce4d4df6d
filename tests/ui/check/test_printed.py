# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The card as it comes out of the printer, both sides: what a booth reads from its picture."""

import pypdfium2
import pytest
from PySide6.QtGui import QImage

from fieldkit.acts import papers
from fieldkit.acts.enrol import enrol
from fieldkit.domain.card_checks import Reason
from fieldkit.printing.cards import member_card
from fieldkit.ui.check.pictures import check_files, check_picture
from tests.support.booths import MAIN, NOON, VOLUNTEER, draft_of, make_store
from tests.support.card_signing import let_trust

LONG = "阿布都热依木江·麦麦提图尔荪·阿卜杜克热木"


@pytest.fixture
def store(tmp_path):
    made = make_store(tmp_path / "store")
    let_trust(made, at=NOON)
    yield made
    made.close()


def sides(pdf, dpi, *, bits=8):
    """Return the pages of ``pdf`` as pictures in grey, or in pure black and white."""
    document = pypdfium2.PdfDocument(pdf)
    made = []
    for page in document:
        bitmap = page.render(scale=dpi / 72, grayscale=True)
        width, height = bitmap.width, bitmap.height
        picture = QImage(bytes(bitmap.buffer), width, height, bitmap.stride, QImage.Format.Format_Grayscale8)
        made.append(picture.convertToFormat(QImage.Format.Format_Mono) if bits == 1 else picture.copy())
        bitmap.close()
        page.close()
    document.close()
    return made


@pytest.mark.parametrize("bits", [8, 1], ids=["grey", "black and white"])
@pytest.mark.parametrize("name", ["王伟", "王𠅤", LONG, "王" * 50], ids=["2", "rare", "21", "50"])
def test_the_back_is_read_and_its_claims_are_those_of_the_member(store, tmp_path, name, bits):
    member = enrol(
        store, uid="00112233aabbccdd", draft=draft_of(1, name), operator=VOLUNTEER, desk=MAIN, now=NOON
    ).member
    front, back = sides(member_card(papers.card(store, uid=member.uid)), 300, bits=bits)
    (only,) = check_picture(store, picture=front, now=NOON).checks
    assert (only.reason, only.number, only.uid) == (Reason.UNSIGNED, member.serial, member.uid)
    files = []
    for side, picture in (("front", front), ("back", back)):
        files.append(tmp_path / f"{side}.png")
        assert picture.save(str(files[-1]))
    (both,) = check_files(store, files=files, now=NOON).checks
    assert (both.reason, both.number, both.uid) == (Reason.LISTED, member.serial, member.uid)
    assert name.startswith(both.name)
    assert both.shortened is (both.name != name)
