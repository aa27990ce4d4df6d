# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Read what a layout file says, and where it is no toml say what is wrong with which line, all such lines at once.

1. Whoever changes a layout may have any editor: UTF-8 with or without a mark, UTF-16 with one, and GB 18030 are read.
2. A line that is wrong is taken out and the rest read again, as long as what is left still has its tables.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from fieldkit.domain.layout_faults import LayoutFault, LayoutFaultKind

LARGEST_FILE = 200_000  # bytes of toml that are read; a layout has six thousand
MOST = 20  # wrong lines that are told at once
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
AT = re.compile(
    r"(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL
)
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*')
MARK = '"""'
OPENS = re.compile(r'\s*[\w-]+\s*=\s*"""')
ENTRY = re.compile(r"\s*[^\s\[\"'=＝]+\s*[=＝]")  # a line that can be taken out and hurts no other
LONELY = re.compile(r"\s*[\w-]+\s*=\s*'[^']*")
WITHIN = ("Unescaped", "Escaped", "Invalid hex", "Illegal", "Found")  # what is told of the inside of words
BEGUN = re.compile(r"\s*[\w-]+\s*=\s*[\[{]")
HALF = {
    **dict.fromkeys("“”„‟‘’＂＇「」『』", '"'),
    **dict.fromkeys("。．", "."),
    **dict.fromkeys("，、", ","),
    **dict.fromkeys("－—–−", "-"),
    **dict.fromkeys("【［〔", "["),
    **dict.fromkeys("】］〕", "]"),
}

_K = LayoutFaultKind
Said = tuple[LayoutFaultKind, int, int, tuple[str, ...]]  # what, line and column from 1, facts


class NotText(ValueError):
    """What was to be read is no text that any editor writes."""


