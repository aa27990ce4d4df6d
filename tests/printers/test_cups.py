# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Papers by a real CUPS without rights, and by a network printer that others wrote: taken, followed, called back."""

import time
from dataclasses import replace

import pypdfium2
import pytest

from fieldkit.printers import cups, ipp, raster, spooler, standings
from fieldkit.printers.roads import cancel, state, submit
from fieldkit.printers.ticket import JobState, Kind, Printer, Standing
from fieldkit.printing.receipts import pack_receipt
from fieldkit.problems import PrinterGone, PrinterNotReady, PrinterRefused
from tests.support import network_printer, ppds
from tests.support import spooler as real
from tests.support.escpos import slips
from tests.support.papers import receipt
from tests.support.receipt_printer import closed_port, plugged_in

needs_cups = pytest.mark.skipif(not real.PROGRAM.is_file(), reason="cupsd is not installed (cups-daemon)")
needs_ipp = pytest.mark.skipif(
    not network_printer.HERE, reason="ippeveprinter is not installed (cups-ipp-utils, dbus)"
)
A5 = pack_receipt(receipt(), "A5")
WELL = {"printer-state": [3], "printer-state-reasons": ["none"]}


def reaches(ticket, wanted, patience=20):
    """Return where the paper stands once it stands so, or after all patience."""
    until = time.monotonic() + patience
    while (found := state(ticket)) != wanted and time.monotonic() < until:
        time.sleep(0.05)
    return found


def named(name):
    return Printer(name, Kind.CUPS, name)


@pytest.fixture(scope="module")
def system():
    """Run one CUPS with every kind of printer, and be its client."""
    printers = {
        "sample": True,
        "证卡 机": True,
        "closed": False,
        "stopped": "stopped:/",
        "dry": "ail:/media-empty-error",
        "jammed": "ail:/media-jam-error",
        "slow": "ail:/connecting-to-device",
        "failing": "ail:/fail",
        "locked": "ail:/auth",
        "callback": "ail:/none",
    }
    with pytest.MonkeyPatch.context() as patch, real.running(printers) as running:
        patch.setenv("CUPS_SERVER", running.address)
        yield running


@pytest.fixture(scope="module")
def office():
    """Run one CUPS with filters, whose printers are described."""
    with real.running(
        {"any": True, "office": True}, {"any": ppds.ANY_PAPER, "office": ppds.PLAIN}
    ) as running:
        yield running


