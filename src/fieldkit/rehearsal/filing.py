# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Papers of a rehearsal: through the real queue and ledger, into a folder of its own instead of a printer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from fieldkit.acts.print_answers import lines
from fieldkit.acts.printing import order_paper, step
from fieldkit.domain.operators import Operator
from fieldkit.domain.papers import PaperKind, Print
from fieldkit.domain.print_orders import Handed, Heard, Order
from fieldkit.store.vault import Store


def nothing(_line: Print) -> bytes:
    """Draw nothing: only the ledger is wanted."""
    return b""


def nowhere(_line: Print, _pdf: bytes) -> str:
    """File a paper nowhere."""
    return ""


@dataclass(frozen=True, slots=True)
class Filing:
    """Hands that draw by ``draw`` and file by ``file``, which returns the file's name."""

    draw_line: Callable[[Print], bytes]
    file: Callable[[Print, bytes], str]
    store: Store

    def draw(self, store: Store, order: Order) -> bytes:
        """Return the paper of an order's one line."""
        return self.draw_line(lines(store, order=order)[0])

    def submit(self, pdf: bytes, order: Order) -> Handed:
        """File the paper."""
        name = self.file(lines(self.store, order=order)[0], pdf)
        return Handed(name, Heard.DONE, final=True)

    def look(self, order: Order) -> Handed:
        """Return what is known of a filed paper: it lies there."""
        return Handed(order.ticket, Heard.DONE, final=True)

    def find(self, order: Order) -> Handed | None:  # noqa: ARG002 - as all hands
        """Return None: whether a paper was filed before a crash is not looked up, it is filed again."""
        return None

    def cancel(self, order: Order) -> None:
        """Leave a filed paper where it is."""


def filed(
    store: Store,
    *,
    kind: PaperKind,
    about: str,
    reason: str = "",
    draw: Callable[[Print], bytes] = nothing,
    file: Callable[[Print, bytes], str] = nowhere,
    operator: Operator,
    now: dt.datetime,
) -> Print:
    """Order a paper, draw it, file it; return its line of the ledger. Raises what order_paper and step raise."""
    order = order_paper(store, kind=kind, about=about, reason=reason, printer="", operator=operator, now=now)
    step(store, printer="", hands=Filing(draw, file, store), now=now)
    return lines(store, order=order)[0]
