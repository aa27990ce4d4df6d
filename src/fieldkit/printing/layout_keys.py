# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The keys of a layout file: which there are, which must be there, and what may stand behind each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from fieldkit.printing.layouts import ID, SIGNED

FORMAT = 1
LANGUAGE = re.compile(r"[a-z]{2,3}")
FRACTION = {"left": 0.0, "centre": 0.5, "right": 1.0}
FALL = {"top": 0.0, "middle": 0.5, "bottom": 1.0}
REQUIRED: Any = object()

Check = Callable[[Any], Any]  # returns the value, raises ValueError with what may stand there
Keys = Mapping[str, tuple[Check, Any]]


def _number(least: float, most: float) -> Check:
    def check(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise ValueError(f"{least:g}–{most:g}")
        return float(value)

    return check


def _whole(least: int, most: int) -> Check:
    def check(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError(f"{least}, {least + 1} … {most}")
        return value

    return check


def _words(most: int = 400) -> Check:
    def check(value: Any) -> str:
        if not isinstance(value, str) or not value.strip() or len(value) > most:
            raise ValueError(f'"…" (1–{most})')
        return value

    return check


def _one_of(choices: Mapping[str, Any]) -> Check:
    def check(value: Any) -> Any:
        if not isinstance(value, str) or value not in choices:
            raise ValueError(" / ".join(choices))
        return choices[value]

    return check


def _yes_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true / false")  # noqa: TRY004 - a check has one way to say no
    return value


def _languages(value: Any) -> tuple[str, ...]:
    if (
        isinstance(value, list)
        and value
        and all(isinstance(one, str) and LANGUAGE.fullmatch(one) for one in value)
    ):
        return tuple(value)
    raise ValueError('["zh", "en"]')


def _format(value: Any) -> int:
    if value != FORMAT or isinstance(value, bool):
        raise ValueError(str(FORMAT))
    return FORMAT


def _tables(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("[[...]]")  # noqa: TRY004 - a check has one way to say no
    return value


def _one_table(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError("[...]")  # noqa: TRY004 - a check has one way to say no
    return value


MM = _number(-1000.0, 1000.0)
LENGTH = _number(0.05, 1000.0)
POINTS = _number(4.0, 72.0)
PLACED: Keys = {
    "kind": (_words(), REQUIRED),
    "id": (_words(40), REQUIRED),
    "x": (MM, REQUIRED),
    "y": (MM, REQUIRED),
    "width": (LENGTH, REQUIRED),
    "height": (LENGTH, REQUIRED),
    "when": (_one_of({"final": "final", "provisional": "provisional"}), ""),
    "language": (_words(3), ""),
    "show": (_yes_no, True),
}
ELEMENTS: Mapping[str, Keys] = {
    "text": {
        **PLACED,
        "text": (_words(), REQUIRED),
        "size": (POINTS, REQUIRED),
        "single": (POINTS, 0.0),
        "least": (POINTS, 5.0),
        "spacing": (_number(1.0, 3.0), 1.3),
        "bold": (_yes_no, False),
        "wrap": (_yes_no, False),
        "colour": (_words(40), REQUIRED),
        "align": (_one_of(FRACTION), 0.0),
        "valign": (_one_of(FALL), 0.0),
    },
    "block": {**PLACED, "colour": (_words(40), REQUIRED), "corner": (_number(0.0, 20.0), 0.0)},
    "picture": {**PLACED, "file": (_words(100), REQUIRED), "ground": (_yes_no, False)},
    "code": {
        **PLACED,
        "holds": (_one_of({ID: ID, SIGNED: SIGNED}), REQUIRED),
        "least_dots": (_whole(1, 40), REQUIRED),
    },
}
TOP: Keys = {
    "format": (_format, REQUIRED),
    "title": (_words(60), REQUIRED),
    "languages": (_languages, ("zh",)),
    "card": (_one_table, {}),
    "sheet": (_one_table, None),
    "colours": (_one_table, {}),
    "front": (_tables, REQUIRED),
    "back": (_tables, []),
}
CARD: Keys = {
    "width": (_number(20.0, 210.0), REQUIRED),
    "height": (_number(20.0, 297.0), REQUIRED),
    "safe": (_number(0.0, 20.0), REQUIRED),
    "dpi": (_whole(200, 1200), 300),
}
SHEET: Keys = {
    "width": (_number(50.0, 450.0), REQUIRED),
    "height": (_number(50.0, 450.0), REQUIRED),
    "left": (MM, REQUIRED),
    "top": (MM, REQUIRED),
    "step_across": (LENGTH, REQUIRED),
    "step_down": (LENGTH, REQUIRED),
    "columns": (_whole(1, 20), REQUIRED),
    "rows": (_whole(1, 40), REQUIRED),
}
