# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The form in which cards are printed: layout, backs, the first free place of a used sheet; kept as a short text."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

STANDARD = "standard"
FORM = re.compile(r"(?P<layout>[^/]+)/(?P<backs>none|both|long|short)(?:/(?P<start>[1-9][0-9]?))?")


class Backs(enum.Enum):
    """What is printed on the other side, and how the printer turns the paper over."""

    NONE = "none"
    BOTH = "both"
    LONG_EDGE = "long"
    SHORT_EDGE = "short"


@dataclass(frozen=True, slots=True)
class CardForm:
    """The form of one job: ``start`` is the first place (from 1) that is free on the first sheet.

    On sheets BOTH stands for LONG_EDGE; a card printer takes anything but NONE as both sides.
    """

    layout: str = STANDARD
    backs: Backs = Backs.NONE
    start: int = 1

    @property
    def text(self) -> str:
        """Return the form as it is kept in settings and orders."""
        return f"{self.layout}/{self.backs.value}/{self.start}"

    @classmethod
    def of(cls, text: str, *, backs: Backs = Backs.NONE) -> CardForm:
        """Return the form of a text; a layout's name alone, or '' for the standard, has ``backs``."""
        found = FORM.fullmatch(text)
        if found is None:
            return cls(text or STANDARD, backs)
        return cls(found["layout"], Backs(found["backs"]), int(found["start"] or 1))
