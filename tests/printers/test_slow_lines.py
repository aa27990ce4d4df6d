# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""No printer keeps a lane for ever: one that says nothing, one that says too much, one that takes a byte at a time."""

import contextlib
import os
import socket
import termios
import threading
import tty

import pytest

from fieldkit.printers import escpos, lines, thermal
from fieldkit.printers.lines import Broken, opened
from tests.support.receipt_printer import PAPER_OUT, plugged_in

DATA = b"\x1b@\x1dv0\x00\x01\x00\x08\x00" + bytes(8) + escpos.FEED + escpos.CUT
CHATS = 400


@pytest.fixture(autouse=True)
def short_patience(monkeypatch):
    monkeypatch.setattr(lines, "STALL", 0.3)
    monkeypatch.setattr(lines, "FAREWELL", 0.2)
    monkeypatch.setattr(thermal, "ANSWERS_WITHIN", 0.2)
    monkeypatch.setattr(thermal, "ASKED_EVERY", 0.02)
    monkeypatch.setattr(thermal, "_never_tells", set())


class Wire:
    """A printer that is well, and may tell when it has printed; ``asked`` counts how often it is asked for that."""

    def __init__(self, *, tells):
        self.tells, self.polls = tells, 0

    @contextlib.contextmanager
    def opened(self, _road):
        yield self

    def write(self, _data):
        self.polls = 0

    def ask(self, question, _patience):
        if question in escpos.QUESTIONS.values():
            self.polls += 1
            return b"\x12"
        return b"\x00" if question == escpos.MARK and self.tells else b""


@pytest.fixture
def clock(monkeypatch):
    """Give a clock that goes a tenth of a second each time it is looked at."""
    passed = [0.0]

    def monotonic():
        passed[0] += 0.1
        return passed[0]

    monkeypatch.setattr(thermal.time, "monotonic", monotonic)


@pytest.mark.usefixtures("clock")
def test_one_that_is_well_and_never_says_that_it_printed_costs_its_patience_once(monkeypatch):
    wire = Wire(tells=False)
    monkeypatch.setattr(thermal, "opened", wire.opened)
    waits = []
    for _ in range(3):
        assert thermal.hand_over(DATA, "socket://roll", name="roll") == "mute"
        waits.append(wire.polls)
    assert waits[1] == waits[2] < waits[0] / 5
    thermal.hand_over(bytes(6 * thermal.PRINTS_A_SECOND), "socket://roll", name="roll")
    assert waits[1] * 2 < wire.polls < waits[0]  # a longer paper takes longer to print
    wire.tells = True
    assert thermal.hand_over(DATA, "socket://roll", name="roll") == ""
    wire.tells = False
    thermal.hand_over(DATA, "socket://roll", name="roll")
    assert wire.polls == waits[0]  # what it told once it may tell again


def test_one_that_is_silent_about_printing_still_tells_that_its_paper_ran_out(monkeypatch):
    monkeypatch.setattr(thermal, "PRINTS_WITHIN", 0.5)
    with plugged_in(marks=False) as printer:
        assert thermal.hand_over(DATA, printer.road, name="roll") == "mute"
        printer.after, printer.then = len(DATA), "paper-out"
        with pytest.raises(thermal.PrintUnsure) as told:
            thermal.hand_over(DATA, printer.road, name="roll")
    assert told.value.facts["why"] == "paper-out"
    assert printer.says == PAPER_OUT


def test_one_that_talks_without_end_is_left_all_the_same():
    said = []

    def talk(listener):
        with contextlib.suppress(OSError):
            connection, _ = listener.accept()
            with connection:
                for _ in range(CHATS):
                    connection.sendall(b"\x11")
                    said.append(1)
                    threading.Event().wait(0.01)

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        thread = threading.Thread(target=talk, args=(listener,))
        thread.start()
        assert thermal.look(f"socket://127.0.0.1:{listener.getsockname()[1]}") == ""
        thread.join(30)
    assert 0 < len(said) < CHATS


@pytest.mark.parametrize(("a_look", "ends", "looks"), [(0, False, 31), (1, True, 900)])
def test_one_that_holds_what_it_has_is_waited_for_as_long_as_it_takes_some(monkeypatch, a_look, ends, looks):
    passed, left = [0.0], [900]

    class Holding:
        def settimeout(self, _seconds):
            pass

        def recv(self, *_):
            raise BlockingIOError

        def shutdown(self, _how):
            pass

    def unconfirmed(_connection):
        left[0] -= a_look
        return left[0]

    def sleep(seconds):
        passed[0] += seconds

    monkeypatch.setattr(lines.time, "monotonic", lambda: passed[0])
    monkeypatch.setattr(lines.time, "sleep", sleep)
    monkeypatch.setattr(lines, "_unconfirmed", unconfirmed)
    with pytest.raises(Broken) as told:
        lines._Socket(Holding()).drain()
    assert (
        told.value.why == "trouble"
    ) is ends  # at the end it says goodbye, to which this one has no answer
    assert round(passed[0] / 0.01) == pytest.approx(looks, abs=2)


def test_one_that_takes_a_byte_at_a_time_has_an_end(monkeypatch):
    monkeypatch.setattr(lines, "SLOWEST", 1000.0)
    passed, taken = [0.0], []
    monkeypatch.setattr(lines.time, "monotonic", lambda: passed[0])

    class Trickle:
        def settimeout(self, _seconds):
            pass

        def send(self, data):
            passed[0] += 0.2
            taken.append(bytes(data[:1]))
            return 1

    with pytest.raises(Broken) as told:
        lines._Socket(Trickle()).write(bytes(1000))
    assert told.value.begun
    assert len(taken) == 7  # 1.3 seconds


@pytest.mark.skipif(os.name != "posix", reason="device files are of POSIX")
class TestDeviceFile:
    def test_one_that_says_it_is_ready_and_takes_nothing_has_an_end(self, monkeypatch, tmp_path):
        (tmp_path / "lp0").write_bytes(b"")

        def refuse(*_):
            raise BlockingIOError

        monkeypatch.setattr(lines.os, "write", refuse)
        with opened(f"file://{tmp_path}/lp0") as line, pytest.raises(Broken) as told:
            line.write(b"x")
        assert (told.value.why, told.value.begun) == ("no-answer", False)

    def test_opening_a_line_does_not_wait_for_what_a_printer_never_took(self, monkeypatch):
        when = []
        monkeypatch.setattr(tty, "setraw", lambda _number, at: when.append(at))
        master, slave = os.openpty()
        try:
            with opened(f"file://{os.ttyname(slave)}"):
                pass
        finally:
            os.close(master)
            os.close(slave)
        assert when == [termios.TCSANOW]
