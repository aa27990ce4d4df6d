# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a rule has to say about a typed field: hard faults stop a save, soft notes only advise."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Mapping
from dataclasses import dataclass


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
    facts: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @property
    def stops(self) -> bool:
        """Return True when this fault forbids saving."""
        return self.weight is Weight.STOP


FAULT_CODES = frozenset(
    {
        "age-card",
        "age-high",
        "age-minor",
        "age-under-16",
        "birth-date-differs",
        "birth-date-future",
        "birth-date-invalid",
        "birth-date-missing",
        "channel-unknown",
        "consent-text-unknown",
        "consent-unanswered",
        "consent-upper-union-needed",
        "credit-code-characters",
        "credit-code-check-digit",
        "credit-code-length",
        "credit-code-organisation",
        "document-birth-future",
        "document-characters",
        "document-check-digit",
        "document-county-unknown",
        "document-date",
        "document-form",
        "document-kind-other",
        "document-kind-unknown",
        "document-later",
        "document-length",
        "document-missing",
        "document-old-15",
        "document-passport-long",
        "document-province",
        "document-sequence-zero",
        "document-upper-union-confirms",
        "employer-missing",
        "employment-group-missing",
        "employment-group-unknown",
        "employment-state-unknown",
        "mode-unknown",
        "name-characters",
        "name-missing",
        "name-not-drawn",
        "name-one-character",
        "name-private-known",
        "name-private-use",
        "name-separator-unsure",
        "name-too-long",
        "notice-unread",
        "occurred-at-future",
        "occurred-at-invalid",
        "organisation-unknown",
        "phone-characters",
        "phone-landline",
        "phone-length",
        "phone-missing",
        "phone-range",
        "phone-unallocated",
        "print-as-not-drawn",
        "sex-differs",
        "sex-invalid",
        "sex-overridden",
        "sex-unknown",
        "signature-missing",
        "signature-too-large",
        "signature-unreadable",
        "text-characters",
        "text-too-long",
    }
)
