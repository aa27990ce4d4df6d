# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Search among 130,000 members: from a keystroke to the rows in memory, after every key of what clerks type.

Each query is what a clerk would type for a member drawn by chance: the name, its initials, its pinyin, the tails of the
document and the phone, the serial, a scanned card, a name and a tail. It is asked anew after every key, from the first.
"""

import random
import time
from collections.abc import Iterator
from typing import Any

from benchmarks import stores
from benchmarks.figures import Outcome, percentile, spread
from fieldkit.acts.look_up import search
from fieldkit.domain.serials import digits_of
from fieldkit.store import readings
from fieldkit.store.vault import Store, open_store

PEOPLE = 250
TARGET_MS = 16.0


def measure(members: int) -> Outcome:
    """Return the times of all keystrokes, the first ones on a store just opened included."""
    with stores.workroom() as folder:
        place = stores.copy(members, folder)
        start = time.perf_counter()
        store = open_store(place, stores.KEY)
        opened = (time.perf_counter() - start) * 1000
        try:
            times, found = _typed(store, random.Random(20231129))
        finally:
            store.close()
    every = [one for by_length in times.values() for one in by_length]
    first = times[1]
    figures: dict[str, Any] = {
        "members_known": members,
        "keystrokes": len(every),
        "rows_found": found,
        "open_ms": round(opened, 3),
        **spread("search", every),
        **spread("one_character", first),
    }
    p99 = percentile(sorted(every), 99)
    return Outcome(
        "search", figures, round(p99 / TARGET_MS, 3), f"p99 ≤ {TARGET_MS:.0f} ms", p99 <= TARGET_MS
    )


def queries(store: Store, chance: random.Random) -> Iterator[str]:
    """Yield what a clerk types, for members drawn by chance."""
    with store.reading() as db:
        last = db.execute("SELECT max(id) FROM members").fetchone()[0]
        for _ in range(PEOPLE):
            row = db.execute(
                "SELECT name, document_tail, phone_tail, serial FROM members WHERE id = ?",
                (chance.randint(1, last),),
            ).fetchone()
            name, document, phone, serial = row
            syllables = readings.ways(name.replace("·", ""))[0]
            yield name
            yield name[1:]
            yield "".join(syllable[:1] for syllable in syllables)
            yield "".join(syllables)
            yield document
            yield document[-4:]
            yield phone
            yield serial
            yield digits_of(serial)
            yield f"{name[0]} {document[-4:]}"
            yield f"{syllables[0]} {phone}"


def _typed(store: Store, chance: random.Random) -> tuple[dict[int, list[float]], int]:
    """Type every query key by key; return the times by length of the text, and how many rows were found."""
    times: dict[int, list[float]] = {}
    found = 0
    wanted = list(queries(store, chance))
    chance.shuffle(wanted)
    for query in wanted:
        for length in range(1, len(query) + 1):
            start = time.perf_counter()
            lines = search(store, text=query[:length])
            times.setdefault(length, []).append((time.perf_counter() - start) * 1000)
            found += len(lines)
    return times, found
