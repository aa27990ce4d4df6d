# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""From an enrolment in a real store to what comes out of a printer: by the queue, on real spoolers, read back.

What arrived is looked at by programs that had no part in making it: its codes are read and judged by another booth,
its words are recognised character by character as FreeType draws them.
"""

import datetime as dt
import time
from contextlib import ExitStack

import pytest
import zxingcpp
from PIL import ImageChops

from fieldkit.acts import papers, printing
from fieldkit.acts.check_card import check
from fieldkit.acts.enrol import enrol
from fieldkit.acts.issue import issue
from fieldkit.domain.card_checks import Reason
from fieldkit.domain.papers import PaperKind
from fieldkit.domain.print_orders import OrderState
from fieldkit.domain.serials import code_of
from fieldkit.printers.ticket import Kind, Printer
from fieldkit.sample.signatures import signature_png
from fieldkit.store.vault import create_store
from fieldkit.ui.hands import PrinterHands
from tests.support import network_printer, spooler
from tests.support.card_signing import let_trust
from tests.support.clock import TEN
from tests.support.escpos import slips
from tests.support.factories import CLERK, DESK, KEY, draft, make_store
from tests.support.likeness import most_like
from tests.support.papers import black_and_white, codes, glyphs, pictures, squeezed, text_of
from tests.support.receipt_printer import plugged_in

NAME = "欧阳䶮婷"
ROLL_DPI = 203.2
needs_cups = pytest.mark.skipif(not spooler.PROGRAM.exists(), reason="cupsd is not installed")
needs_socket = pytest.mark.skipif(
    spooler.backend("socket") is None, reason="CUPS's own back end socket is not installed (Debian's cups)"
)
needs_ipp = pytest.mark.skipif(not network_printer.HERE, reason="ippeveprinter or dbus is not installed")


@pytest.fixture
def store(tmp_path):
    made = make_store(tmp_path / "device")
    let_trust(made, at=TEN)
    yield made
    made.close()


@pytest.fixture
def elsewhere(tmp_path):
    """Give another booth of the district, which has never heard of the member."""
    made = create_store(tmp_path / "elsewhere", KEY, now=TEN)
    let_trust(made, device="D09", at=TEN)
    yield made
    made.close()


@pytest.fixture
def member(store):
    return enrol(
        store, uid="00112233aabbccdd", draft=draft(1, name=NAME), operator=CLERK, desk=DESK, now=TEN
    ).member


@pytest.fixture
def receipt(store, member):
    done = issue(
        store,
        uid=member.uid,
        goods="pack",
        signature=signature_png(3),
        operator=CLERK,
        desk=DESK,
        now=TEN,
    )
    return done.issue.operation


class Window:
    """The queue of one booth with one printer, worked until the paper is out."""

    def __init__(self, store, printer, folder):
        self.store, self.printer = store, printer
        self.hands = PrinterHands(lambda name: printer if name == printer.name else None, folder)

    def print(self, kind, about, paper=""):
        now = TEN
        order = printing.order_paper(
            self.store,
            kind=kind,
            about=about,
            printer=self.printer.name,
            paper=paper,
            operator=CLERK,
            now=now,
        )
        until = time.monotonic() + 30
        while time.monotonic() < until:
            for moved in printing.step(
                self.store, printer=self.printer.name, hands=self.hands, now=now
            ).moved:
                if moved.place == order.place and moved.state is not OrderState.SENT:
                    return moved
            time.sleep(0.05)
            now += dt.timedelta(milliseconds=50)
        raise AssertionError("it never came out")


def judged(booth, pictures_):
    """Return what a booth says of each code that is seen in the pictures."""
    return [check(booth, scanned=text, now=TEN) for picture in pictures_ for text in codes(picture)]


def both_sides_are_good(pdf, member, store, elsewhere):
    for dpi in (300, 600):
        front, back = pictures(pdf, dpi)
        for seen in ((front, back), (black_and_white(front), black_and_white(back))):
            assert list(codes(seen[0])) == [code_of(member.serial)]
            told = judged(store, seen)
            assert [one.reason for one in told] == [Reason.UNSIGNED, Reason.LISTED]
            assert {one.number for one in told} == {member.serial}
            (signed,) = judged(elsewhere, seen[1:])
            assert (signed.reason, signed.name, signed.number) == (Reason.UNLISTED, NAME, member.serial)


@needs_cups
def test_a_card_goes_through_cups_and_another_booth_finds_it_good(
    store, elsewhere, member, tmp_path, monkeypatch
):
    with spooler.running({"card": True}) as running:
        monkeypatch.setenv("CUPS_SERVER", running.address)
        window = Window(store, Printer("证卡机", Kind.CUPS, "card"), tmp_path / "papers")
        done = window.print(PaperKind.CARD, member.uid)
        assert done.state is OrderState.PRINTED
        (pdf,) = running.papers("card", 1)
    assert squeezed(NAME) in squeezed(text_of(pdf)[0])
    both_sides_are_good(pdf, member, store, elsewhere)
    assert [line.outcome for line in papers.prints(store)] == ["printed"]


@needs_ipp
def test_a_card_goes_to_a_network_printer_and_another_booth_finds_it_good(store, elsewhere, member, tmp_path):
    with network_printer.running() as printer:
        window = Window(store, Printer("网络打印机", Kind.IPP, printer.road), tmp_path / "papers")
        assert window.print(PaperKind.CARD, member.uid).state is OrderState.PRINTED
        (pdf,) = printer.papers()
    both_sides_are_good(pdf, member, store, elsewhere)


@needs_cups
@needs_socket
def test_a_receipt_goes_through_cups_to_a_raw_port(store, receipt, tmp_path, monkeypatch):
    with ExitStack() as stack:
        roll = stack.enter_context(plugged_in(says=None, marks=False))
        running = stack.enter_context(spooler.running({"roll": roll.road}))
        monkeypatch.setenv("CUPS_SERVER", running.address)
        printer = Printer("小票机", Kind.THERMAL, "cups:roll", dpi=203, paper="80mm")
        done = Window(store, printer, tmp_path / "papers").print(PaperKind.RECEIPT, receipt, "80mm")
        assert done.state is OrderState.PRINTED
        assert roll.done.wait(20)
        (slip,) = slips(roll.got)
    assert misread(slip.picture(), drawn_receipt(store, receipt)) == []


def test_a_receipt_comes_out_of_a_receipt_printer_and_can_be_read(store, receipt, tmp_path):
    with plugged_in() as roll:
        printer = Printer("小票机", Kind.THERMAL, roll.road, dpi=203, paper="80mm")
        done = Window(store, printer, tmp_path / "papers").print(PaperKind.RECEIPT, receipt, "80mm")
    assert done.state is OrderState.PRINTED
    (slip,) = roll.slips
    assert misread(slip.picture(), drawn_receipt(store, receipt)) == []


def test_a_label_comes_out_of_a_receipt_printer_and_its_code_is_the_members(store, member, tmp_path):
    with plugged_in() as roll:
        printer = Printer("标签机", Kind.THERMAL, roll.road, dpi=203, paper="80mm")
        window = Window(store, printer, tmp_path / "papers")
        assert window.print(PaperKind.CARD, member.uid, "label-60x40").state is OrderState.PRINTED
    (slip,) = roll.slips
    seen = zxingcpp.read_barcodes(slip.picture(), formats=zxingcpp.BarcodeFormat.QRCode)
    (told,) = [check(store, scanned=one.text, now=TEN) for one in seen]
    assert (told.reason, told.number, told.uid) == (Reason.UNSIGNED, member.serial, member.uid)


def drawn_receipt(store, receipt):
    """Return the receipt as a PDF: where its characters stand is known from there, and nothing else of it is used."""
    from fieldkit.printing.receipts import pack_receipt

    return pack_receipt(papers.receipt(store, operation=receipt, copy=1), "80mm")


def dots_at(glyph, slip):
    """Return the box of a character of the page in dots of the slip, which lacks the margins of the roll."""
    margin = (80 / 25.4 * ROLL_DPI - slip.width) / 2
    left, top, right, bottom = (
        each / 25.4 * ROLL_DPI for each in (glyph.left, glyph.top, glyph.right, glyph.bottom)
    )
    return round(left - margin), round(top), round(right - margin), round(bottom)


def misread(slip, pdf):
    """Return the characters of a receipt that its dots are less like than another of those that are on it.

    Its dots are taken from where the PDF has its box. Signs so small that a dot is a tenth of them are left out.
    """
    known = [one for one in glyphs(pdf) if min(one.right - one.left, one.bottom - one.top) > 1.0]
    alphabet = "".join(sorted({one.text for one in known}))
    assert set(NAME) < set(alphabet)
    assert len(known) > 150
    wrong = []
    for one in known:
        left, top, right, bottom = dots_at(one, slip)
        dots = slip.crop((left - 1, top - 1, right + 1, bottom + 1))
        box = ImageChops.invert(dots).getbbox()
        assert box is not None, f"{one.text} is white"
        found = most_like(dots.crop(box), alphabet)
        if found != one.text:
            wrong.append((one.text, found))
    return wrong


def test_a_character_that_comes_out_as_another_is_seen(store, receipt, tmp_path):
    pdf = drawn_receipt(store, receipt)
    with plugged_in() as roll:
        printer = Printer("小票机", Kind.THERMAL, roll.road, dpi=203, paper="80mm")
        Window(store, printer, tmp_path / "papers").print(PaperKind.RECEIPT, receipt, "80mm")
    slip = roll.slips[0].picture()
    there = {each.text: dots_at(each, slip) for each in glyphs(pdf)}
    right, wrong = there[NAME[2]], there[NAME[0]]
    size = (right[2] - right[0], right[3] - right[1])
    slip.paste(slip.crop(wrong).resize(size), right[:2])
    assert misread(slip, pdf) == [(NAME[2], NAME[0])]