@needs_cups
class TestCups:
    def test_a_paper_is_handed_over_as_it_is_and_followed_to_its_end(self, system):
        ticket = submit(A5, named("sample"), document="R-D07-000041")
        assert reaches(ticket, Standing(JobState.DONE)) == Standing(JobState.DONE)
        assert A5 in system.papers("sample", 1)

    def test_the_spooler_is_told_a_number_and_no_name(self, system):
        ticket = submit(A5, named("证卡 机"), document="FK-0001-2345-6", copies=2, sides="short")
        to = cups.destination(Kind.CUPS, "证卡 机", "")
        told = to.ask(cups.GET_JOB, ("job-id", ipp.INTEGER, int(ticket.job))).first(ipp.JOB)
        assert told["job-name"] == told["document-name-supplied"] == ["FK-0001-2345-6"]
        assert "media" not in told  # this printer names no papers: the PDF says its size
        assert told["print-scaling"] == ["none"]
        assert told["copies"] == [2]
        assert told["sides"] == ["two-sided-short-edge"]
        assert "王" not in str(told)

    @pytest.mark.parametrize(
        ("name", "problem", "why"),
        [
            ("closed", PrinterRefused, "not-accepting"),
            ("stopped", PrinterNotReady, "paused"),
            ("nobody", PrinterGone, "unknown-name"),
        ],
    )
    def test_a_printer_that_takes_nothing_is_told_of(self, system, name, problem, why):
        with pytest.raises(problem) as told:
            submit(A5, named(name), document="R-1")
        assert told.value.facts == {"printer": name, "why": why}

    @pytest.mark.parametrize(
        ("name", "wanted"),
        [
            ("dry", Standing(JobState.STOPPED, "paper-out")),
            ("jammed", Standing(JobState.STOPPED, "jam")),
            ("slow", Standing(JobState.PRINTING)),
            ("failing", Standing(JobState.STOPPED, "paused")),
            ("locked", Standing(JobState.STOPPED, "authentication")),
        ],
    )
    def test_what_keeps_a_paper_is_told(self, system, name, wanted):
        ticket = submit(A5, named(name), document="R-1")
        assert reaches(ticket, wanted) == wanted
        cancel(ticket)

    def test_a_paper_is_called_back(self, system):
        ticket = submit(A5, named("callback"), document="R-1")
        reaches(ticket, Standing(JobState.PRINTING))  # before it, nothing has begun
        cancel(ticket)
        assert reaches(ticket, Standing(JobState.GONE, "begun")) == Standing(JobState.GONE, "begun")
        cancel(ticket)  # has ended: nothing to do

    def test_a_paper_that_is_done_cannot_be_called_back(self, system):
        ticket = submit(A5, named("sample"), document="R-1")
        reaches(ticket, Standing(JobState.DONE))
        cancel(ticket)
        assert state(ticket) == Standing(JobState.DONE)

    def test_a_paper_that_the_spooler_has_forgotten(self, system):
        ticket = submit(A5, named("sample"), document="R-1")
        other = replace(ticket, job="99999")
        assert state(other) == Standing(JobState.GONE, "forgotten")

    def test_a_number_that_another_paper_has_by_now_tells_nothing_of_ours(self, system):
        theirs = submit(A5, named("sample"), document="R-D08-000001-1")
        assert reaches(theirs, Standing(JobState.DONE)) == Standing(JobState.DONE)
        ours = replace(theirs, document="R-D07-000009-1")
        assert state(ours) == Standing(JobState.GONE, "forgotten")

    def test_a_paper_of_somebody_else_is_not_called_back(self, system):
        theirs = submit(A5, named("callback"), document="R-D08-000002-1")
        cancel(replace(theirs, document="R-D07-000009-1"))
        assert state(theirs).state in (JobState.WAITING, JobState.PRINTING)
        cancel(theirs)

    def test_a_receipt_printer_behind_cups_gets_its_own_bytes(self, system):
        printer = Printer("凭条", Kind.THERMAL, "cups:sample", 203, "80mm")
        before = len(system.papers("sample", 0, patience=0))
        ticket = submit(pack_receipt(receipt(), "80mm"), printer, document="R-2", copies=2)
        assert reaches(ticket, Standing(JobState.DONE)) == Standing(JobState.DONE)
        papers = system.papers("sample", before + 1)
        assert max(len(slips(paper)) for paper in papers if paper.startswith(b"\x1b@")) == 2
        cancel(ticket)

    def test_the_offset_moves_what_is_printed(self, system):
        moved = Printer("s", Kind.CUPS, "sample", offset_mm=(2.0, -1.5))
        reaches(submit(A5, moved, document="R-3"), Standing(JobState.DONE))
        papers = system.papers("sample", 1)
        (printed,) = (paper for paper in papers if paper.startswith(b"%PDF") and paper != A5)
        moves = [round(b - a) for a, b in zip(_ink(A5), _ink(printed), strict=True)]
        assert moves == [24, -18]  # at 12 dots to the millimetre


def _box(pdf):
    """Return the edges of the ink on the first page, in millimetres from the upper left corner."""
    image = pypdfium2.PdfDocument(pdf)[0].render(scale=600 / 72).to_pil().convert("L")
    return [side / 600 * 25.4 for side in image.point(lambda value: 255 if value < 128 else 0).getbbox()]


def _ink(pdf):
    """Return where the ink of the first page begins, in dots of 12 to the millimetre."""
    image = pypdfium2.PdfDocument(pdf)[0].render(scale=12 * 25.4 / 72).to_pil().convert("L")
    return image.point(lambda value: 255 if value < 128 else 0).getbbox()[:2]


@needs_cups
@needs_ipp
@pytest.mark.skipif(
    real.backend("ipp") is None, reason="CUPS's back end ipp is not installed (cups-ipp-utils)"
)
class TestNetworkPrinterBehindCups:
    """From us to CUPS, by its own back end to a printer, and what that one says all the way back."""

    def test_a_paper_comes_out_there(self, monkeypatch):
        with network_printer.running() as printer, real.running({"network": printer.road}) as system:
            monkeypatch.setenv("CUPS_SERVER", system.address)
            ticket = submit(A5, named("network"), document="R-D07-000041")
            assert reaches(ticket, Standing(JobState.DONE), 30) == Standing(JobState.DONE)
            assert printer.papers() == [A5]

    def test_one_without_paper_is_told_of(self, monkeypatch):
        wanted = Standing(JobState.STOPPED, "paper-out")
        with (
            network_printer.running(says="+media-empty-error") as printer,
            real.running({"network": printer.road}) as system,
        ):
            monkeypatch.setenv("CUPS_SERVER", system.address)
            ticket = submit(A5, named("network"), document="R-1")
            assert reaches(ticket, wanted, 30) == wanted
            cancel(ticket)


@needs_cups
@pytest.mark.skipif(real.backend("socket") is None, reason="CUPS's back end socket is not installed (cups)")
def test_a_receipt_comes_out_of_a_socket_behind_cups(monkeypatch):
    with plugged_in() as printer, real.running({"roll": printer.road}) as system:
        monkeypatch.setenv("CUPS_SERVER", system.address)
        behind = Printer("凭条", Kind.THERMAL, "cups:roll", 203, "80mm")
        ticket = submit(pack_receipt(receipt(), "80mm"), behind, document="R-2")
        assert reaches(ticket, Standing(JobState.DONE), 30) == Standing(JobState.DONE)
        assert printer.done.wait(10)
    assert [slip.width for slip in printer.slips] == [576]


