# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A storm of kills while fifty receipts are printed: each came out once, or is a question; none twice, none missing.

1. A receipt printer on a socket, a process of its own, keeps what each connection brought, whole or not.
2. A booth's process orders the receipts and prints them by the real queue and the real road; it is killed (SIGKILL)
   and started again, until all is settled. The moments go in turn: one by the clock, one when the printer is connected
   to, one at a piece of a picture, one when its end has come. Nobody answers a question meanwhile.
3. What arrived is compared with what each receipt is when drawn once more: byte for byte, so each is known by itself.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import socket
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from fieldkit.acts import papers, printing
from fieldkit.acts.print_answers import open_orders
from fieldkit.domain.papers import PaperKind
from fieldkit.printers import thermal
from fieldkit.printers.ticket import Kind, Printer
from fieldkit.printing.receipts import pack_receipt
from fieldkit.rehearsal.storms.ground import READY, Ground, prepared
from fieldkit.rehearsal.storms.outcome import Result, Tell, result
from fieldkit.rehearsal.storms.people import drafts, steps
from fieldkit.rehearsal.storms.receipt_printer import Moment, Trigger, receive
from fieldkit.rehearsal.visit import VOLUNTEER
from fieldkit.store.vault import Store, open_store
from fieldkit.ui.hands import PrinterHands

RECEIPTS = 50
ROLL = "凭条机"
PAPER = "58mm"
LONGEST_LIFE = 0.6
RETRIES, BELIEVES = "retries", "believes"
"""Faults to plant: a queue that sends again what it does not know of, one that takes what it began for printed."""
PICTURE = 40
"""About how many pieces a receipt is in: of a kill by pieces the first to this one is drawn."""


@dataclass(slots=True)
class _Figures:
    """What came of all batches."""

    kills: int = 0
    receipts: int = 0
    printed: int = 0
    asked: int = 0
    cut: int = 0
    missing: int = 0
    doubled: int = 0
    begun_twice: int = 0
    unsettled: int = 0


def storm_of_papers(folder: Path, *, times: int, seed: int, plant: str | None, tell: Tell) -> Result:
    """Kill a printing booth ``times`` times, fifty receipts after fifty."""
    chance = random.Random(seed)
    ground = prepared(folder / "ground", seed=seed)
    figures = _Figures()
    batch = 0
    while figures.kills < times:
        batch += 1
        work = _laid_out(ground, folder / f"batch{batch}", plant, chance)
        _one_batch(work, times, chance, figures, tell)
    return result(
        "papers",
        {name: getattr(figures, name) for name in _Figures.__slots__},
        tried="kills",
        seed=seed,
        plant=plant,
        target="each receipt printed once or asked about; 0 twice, 0 missing",
        bad=("missing", "doubled", "begun_twice", "unsettled"),
    )


def _laid_out(ground: Ground, place: Path, plant: str | None, chance: random.Random) -> _Work:
    """Make a booth of which fifty people have just been handed a pack."""
    device = ground.lay_out(READY, place / "device")
    (place / "tray").mkdir()
    return _Work(device, ground.key, _handed_out(ground, device, chance), plant)


def _one_batch(work: _Work, times: int, chance: random.Random, figures: _Figures, tell: Tell) -> None:
    """Print fifty receipts with kills in between, to the end; then compare."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        road = f"socket://127.0.0.1:{listener.getsockname()[1]}"
        trigger = Trigger()
        receiver = _in_a_child(lambda: receive(listener, work.tray, trigger))
    print_all = partial(work.to_the_end, road)
    try:
        while figures.kills < times and _killed(print_all, _moment(figures.kills, chance), trigger):
            figures.kills += 1
            tell(figures.kills, times)
        _ended(_in_a_child(print_all))
        time.sleep(0.2)  # what the printer holds still reaches its tray
    finally:
        os.kill(receiver, signal.SIGKILL)
        _ended(receiver)
    _compare(work, figures)


@dataclass(frozen=True, slots=True)
class _Work:
    """What the booth's process is to do."""

    device: Path
    key: bytes
    operations: tuple[str, ...]
    plant: str | None

    @property
    def tray(self) -> Path:
        """Return where the printer keeps what reached it."""
        return self.device.parent / "tray"

    def to_the_end(self, road: str) -> None:
        """Order what is not ordered yet, and print until nothing is to be done."""
        store = open_store(self.device, self.key)
        if self.plant:
            _go_wrong(store, self.plant)
        hands = PrinterHands(lambda _name: roll(road), self.device / "papers")
        printing.step(store, printer=ROLL, hands=hands, now=_now())
        for operation in self.operations:
            if not papers.prints(store, about=operation):
                printing.order_paper(
                    store,
                    kind=PaperKind.RECEIPT,
                    about=operation,
                    printer=ROLL,
                    paper=PAPER,
                    operator=VOLUNTEER,
                    now=_now(),
                )
            _until_idle(store, hands)
        _until_idle(store, hands)
        store.close()


