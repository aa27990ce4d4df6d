# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Read what a file imports and compare it with the table of rooms."""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FORBIDDEN = (
    "sqlite3"  # the standard library's: it reads no encrypted store, and its errors are not the vault's
)
STANDARD = sys.stdlib_module_names - {FORBIDDEN}
ANYTHING = "*"
DEEP = ("db", "outgoing")
"""The rooms of the district that have rows of their own, because others stand on them."""


@dataclass(frozen=True)
class Room:
    """What a room may import: of ours, by its name after ``fieldkit.``; and of the libraries."""

    ours: frozenset[str]
    outside: frozenset[str]

    def admits(self, name: str) -> bool:
        """Tell whether the dotted name may be imported here."""
        top, _, rest = name.partition(".")
        if top == FORBIDDEN:
            return False
        if top not in ("fieldkit", "sync"):
            return top in STANDARD or top in self.outside or ANYTHING in self.outside
        if name in ("fieldkit", "fieldkit.__version__"):
            return True
        if ANYTHING in self.ours:
            return top == "fieldkit" or "sync" in self.ours
        wanted = rest if top == "fieldkit" else name
        return any(wanted == allowed or wanted.startswith(allowed + ".") for allowed in self.ours)


def room(ours: str = "", outside: str = "") -> Room:
    """Make a row of the table from words."""
    return Room(frozenset(ours.split()), frozenset(outside.split()))


def room_of(file: Path) -> str:
    """Return the name of the room that the file, given from the root, stands in."""
    parts = file.with_suffix("").parts
    if parts[0] == "sync":
        return "sync." + parts[1] if parts[1] in DEEP else "sync"
    return parts[2]


def imports(source: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the dotted name of all that the source imports, wherever in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = "." * node.level + (node.module or "")
            yield from ((node.lineno, f"{start}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and called(node) in ("import_module", "__import__"):
            named = node.args[0] if node.args else None
            yield node.lineno, str(named.value) if isinstance(named, ast.Constant) else "?"


def called(node: ast.Call) -> str:
    """Return the last part of the name of what is called."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def breaches(source: str, here: Room) -> list[tuple[int, str]]:
    """Return the imports that the room does not admit."""
    return [(line, name) for line, name in imports(source) if not here.admits(name)]
