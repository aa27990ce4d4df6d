# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Private-use characters of old systems, and the standard ones that they stand for where a standard says so.

A private code means what each system pleases; on the mainland it mostly came by GBK. GBK's last 80 ideographs and
radicals (bytes FE50 to FEA0) had no place in Unicode then and were given U+E815 to U+E864; all have one now. Sources:
GB 18030-2022, whose byte table gives 74 of them their standard places (eight, U+9FB4 to U+9FBB, only since 2022), and
its appendix on the six whose private places it leaves (U+E816 to 18, E831, E83B, E855), with their own four-byte codes.
An id card's own private codes are published nowhere; for those nothing is offered.
"""

from __future__ import annotations

_FIRST = 0xE815
_IN_ORDER = """
2E81 20087 20089 200CC 2E84 3473 3447 2E88 2E8B 9FB4 359E 361A 360E 2E8C 2E97 396E 3918 9FB5 39CF 39DF
3A73 39D0 9FB6 9FB7 3B4E 3C6E 3CE0 2EA7 215D7 9FB8 2EAA 4056 415F 2EAE 4337 2EB3 2EB6 2EB7 2298F 43B1
43AC 2EBB 43DD 44D6 4661 464C 9FB9 4723 4729 477C 478D 2ECA 4947 497A 497D 4982 4983 4985 4986 499F
499B 49B7 49B6 9FBA 241FE 4CA3 4C9F 4CA0 4CA1 4C77 4CA2 4D13 4D14 4D15 4D16 4D17 4D18 4D19 4DAE 9FBB
"""
STANDARD = {chr(_FIRST + place): chr(int(code, 16)) for place, code in enumerate(_IN_ORDER.split())}
"""The standard character of each private one that a table knows."""


def is_private(character: str) -> bool:
    """Return True for U+E000 to U+F8FF and the planes 15 and 16: what it shows depends on the machine."""
    if character < "\U000f0000":
        return "\ue000" <= character <= "\uf8ff"
    return ord(character) & 0xFFFF < 0xFFFE  # the last two of each plane are no characters at all


def standardised(text: str) -> str:
    """Return ``text`` with each private character that a table knows as its standard one; others as they are."""
    return "".join(STANDARD.get(character, character) for character in text)