@needs_cups
@pytest.mark.skipif(not (real.FILTERS / "pdftopdf").exists(), reason="cups-filters is not installed")
class TestFilters:
    """A printer with a description: what CUPS makes of a paper on its way is as large as it was, where it was."""

    @pytest.mark.parametrize("paper", ["A4", "A5", "80mm"])
    def test_a_paper_keeps_its_size_and_its_place(self, office, monkeypatch, paper):
        pdf = pack_receipt(receipt(), paper)
        before = _box(pdf)
        after = _box(self.printed(office, monkeypatch, "any", pdf))
        for one, other in zip(before, after, strict=True):
            assert abs(one - other) < 0.2  # millimetres

    def test_a_small_paper_on_a_large_one_is_not_made_larger(self, office, monkeypatch):
        (left, top, right, bottom) = _box(A5)
        sides = _box(self.printed(office, monkeypatch, "office", A5))
        assert sides[2] - sides[0] == pytest.approx(right - left, abs=0.2)
        assert sides[3] - sides[1] == pytest.approx(bottom - top, abs=0.2)

    def printed(self, system, monkeypatch, name, pdf):
        monkeypatch.setenv("CUPS_SERVER", system.address)
        ticket = submit(pdf, named(name), document="R-1")
        assert reaches(ticket, Standing(JobState.DONE)) == Standing(JobState.DONE)
        return system.paper(name, ticket.job)


@needs_ipp
class TestNetworkPrinter:
    def test_it_takes_a_paper_and_says_when_it_is_done(self):
        with network_printer.running() as printer:
            ticket = submit(A5, Printer("网络", Kind.IPP, printer.road), document="R-D07-000041")
            assert reaches(ticket, Standing(JobState.DONE)) == Standing(JobState.DONE)
            assert printer.papers() == [A5]
        assert state(ticket) == Standing(JobState.UNKNOWN, "offline")
        with pytest.raises(PrinterGone):
            cancel(ticket)

    def test_one_without_paper_is_told_of(self):
        with network_printer.running(says="+media-empty-error") as printer:
            ticket = submit(A5, Printer("网络", Kind.IPP, printer.road), document="R-1")
            wanted = Standing(JobState.STOPPED, "paper-out")
            assert reaches(ticket, wanted) == wanted

    def test_one_that_takes_a_paper_at_a_time_is_busy_for_the_next(self):
        with network_printer.running(says="+media-jam-error") as printer:
            ticket = submit(A5, Printer("网络", Kind.IPP, printer.road), document="R-1")
            assert reaches(ticket, Standing(JobState.STOPPED, "jam")) == Standing(JobState.STOPPED, "jam")
            with pytest.raises(PrinterNotReady) as told:  # which is tried again by itself
                submit(A5, Printer("网络", Kind.IPP, printer.road), document="R-2")
            assert told.value.facts["why"] == "busy"

    def test_one_that_knows_no_pdf_is_told_of(self):
        with network_printer.running(formats="image/pwg-raster") as printer:
            with pytest.raises(PrinterRefused) as told:
                submit(A5, Printer("网络", Kind.IPP, printer.road), document="R-1")
            assert told.value.facts["why"] == "format"


@pytest.mark.parametrize(
    "road", ["ipp://127.0.0.1:{closed}/ipp/print", "ipp://[", "http://x/", "", "ipp://h:x/"]
)
def test_a_network_printer_that_is_not_there(road):
    with pytest.raises(PrinterGone) as told:
        submit(A5, Printer("网络", Kind.IPP, road.format(closed=closed_port())), document="R-1")
    assert told.value.facts["why"] in ("offline", "unknown-name")


def test_without_a_print_service_nothing_can_be_handed_over(monkeypatch, tmp_path):
    for server in (str(tmp_path / "no.sock"), f"localhost:{closed_port()}"):
        monkeypatch.setenv("CUPS_SERVER", server)
        with pytest.raises(PrinterGone) as told:
            submit(A5, named("sample"), document="R-1")
        assert told.value.facts["why"] == "no-service"


def test_something_that_is_no_print_service_is_told_of(monkeypatch):
    with plugged_in(heeds=False, after=1, then="close") as other:
        monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{other.port}")
        with pytest.raises(PrinterGone) as told:
            submit(A5, named("sample"), document="R-1")
    assert told.value.facts["why"] in ("cut", "trouble")


