# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the settings ask of printers, off the GUI thread: who is there, how one is, a test page. No widget here."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import chain, count
from typing import TYPE_CHECKING, Any

from fieldkit.printers.ticket import Kind, Printer, Standing

if TYPE_CHECKING:
    from fieldkit.printers.discovery import Found

THERMAL = (Kind.THERMAL, Kind.THERMAL_TEXT)
TEST_DOCUMENT = "FK-TEST"


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a test page: the printer, and what it said at once."""

    printer: Printer
    standing: Standing


def name_apart(printer: Printer, taken: Collection[str]) -> str:
    """Return the name of ``printer``, told apart from those that are taken: by its port, else by a number."""
    port = re.search(r":(\d+)(?:/|$)", printer.road)
    names = chain(
        (printer.name, *([f"{printer.name}:{port[1]}"] if port else [])),
        (f"{printer.name} ({number})" for number in count(2)),
    )
    return next(name for name in names if name not in taken)


def found(_store: Any) -> tuple[Found, ...]:
    """Slow (seconds). Return the printers that are there."""
    from fieldkit.printers import discovery  # noqa: PLC0415 - slow to import, and only these tasks need it

    return discovery.found()


def at_address(_store: Any, *, typed: str) -> Found | None:
    """Slow. Return the printer at an address, None for what is no address."""
    from fieldkit.printers import discovery  # noqa: PLC0415

    return discovery.at_address(typed)


def ailments(_store: Any, *, printers: tuple[Printer, ...]) -> dict[str, str]:
    """Slow. Return what ails each printer (a code, '' for nothing), by its name."""
    from fieldkit.printers import discovery  # noqa: PLC0415

    return {one.name: discovery.ailment(one) for one in printers}


def try_page(_store: Any, *, printer: Printer, lines: tuple[str, ...]) -> Tried:
    """Slow. Print the test page that says ``lines``. Raise what ``printers.roads.submit`` raises, or FontsMissing."""
    from fieldkit.printers import paper_sizes, roads  # noqa: PLC0415
    from fieldkit.printing import test_page  # noqa: PLC0415

    if printer.kind in THERMAL:
        roll = printer.paper if printer.paper in paper_sizes.ROLLS_MM else "80mm"
        width = paper_sizes.ROLLS_MM[roll] + paper_sizes.ROLL_MARGINS_MM - (2.0 if roll == "80mm" else 0.0)
        trial = test_page.Trial(lines, width, None, (width - paper_sizes.ROLLS_MM[roll]) / 2)
    else:
        trial = test_page.Trial(lines, *(paper_sizes.size_mm(printer.paper) or paper_sizes.SIZES_MM["A4"]))
    ticket = roads.submit(
        test_page.pdf(trial), printer, document=TEST_DOCUMENT, text="\n".join(lines).encode()
    )
    return Tried(printer, roads.state(ticket))
