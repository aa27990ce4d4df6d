# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Free texts: what an employer, a platform or a reason may consist of."""

from __future__ import annotations

import re

from fieldkit.domain.faults import Fault

LONGEST_TEXT = 100

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def check_text(field: str, text: str) -> tuple[Fault, ...]:
    """Return what is wrong with a free text: too long, or with characters that no paper and no file can hold.

    Source: domain.md §2.8 (a text is the same from entry to paper to file) and §4.7.
    """
    faults = []
    length = len(text.strip())
    if length > LONGEST_TEXT:
        faults.append(
            Fault(field, "text-too-long", facts={"length": str(length), "limit": str(LONGEST_TEXT)})
        )
    if _UNPRINTABLE.search(text):
        faults.append(Fault(field, "text-characters"))
    return tuple(faults)