def test_a_print_service_that_never_answers_is_waited_for_no_longer_than_it_takes(monkeypatch):
    monkeypatch.setattr(spooler, "PATIENCE", 0.3)
    with plugged_in(heeds=False, after=1, then="stall") as other:
        monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{other.port}")
        with pytest.raises(PrinterGone) as told:
            submit(A5, named("sample"), document="R-1")
    assert told.value.facts["why"] == "no-answer"


@pytest.mark.parametrize(
    ("job", "printer", "wanted"),
    [
        ({"job-state": [3]}, WELL, Standing(JobState.WAITING)),
        ({"job-state": [9]}, WELL, Standing(JobState.DONE)),
        ({"job-state": [7]}, WELL, Standing(JobState.GONE, "cancelled")),
        ({"job-state": [8]}, WELL, Standing(JobState.GONE, "given-up")),
        (
            {"job-state": [8], "job-state-reasons": ["unsupported-document-format"]},
            WELL,
            Standing(JobState.GONE, "format"),
        ),
        ({"job-state": [4], "job-hold-until": ["indefinite"]}, WELL, Standing(JobState.STOPPED, "paused")),
        (
            {"job-state": [4], "job-hold-until": ["auth-info-required"]},
            WELL,
            Standing(JobState.STOPPED, "authentication"),
        ),
        ({"job-state": [6]}, WELL, Standing(JobState.STOPPED, "trouble")),
        (
            {"job-state": [5]},
            {"printer-state-reasons": ["media-low-report", "cover-open-error"]},
            Standing(JobState.STOPPED, "cover-open"),
        ),
        (
            {"job-state": [5]},
            {"printer-state-reasons": ["toner-low-warning", "marker-supply-low-report"]},
            Standing(JobState.PRINTING),
        ),
        (
            {"job-state": [5], "time-at-processing": [1000], "job-printer-up-time": [1010]},
            {"printer-state-reasons": ["connecting-to-device"]},
            Standing(JobState.PRINTING),
        ),
        (
            {"job-state": [5], "time-at-processing": [1000], "job-printer-up-time": [1020]},
            {"printer-state-reasons": ["connecting-to-device"]},
            Standing(JobState.STOPPED, "offline"),
        ),
        (
            {"job-state": [5], "time-at-processing": [1000], "job-printer-up-time": [1141]},
            WELL,
            Standing(JobState.UNKNOWN, "never-printed"),
        ),
        (
            {"job-state": [5], "time-at-processing": [1000], "job-printer-up-time": [1139]},
            WELL,
            Standing(JobState.PRINTING),
        ),
        ({"job-state": [3]}, {"printer-state": [5]}, Standing(JobState.STOPPED, "paused")),
        (
            {"job-state": [5]},
            {"printer-state-reasons": ["fuser-over-temp-error"]},
            Standing(JobState.STOPPED, "trouble"),
        ),
        ({}, {}, Standing(JobState.UNKNOWN, "trouble")),
        ({"job-state": ["nine"]}, {"printer-state": [None]}, Standing(JobState.UNKNOWN, "trouble")),
    ],
)
def test_what_a_spooler_says_is_read(job, printer, wanted):
    assert standings.read_standing(job, printer, sheets=1) == wanted


@pytest.mark.parametrize(
    ("configured", "host", "port", "path"),
    [
        ("/run/own.sock", "localhost", 631, "/run/own.sock"),
        ("prints.example", "prints.example", 631, ""),
        ("prints.example:8631", "prints.example", 8631, ""),
        ("prints.example:8631/version=1.1", "prints.example", 8631, ""),
        ("[::1]:8631", "::1", 8631, ""),
        ("prints.example:many", "prints.example", 631, ""),
    ],
)
def test_the_spooler_is_found_where_the_systems_other_programs_find_it(
    monkeypatch, tmp_path, configured, host, port, path
):
    file = tmp_path / "client.conf"
    file.write_text(f"# ServerName wrong\nServerName {configured}\nEncryption IfRequested\n")
    monkeypatch.delenv("CUPS_SERVER", raising=False)
    monkeypatch.setattr(spooler, "CONFIGURATIONS", (str(tmp_path / "none"), str(file)))
    found = spooler.ours()
    assert (found.host, found.port, found.path, found.own) == (host, port, path, True)
    monkeypatch.setenv("CUPS_SERVER", "other.example")
    assert spooler.ours().host == "other.example"
    monkeypatch.delenv("CUPS_SERVER")
    monkeypatch.setattr(spooler, "CONFIGURATIONS", ())
    monkeypatch.setattr(spooler, "SOCKETS", (str(file),))
    assert spooler.ours().path == str(file)


def test_moving_nothing_changes_nothing():
    assert raster.moved(A5, (0.0, 0.0)) is A5
    sizes = raster.sizes_mm(raster.moved(A5, (1.0, 1.0)))
    assert sizes == raster.sizes_mm(A5)
