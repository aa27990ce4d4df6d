# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Every paper of the gallery, printed by the queue out of one booth's day, as three resolutions make dots of it.

Its codes are read and judged by a booth; its ink stands within a fifth of a millimetre where another program
(poppler) has it, on our own dots (Windows, receipt printers) and on pdfium's.
"""

import shutil
import subprocess
from contextlib import contextmanager
from io import BytesIO

import pytest
from PIL import Image

from fieldkit.acts import papers
from fieldkit.acts.check_card import check
from fieldkit.acts.enrol import enrol
from fieldkit.acts.issue import issue
from fieldkit.domain.card_checks import Reason
from fieldkit.domain.papers import PaperKind
from fieldkit.printers import raster
from fieldkit.rehearsal import gallery
from fieldkit.rehearsal.filing import filed
from fieldkit.sample.day import sample_day
from fieldkit.sample.signatures import signature_png
from tests.support.booths import MAIN, NOON, VOLUNTEER, draft_of, make_store
from tests.support.card_signing import let_trust
from tests.support.papers import NAMES, black_and_white, codes, pictures

RESOLUTIONS = (203, 300, 600)
FINE = 600
NEAR_MM = 0.2
PEOPLE = 11
PAGES = 2  # of each paper
FIRST = "0" * 16
"""The uid of whom the papers are about."""


class OneBooth:
    """A booth whose store is open already."""

    def __init__(self, store):
        self.folder, self._store = store.folder, store

    @contextmanager
    def opened(self, _now):
        yield self._store


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Give the store of a booth that has enrolled some people with hard names, and handed out packs."""
    made = make_store(tmp_path_factory.mktemp("booth") / "store")
    let_trust(made, at=NOON, blocks=((1001, 1500),))
    here = {"operator": VOLUNTEER, "desk": MAIN, "now": NOON}
    for place in range(PEOPLE):
        uid = f"{place:016x}"
        enrol(made, uid=uid, draft=draft_of(place + 1, NAMES[place]), **here)
        done = issue(made, uid=uid, goods="pack", signature=signature_png(place), **here)
        if place == 0:
            for kind, about in (
                (PaperKind.CARD, uid),
                (PaperKind.APPLICATION, uid),
                (PaperKind.RECEIPT, done.issue.operation),
            ):
                filed(made, kind=kind, about=about, operator=VOLUNTEER, now=NOON)
    yield made
    made.close()


@pytest.fixture(scope="module")
def printed(store, tmp_path_factory):
    """Give the PDF of every paper of the gallery by its name."""
    into = tmp_path_factory.mktemp("pictures")
    kept = {}

    class Keeping(gallery.Gallery):
        def _save(self, shown, pdf):
            kept[shown.name] = pdf
            return super()._save(shown, pdf)

    made = Keeping(OneBooth(store), sample_day(), into, now=NOON).make()
    assert {file for file, _ in made} == {file.name for file in into.glob("*.png")}
    return kept


ALL = [row[0] for row in gallery.PAPERS] + ["card-sheet"]


def test_every_kind_of_paper_is_among_them():
    assert {row[2] for row in gallery.PAPERS} | {PaperKind.CARD_SHEET} == set(PaperKind)


def on_paper(printed, store, name):
    """Return the codes that must be on the pages of a paper: those of whoever it is about."""
    card = papers.card(store, uid=FIRST)
    if name.startswith("label") or name == "route":
        return [{card.code}]
    if name == "card-sheet":
        return None
    return [{card.code}, {card.signed}] if name.startswith("card") else [set()]


@pytest.mark.parametrize("dpi", RESOLUTIONS)
@pytest.mark.parametrize("name", ALL)
def test_its_codes_are_read_and_good(printed, store, name, dpi):
    pages = pictures(printed[name], dpi)[:PAGES]
    for seen in (pages, [black_and_white(page) for page in pages]):
        found = [set(codes(page)) for page in seen]
        wanted = on_paper(printed, store, name)
        if wanted is None:
            assert [len(texts) for texts in found] == [gallery.PLACES] * 2
        else:
            assert found[: len(wanted)] == wanted
        for text in set().union(*found):
            told = check(store, scanned=text, now=NOON)
            assert told.reason is (Reason.UNSIGNED if len(text) < 20 else Reason.LISTED)


@pytest.fixture(scope="module")
def elsewhere(printed):
    """Give where poppler has the edges of the ink of each page of a paper, drawn finely; once for each paper."""
    known = {}

    def of(name):
        if name not in known:
            pages = len(pictures(printed[name], 10)[:PAGES])
            known[name] = [edges(by_poppler(printed[name], page, FINE), FINE) for page in range(pages)]
        return known[name]

    return of


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler-utils is not installed")
@pytest.mark.parametrize("dpi", RESOLUTIONS)
@pytest.mark.parametrize("name", ALL)
def test_its_ink_stands_where_another_program_has_it(printed, elsewhere, name, dpi):
    pdf = printed[name]
    by_pdfium = pictures(pdf, dpi)
    for number, wanted in enumerate(elsewhere(name)):
        near = pytest.approx(wanted, abs=NEAR_MM)
        assert edges(in_dots(pdf, number, dpi), dpi) == near, number
        assert edges(by_pdfium[number], dpi) == near, number


def in_dots(pdf, number, dpi):
    """Return a page as the dots that we send to Windows and to receipt printers."""
    dots = list(raster.bands(pdf, number, raster.Grid(dpi)))
    page = Image.new("L", (dots[0].width, sum(band.height for band in dots)), 255)
    for band in dots:
        piece = Image.frombytes("1", (band.width, band.height), band.dots, "raw", "1;I")
        page.paste(piece.convert("L"), (0, band.top))
    return page


def by_poppler(pdf, number, dpi):
    """Return a page, counted from 0, as poppler draws it."""
    command = ["pdftoppm", "-r", str(dpi), "-f", str(number + 1), "-l", str(number + 1), "-gray", "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return Image.open(BytesIO(done.stdout))


def edges(picture, dpi):
    """Return where the ink of a page ends, in millimetres from its corner."""
    box = picture.convert("L").point(lambda shade: 255 if shade < 150 else 0).getbbox()
    return [side / dpi * 25.4 for side in box]
