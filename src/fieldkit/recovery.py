# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The recovery code as people write it: 160 random bits in 8 groups of 4 signs, each with a sign that checks it.

1. The 32 signs are digits and capitals without I, L, O and U; what is written instead of them is read as 1, 1 and 0.
2. A group's last sign is a sum over the field of 32 elements, with another weight for each place and the group's number
   added: one wrong sign, two signs swapped and two groups swapped are always noticed, and the group is named.
"""

from __future__ import annotations

import secrets
import unicodedata

from fieldkit.problems import RecoveryCodeMistyped

BYTES = 20
GROUPS = 8
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

_IN_GROUP = 4
_WEIGHTS = (2, 3, 4, 5)
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})
_BETWEEN = str.maketrans("", "", " -–—_.·\t\r\n\u3000")


def new_code() -> str:
    """Return a fresh code as it is shown, once: ``7K2MP-…`` in 8 groups of 5 signs."""
    return written(secrets.token_bytes(BYTES))


def written(raw: bytes) -> str:
    """Return the 20 bytes ``raw`` as a code."""
    number = int.from_bytes(raw, "big")
    values = [number >> 5 * place & 31 for place in reversed(range(GROUPS * _IN_GROUP))]
    groups = [values[at : at + _IN_GROUP] for at in range(0, len(values), _IN_GROUP)]
    return "-".join(
        "".join(SIGNS[value] for value in (*group, _check(place, group)))
        for place, group in enumerate(groups, start=1)
    )


def read_code(typed: str) -> bytes:
    """Return the 20 bytes of a code as it was typed.

    Raises RecoveryCodeMistyped with the fact ``group`` (from 1), or ``signs`` (how many there are) where the length
    is wrong.
    """
    plain = unicodedata.normalize("NFKC", typed).upper().translate(_BETWEEN).translate(_READ_AS)
    if len(plain) != GROUPS * (_IN_GROUP + 1):
        raise RecoveryCodeMistyped(signs=len(plain), wanted=GROUPS * (_IN_GROUP + 1))
    number = 0
    for place in range(1, GROUPS + 1):
        signs = plain[(place - 1) * (_IN_GROUP + 1) : place * (_IN_GROUP + 1)]
        values = [SIGNS.find(sign) for sign in signs]
        if -1 in values or values[-1] != _check(place, values[:-1]):
            raise RecoveryCodeMistyped(group=place)
        for value in values[:-1]:
            number = number << 5 | value
    return number.to_bytes(BYTES, "big")


def _check(place: int, group: list[int]) -> int:
    found = place
    for weight, value in zip(_WEIGHTS, group, strict=True):
        found ^= _times(weight, value)
    return found


def _times(one: int, other: int) -> int:
    """Return the product in the field of 32 elements (x⁵ + x² + 1)."""
    product = 0
    while other:
        if other & 1:
            product ^= one
        one = (one << 1) ^ (0b100101 if one & 0b10000 else 0)
        other >>= 1
    return product
