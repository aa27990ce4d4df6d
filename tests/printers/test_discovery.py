# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What printers there are is found without waiting for those that are not, and guessed as an operator would."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.printers import discovery, lines, thermal
from fieldkit.printers.ticket import Kind, Printer
from tests.support import network_printer
from tests.support import spooler as real
from tests.support.receipt_printer import PAPER_OUT, closed_port, plugged_in

needs_cups = pytest.mark.skipif(not real.PROGRAM.is_file(), reason="cupsd is not installed (cups-daemon)")
needs_ipp = pytest.mark.skipif(
    not network_printer.HERE, reason="ippeveprinter is not installed (cups-ipp-utils, dbus)"
)


@needs_cups
def test_the_printers_of_the_system_are_found_with_what_ails_them(monkeypatch):
    printers = {"窗口 2": True, "closed": False, "halted": "stopped:/"}
    with real.running(printers) as system:
        monkeypatch.setenv("CUPS_SERVER", system.address)
        monkeypatch.setattr(discovery, "DEVICES", ())
        found = {one.printer.name: one for one in discovery.found() if one.printer.kind is not Kind.IPP}
        assert {name: one.why for name, one in found.items()} == {
            "窗口 2": "",
            "closed": "not-accepting",
            "halted": "paused",
        }
        # a raw destination hands on bytes as they are: a receipt printer's, most likely
        assert found["窗口 2"].printer == Printer("窗口 2", Kind.THERMAL, "cups:窗口 2", 203, "80mm")
        assert discovery.ailment(Printer("x", Kind.CUPS, "halted")) == "paused"
        assert discovery.ailment(Printer("x", Kind.THERMAL, "cups:closed")) == "not-accepting"
        assert discovery.ailment(Printer("x", Kind.CUPS, "nobody")) == "unknown-name"
    assert discovery.ailment(Printer("x", Kind.CUPS, "halted")) == "no-service"


def test_without_anything_nothing_is_found_and_nothing_is_wrong(monkeypatch, tmp_path):
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "none"))
    monkeypatch.setattr(discovery, "DEVICES", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    assert discovery.found() == ()


def test_device_files_are_receipt_printers(tmp_path):
    for name in ("lp1", "lp0", "other"):
        (tmp_path / name).touch()
    found = discovery.device_files((f"{tmp_path}/lp*",))
    assert [one.printer.name for one in found] == ["lp0", "lp1"]
    assert found[0].printer == Printer("lp0", Kind.THERMAL, f"file://{tmp_path}/lp0", 203, "80mm")


def test_a_receipt_printer_is_found_by_its_address():
    with plugged_in() as printer:
        for typed in (f"127.0.0.1:{printer.port}", f" socket://127.0.0.1：{printer.port} "):
            found = discovery.at_address(typed)
            assert found.printer.road == printer.road
            assert (found.printer.kind, found.why) == (Kind.THERMAL, "")
    with plugged_in(says=dict(PAPER_OUT)) as printer:
        assert discovery.at_address(f"127.0.0.1:{printer.port}").why == "paper-out"
    assert discovery.at_address(f"127.0.0.1:{closed_port()}").why == "offline"


def test_an_address_where_nobody_listens_is_told_of(monkeypatch):
    monkeypatch.setattr(lines, "PORT", closed_port())
    monkeypatch.setattr(discovery.spooler, "PORT", closed_port())
    found = discovery.at_address("127.0.0.1")
    assert (found.printer.kind, found.why) == (Kind.IPP, "offline")


@needs_ipp
def test_a_network_printer_is_found_by_its_address(monkeypatch):
    with network_printer.running() as printer:
        port = int(printer.road.split(":")[2].split("/")[0])
        monkeypatch.setattr(discovery.spooler, "PORT", port)
        monkeypatch.setattr(lines, "PORT", closed_port())
        for typed in (printer.road, "localhost", f"localhost:{port}"):
            found = discovery.at_address(typed)
            assert found.printer == Printer("Sample", Kind.IPP, printer.road, 600)
            assert found.why == ""
            assert discovery.ailment(found.printer) == ""
    with network_printer.running(formats="image/pwg-raster") as printer:
        assert discovery.at_address(printer.road).why == "format"


@pytest.mark.parametrize(
    "typed", ["", "  ", "两 台", "http://x", "a:0", "a:99999", "a:b", "-", "x y", "socket://"]
)
def test_what_is_no_address_is_none(typed, monkeypatch):
    monkeypatch.setattr(thermal, "look", lambda _road: "unknown-name")
    found = discovery.at_address(typed)
    assert found is None or found.why


@pytest.mark.parametrize(
    ("told", "dpi"),
    [
        ({}, 300),
        ({"printer-resolution-default": [(600, 600, 3)]}, 600),
        ({"printer-resolution-default": [(80, 80, 4)]}, 203),
        ({"printer-resolution-supported": [(300, 300, 3), (1200, 600, 3)]}, 1200),
        ({"printer-resolution-default": ["600dpi", None, (9, 9, 3)]}, 300),
    ],
)
def test_the_resolution_is_what_the_printer_names(told, dpi):
    assert discovery._dpi(told) == dpi


def test_roads_are_picked_out_of_whatever_is_heard():
    said = "ipp://host.local:631/ipp/print\nippfind: Unable\n\nipp://host.local:631/ipp/print\nipp://二.local:631/x\n"
    assert discovery.heard_roads(said.encode()) == ("ipp://host.local:631/ipp/print", "ipp://二.local:631/x")


@pytest.mark.skipif(os.name != "posix", reason="a script stands in for ippfind")
def test_the_network_is_listened_to_for_a_while_only(tmp_path, monkeypatch):
    heard = "ipp://127.0.0.1:9/ipp/print"
    script = tmp_path / "ippfind"
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(discovery, "NETWORK_WITHIN", -1.5)  # and two: half a second
    for body, roads in ((f"echo {heard}", [heard]), ("exit 1", []), (f"echo {heard}; exec sleep 30", [])):
        script.write_text(f"#!/bin/sh\n{body}\n")
        script.chmod(0o755)
        assert [one.printer.road for one in discovery.of_the_network()] == roads
    script.write_text("no program")
    assert discovery.of_the_network() == ()


@given(st.binary(max_size=200), st.text(max_size=60))
def test_nothing_that_is_heard_or_typed_is_too_strange(said, typed):
    assert all(road.startswith("ipp://") for road in discovery.heard_roads(said))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(thermal, "look", lambda _road: "no-answer")
        patch.setattr(discovery, "_of_road", lambda road: discovery.Found(Printer("", Kind.IPP, road)))
        discovery.at_address(typed)
