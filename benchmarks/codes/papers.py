# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Every code that FieldKit prints, as the paper it stands on: both sides of each card layout, and the documents.

Each sample is another member's, so that no two symbols are alike. A receipt has no code.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from benchmarks.cards.sheets import members
from fieldkit.domain.day_papers import Poster, RouteCard
from fieldkit.domain.filing import About, Imprint
from fieldkit.domain.papers import MemberCard, PaperKind
from fieldkit.paths import resources
from fieldkit.printing import cards, layout_store, qr
from fieldkit.printing.documents import drawn
from fieldkit.printing.layouts import Layout
from fieldkit.seals.cards import CardClaims, sign_card, to_digits
from fieldkit.seals.keys import private_bytes
from tests.support.card_signing import certificate, key_of
from tests.support.day_papers import OCCASION, PERSON, STOPS
from tests.support.papers import FIFTY

AT = dt.datetime(2023, 11, 29, 7, 30, tzinfo=dt.UTC)
IMPRINT = Imprint("Q-D07-0012", 1, AT, "v01")
DEVICE = "D08"


@dataclass(frozen=True)
class Sample:
    """One printed code: the paper, the page (from 0) it stands on, what it says, its modules on a side."""

    pdf: bytes
    page: int
    text: str
    modules: int


@dataclass(frozen=True)
class Kind:
    """A kind of code; ``dpi`` is the resolution its dots are made for, ``held`` whether a camera is held over it."""

    name: str
    dpi: int
    samples: tuple[Sample, ...]
    held: bool = True


def kinds(count: int) -> Iterator[Kind]:
    """Yield every kind of code with ``count`` samples."""
    people = list(members(count))
    longest = [long_named(card, place) for place, card in enumerate(people)]
    for file in sorted((resources() / "cards").glob("*.toml")):
        layout = layout_store.shipped(file.stem)
        yield Kind(f"{layout.name} front", layout.dpi, tuple(side(card, layout, 0) for card in people))
        if layout.back:
            yield Kind(f"{layout.name} back", layout.dpi, tuple(side(card, layout, 1) for card in people))
            yield Kind(
                f"{layout.name} back, longest name",
                layout.dpi,
                tuple(side(card, layout, 1) for card in longest),
            )
    yield Kind("route card", 300, tuple(route(card) for card in people))
    yield Kind("poster", 300, tuple(poster(place) for place in range(min(count, 6))), held=False)


def long_named(card: MemberCard, place: int) -> MemberCard:
    """Return a card whose signed code is as long as it gets: fifty characters of which many take four bytes."""
    name = ("𬱖𫖯" * 25)[: 49 - place % 5] + FIFTY[place % len(FIFTY)]
    claims = CardClaims(
        code=card.code, uid=f"{place:016x}", name=name, org_code="DX-110115-0001", issued=card.issued
    )
    signed = to_digits(sign_card(claims, private_bytes(key_of(DEVICE)), certificate(DEVICE)))
    return replace(card, name=name, signed=signed)


def side(card: MemberCard, layout: Layout, page: int) -> Sample:
    """Return one side of a card."""
    digits = card.signed if page else card.code
    return Sample(cards.member_card(card, layout), page, digits, qr.symbol(digits).modules)


def route(card: MemberCard) -> Sample:
    """Return the route card of a member."""
    person = replace(PERSON, name=card.name, number=card.number, code=card.code)
    pdf = drawn.pdf(PaperKind.ROUTE, RouteCard(OCCASION, person, STOPS), About(), IMPRINT)
    return Sample(pdf, 0, card.code, qr.symbol(card.code).modules)


def poster(place: int) -> Sample:
    """Return a poster of a site; its modules are millimetres wide."""
    address = f"https://example.invalid/join?site=PGZ&n={place}"
    pdf = drawn.pdf(PaperKind.POSTER, Poster(OCCASION, address), About(), IMPRINT)
    return Sample(pdf, 0, address, 0)
