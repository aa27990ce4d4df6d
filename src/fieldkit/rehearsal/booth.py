# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""One site's device on the sample day: joined at the office, worked offline, synced when a network appears."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from fieldkit import keys, settings
from fieldkit.acts import sign_in
from fieldkit.acts.outbox import counts
from fieldkit.domain.desk import Desk
from fieldkit.domain.outbox import Counts
from fieldkit.problems import DistrictUnreachable
from fieldkit.rehearsal.visit import CLERK, VOLUNTEER, Played, Visit
from fieldkit.sample.arrivals import Arrival
from fieldkit.store.vault import Store, create_store, open_store
from fieldkit.uplink import joining
from fieldkit.uplink.round import RoundOutcome, sync
from fieldkit.work import Quiet

PASSPHRASE = "fieldkit-demo"  # noqa: S105 - of invented people, and printed on the terminal
TRIES = 60


@dataclass(frozen=True, slots=True)
class Booth:
    """A device: its folder and its site. Frozen, so that it can be handed to a worker process."""

    folder: Path
    event: str
    site: str

    def make(self, ticket: str, now: dt.datetime) -> None:
        """Make the store with its operators, join the district and take in the briefing."""
        self.folder.mkdir(parents=True, exist_ok=True)
        stands = settings.Settings(site=self.site, booth="1", last_operator=CLERK.id)
        settings.save(self.folder / "settings.json", stands)
        key = keys.create_keys(self.folder, operator_id=CLERK.id, operator_name=CLERK.name, pin=PASSPHRASE)
        keys.add_slot(
            self.folder, key=key, operator_id=VOLUNTEER.id, operator_name=VOLUNTEER.name, pin=PASSPHRASE
        )
        store = create_store(self.folder, key, now=now)
        try:
            sign_in.add_operator(store, operator=CLERK, by=CLERK, now=now)
            sign_in.add_operator(store, operator=VOLUNTEER, by=CLERK, now=now)
            joining.join(store, ticket=ticket, device_name=f"样例 {self.site}", now=now)
            sync(store, report=Quiet(), clock=lambda: now)
        finally:
            store.close()

    @contextmanager
    def opened(self, now: dt.datetime) -> Iterator[Store]:
        """Open the store as the clerk does in the morning."""
        key = keys.open_keys(self.folder, operator_id=CLERK.id, pin=PASSPHRASE, now=now)
        store = open_store(self.folder, key)
        try:
            yield store
        finally:
            store.close()

    def work(
        self,
        arrivals: Iterable[Arrival],
        *,
        opened_at: dt.datetime,
        cards_of: Mapping[str, str],
        played: Played,
    ) -> Played:
        """Serve ``arrivals`` in order, offline. ``cards_of`` gives the numbers of cards from other sites."""
        with self.opened(opened_at) as store:
            for arrival in arrivals:
                # Whoever brings another site's card is played after the others: the clock must not run back.
                at = max(arrival.at, played.last or arrival.at)
                played.last = at
                desk = Desk(self.event, self.site, str(arrival.booth))
                Visit(store, desk, self.folder, replace(arrival, at=at), cards_of, played).play()
        return played

    def sync_until_done(self, clock: Callable[[], dt.datetime]) -> tuple[Counts, int, list[RoundOutcome]]:
        """Sync in spite of cut connections; return the counts, how many tries it took, and the rounds."""
        outcomes: list[RoundOutcome] = []
        with self.opened(clock()) as store:
            for tried in range(1, TRIES + 1):
                try:
                    outcomes.append(sync(store, report=Quiet(), clock=clock))
                except DistrictUnreachable:
                    continue
                now = counts(store)
                if not now.waiting:
                    return now, tried, outcomes
            return counts(store), TRIES, outcomes
