# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""One card, from the click on its button in the real window until its spooler has the job: a folder, a real CUPS.

The window shows the member already; every card is another member's, printed for the first time. The clock stops when
the queue has put the outcome of handing over on the disk. CUPS is Debian's cupsd, run without rights for the occasion.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from unittest import mock

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from benchmarks.figures import spread
from fieldkit import keys
from fieldkit.acts.enrol import enrol
from fieldkit.app import open_window
from fieldkit.domain.print_orders import Order, OrderState
from fieldkit.printers.ticket import Kind, Printer
from fieldkit.rehearsal.booth import PASSPHRASE
from fieldkit.rehearsal.hands import Hands
from fieldkit.store.vault import open_store
from fieldkit.ui.window import MainWindow
from tests.support import spooler
from tests.support.booths import CLERK, MAIN, NOON, draft_of
from tests.support.card_signing import let_trust
from tests.support.factories import name_of
from tests.support.windows import make_device

CARDS = 30
WARM_UP = 3
HANDED = (OrderState.SENT, OrderState.PRINTED, OrderState.SAVED)
QUEUE = "bench"
ROADS = ("folder", "cups")


def measure(count: int = CARDS) -> dict[str, float]:
    """Return median, 99th percentile and worst of ``count`` cards by each road, in milliseconds."""
    figures: dict[str, float] = {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="fieldkit-click-")))
        stack.enter_context(
            mock.patch.dict(os.environ, {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"})
        )
        roads = list(ROADS)
        if spooler.PROGRAM.exists():
            running = stack.enter_context(spooler.running({QUEUE: True}))
            stack.enter_context(mock.patch.dict(os.environ, {"CUPS_SERVER": running.address}))
        else:
            roads.remove("cups")
            print(
                "cupsd is not installed (Debian's cups-daemon): no click was measured to CUPS",
                file=sys.stderr,
            )
        serials = filled(folder / "device", (count + WARM_UP) * len(roads))
        with opened(folder / "device") as (window, hands):
            for road in roads:
                choose(window, road)
                times = [click(window, hands, next(serials)) for _ in range(count + WARM_UP)][WARM_UP:]
                figures |= spread(f"click_{road}", times)
    return figures


def filled(folder: Path, count: int) -> Iterator[str]:
    """Make a device whose booth has enrolled as many people; return their numbers."""
    make_device(folder, people=(CLERK,), secret=PASSPHRASE)
    store = open_store(folder, keys.open_keys(folder, operator_id=CLERK.id, pin=PASSPHRASE, now=NOON))
    let_trust(store, at=NOON)
    numbers = []
    for place in range(count):
        draft = draft_of(place + 1, name_of(place + 1))
        done = enrol(store, uid=f"{place:016x}", draft=draft, operator=CLERK, desk=MAIN, now=NOON)
        numbers.append(done.member.shown_number)
    store.close()
    return iter(numbers)


@contextmanager
def opened(folder: Path) -> Iterator[tuple[MainWindow, Hands]]:
    """Show the window on the device, signed in, at its members."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app, window = open_window(folder, language="zh_CN", clock=lambda: NOON)
    hands = Hands(app)
    try:
        hands.settle(600)
        hands.press(window, f"plate_{CLERK.id}")
        hands.write(hands.find(window, QLineEdit, "pin"), PASSPHRASE + "\r")
        hands.until(lambda: window.work is not None and window.cover is None)
        hands.settle(1500)
        hands.go(window, "members")
        yield window, hands
    finally:
        window.close()
        hands.settle(300)


def choose(window: MainWindow, road: str) -> None:
    """Let cards go to the folder, or to CUPS."""
    session = window.session
    assert session is not None
    at_cups = road == "cups"
    session.keep_settings(
        replace(
            session.settings,
            printers=(("card", QUEUE),) if at_cups else (),
            devices=(Printer(QUEUE, Kind.CUPS, QUEUE),) if at_cups else (),
        )
    )


def click(window: MainWindow, hands: Hands, number: str) -> float:
    """Print one member's card by its button; return the milliseconds until its job is handed over."""
    session = window.session
    assert session is not None
    hands.type_into(window, "finder_box", number + "\r")
    hands.until(lambda: any(b.isVisible() for b in window.findChildren(QAbstractButton, "member_card")))
    hands.settle(150)
    ended: list[float] = []

    def moved(order: Order) -> None:
        if order.state in HANDED:
            ended.append(time.perf_counter())
        elif order.state in (OrderState.FAILED, OrderState.UNKNOWN):
            raise SystemExit(f"the card was not taken: {order.why}")

    session.papers.presses.moved.connect(moved)
    button = hands.find(window, QAbstractButton, "member_card")
    begun = time.perf_counter()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    hands.until(lambda: bool(ended))
    session.papers.presses.moved.disconnect(moved)
    return (ended[0] - begun) * 1000
