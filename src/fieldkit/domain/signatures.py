# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Signatures: a drawing as a PNG, never a biometric template (PIPL art. 28)."""

from __future__ import annotations

from fieldkit.domain.faults import Fault

FIELD = "signature"
LARGEST = 65_536

_PNG = b"\x89PNG\r\n\x1a\n"


def check_signature(signature: bytes) -> tuple[Fault, ...]:
    """Return what is wrong with the signature: an application is signed by the applicant (domain.md §2.1)."""
    if not signature:
        return (Fault(FIELD, "signature-missing"),)
    if not signature.startswith(_PNG):
        return (Fault(FIELD, "signature-unreadable"),)
    if len(signature) > LARGEST:
        return (Fault(FIELD, "signature-too-large", facts={"limit": str(LARGEST)}),)
    return ()
