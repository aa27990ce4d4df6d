# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A booth that does one person's whole way and may be killed at any fault point; run as a process of its own.

``python -m tests.support.crashing_booth FOLDER NUMBER``, with ``FIELDKIT_KILL_AT`` in the environment. It tells each
act on its standard output only after the act has returned. Run again, it goes on as an operator would who looks first.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from fieldkit.acts import draft as drafts
from fieldkit.acts import enrol, issue, outbox, papers, serve, void
from fieldkit.acts.printing import step
from fieldkit.domain.desk import Desk
from fieldkit.domain.papers import PaperKind, Print
from fieldkit.printing.cards import member_card
from fieldkit.rehearsal.filing import Filing, filed
from fieldkit.sample.signatures import signature_png
from fieldkit.store.vault import Store, open_store
from fieldkit.uplink.round import sync
from fieldkit.work import Quiet
from tests.support.clock import TEN, Clock
from tests.support.factories import CLERK, EVENT, KEY, VOLUNTEER, draft

DESK = Desk(EVENT, "S1", "1")
SAVED = ("saved", "printed")

Tell = Callable[[str, str], None]


def uid_of(number: int) -> str:
    """Return the uid of the ``number``-th person, the same in every run."""
    return f"{number:032x}"


def go_all_the_way(store: Store, number: int, tell: Tell) -> None:
    """Enrol the ``number``-th person, print, hand out a pack, serve, sync, settle what was refused, sync again."""
    clock = Clock(TEN)
    clock.move(minutes=30)
    here = {"operator": VOLUNTEER, "desk": DESK}
    uid = uid_of(number)
    typed = draft(number, signature=signature_png(number))
    drafts.keep_draft(store, uid=uid, draft=typed, now=clock())
    tell("drafted", uid)
    enrolled = enrol.enrol(store, uid=uid, draft=typed, now=clock.move(seconds=9), **here)
    tell("entered", enrolled.operation)
    drafts.drop_draft(store)
    print_once(store, uid, clock, tell)
    if not issued_to(store, uid):
        handed = issue.issue(
            store, uid=uid, goods="pack", signature=typed.signature, now=clock.move(seconds=9), **here
        )
        tell("entered", handed.issue.operation)
    if not served(store, uid):
        done = serve.serve(store, service="legal", uid=uid, now=clock.move(seconds=9), **here)
        tell("entered", done.operation)
    tell("synced", str(sync(store, report=Quiet(), clock=clock).accepted))
    for rejection in outbox.rejections(store):
        settled = void.void(
            store,
            operation=rejection.operation,
            reason="本人已是会员",
            operator=CLERK,
            desk=DESK,
            now=clock.move(seconds=9),
        )
        tell("entered", settled.operation)
    tell("synced", str(sync(store, report=Quiet(), clock=clock).accepted))


def print_once(store: Store, uid: str, clock: Clock, tell: Tell) -> None:
    """Print the member's card, unless the ledger says that it came out; after a crash the queue goes on by itself."""

    def draw(_line: Print) -> bytes:
        return member_card(papers.card(store, uid=uid))

    def file(line: Print, pdf: bytes) -> str:
        (store.folder / f"card-{line.copy}.pdf").write_bytes(pdf)
        return f"card-{line.copy}.pdf"

    step(store, printer="", hands=Filing(draw, file, store), now=clock())
    if any(line.outcome in SAVED for line in papers.prints(store, about=uid)):
        return
    line = filed(store, kind=PaperKind.CARD, about=uid, draw=draw, file=file, operator=VOLUNTEER, now=clock())
    tell("printed", line.place)


def issued_to(store: Store, uid: str) -> bool:
    """Look whether this person has a pack."""
    found = issue.entitlements(store, uid=uid, desk=DESK)
    return any(item.goods == "pack" and item.reason == "already-taken" for item in found)


def served(store: Store, uid: str) -> bool:
    """Look whether this person's service was noted."""
    with store.reading() as db:
        asked = "SELECT count(*) FROM service_records WHERE uid = ? AND voided = 0"
        return bool(db.conn.execute(asked, (uid,)).fetchone()[0])


def _tell(kind: str, name: str) -> None:
    sys.stdout.write(f"{kind} {name}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    opened = open_store(Path(sys.argv[1]), KEY)
    go_all_the_way(opened, int(sys.argv[2]), _tell)
    opened.close()
