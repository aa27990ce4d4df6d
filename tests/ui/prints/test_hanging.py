# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A printer that hangs in the middle of a paper keeps neither typing, nor saving, nor another printer waiting."""

import threading
from dataclasses import replace

import pytest

from fieldkit.acts import papers
from fieldkit.acts.enrol import enrol, new_uid
from fieldkit.domain.papers import PaperKind
from fieldkit.domain.print_orders import Handed, Heard
from tests.support.booths import CLERK, NOON, draft_of
from tests.support.factories import name_of
from tests.support.hands import focused, write
from tests.support.windows import WAIT, do, make_device, sign_in, window_on

PRINTER = "窗口 2"
NUMBER = "119999"


class Hanging:
    """Hands whose printer takes a paper and says nothing until it is let go."""

    def __init__(self, real):
        self._real = real
        self.begun, self.let_go = threading.Event(), threading.Event()

    def submit(self, pdf, order):
        if order.printer != PRINTER:
            return self._real.submit(pdf, order)
        self.begun.set()
        assert self.let_go.wait(60)
        return Handed("", Heard.DONE, final=True)

    def __getattr__(self, name):
        return getattr(self._real, name)


@pytest.fixture
def window(qtbot, tmp_path):
    make_device(tmp_path / "device", people=(CLERK,))
    with window_on(qtbot, tmp_path / "device", clock=lambda: NOON) as shown:
        sign_in(qtbot, shown)
        yield shown


@pytest.fixture
def hanging(window):
    """Let cards go to a printer that hangs; it is let go in the end, whatever happens."""
    session = window.session
    session.keep_settings(replace(session.settings, printers=(("card", PRINTER),)))
    hands = session.papers.presses.hands = Hanging(session.papers.presses.hands)
    yield hands
    hands.let_go.set()


def enrolled(qtbot, window, number):
    session = window.session
    where = {"operator": session.operator, "desk": session.desk, "now": NOON}
    return do(qtbot, window, enrol, uid=new_uid(), draft=draft_of(number, name_of(number)), **where).member


def ledger(qtbot, window):
    return {(line.kind, line.outcome) for line in do(qtbot, window, papers.prints)}


def test_typing_saving_and_other_papers_go_on_while_a_printer_hangs(qtbot, window, hanging):
    window.session.papers.print_card(enrolled(qtbot, window, 1).uid)
    qtbot.waitUntil(hanging.begun.is_set, timeout=WAIT)
    window.work.go("enrol")
    write(qtbot, NUMBER)
    assert focused().text() == NUMBER
    window.session.papers.print_application(enrolled(qtbot, window, 2).uid)
    wanted = {(PaperKind.CARD, "sending"), (PaperKind.APPLICATION, "saved")}
    qtbot.waitUntil(lambda: ledger(qtbot, window) == wanted, timeout=WAIT)
    assert focused().text() == NUMBER
    hanging.let_go.set()
    qtbot.waitUntil(lambda: (PaperKind.CARD, "printed") in ledger(qtbot, window), timeout=WAIT)
