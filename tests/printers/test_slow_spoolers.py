# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Spoolers that take their time: a document goes as fast as it is taken; an answer that never ends is left."""

import contextlib
import socket
import tempfile
import threading
from contextlib import contextmanager

import pytest

from fieldkit.printers import cups, ipp, spooler
from fieldkit.printers.ipp import Answer
from fieldkit.printers.spooler import NoAnswer, Spooler
from fieldkit.printers.ticket import Kind

SAID = b"\x02\x00\x00\x00\x00\x00\x00\x01\x03"  # successful-ok
REPLY = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(SAID) + SAID
WORDS = 400


@contextmanager
def serving(talk):
    """Have a service of this machine that does ``talk`` with whoever calls first."""
    with (
        tempfile.TemporaryDirectory(
            prefix="slow"
        ) as folder,  # its name is short, as that of a socket has to be
        socket.socket(socket.AF_UNIX) as listener,
    ):
        listener.bind(f"{folder}/s")
        listener.listen()

        def serve():
            connection, _ = listener.accept()
            with connection, contextlib.suppress(OSError):
                talk(connection)

        thread = threading.Thread(target=serve)
        thread.start()
        yield Spooler(path=f"{folder}/s")
        thread.join(30)


def test_a_document_is_taken_as_slowly_as_it_is_printed(monkeypatch):
    """All of it takes several times the patience for one piece."""
    monkeypatch.setattr(spooler, "PATIENCE", 0.3)
    monkeypatch.setattr(spooler, "TAKES_WITHIN", 0.3)
    document = bytes(range(256)) * 4_000
    got = bytearray()

    def talk(connection):
        while len(got) < len(document):
            got.extend(connection.recv(8192))
            threading.Event().wait(0.005)
        while not got.endswith(document[-1000:]):
            got.extend(connection.recv(8192))
        connection.sendall(REPLY)

    with serving(talk) as service:
        assert service.ask("/ipp/print", b"message", document).good
    assert bytes(got).partition(b"\r\n\r\n")[2] == b"message" + document
    assert b"content-length: %d" % (7 + len(document)) in bytes(got[:400]).lower()


@pytest.mark.parametrize("word", [b"X-Word: 1\r\n", b"X"])
def test_an_answer_that_comes_for_ever_in_small_words_is_left(monkeypatch, word):
    monkeypatch.setattr(spooler, "ANSWERS_WITHIN", 0.3)
    said = []

    def talk(connection):
        connection.recv(65_536)
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        for _ in range(WORDS):
            connection.sendall(word)
            said.append(word)
            threading.Event().wait(0.02)

    with serving(talk) as service, pytest.raises(NoAnswer):
        service.ask("/ipp/print", b"message")
    assert 0 < len(said) < 90  # of a hundred lines of a head http.client itself is tired


class Line:
    """A line to a printer that answers by a list: the attributes of the job, once for each time it is asked."""

    def __init__(self, *jobs):
        self.jobs, self.cancelled = list(jobs), 0

    def ask(self, _place, message, _document=b""):
        if message[3] == cups.CANCEL_JOB:
            self.cancelled += 1
            return Answer(0)
        return Answer(0, ((ipp.JOB, self.jobs.pop(0)),))


def job(state, begun, documents=0):
    told = {"job-state": [state], "number-of-documents": [documents]}
    return told if begun == "silent" else {**told, "time-at-processing": [begun]}


@pytest.mark.parametrize(
    ("before", "after", "surely"),
    [
        (job(3, None), job(7, None), True),
        (job(4, 0), job(8, 0), True),
        (job(3, None, 1), None, False),  # it has its document
        (job(5, None), None, False),  # it is printing
        (job(5, "silent"), None, False),
        (job(3, "silent"), None, False),  # one that never tells whether it began
        (job(3, None), job(7, "silent"), False),
        (job(3, None), job(7, 12), False),  # it began between the two
        (job(3, None), job(9, None), False),
        (job(3, None), {}, False),
    ],
)
def test_a_job_is_called_back_for_sure_only_where_the_printer_says_that_it_never_began(before, after, surely):
    line = Line(before, *([after] if after is not None else []))
    to = cups.Destination(line, "/ipp/print", "ipp://printer/ipp/print", "printer", is_cups=False)
    assert cups._called_back(to, 7) is surely
    assert line.cancelled == (1 if after is not None else 0)


def test_an_address_of_the_new_internet_keeps_its_brackets():
    to = cups.destination(Kind.IPP, "ipp://[::1]:8631/ipp/print", "printer")
    assert to.uri == "ipp://[::1]:8631/ipp/print"
    assert (to.line.host, to.line.port) == ("::1", 8631)
