# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The one line of text by which a device joins: where the district is, a code, and whose certificates to believe."""

from __future__ import annotations

import base64
import re
import unicodedata
from dataclasses import dataclass

from fieldkit.problems import JoiningRefused

MARK = "FK1"
CODE_LETTERS = 16
SHOWN_LETTERS = 32
_FINGERPRINT_BYTES = 32
_ADDRESS = re.compile(
    r"https://(?P<host>[a-z0-9][a-z0-9.-]*|\[[0-9a-f:.]+\])(?::(?P<port>[0-9]{1,5}))?(?P<path>(?:/[\w.~-]*)*)",
    re.IGNORECASE | re.ASCII,
)

_LETTERS = str.maketrans("018", "OIB")
"""What is read for a letter that the code's alphabet (A to Z, 2 to 7) has."""

_HALF_WIDTH = str.maketrans({"。": ".", "、": "/", "—": "-", "–": "-", "−": "-"})


@dataclass(frozen=True, slots=True)
class Ticket:
    """Where the district is, the one-time code, and the SHA-256 of its authority's certificate."""

    address: str
    code: str
    fingerprint: bytes


def read_ticket(text: str) -> Ticket:
    """Return the ticket in ``text``, as copied, scanned or typed. Raises JoiningRefused(why="unreadable")."""
    words = unicodedata.normalize("NFKC", text).translate(_HALF_WIDTH).split()
    if len(words) < 3 or words[0].upper() != MARK:
        raise JoiningRefused(why="unreadable")
    letters = "".join(words[2:]).replace("-", "").upper()
    code, rest = letters[:CODE_LETTERS].translate(_LETTERS), letters[CODE_LETTERS:]
    if not re.fullmatch(f"[A-Z2-7]{{{CODE_LETTERS}}}", code):
        raise JoiningRefused(why="unreadable")
    return Ticket(_address(words[1]), code, _fingerprint(rest))


def shown_fingerprint(fingerprint: bytes) -> tuple[str, ...]:
    """Return the groups of ``fingerprint`` that people compare: the first eight of four letters, 160 bits."""
    letters = base64.b32encode(fingerprint).decode()
    return tuple(letters[at : at + 4] for at in range(0, SHOWN_LETTERS, 4))


def _address(word: str) -> str:
    found = _ADDRESS.fullmatch(word)
    if found is None or not 0 < int(found["port"] or 443) < 65_536:
        raise JoiningRefused(why="unreadable")
    return f"https://{found['host']}{':' if found['port'] else ''}{found['port'] or ''}{found['path'].rstrip('/')}"


def _fingerprint(letters: str) -> bytes:
    try:
        if len(letters) == 2 * _FINGERPRINT_BYTES:
            found = bytes.fromhex(letters)
        else:
            found = base64.b32decode(letters.translate(_LETTERS) + "====")
    except ValueError:
        found = b""
    if len(found) != _FINGERPRINT_BYTES:
        raise JoiningRefused(why="unreadable")
    return found
