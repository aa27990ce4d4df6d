# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""One store at the end of a day, compared with the district's books: every verdict, every count, its stock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from fieldkit.acts import outbox
from fieldkit.acts.day import day_book
from fieldkit.domain.outbox import Counts
from fieldkit.rehearsal.days.world import Wrong
from fieldkit.store.entries import ACCEPTED, REJECTED, SETTLED, WAITING
from fieldkit.store.levels import HELD

if TYPE_CHECKING:
    from fieldkit.rehearsal.days.books import Books
    from fieldkit.rehearsal.days.booth import Booth
    from fieldkit.rehearsal.days.ledger import Key


def judge(booth: Booth, books: Books, before: AbstractSet[Key]) -> None:
    """Raise Wrong where ``booth`` believes anything else than the district says.

    What a district said no to ``before`` it was lost stays with the booth's clerk, whatever the new one says.
    """
    with booth.store.reading() as db:
        rows = db.conn.execute(
            "SELECT o.id, o.standing, o.settled_by, coalesce(b.level, -1) FROM operations o"
            " LEFT JOIN batches b ON b.place = o.batch AND o.batch <> 0 ORDER BY o.place"
        ).fetchall()
    if len(rows) != len(booth.rows) or any(
        row[0] != key[0] for row, key in zip(rows, booth.rows, strict=False)
    ):
        raise Wrong("store", f"{booth.name}: the store does not hold what was read off it before")
    settled_by = {row[0]: row[2] for row in rows if row[1] == SETTLED}
    ends = {row[0]: row[1] for row in rows}
    tally: Counter[str] = Counter()
    for (named, standing, _, level), key in zip(rows, booth.rows, strict=True):
        word = "held" if level == HELD and key in books.held else _word(books, key)
        if word and key in before and standing in (REJECTED, SETTLED):
            word = "rejected"
        if standing != {"accepted": ACCEPTED, "held": WAITING}.get(word, standing) or (
            word == "rejected" and standing not in (REJECTED, SETTLED)
        ):
            raise Wrong("verdict", f"{booth.name}: {named} stands as {standing}, the district says {word}")
        if word == "held" and level != HELD:
            raise Wrong("verdict", f"{booth.name}: {named} is held and the store says {level}")
        if not word:
            raise Wrong("verdict", f"{booth.name}: {named} stands as {standing}, the district has no word")
        last = named
        while last in settled_by:
            last = settled_by[last]
        tally["confirmed"] += ends.get(last) == ACCEPTED
        tally["attention"] += standing == REJECTED
        tally["held"] += standing == WAITING
    found: Counts = outbox.counts(booth.store)
    wanted = (len(rows), tally["confirmed"], tally["attention"], tally["held"])
    if (found.recorded, found.confirmed, found.attention, found.held) != wanted:
        raise Wrong("counts", f"{booth.name}: {found} instead of {wanted}")
    _stock(booth)


def numbers(booth: Booth) -> dict[str, str]:
    """Return the number on the card of everybody enrolled at ``booth``, by the enrolment."""
    with booth.store.reading() as db:
        rows = db.conn.execute(
            "SELECT enrolment, coalesce(nullif(serial, ''), provisional) FROM members WHERE here = 1"
        ).fetchall()
    return {row[0]: row[1] for row in rows if row[0]}


def _word(books: Books, key: tuple[str, str]) -> str:
    if key in books.verdicts:
        return "accepted" if books.verdicts[key][0] else "rejected"
    if key in books.beside:
        return "rejected"
    return "held" if key in books.held else ""


def _stock(booth: Booth) -> None:
    """Compare what the booth says is left with what it handed out and did not take back."""
    with booth.store.reading() as db:
        standing = dict(db.conn.execute("SELECT id, standing FROM operations").fetchall())
        settled = dict(
            db.conn.execute("SELECT id, settled_by FROM operations WHERE settled_by <> ''").fetchall()
        )
    entries = [booth.ledger.entries[key] for key in booth.rows]
    kinds = {entry.id: entry.kind for entry in entries}
    handed = {entry.id: entry for entry in entries if entry.kind == "issue"}
    for entry in entries:
        if entry.kind == "void" and standing[entry.id] in (WAITING, ACCEPTED):
            handed.pop(entry.body["replaces"], None)
        if entry.kind == "issue" and kinds.get(settled.get(entry.id, "")) == "issue":
            handed.pop(entry.id, None)  # told anew as another
    out: Counter[str] = Counter()
    for entry in handed.values():
        out[entry.body["goods"]] += entry.body.get("quantity", 1)
    for stock in day_book(booth.store).stocks:
        if stock.site == booth.start.site and stock.opening - stock.left != out[stock.goods]:
            given = stock.opening - stock.left
            raise Wrong(
                "stock", f"{booth.name}: {given} of {stock.goods} are gone instead of {out[stock.goods]}"
            )