def decoded(content: bytes) -> str:
    """Return what a file says, line ends as those of Unix. Raises NotText."""
    try:
        text = content.decode("utf-16") if content.startswith(UTF_16) else _utf_8_or_gb(content)
    except UnicodeDecodeError as error:
        raise NotText from error
    if CONTROL.search(text) and b"\x00" in content:
        raise NotText
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _utf_8_or_gb(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030")
        if CONTROL.search(text):
            raise  # a picture or a program, of which some bytes happen to be characters
        return text


def parsed(content: bytes) -> tuple[Mapping[str, Any], tuple[LayoutFault, ...]]:
    """Return the tables of a file, or what is wrong with its lines; with a fault the tables say nothing."""
    if len(content) > LARGEST_FILE:
        return {}, (LayoutFault(_K.LARGE_FILE, "", (f"{LARGEST_FILE // 1000} kB",)),)
    try:
        lines = decoded(content).split("\n")
    except NotText:
        return {}, (LayoutFault(_K.NOT_TEXT, ""),)
    found: list[LayoutFault] = []
    while True:
        try:
            raw = tomllib.loads("\n".join(lines))
            return ({}, tuple(sorted(found, key=_by_line))) if found else (raw, ())
        except tomllib.TOMLDecodeError as error:
            kind, line, column, facts = _told(str(error), lines)
            found.append(LayoutFault(kind, f"{line}:{column}", facts))
        except (ValueError, RecursionError):  # a number of thousands of digits, lists in lists in lists
            return {}, (*found, LayoutFault(_K.NOT_TOML, ""))
        if kind is _K.UNCLOSED_HEADER and len(found) < MOST:
            lines[line - 1] = lines[line - 1].split("#")[0].rstrip(" ]") + facts[0]
            continue
        if kind is _K.UNCLOSED_TEXT or not ENTRY.match(lines[line - 1]) or len(found) == MOST:
            return {}, tuple(sorted(found, key=_by_line))  # nothing below it could be judged
        lines[line - 1] = ""


def _by_line(fault: LayoutFault) -> tuple[int, ...]:
    return tuple(int(part) for part in fault.where.split(":") if part)


def _told(error: str, lines: list[str]) -> Said:
    """Return which slip the reader of toml stumbled over, and where; what a Chinese keyboard types goes first."""
    found = AT.fullmatch(error)
    what, at_end = (found["what"], found["line"] is None) if found else (error, True)
    line = len(lines) if found is None or at_end else min(int(found["line"]), len(lines))
    column = len(lines[-1]) + 1 if found is None or at_end else int(found["column"])
    opened = _left_open(lines)
    if opened and opened <= line:
        return _K.UNCLOSED_TEXT, opened, lines[opened - 1].index(MARK) + 1, ()
    if at_end:
        line, column = next(
            (
                (place, one.index("'") + 1)
                for place, one in enumerate(lines, start=1)
                if LONELY.fullmatch(one)
            ),
            (line, column),
        )
    if what.startswith(("Unclosed", "Duplicate inline")):
        line, column = _begun(lines, line, column)
    text = lines[line - 1]
    wide = _wide(text)
    if wide >= 0 and (not what.startswith(WITHIN) or what.endswith(r"'\n'")):
        return _K.FULL_WIDTH, line, wide + 1, (text[wide], half_of(text[wide]))
    for start, meant in _SLIPS.items():
        if what.startswith(start):
            kind, facts = meant(what, text, column)
            return kind, line, column, facts
    return _K.NOT_TOML, line, column, ()


def _begun(lines: list[str], line: int, column: int) -> tuple[int, int]:
    """Return where the list was opened that was never closed."""
    for place in range(line, 0, -1):
        if BEGUN.match(lines[place - 1]):
            return place, len(lines[place - 1]) + 1
    return line, column


def _left_open(lines: list[str]) -> int:
    """Return the line where words of several lines begin and do not end before the next ones, 0 where all end."""
    opened = 0
    for number, line in enumerate(lines, start=1):
        begins = OPENS.match(line)
        if opened and begins:
            return opened
        marks = line.count(MARK)
        if opened:
            opened = 0 if marks else opened
        elif begins and marks == 1:
            opened = number
    return opened


def _wide(line: str) -> int:
    """Return where a line has a sign of full width outside of quotes, -1 where it has none."""
    bare = QUOTED.sub(lambda quoted: " " * len(quoted[0]), line)
    return next((place for place, sign in enumerate(bare) if half_of(sign)), -1)


def half_of(sign: str) -> str:
    """Return what toml wants instead of a sign of full width, '' where it is none."""
    if sign in HALF:
        return HALF[sign]
    plain = unicodedata.normalize("NFKC", sign)
    return plain if plain != sign and plain.isascii() and unicodedata.east_asian_width(sign) == "F" else ""


def _value(_what: str, line: str, column: int) -> tuple[LayoutFaultKind, tuple[str, ...]]:
    written = re.split(r"\s+#", line[column - 1 :].strip())[0]
    return (_K.UNQUOTED, (written[:40],)) if written else (_K.NO_VALUE, (_key(line),))


def _equals(_what: str, line: str, column: int) -> tuple[LayoutFaultKind, tuple[str, ...]]:
    return _K.NO_EQUALS, (line[: column - 1].strip()[:40],)


def _start(_what: str, line: str, column: int) -> tuple[LayoutFaultKind, tuple[str, ...]]:
    sign = line[column - 1 : column]
    return (_K.BAD_KEY, (sign,)) if sign else (_K.NOT_TOML, ())


def _character(what: str, line: str, column: int) -> tuple[LayoutFaultKind, tuple[str, ...]]:
    if what.endswith(r"'\n'") or column > len(line):
        return _K.UNCLOSED_TEXT, ()
    return _K.BAD_CHARACTER, (f"U+{ord(line[column - 1]):04X}",)


def _twice(_what: str, line: str, _column: int) -> tuple[LayoutFaultKind, tuple[str, ...]]:
    return _K.TWICE, (_key(line),)


def _key(line: str) -> str:
    return QUOTED.sub("", line.partition("=")[0]).strip()[:40]


_SLIPS: Mapping[str, Callable[[str, str, int], tuple[LayoutFaultKind, tuple[str, ...]]]] = {
    "Invalid value": _value,
    "Invalid date": _value,
    "Expected '=' ": _equals,
    "Expected newline": lambda _, line, column: (_K.MORE_BEHIND, (line[column - 1 :].strip()[:40],)),
    "Expected ']": lambda what, *_: (_K.UNCLOSED_HEADER, ("]]" if "]]" in what else "]",)),
    "Expected ": lambda *_: (_K.UNCLOSED_TEXT, ()),
    "Invalid statement": _start,
    "Invalid initial": _start,
    "Unterminated": lambda *_: (_K.UNCLOSED_TEXT, ()),
    "Illegal character": _character,
    "Found invalid": _character,
    "Unescaped": lambda *_: (_K.BAD_BACKSLASH, ()),
    "Escaped": lambda *_: (_K.BAD_BACKSLASH, ()),
    "Invalid hex": lambda *_: (_K.BAD_BACKSLASH, ()),
    "Unclosed": lambda what, *_: (_K.UNCLOSED_LIST, ("]" if what.endswith("array") else "}",)),
    "Cannot ": _twice,
    "Duplicate": _twice,
}
