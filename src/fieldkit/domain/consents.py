# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The separate consents of a person: which there are, how each was answered, what enrolment here needs."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass

from fieldkit.domain.faults import Fault


class ConsentKind(enum.Enum):
    """The three separate consents (PIPL art. 23, 25, 29; domain.md §2.11)."""

    UPPER_UNION = "upper_union"
    BANK = "bank"
    PUBLICITY = "publicity"


_FIELDS = tuple((kind, f"consent_{kind.value}") for kind in ConsentKind)


@dataclass(frozen=True, slots=True)
class Consent:
    """One separate consent as asked and answered; ``version`` names the text that was shown."""

    kind: ConsentKind
    given: bool
    version: str


def check_consents(consents: Iterable[Consent], *, notice_read: bool) -> tuple[Fault, ...]:
    """Return every fault of the consents.

    The notice comes first (PIPL art. 17); each consent is asked by itself (art. 23, 25, 29) with a text that can be
    named (art. 14); two different answers are none. Only the one for the upper union is needed to enrol here, for
    without it FieldKit may not pass the data on: the person may still join by the mini-program (art. 16).
    """
    answers = tuple(consents)
    faults = [] if notice_read else [Fault("notice_read", "notice-unread")]
    for kind, field in _FIELDS:
        given = [consent for consent in answers if consent.kind is kind]
        if not given or any(consent.given is not given[0].given for consent in given):
            faults.append(Fault(field, "consent-unanswered"))
            continue
        if not all(consent.version for consent in given):
            faults.append(Fault(field, "consent-text-unknown"))
        if kind is ConsentKind.UPPER_UNION and not given[0].given:
            faults.append(Fault(field, "consent-upper-union-needed"))
    return tuple(faults)


def in_order(consents: Iterable[Consent]) -> tuple[Consent, ...]:
    """Return one consent of each kind, the latest answer, in the order of ``ConsentKind``."""
    latest = {consent.kind: consent for consent in consents}
    return tuple(latest[kind] for kind in ConsentKind if kind in latest)