def roll(road: str) -> Printer:
    """Return the receipt printer at the end of a road."""
    return Printer(ROLL, Kind.THERMAL, road, dpi=203, paper=PAPER)


def _until_idle(store: Store, hands: PrinterHands) -> None:
    while printing.step(store, printer=ROLL, hands=hands, now=_now()).again == 0:
        pass


def _moment(kill: int, chance: random.Random) -> tuple[Moment, int] | float:
    """Return when the next kill is: at what the printer sees, the how manieth from now; or after seconds."""
    match kill % 4:
        case 0:
            return Moment.CONNECTED, chance.randint(1, 3)
        case 1:
            return Moment.END, chance.randint(1, 3)
        case 2:
            return Moment.PIECE, chance.randint(1, PICTURE)
        case _:
            return chance.uniform(0.0, LONGEST_LIFE)


def _killed(work: Callable[[], None], moment: tuple[Moment, int] | float, trigger: Trigger) -> bool:
    """Let the booth print and have it killed; return False where it was through before."""
    child = _in_a_child(work)
    if isinstance(moment, tuple):
        trigger.set_on(child, *moment)
        _child, how = os.waitpid(child, 0)
        trigger.set_on(0, *moment)
        return os.WIFSIGNALED(how)
    until = time.monotonic() + moment
    while time.monotonic() < until:
        ended, how = os.waitpid(child, os.WNOHANG)
        if ended:
            return False
        time.sleep(0.002)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    _ended(child)
    return True


def _in_a_child(work: Callable[[], None]) -> int:
    """Do ``work`` in a child; return its number."""
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        finally:
            os._exit(3)
    return child


def _ended(child: int) -> None:
    with suppress(ChildProcessError):
        os.waitpid(child, 0)


def _handed_out(ground: Ground, device: Path, chance: random.Random) -> tuple[str, ...]:
    """Enrol fifty people and hand a pack to each; return the issues."""
    store = open_store(device, ground.key)
    people = drafts(chance.randrange(2**31))
    operations = []
    for _ in range(RECEIPTS):
        done = {one.name: one for one in steps(store, ground.desk, next(people))}
        done["enrol"].act()
        operations += [name for kind, name in done["issue"].act() if kind == "acted"]
    store.close()
    return tuple(operations)


def _compare(work: _Work, figures: _Figures) -> None:
    """Compare what the printer got with what the ledger says of each receipt."""
    store = open_store(work.device, work.key)
    # What fills up the rest of a picture that broke off (``thermal.hand_over``) is no part of a paper.
    came = Counter(paper for file in work.tray.iterdir() if (paper := file.read_bytes().lstrip(b"\0")))
    asked = {line.about for _order, line in open_orders(store)}
    known = 0
    for operation in work.operations:
        told = papers.receipt(store, operation=operation, copy=1)
        count = came[thermal.encoded(pack_receipt(told, PAPER), roll(""))]
        known += count
        outcomes = [line.outcome for line in papers.prints(store, about=operation)]
        figures.printed += outcomes == ["printed"]
        figures.asked += outcomes == ["unknown"] and operation in asked
        figures.doubled += count > 1
        figures.missing += outcomes == ["printed"] and count == 0
        figures.unsettled += outcomes not in (["printed"], ["unknown"])
    store.close()
    begun = sum(came.values())
    figures.receipts += len(work.operations)
    figures.cut += begun - known
    figures.begun_twice += max(0, begun - len(work.operations))


def _go_wrong(store: Store, plant: str) -> None:
    """Do at the start what a queue must not, so that a test can see the checker find it."""
    to = "queued" if plant == RETRIES else "printed"
    with store.writing() as db:
        for table, column in (("print_orders", "state"), ("prints", "outcome")):
            db.execute(f"UPDATE {table} SET {column} = ? WHERE {column} IN ('sending', 'unknown')", [to])  # noqa: S608


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
