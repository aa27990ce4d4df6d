# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Which printer this device remembers for a kind of paper, and how it is reached."""

from __future__ import annotations

from fieldkit.domain.papers import PaperKind
from fieldkit.printers.ticket import Kind, Printer
from fieldkit.settings import Settings

PRINTER_OF = {
    PaperKind.CARD: "card",
    PaperKind.RECEIPT: "receipt",
    PaperKind.NUMBER_SLIP: "receipt",
}
"""Which of the remembered printers a paper goes to; what is not named here is a form."""


def printer_for(settings: Settings, kind: PaperKind) -> str:
    """Return the name of the printer remembered for a kind of paper, '' for none: then a PDF is saved."""
    return dict(settings.printers).get(PRINTER_OF.get(kind, "form"), "")


def remembered(settings: Settings, name: str) -> Printer | None:
    """Return a printer by its name, or None where it is remembered no more."""
    return Printer(name, Kind.CUPS, name) if name in dict(settings.printers).values() else None
