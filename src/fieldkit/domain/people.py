# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Who a person is on paper: names as they are kept and checked, names and numbers as they are shown.

A legal name is never put through NFC or NFKC: that would turn U+F92C into U+90CE, another name (domain.md §2.8).
"""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Collection, Iterable

from fieldkit.domain.faults import Fault, Weight
from fieldkit.domain.private_use import is_private, standardised


class Sex(enum.IntEnum):
    """GB/T 2261.1 sex codes."""

    UNKNOWN = 0
    MALE = 1
    FEMALE = 2
    NOT_STATED = 9


LONGEST_NAME = 50
DOT = "\u00b7"

_DOTS = dict.fromkeys(map(ord, "\u2022\u30fb\u2027\u2219\uff0e\ufe52\uff65\u22c5\u0387\u2024"), DOT)
_LETTERS = {code: chr(code - 0xFEE0) for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_HAN = (
    "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
    "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
)
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_STOP_BETWEEN_HAN = re.compile(f"(?<=[{_HAN}{DOT}])[.。]+(?=[{_HAN}{DOT}])")
_SPACE_BESIDE_HAN = re.compile(f"(?<=[{_HAN}]) | (?=[{_HAN}])")
_DOT_RUN = re.compile(f" *{DOT}[ {DOT}]*")
_HAN_PARTS = re.compile(f"[{_HAN}]{{2,}}(?: [{_HAN}]{{2,}})+")
_PLAIN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\u00b7]*")
_HAN_ONLY = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]*")
_BESIDE_LETTERS = frozenset(f"{DOT} -'.\u2019")


def normalise_name(text: str) -> str:
    """Return ``text`` as a name is kept.

    Every sort of middle dot, and a full stop between Han characters, becomes U+00B7 (民委发〔2016〕33号 (1)); no dot at
    either end or doubled; no invisible characters; no spaces beside Han characters, single ones in Latin names.
    Characters themselves are never exchanged for others, save full-width Latin letters.
    """
    if _HAN_ONLY.fullmatch(text):
        return text
    name = _INVISIBLE.sub("", text.translate(_DOTS).translate(_LETTERS))
    name = _DOT_RUN.sub(DOT, " ".join(name.split()))
    name = _STOP_BETWEEN_HAN.sub(DOT, _SPACE_BESIDE_HAN.sub("", name))
    return _DOT_RUN.sub(DOT, name).strip(f" {DOT}")


def check_name(text: str, *, field: str = "name") -> tuple[Fault, ...]:
    """Return every fault of a name.

    Up to 50 code points and the whole of GB 18030 are taken (民委发〔2016〕33号 (2) and (3)); private-use characters of
    old systems get a note with the standard character where it is known, a name of one character only a note.
    """
    name = normalise_name(text)
    if not name:
        return (Fault(field, "name-missing"),)
    faults = []
    if len(name) > LONGEST_NAME:
        facts = {"length": str(len(name)), "limit": str(LONGEST_NAME)}
        faults.append(Fault(field, "name-too-long", facts=facts))
    if len(name) == 1:
        faults.append(Fault(field, "name-one-character", Weight.NOTE))
    if not _PLAIN.fullmatch(name):
        faults.extend(_check_characters(name, field))
    parts = " ".join(text.split())
    if _HAN_PARTS.fullmatch(parts):
        faults.append(
            Fault(field, "name-separator-unsure", Weight.NOTE, {"suggestion": parts.replace(" ", DOT)})
        )
    return tuple(faults)


def masked_name(name: str) -> str:
    """Return ``name`` for a screen that others see: 王*明, 王* (de-identification, PIPL art. 51)."""
    if len(name) <= 1:
        return "*" * len(name)
    if len(name) == 2:
        return name[0] + "*"
    return name[0] + "*" * min(len(name) - 2, 3) + name[-1]


def masked_document(number: str) -> str:
    """Return a document number with its first three and last four characters, fewer of a short one (PIPL art. 51)."""
    if len(number) >= 15:
        return number[:3] + "*" * (len(number) - 7) + number[-4:]
    if len(number) >= 8:
        return number[0] + "*" * (len(number) - 5) + number[-4:]
    return (
        "*" * max(len(number) - 2, 0) + number[max(len(number) - 2, 0) :]
        if len(number) > 4
        else "*" * len(number)
    )


def masked_phone(phone: str) -> str:
    """Return a phone number as 138****1234 (PIPL art. 51)."""
    if len(phone) >= 11:
        return phone[:3] + "*" * (len(phone) - 7) + phone[-4:]
    return "*" * len(phone)


def _check_characters(name: str, field: str) -> list[Fault]:
    """Return the faults of characters that no name has, and the note on private-use ones."""
    faults = []
    strange = [c for c in name if not (_is_letter(c) or c in _BESIDE_LETTERS or is_private(c))]
    if strange:
        faults.append(Fault(field, "name-characters", facts={"code_points": code_points(strange)}))
    return faults + _private_notes(name, field)


def _private_notes(name: str, field: str) -> list[Fault]:
    """Return the notes on private-use characters: with the name in standard ones where a table knows them all.

    Where it knows some of them only they are told, and no name is offered in which others would be left.
    """
    private = [c for c in name if is_private(c)]
    known = [c for c in private if standardised(c) != c]
    left = [c for c in private if standardised(c) == c]
    if known and not left:
        return [_private_note(name, field, "name-private-use", known, suggestion=standardised(name))]
    notes = []
    if known:
        standard = "、".join(dict.fromkeys(map(standardised, known)))
        notes.append(_private_note(name, field, "name-private-known", known, standard=standard))
    if left:
        notes.append(_private_note(name, field, "name-private-use", left))
    return notes


def _private_note(name: str, field: str, code: str, characters: Collection[str], **more: str) -> Fault:
    facts = {"positions": positions(name, characters), "code_points": code_points(characters), **more}
    return Fault(field, code, Weight.NOTE, facts)


def _is_letter(character: str) -> bool:
    """Return True for letters and the marks on them, of any script, and 〇."""
    return unicodedata.category(character)[0] in "LM" or character == "\u3007" or _is_new_han(character)


def _is_new_han(character: str) -> bool:
    """Return True for Han planes, some of whose characters are newer than this Python's Unicode tables."""
    return 0x20000 <= ord(character) <= 0x3FFFD


def code_points(characters: Iterable[str]) -> str:
    """Return ``characters`` as ``U+XXXX`` words, each once, in order."""
    return " ".join(dict.fromkeys(f"U+{ord(c):04X}" for c in characters))


def positions(name: str, characters: Collection[str]) -> str:
    """Return which characters of ``name``, counted from one, are among ``characters``: 2、5."""
    return "、".join(str(place) for place, c in enumerate(name, 1) if c in characters)
