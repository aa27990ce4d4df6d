# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Section 12 of docs/protocol.md: its tables as they are read, and the same as the message classes have them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import msgspec

from fieldkit.protocol import batches, bodies, joining, messages, rows, shape, trust
from fieldkit.protocol.shape import Message

PAGE = Path(__file__).parents[2] / "docs" / "protocol.md"
ROOMS = (batches, messages, joining, bodies, rows, trust)
WORDS = {"str": "text", "int": "number", "bool": "yes or no", "bytes": "bytes"}
"""What bare types are called."""

Cells = tuple[str, ...]


def every_message() -> Iterator[type[Message]]:
    """Yield every message of the wire, each once."""
    for room in ROOMS:
        for kind in vars(room).values():
            if isinstance(kind, type) and issubclass(kind, Message) and kind.__module__ == room.__name__:
                yield kind


def every_form() -> dict[str, Any]:
    """Return the named forms that fields may have."""
    return {name: form for name, form in vars(shape).items() if get_origin(form) is Annotated}


def bounds_of(form: Any) -> str:
    """Return the bounds of a named form in words: how long it may be, or from where to where."""
    kind, meta = get_args(form)
    if kind is int:
        return f"{meta.ge} to {meta.le}"
    unit = "characters" if kind is str else "bytes"
    if not meta.min_length:
        return f"at most {meta.max_length} {unit}"
    least = "" if meta.min_length == meta.max_length else f"{meta.min_length} to "
    return f"{least}{meta.max_length} {unit}"


def fields_of(kind: type[Message]) -> list[Cells]:
    """Return for each field of a message its name, its form and its default, as the page writes them."""
    room = next(room for room in ROOMS if room.__name__ == kind.__module__)
    return [
        (
            f"`{field.encode_name}`",
            _words(ast.parse(kind.__annotations__[field.name]).body[0], room),
            _default(field),
        )
        for field in msgspec.structs.fields(kind)
    ]


def tables_of_the_page() -> dict[str, list[Cells]]:
    """Return the rows of each table of section 12, without their heads, by the heading they stand under."""
    found: dict[str, list[Cells]] = {}
    heading = ""
    for line in PAGE.read_text(encoding="utf-8").partition("\n## 12. ")[2].splitlines():
        if line.startswith("#"):
            heading = re.sub(r"^#+ |`", "", line).partition(":")[0]
        elif line.startswith("| ") and not line.startswith("| ---"):
            found.setdefault(heading, []).append(
                tuple(cell.strip() for cell in line.strip("| ").split(" | "))
            )
    return {name: lines[1:] for name, lines in found.items()}


def _default(field: msgspec.structs.FieldInfo) -> str:
    if field.required:
        return "must"
    value = field.default_factory() if field.default is msgspec.NODEFAULT else field.default
    said = msgspec.json.encode(value).decode()
    return {'""': "''", "false": "no", "true": "yes"}.get(said, said.strip('"'))


def _words(node: ast.AST, room: Any) -> str:
    """Return the form that an annotation names, in the words of the page."""
    match node:
        case ast.Expr(value=inner):
            return _words(inner, room)
        case ast.Name(id=name):
            return (
                {"MaybeRaw": "JSON or null"}.get(name) or WORDS.get(name) or _named(getattr(room, name), name)
            )
        case ast.Attribute(attr="Raw"):
            return "JSON"
        case ast.BinOp(left=left):
            return f"{_words(left, room)} or null"
        case ast.Subscript(value=ast.Name(id="tuple"), slice=ast.Tuple(elts=[inner, _])):
            return f"list of {_words(inner, room)}"
        case ast.Subscript(value=ast.Name(id="dict"), slice=ast.Tuple(elts=[_, inner])):
            return f"object, each {_words(inner, room)}"
        case ast.Subscript(value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[inner, meta])):
            return f"{_words(inner, room)}, {_extent(_meta(meta, room))}"
        case ast.Subscript(value=ast.Name(id="Literal"), slice=choices):
            return _choice(ast.literal_eval(choices))
    raise NotImplementedError(ast.dump(node))


def _named(form: Any, name: str) -> str:
    if get_origin(form) is Annotated or isinstance(form, type):
        return f"`{name}`"
    return _choice(get_args(form))


def _choice(choices: tuple[str, ...]) -> str:
    return " / ".join(f"`{one}`" for one in choices)


def _meta(node: ast.expr, room: Any) -> msgspec.Meta:
    said = compile(ast.Expression(node), "annotation", "eval")
    made = eval(said, vars(room))  # an annotation of our own classes
    assert isinstance(made, msgspec.Meta)
    return made


def _extent(meta: msgspec.Meta) -> str:
    least, most = (meta.min_length, meta.max_length) if meta.max_length else (meta.ge, meta.le)
    return f"{least or 0} to {most}"
