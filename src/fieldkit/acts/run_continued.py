# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Going on with a run of card sheets at a sheet that an operator names, after a jam or at the beginning.

1. What that means is told first, and done only as long as it means the same: nothing is skipped unseen.
2. What was sent from the sheet on is called back and ordered anew, as the next copy of the same sheets with the same
   cards; what was not sent before it is skipped, and those whose cards lie there have none yet.
3. What left while an operator read that, or while others were called back, stays as it is: of its sheets nobody was
   told that they are to be thrown away.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from fieldkit.acts.print_answers import ANSWERED, STILL_THERE, call_back
from fieldkit.acts.print_hands import Hands
from fieldkit.domain.operators import Operator
from fieldkit.domain.print_orders import Continuing, OrderState, Run
from fieldkit.problems import PrintMovedOn, Unknown
from fieldkit.store import identity, print_queue, print_runs
from fieldkit.store import prints as ledger
from fieldkit.store.faultpoints import fault_point
from fieldkit.store.vault import Store

if TYPE_CHECKING:
    from fieldkit.store.print_runs import SheetNow
    from fieldkit.store.vault import Database

_S = OrderState
_SENT = ("sent", "unknown", "printed", "saved")
_GONE_OUT = ("sent", "out", "asked")  # as ``print_runs`` counts: it reached a printer or the folder


def would_continue(store: Store, *, run: int, sheet: int) -> Continuing:
    """Return what going on with a run at ``sheet`` would mean. Raises Unknown."""
    with store.reading() as db:
        return _continuing(db, run, sheet)


def continue_from(
    store: Store,
    *,
    run: int,
    told: Continuing,
    hands: Hands,
    reason: str,
    operator: Operator,
    now: dt.datetime,
) -> Run:
    """Slow. Go on with a run at a sheet: an operator looked, and was told what that means (``would_continue``).

    What was sent of the sheets from there on is called back and ordered anew, each as its next copy with the same
    cards; so is what was left out before, as far as it was told. Of the sheets before it, what is at the printer is
    taken for printed, and what was never sent is skipped: it is not printed, and the ledger says so with ``reason``.
    What was never sent from there on is sent as the copy it is. The run names the printers that could not be asked to
    forget what was called back (``still_at``).

    Raises Unknown, PrintMovedOn (others than ``told`` would be skipped by now), DeviceRevoked.
    """
    with store.reading() as db:
        identity.refuse_revoked(db)
        now_told = _as_told(_continuing(db, run, told.sheet), told)
        meant = _orders_of(db, run, now_told.again)
        at_printer = print_queue.of_run(db, run, [_S.SENT, _S.UNKNOWN])
    called = [
        order
        for order in at_printer
        if order.place in meant or order.first_sheet < told.sheet <= order.last_sheet
    ]
    why = {order.place: ANSWERED if call_back(order, hands) else STILL_THERE for order in called}
    with store.writing_what_is_owed() as db:
        identity.refuse_revoked(db)
        now_told = _as_told(_continuing(db, run, told.sheet), told)
        meant = _orders_of(db, run, now_told.again)
        _skip(db, run, told.sheet, reason, now)
        for order in print_queue.of_run(db, run, [_S.SENT, _S.UNKNOWN]):
            if order.place in meant and order.place not in why:
                raise PrintMovedOn
            if order.first_sheet < told.sheet or order.place in why:
                to = _S.PRINTED if order.first_sheet < told.sheet else _S.NOT_PRINTED
                said = why.get(order.place, ANSWERED)
                print_queue.move(db, order.place, [order.state], to, now=now, why=said)
        for order in print_queue.of_run(db, run, [_S.FAILED]):
            print_queue.move(db, order.place, [_S.FAILED], _S.QUEUED, now=now)
        _order_again(db, run, now_told.again, reason=reason, operator=operator, now=now)
        print_runs.pause(db, run, paused=False)
        continued = print_runs.one(db, run)
    fault_point("run-continued")
    still = {order.printer for order in called if why[order.place] == STILL_THERE}
    return replace(continued, still_at=tuple(sorted(still)))


def _continuing(db: Database, run: int, sheet: int) -> Continuing:
    """Return what going on at ``sheet`` means as the run stands now. Raises Unknown, PrintMovedOn."""
    if not 1 <= sheet <= print_runs.one(db, run).sheets:
        raise Unknown(what="print")
    if print_queue.of_run(db, run, [_S.SENDING]):
        raise PrintMovedOn  # what leaves this very moment is neither out nor not
    now = print_runs.sheets(db, run)
    skipped = [one for one in now if one.sheet < sheet and one.told in ("waiting", "failed")]
    return Continuing(
        sheet=sheet,
        skipped=tuple(one.sheet for one in skipped),
        believed=tuple(one.sheet for one in now if one.sheet < sheet and one.told in ("sent", "asked")),
        again=tuple(one.sheet for one in now if one.sheet >= sheet and one.told in (*_GONE_OUT, "")),
        cards=sum(len(one.uids) for one in skipped),
    )


def _as_told(now: Continuing, told: Continuing) -> Continuing:
    """Return what going on means ``now``, without what left since an operator was told.

    Raises PrintMovedOn where other sheets would be skipped, or taken for printed, than was told.
    """
    if (now.skipped, now.believed) != (told.skipped, told.believed):
        raise PrintMovedOn
    return replace(now, again=tuple(sheet for sheet in now.again if sheet in told.again))


def _orders_of(db: Database, run: int, sheets: tuple[int, ...]) -> set[int]:
    """Return the orders that have the latest copies of ``sheets``."""
    return {one.order for one in print_runs.sheets(db, run) if one.sheet in sheets}


def _skip(db: Database, run: int, sheet: int, reason: str, now: dt.datetime) -> None:
    """Skip what has not left of the sheets before ``sheet``."""
    for order in print_queue.of_run(db, run, [_S.QUEUED, _S.FAILED]):
        if order.first_sheet < sheet <= order.last_sheet:
            print_runs.split(db, order.place, sheet)
        if order.first_sheet < sheet:
            print_queue.move(db, order.place, [order.state], _S.CANCELLED, now=now, why=print_runs.SKIPPED)
            print_runs.note_skipped(db, order.place, reason)


def _order_again(
    db: Database, run: int, sheets: tuple[int, ...], *, reason: str, operator: Operator, now: dt.datetime
) -> None:
    """Order ``sheets`` as their next copies, stretch by stretch; the copies that were sent are noted as not printed."""
    whole = print_runs.one(db, run)
    for place, again in _stretches(one for one in print_runs.sheets(db, run) if one.sheet in sheets):
        first, last = again[0], again[-1]
        lines = [line for line in ledger.of_order(db, place) if first <= line.sheet <= last]
        if lines[0].outcome in _SENT:
            ledger.note(db, place, _S.NOT_PRINTED.value, lines[0].place, from_sheet=first, to_sheet=last)
        new = print_queue.add(
            db,
            printer=whole.printer,
            paper=whole.layout,
            now=now,
            run=run,
            first_sheet=first,
            last_sheet=last,
        )
        for line in lines:
            ledger.again(db, line, order=new, reason=reason, operator=operator.id, now=now)


def _stretches(sheets: Iterable[SheetNow]) -> Iterator[tuple[int, list[int]]]:
    """Yield the orders of ``sheets``, each with a stretch of its sheets without a gap: so is each order drawn."""
    order, stretch = 0, list[int]()
    for one in sheets:
        if stretch and (one.order != order or one.sheet != stretch[-1] + 1):
            yield order, stretch
            stretch = []
        order = one.order
        stretch.append(one.sheet)
    if stretch:
        yield order, stretch
