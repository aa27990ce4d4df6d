# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a rule has to say about a typed field: hard faults stop a save, soft notes only advise."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field


class Weight(enum.Enum):
    """How heavy a fault is."""

    STOP = "stop"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule's word on one field.

    ``field`` is the draft's field name, ``code`` is kebab-case and stable (the ui has a sentence for each),
    ``facts`` fill the sentence's places (for example ``{"suggestion": "11…5"}``).
    """

    field: str
    code: str
    weight: Weight = Weight.STOP
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def stops(self) -> bool:
        """Return True when this fault forbids saving."""
        return self.weight is Weight.STOP
