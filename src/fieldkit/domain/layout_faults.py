# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with a district's own card layout, as values; the words are chosen by the ui."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class LayoutFaultKind(enum.Enum):
    """One way in which a layout cannot be printed; the comment names its facts, in order."""

    NO_FILE = "no-file"  # nothing
    NOT_TEXT = "not-text"  # nothing
    LARGE_FILE = "large-file"  # the largest
    NOT_TOML = "not-toml"  # nothing; where there is no nearer word
    FULL_WIDTH = "full-width"  # the sign of a Chinese keyboard, the one that is meant
    UNQUOTED = "unquoted"  # what stands there without quotes
    NO_VALUE = "no-value"  # the key
    NO_EQUALS = "no-equals"  # the key
    MORE_BEHIND = "more-behind"  # what stands behind the value
    BAD_KEY = "bad-key"  # the sign that a line cannot begin with
    TWICE = "twice"  # the key or the table
    UNCLOSED_TEXT = "unclosed-text"  # nothing
    UNCLOSED_LIST = "unclosed-list"  # the bracket that is missing
    UNCLOSED_HEADER = "unclosed-header"  # the brackets that are missing
    BAD_BACKSLASH = "bad-backslash"  # nothing
    BAD_CHARACTER = "bad-character"  # its code point
    TOO_MANY = "too-many"  # how many elements a side has, the most
    MISSING_KEY = "missing-key"  # the key
    UNKNOWN_KEY = "unknown-key"  # the key
    WRONG_VALUE = "wrong-value"  # the key, what may stand there
    UNKNOWN_FIELD = "unknown-field"  # what stands in the braces, the fields that there are
    BAD_COLOUR = "bad-colour"  # what was written
    SAME_ID = "same-id"  # the id
    OVERLAP = "overlap"  # the other element
    OUTSIDE = "outside"  # millimetres beyond the card's edge
    TOO_NEAR = "too-near"  # millimetres from the edge, the safe margin
    CODE_BOX = "code-box"  # side of the box, side that is needed, modules of the longest symbol
    MODULE = "module"  # millimetres of a module, the least
    QUIET = "quiet"  # the other element or '' for the edge, millimetres that must stay white
    TEXT = "text"  # the text that does not fit, its length, the smallest size
    CONTRAST = "contrast"  # the ratio, the least
    NO_GLYPH = "no-glyph"  # the characters that no font has, as code points
    NO_PICTURE = "no-picture"  # the file
    BAD_PICTURE = "bad-picture"  # the file
    LARGE_PICTURE = "large-picture"  # the file, its size, the largest
    SHEET = "sheet"  # which card of the sheet, by its place
    SHEET_OVERLAP = "sheet-overlap"  # nothing


@dataclass(frozen=True, slots=True)
class LayoutFault:
    """One thing that is wrong; ``where`` is a place in the file, as ``front/name``, ``sheet``, or line:column."""

    kind: LayoutFaultKind
    where: str
    facts: tuple[str, ...] = ()
