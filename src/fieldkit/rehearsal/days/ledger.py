# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The ledger of a day: what was entered at each booth, read off the stores' own bytes, and by whom it was meant.

It knows nothing of the district. What the district should hold and list is worked out from here (``expected``).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fieldkit.rehearsal.days.booth import Booth

Key = tuple[str, str]
"""An operation by its id and the SHA-256 of its bytes, in hex: two copies may give one id two contents."""


@dataclass(slots=True)
class Entry:
    """One operation: what it says, of which person, whether an operator was told that it is entered.

    ``about`` is what a correction means: the operation that its store holds under the id that it names.
    """

    key: Key
    kind: str
    site: str
    device: str
    body: dict[str, Any]
    person: str
    about: Key | None = None
    told: bool = False

    @property
    def id(self) -> str:
        """Return the operation's id."""
        return self.key[0]


@dataclass(slots=True)
class Ledger:
    """All entries of the day. ``people`` tells persons by uid, and by the numbers on their cards."""

    entries: dict[Key, Entry] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)

    def read(self, booth: Booth, person: str = "") -> None:
        """Read what is new in the store of ``booth``."""
        with booth.store.reading() as db:
            rows = db.conn.execute(
                "SELECT raw FROM operations WHERE place > ? ORDER BY place", (len(booth.rows),)
            ).fetchall()
        for (raw,) in rows:
            entry = self._entry(bytes(raw), booth.start.device, person)
            named = entry.body.get("replaces", "")
            entry.about = next((key for key in reversed(booth.rows) if key[0] == named), None)
            booth.rows.append(entry.key)
            self.entries.setdefault(entry.key, entry)

    def told(self, booth: Booth, operation: str) -> None:
        """Note that the operator at ``booth`` was told that ``operation`` is entered."""
        for key in reversed(booth.rows):
            if key[0] == operation:
                self.entries[key].told = True
                return
        raise AssertionError(operation)

    def _entry(self, raw: bytes, device: str, person: str) -> Entry:
        told = json.loads(raw)
        body = told["body"]
        inner = body.get("body", body)
        who = (
            person
            or self.people.get(inner.get("uid", ""), "")
            or self.people.get(inner.get("number", ""), "")
        )
        return Entry(
            (told["id"], hashlib.sha256(raw).hexdigest()), told["kind"], told["site"], device, body, who
        )
