# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Which printer this device remembers for a kind of paper, and how it is reached."""

from __future__ import annotations

from fieldkit.domain.card_forms import CardForm
from fieldkit.domain.papers import PaperKind
from fieldkit.printers.ticket import Printer
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
