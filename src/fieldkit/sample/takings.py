# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What people do and take at a booth: services by their demand, goods as long as the site has them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from fieldkit.domain.events import Stock
from fieldkit.sample.arrivals import Arrival, Does
from fieldkit.sample.catalogue import goods, services, stocks
from fieldkit.sample.rules import rules

MOST_SERVICES = 3

# Which audiences somebody belongs to.
_AUDIENCES = {
    Does.ENROL: ("new", "members", "visitors", "need"),
    Does.TRANSFER: ("members", "visitors", "need"),
    Does.ENROL_UNKNOWN_MEMBER: ("visitors", "need"),
    Does.SERVE_ONLY: ("visitors", "need"),
    Does.VISITING_CARD: (),
    Does.REFUSED_AGE: (),
}


@dataclass(frozen=True, slots=True)
class DayEnd:
    """The day-end count of an item at a site: what the book says and what lies on the table."""

    site: str
    goods: str
    opening: int
    issued: int
    counted: int

    @property
    def difference(self) -> int:
        """Return how much the count differs from the book; 0 when it balances (domain.md §2.10)."""
        return self.counted - (self.opening - self.issued)


def share_out(
    chance: random.Random, arrivals: Iterable[Arrival], packs: Mapping[str, bool], main: str
) -> tuple[Arrival, ...]:
    """Return ``arrivals`` in order of time, each with what they use and take; no item runs out."""
    shelf = Counter({(stock.site, stock.goods): stock.left for stock in stocks()})
    done: list[Arrival] = []
    for arrival in sorted(arrivals, key=lambda arrival: (arrival.at, arrival.key)):
        wished = _wished(chance, arrival, packs.get(arrival.key))
        taken = tuple(
            item for item in wished if shelf[arrival.site, item] > rules("arrivals")["takes"]["reserve"]
        )
        shelf.subtract((arrival.site, item) for item in taken)
        done.append(replace(arrival, packs=taken, services=_services(chance, arrival, main)))
    return tuple(done)


def day_ends(arrivals: Iterable[Arrival]) -> tuple[DayEnd, ...]:
    """Return the day-end counts; one item at one site is short, everything else balances."""
    issued = Counter((arrival.site, item) for arrival in arrivals for item in arrival.packs)
    short = rules("arrivals")["anomalies"]["short"]
    return tuple(_day_end(stock, issued[stock.site, stock.goods], short) for stock in stocks())


def _day_end(stock: Stock, issued: int, short: Mapping[str, str | int]) -> DayEnd:
    """Return the count of one item at one site."""
    missing = int(short["by"]) if (stock.site, stock.goods) == (short["site"], short["goods"]) else 0
    return DayEnd(stock.site, stock.goods, stock.opening, issued, stock.opening - issued - missing)


def _wished(chance: random.Random, arrival: Arrival, pack: bool | None) -> list[str]:
    """Return what somebody would like and may have; ``pack`` decides on the welfare pack before chance does."""
    wished: list[str] = []
    for item in goods():
        likely = bool(chance.random() < rules("arrivals")["takes"][item.code])
        if item.code == "pack" and pack is not None:
            likely = pack
        if likely and (item.audience in _AUDIENCES[arrival.does] or (pack and item.code == "pack")):
            wished.append(item.code)
    return wished


def _services(chance: random.Random, arrival: Arrival, main: str) -> tuple[str, ...]:
    """Return the services somebody uses; nobody without a name uses one that needs a name."""
    if arrival.does in (Does.VISITING_CARD, Does.REFUSED_AGE):
        return ()
    anonymous = arrival.does is Does.SERVE_ONLY
    only_main = rules("catalogue")["services"]["main_only"]
    named = {service.code for service in services() if service.named}
    able = {
        code: demand
        for code, demand in rules("arrivals")["services"].items()
        if not (anonymous and code in named) and not (code in only_main and arrival.site != main)
    }
    used = [code for code, demand in able.items() if chance.random() < demand][:MOST_SERVICES]
    if "refuses_bank" in arrival.anomalies or "has_card" in arrival.anomalies:
        used = [code for code in used if code != "card_application"]
    return tuple(used or ([chance.choice(sorted(able))] if anonymous else []))
