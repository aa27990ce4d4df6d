# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Every act once for each of two people, told line by line: for processes that are to be killed in between.

``python -m tests.support.short_day FOLDER`` works in the store there, and prints each operation once it is entered.
"""

import datetime as dt
import sys
from pathlib import Path

from fieldkit.acts import amend, draft, enrol, issue, printing, serve, transfer, void, withdraw
from fieldkit.domain.consents import ConsentKind
from fieldkit.domain.papers import PaperKind
from fieldkit.domain.print_orders import Handed, Heard
from fieldkit.store import briefing, parts
from fieldkit.store.purge import purge
from fieldkit.store.vault import Store, open_store
from tests.support import factories as made
from tests.support.clock import TEN
from tests.support.told import MUCH, answer


def tell(text: str) -> None:
    """Print at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def work(store: Store, number: int) -> None:
    """Do all acts for one person, then sync."""
    by = {"operator": made.CLERK, "desk": made.DESK, "now": TEN}
    uid = f"u{number}"
    draft.keep_draft(store, uid=uid, draft=made.draft(number), now=TEN)
    done = enrol.enrol(store, uid=uid, draft=made.draft(number), **by)
    tell(done.operation)
    printed(store, uid)
    tell(serve.serve(store, service="legal", uid=uid, **by).operation)
    handed = issue.issue(store, uid=uid, goods="pack", **by).issue.operation
    tell(handed)
    tell(transfer.update(store, uid=uid, employer="别家示例", **by).operation)
    moved = {"employer": "", "phone": "", "employment_group": "", "consents": made.consents()}
    tell(transfer.transfer(store, uid=uid, **moved, **by).operation)
    tell(withdraw.withdraw(store, uid=uid, consent=ConsentKind.BANK, **by).operation)
    renamed = made.draft(number, name="王示例")
    tell(amend.amend(store, operation=done.operation, draft=renamed, **by).operation)
    tell(void.void(store, operation=handed, reason="", **by).operation)
    answer(store, level="safe")
    tell_parts(store)
    purge(store, TEN + dt.timedelta(days=2 * number))
    briefing.apply(store, [made.known(f"m{number}", "李示例")], 10 + number)


PRINTER = "示例"


class Line:
    """Hands of a printer that takes everything and says nothing afterwards, as a socket does."""

    def draw(self, _store, _order):
        return b"%PDF"

    def submit(self, _pdf, _order):
        return Handed("x", Heard.DONE, "mute", final=True)

    def look(self, order):
        return Handed(order.ticket, Heard.DONE, "mute", final=True)

    def find(self, _order):
        return None

    def cancel(self, _order):
        return None


def printed(store: Store, uid: str) -> None:
    """Print a card; go on with what an earlier run left."""
    printing.order_paper(
        store, kind=PaperKind.CARD, about=uid, reason="", printer=PRINTER, operator=made.CLERK, now=TEN
    )
    printing.step(store, printer=PRINTER, hands=Line(), now=TEN)


def tell_parts(store: Store) -> None:
    """Let the district have every part."""
    parts.told(store, [name for name, _ in parts.to_send(store, most_bytes=MUCH)], TEN)


if __name__ == "__main__":
    opened = open_store(Path(sys.argv[1]), made.KEY)
    for person in (1, 2):
        work(opened, person)
    opened.close()
