# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Which faults are worth saying now: nobody is shouted at over something they are still typing.

1. What no further key can put right is said at once.
2. What a further key may put right is said when the field is left, or its full length is reached.
3. What is merely not there yet is said only when a save was asked for.
4. After that everything is said at once, and each fault goes as soon as it is put right.
"""

from __future__ import annotations

from collections.abc import Collection

from fieldkit.domain.documents import CARRYING, normalise_document
from fieldkit.domain.enrolments import EnrolmentDraft
from fieldkit.domain.faults import Fault
from fieldkit.domain.phones import LENGTH as PHONE_LENGTH
from fieldkit.domain.phones import normalise_phone

DOCUMENT_LENGTH = 18
AT_ONCE = frozenset(
    {
        *("document-characters", "document-later", "name-private-known", "name-private-use"),
        *("phone-characters", "phone-range"),
    }
)
ONLY_WHEN_ASKED = frozenset(
    {
        *("document-missing", "name-missing", "phone-missing", "birth-date-missing", "sex-unknown"),
        *("employment-group-missing", "employer-missing", "notice-unread", "signature-missing"),
        *("consent-unanswered", "consent-text-unknown"),
    }
)
SAID_WITH = {"document_kind": "document_number"}


def worth_saying(
    faults: Collection[Fault], draft: EnrolmentDraft, left: Collection[str]
) -> tuple[Fault, ...]:
    """Return those of ``faults`` that are said before a save was asked for; ``left`` names the fields left."""
    ready = set(left) | _full(draft)
    return tuple(fault for fault in faults if _now(fault, ready))


def for_enrolment(faults: Collection[Fault]) -> tuple[Fault, ...]:
    """Return all that matters once a save was asked for: everything, notes too."""
    return tuple(faults)


def _now(fault: Fault, ready: Collection[str]) -> bool:
    if fault.code in ONLY_WHEN_ASKED:
        return False
    chosen = fault.field.startswith("consent_") or fault.field in ("signature", "sex")
    return fault.code in AT_ONCE or chosen or SAID_WITH.get(fault.field, fault.field) in ready


def _full(draft: EnrolmentDraft) -> set[str]:
    """Return the fields that have reached their full length."""
    full = set()
    carrying = draft.document_kind in CARRYING
    if carrying and len(normalise_document(draft.document_number)) >= DOCUMENT_LENGTH:
        full.add("document_number")
    if len(normalise_phone(draft.phone)) >= PHONE_LENGTH:
        full.add("phone")
    return full


TRANSFER_FIELDS = frozenset({"phone", "employment_group", "employer", "platform", "notice_read"})
LEFT_AS_IT_IS = frozenset({"phone-missing", "employment-group-missing"})
UPDATE_FIELDS = frozenset({"phone", "employment_group", "employer", "platform"})


def for_transfer(faults: Collection[Fault]) -> tuple[Fault, ...]:
    """Return the stops that matter when a membership is moved: the new workplace, the phone, the consents."""
    return tuple(
        fault
        for fault in faults
        if fault.stops
        and fault.code not in LEFT_AS_IT_IS
        and (fault.field in TRANSFER_FIELDS or fault.field.startswith("consent_"))
    )


def for_update(faults: Collection[Fault]) -> tuple[Fault, ...]:
    """Return the stops that matter when details are renewed: what was typed wrong, not what was left out."""
    return tuple(
        fault
        for fault in faults
        if fault.stops and fault.field in UPDATE_FIELDS and fault.code not in ONLY_WHEN_ASKED
    )
