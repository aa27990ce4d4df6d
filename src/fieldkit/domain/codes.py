# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The uniform social credit code of an employer or union (统一社会信用代码, GB 32100-2015)."""

from __future__ import annotations

from fieldkit.domain.faults import Fault, Weight

LENGTH = 18

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}


def normalise_credit_code(text: str) -> str:
    """Return ``text`` in half-width capitals without spaces and dashes."""
    return "".join(text.translate(_FULL_WIDTH).split()).replace("-", "").upper()


def credit_check(body: str) -> str:
    """Return the check character of the first 17, by GB 32100-2015 (mod 31)."""
    total = sum(_ALPHABET.index(c) * weight for c, weight in zip(body, _WEIGHTS, strict=True))
    return _ALPHABET[-total % 31]


def organisation_check(body: str) -> str:
    """Return the check character of an organisation code's first eight, by GB 11714-1997 (mod 11)."""
    total = sum(
        _ORGANISATION_ALPHABET.index(c) * weight
        for c, weight in zip(body, _ORGANISATION_WEIGHTS, strict=True)
    )
    return "0123456789X0"[11 - total % 11]


def check_credit_code(text: str, *, field: str = "credit_code") -> tuple[Fault, ...]:
    """Return every fault of a social credit code; 81 (primary unions) is as good as 91 (GB 32100-2015).

    The check digit of the organisation code inside only yields a note: old codes carried over may break it.
    """
    code = normalise_credit_code(text)
    faults = []
    if len(code) != LENGTH:
        faults.append(
            Fault(field, "credit-code-length", facts={"length": str(len(code)), "expected": str(LENGTH)})
        )
    if any(c not in _ALPHABET for c in code):
        faults.append(Fault(field, "credit-code-characters"))
    if faults:
        return tuple(faults)
    if credit_check(code[:17]) != code[17]:
        suggestion = code[:17] + credit_check(code[:17])
        faults.append(Fault(field, "credit-code-check-digit", facts={"suggestion": suggestion}))
    elif organisation_check(code[8:16]) != code[16]:
        faults.append(Fault(field, "credit-code-organisation", Weight.NOTE))
    return tuple(faults)
