# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A PDF goes to the printer as a picture of the whole page, or into the folder under a name that says nothing."""

import ctypes
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter

from fieldkit.printing import layout_store, qr
from fieldkit.printing.cards import card_sheets, member_card
from fieldkit.printing.receipts import pack_receipt
from fieldkit.printing.sheet import DOT
from fieldkit.problems import PrinterRefused
from fieldkit.ui import printer
from tests.support import spooler
from tests.support.papers import (
    black_and_white,
    card,
    codes,
    images_in,
    page_sizes,
    pictures,
    receipt,
    text_of,
)

PEOPLE = [card(code=f"00012345{place}") for place in range(10)]
PRINT = """
import os, sys, threading
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from fieldkit.printing.sheet import DOT
from fieldkit.problems import Problem
from fieldkit.ui import printer
application = QGuiApplication([])
pdf = Path(sys.argv[1]).read_bytes()
def work():
    try:
        outcome = printer.put_on_paper(pdf, printer=sys.argv[2], name="FK-0001-2345-6", folder=Path(sys.argv[3]))
        print(outcome.outcome, outcome.place)
    except Problem as problem:
        print(problem.code, dict(problem.facts))
lane = threading.Thread(target=work)
lane.start()
lane.join()
"""


def pdf_device(file, *, dpi=300, grey=False):
    """Return a printer of Qt's own that prints into a PDF."""
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    device.setOutputFileName(str(file))
    device.setResolution(dpi)
    if grey:
        device.setColorMode(QPrinter.ColorMode.GrayScale)
    return device


def on_a_lane(task):
    """Run a task on a thread of its own; return what came of it."""
    ended = []
    lane = threading.Thread(target=lambda: ended.append(task()))
    lane.start()
    lane.join()
    return ended[0] if ended else None


@pytest.mark.parametrize("dpi", [300, 600])
@pytest.mark.parametrize("grey", [False, True])
def test_a_sheet_is_printed_whole_and_unscaled(qapp, tmp_path, dpi, grey):
    file = tmp_path / "printed.pdf"
    on_a_lane(lambda: printer.draw(card_sheets(PEOPLE), pdf_device(file, dpi=dpi, grey=grey)))
    printed = file.read_bytes()
    assert page_sizes(printed) == [pytest.approx((210, 297), abs=0.2)]
    (before,), (after,) = pictures(card_sheets(PEOPLE)), pictures(printed)
    wanted = codes(before)
    assert set(wanted) == {person.code for person in PEOPLE}
    for picture in (after, black_and_white(after)):
        found = codes(picture)
        assert set(found) == set(wanted)
        for code, place in found.items():
            assert place == pytest.approx(wanted[code], abs=3)  # a quarter of a millimetre


def test_what_goes_to_the_printer_is_a_picture_and_has_no_garbled_text(qapp, tmp_path):
    file = tmp_path / "printed.pdf"
    printer.draw(member_card(card()), pdf_device(file))
    assert text_of(file.read_bytes()) == [""]
    assert images_in(file.read_bytes()) >= 1


def test_every_page_is_printed(qapp, tmp_path):
    file = tmp_path / "printed.pdf"
    printer.draw(card_sheets(PEOPLE * 2), pdf_device(file))
    assert len(page_sizes(file.read_bytes())) == 2


@pytest.mark.parametrize("page", [None, (85.6, 53.98)])
def test_a_plastic_card_and_a_roll_keep_their_own_size(qapp, tmp_path, page):
    file = tmp_path / "printed.pdf"
    printer.draw(member_card(card()), pdf_device(file), page_mm=page)
    assert page_sizes(file.read_bytes()) == [pytest.approx((85.6, 53.98), abs=0.3)]
    printer.draw(pack_receipt(receipt(), "80mm"), pdf_device(file, dpi=203))
    (wide, high), *rest = page_sizes(file.read_bytes())
    assert (wide, high) == pytest.approx(page_sizes(pack_receipt(receipt(), "80mm"))[0], abs=0.4)
    assert rest == []


@pytest.mark.parametrize("dpi", [300, 600])
@pytest.mark.parametrize("grey", [False, True])
def test_every_module_of_a_code_is_whole_dots_of_the_printer(qapp, dpi, grey):
    person = PEOPLE[0]
    with printer._opened(member_card(person)) as document, printer._page(document, 0, dpi) as page:
        image = page.picture(0, page.height, grey=grey, crisp=True)
    symbol, layout = qr.symbol(person.code), layout_store.shipped("standard")
    code = next(element for element in layout.front if element.id == "code")
    dots = code.dots(symbol.modules, 300) * dpi // 300
    side = symbol.modules * dots * 25.4 / dpi
    left, top = (
        round(round((place + (code.box.width - side) / 2) / DOT) * DOT / 25.4 * dpi)
        for place in (code.box.x, code.box.y)
    )
    for column in range(symbol.modules):
        for row in range(symbol.modules):
            x, y = left + column * dots, top + row * dots
            seen = {image.pixelColor(x + a, y + b).red() for a in (1, dots - 2) for b in (1, dots - 2)}
            assert seen == {0 if symbol.row(row)[column : column + 1] == b"1" else 255}


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_device_that_cannot_begin_is_a_problem(qapp, tmp_path):
    with pytest.raises(PrinterRefused):
        printer.draw(member_card(card()), pdf_device(tmp_path / "no such folder" / "printed.pdf"))


