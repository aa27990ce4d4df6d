# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Which printer this device remembers for a kind of paper, and how it is reached."""

from __future__ import annotations

from fieldkit.domain.card_forms import CardForm
from fieldkit.domain.papers import PaperKind
from fieldkit.printers.fits import misfit
from fieldkit.printers.paper_sizes import SIZES_MM
from fieldkit.printers.ticket import Kind, Printer
from fieldkit.settings import Settings

GROUP_OF = {
    PaperKind.CARD: "card",
    PaperKind.CARD_SHEET: "sheet",
    PaperKind.RECEIPT: "receipt",
    PaperKind.NUMBER_SLIP: "receipt",
    PaperKind.OATH: "large",
    PaperKind.POSTER: "large",
}
"""Which of the groups of the settings a paper belongs to; what is not named here is a paper of A4 or A5."""
OTHERWISE = {"sheet": "paper", "large": "paper"}
"""Whose printer takes a paper where its own group has none."""
PAGES = {
    "card": SIZES_MM["CR80"],
    "sheet": SIZES_MM["A4"],
    "paper": SIZES_MM["A5"],  # some of them are A4: who has A5 only may print the others
    "large": SIZES_MM["A4"],
}
"""What a printer must hold for a group of papers; receipts and labels are as wide as what lies in it."""
ROLLS = ("80mm", "58mm")
LABEL = "label"  # how the name of a card's layout begins that is a label of a roll


def group_of(settings: Settings, kind: PaperKind) -> str:
    """Return the group (``settings.GROUPS``) of a kind of paper, as cards are printed here."""
    if kind is PaperKind.CARD and CardForm.of(settings.card_form).layout.startswith(LABEL):
        return "label"
    return GROUP_OF.get(kind, "paper")


def printer_for(settings: Settings, kind: PaperKind) -> str:
    """Return the name of the printer remembered for a kind of paper, '' for none: then a PDF is saved."""
    chosen, group = dict(settings.printers), group_of(settings, kind)
    return chosen.get(group) or chosen.get(OTHERWISE.get(group, ""), "")


def remembered(settings: Settings, name: str) -> Printer | None:
    """Return a printer by its name, or None where it is remembered no more."""
    return next((one for one in settings.devices if one.name == name), None)


def page_of(group: str, form: str = "") -> tuple[float, float] | None:
    """Return the page in millimetres that a printer must hold for a group of papers; None where any is laid out for.

    ``form`` is the text of the form in which sheets of cards are printed: labels are as wide as their own roll.
    """
    if group == "sheet" and CardForm.of(form).layout.startswith(LABEL):
        return None
    return PAGES.get(group)


def offers(settings: Settings, page: tuple[float, float] | None) -> tuple[tuple[Printer, str], ...]:
    """Return the printers that are remembered, each with why it cannot print ``page`` (``fits``), '' where it can."""
    return tuple((one, misfit(one, page)) for one in settings.devices)


def lying_in(printer: Printer | None, papers: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of ``papers`` that ``printer`` can take: what lies in it, a roll in a receipt printer, else all."""
    if printer is None:
        return papers
    rolls = tuple(paper for paper in papers if paper in ROLLS)
    if printer.kind in (Kind.THERMAL, Kind.THERMAL_TEXT) and rolls:
        papers = rolls
    return (printer.paper,) if printer.paper in papers else papers
