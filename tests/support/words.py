# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Find the names that a file of ours defines, and take them apart into words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PARTS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")


def words_of(name: str) -> list[str]:
    """Take ``sync_status`` and ``SyncStatus`` apart into ``sync``, ``status``."""
    return [part.lower() for part in PARTS.findall(name)]


def defined(source: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the name of every function, class, argument and variable that the source defines."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and is_own(node.value):
            yield node.lineno, node.attr
        elif isinstance(node, ast.alias) and node.asname:
            yield 0, node.asname
        elif isinstance(node, ast.ExceptHandler) and node.name:
            yield node.lineno, node.name


def is_own(holder: ast.expr) -> bool:
    """Tell whether an attribute set on this is one of ours, rather than a library's."""
    return isinstance(holder, ast.Name) and holder.id in ("self", "cls")


def refused(source: str, forbidden: set[str]) -> list[tuple[int, str]]:
    """Return the defined names that hold a forbidden word."""
    return sorted({(line, name) for line, name in defined(source) if forbidden & set(words_of(name))})


def module_words(file: Path) -> set[str]:
    """Return the words of the file's name and of the folders it stands in."""
    return {word for part in file.with_suffix("").parts for word in words_of(part)}
