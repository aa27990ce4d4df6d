# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Documents, phones and credit codes for tests, each with the faults it must have on the day (domain.md §3.1–3.2)."""

from __future__ import annotations

from dataclasses import dataclass

from fieldkit.sample.rules import rules


@dataclass(frozen=True, slots=True)
class Case:
    """Something as typed, its kind where it has one, as it is kept, and the codes of its faults in order."""

    kind: str
    typed: str
    kept: str
    faults: tuple[str, ...]


def documents() -> tuple[Case, ...]:
    """Return documents of every kind of rightness; the faults include those of the age."""
    return tuple(Case(kind, typed, "", tuple(faults)) for kind, typed, faults in rules("cases")["documents"])


def phones() -> tuple[Case, ...]:
    """Return phone numbers of the unallocated range and malformed ones."""
    return tuple(Case("", typed, kept, tuple(faults)) for typed, kept, faults in rules("cases")["phones"])


def credit_codes() -> tuple[Case, ...]:
    """Return social credit codes of an unassigned division, and the published sample."""
    return tuple(Case("", code, code, tuple(faults)) for code, faults in rules("cases")["credit_codes"])