@pytest.mark.parametrize("page", [1, 2])
def test_a_printer_that_gives_up_half_way_is_a_problem(qapp, tmp_path, monkeypatch, page):
    whole = printer._draw_page

    def gives_up(document, number, painter, device):
        return number + 1 < page and whole(document, number, painter, device)

    monkeypatch.setattr(printer, "_draw_page", gives_up)
    with pytest.raises(PrinterRefused):
        printer.draw(card_sheets(PEOPLE * 2), pdf_device(tmp_path / "printed.pdf"))


def test_a_device_that_reports_a_fault_is_let_go(qapp, tmp_path, monkeypatch):
    device = pdf_device(tmp_path / "printed.pdf")
    monkeypatch.setattr(device, "printerState", lambda: QPrinter.PrinterState.Error, raising=False)
    with pytest.raises(PrinterRefused):
        printer.draw(card_sheets(PEOPLE), device)


class SpoolerLibrary:
    """Stands in for libcups: remembers one answer."""

    def __init__(self, answer):
        self.cupsLastError = lambda: answer


@pytest.mark.parametrize(
    ("answer", "refused"), [(0, False), (1, False), (0x506, True), (0x403, True), (-1, True)]
)
def test_the_answer_of_the_print_service_is_asked_for(monkeypatch, answer, refused):
    monkeypatch.setattr(ctypes, "CDLL", lambda _: SpoolerLibrary(answer))
    assert printer._refused_by_spooler() is refused


def test_without_a_print_service_nothing_was_refused(monkeypatch):
    def missing(_):
        raise OSError

    monkeypatch.setattr(ctypes, "CDLL", missing)
    assert printer._refused_by_spooler() is False
    monkeypatch.setattr(sys, "platform", "win32")
    assert printer._refused_by_spooler() is False


def test_a_preview_shows_the_page(qapp):
    image = printer.page_image(member_card(card()), dpi=300)
    assert (image.width(), image.height()) == (1011, 638)
    assert image.pixelColor(2, 2).name() == "#ffffff"
    assert image.devicePixelRatio() == 1
    assert printer.page_count(card_sheets(PEOPLE * 3)) == 3
    second = printer.page_image(card_sheets(PEOPLE * 2), dpi=72, page=1)
    assert (second.width(), second.height()) == (595, 842)


def test_without_a_printer_the_paper_is_saved_whole(tmp_path):
    pdf = member_card(card())
    folder = tmp_path / "papers"
    outcome = printer.put_on_paper(pdf, printer="", name="FK-0001-2345-6", folder=folder)
    assert outcome == printer.Outcome("saved", str(folder / "FK-0001-2345-6.pdf"))
    assert Path(outcome.place).read_bytes() == pdf
    assert [file.name for file in folder.iterdir()] == ["FK-0001-2345-6.pdf"]


def test_a_printer_that_is_gone_is_no_printer(qapp, tmp_path):
    outcome = printer.put_on_paper(b"%PDF", printer="打印机 7", name="R-D07-000041", folder=tmp_path)
    assert outcome.outcome == "saved"


def test_importing_it_does_not_load_print_support():
    told = "import sys, fieldkit.ui.printer; print('PySide6.QtPrintSupport' in sys.modules, 'pypdfium2' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]


needs_cups = pytest.mark.skipif(not spooler.PROGRAM.is_file(), reason="cupsd is not installed (cups-daemon)")


def print_by(address, pdf, name, tmp_path):
    """Print in a process of its own, which finds CUPS at an address; return what it tells."""
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf)
    run = subprocess.run(
        [sys.executable, "-c", PRINT, file, name, tmp_path / "papers"],
        env={**os.environ, "CUPS_SERVER": address},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return run.stdout.strip()


@needs_cups
def test_a_real_print_service_gets_the_page_and_its_codes(tmp_path):
    with spooler.running({"sample": True}) as cups:
        assert print_by(cups.address, card_sheets(PEOPLE), "sample", tmp_path) == "printed sample"
        (printed,) = cups.papers("sample", 1)
    assert page_sizes(printed) == [pytest.approx((210, 297), abs=0.2)]
    assert set(codes(black_and_white(pictures(printed)[0]))) == {person.code for person in PEOPLE}


@needs_cups
def test_a_card_goes_to_a_real_print_service_in_its_own_size(tmp_path):
    with spooler.running({"sample": True}) as cups:
        assert print_by(cups.address, member_card(card()), "sample", tmp_path) == "printed sample"
        (printed,) = cups.papers("sample", 1)
    assert page_sizes(printed) == [pytest.approx((85.6, 53.98), abs=0.3)]


@needs_cups
def test_a_print_service_that_refuses_is_never_taken_for_paper(tmp_path):
    with spooler.running({"closed": False}) as cups:
        told = print_by(cups.address, member_card(card()), "closed", tmp_path)
        assert cups.papers("closed", 1, patience=0) == []
    assert told == "printer-refused {'printer': 'closed'}"


@needs_cups
def test_a_printer_that_a_print_service_does_not_know_saves_the_paper(tmp_path):
    with spooler.running({"sample": True}) as cups:
        told = print_by(cups.address, member_card(card()), "other", tmp_path)
    assert told.startswith("saved ")
    assert told.endswith("FK-0001-2345-6.pdf")
