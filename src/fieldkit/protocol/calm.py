# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Read messages quickly where their bytes are calm: no escape and no delete character, so no string can hold a control.

The bounds of ``fieldkit.protocol.shape`` cost more than all the rest of reading, most of them for looking for control
characters in each string. JSON can write those with a backslash only, so one look over a whole batch does for all of
them. What is left (dates, tags, ids) is checked after, and known dates once. Whatever is not in order is read again by
the strict reader (``fieldkit.protocol.codec``), which says what is wrong: nothing passes here that does not pass there,
but a field that is told twice: the last of them counts for both, and only there the first must be in order too.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Annotated, Any, TypeVar, get_args, get_origin

import msgspec
from msgspec import Meta

from fieldkit.protocol.shape import Message

M = TypeVar("M", bound=Message)

_CONTROL_ONLY = (r"^[^\x00-\x1f\x7f]*\Z", r"^[^\x00]*\Z")
_KNOWN = 1 << 14
_REPEATED = 20
"""A pattern longer than this is one of dates, of which few are new; the others are of ids, and each is new."""

Check = Callable[[Any], bool]


class NotCalm(Exception):
    """The strict reader must look."""


def is_calm(raw: bytes) -> bool:
    """Return True when no string of the JSON in ``raw`` can hold a control character."""
    return b"\\" not in raw and b"\x7f" not in raw


class CalmReader:
    """Reads one kind of message out of calm bytes."""

    def __init__(self, kind: type[M]) -> None:
        lean, checks = _lean(kind)
        self._decode: Callable[[bytes | msgspec.Raw], Any] = msgspec.json.Decoder(lean).decode
        self._decode_all: Callable[[bytes], list[Any]] = msgspec.json.Decoder(list[lean]).decode  # type: ignore[valid-type] # made here
        self._checks = checks

    def read(self, raw: bytes | msgspec.Raw) -> Any:
        """Return the message in ``raw``. Raises NotCalm when anything at all is the matter."""
        try:
            message = self._decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            raise NotCalm from None
        for name, check in self._checks:
            if not check(getattr(message, name)):
                raise NotCalm
        return message

    def read_all(self, raws: Iterable[bytes | msgspec.Raw]) -> list[Any]:
        """Return the messages in ``raws``, each one value of JSON. Raises NotCalm when anything is the matter."""
        whole = b"[%b]" % b",".join(raws)
        if not is_calm(whole):
            raise NotCalm
        try:
            messages = self._decode_all(whole)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            raise NotCalm from None
        for name, check in self._checks:
            if not all(map(check, map(attrgetter(name), messages))):
                raise NotCalm
        return messages


@functools.cache
def reader(kind: type[Message]) -> CalmReader:
    """Return the reader of ``kind``."""
    return CalmReader(kind)


def _lean(kind: type[Message]) -> tuple[type[Message], tuple[tuple[str, Check], ...]]:
    """Return ``kind`` as a type of its own without patterns, and what is to be checked of its fields instead."""
    fields: list[Any] = []
    checks: list[tuple[str, Check]] = []
    for field in msgspec.structs.fields(kind):
        lean, check = _without_pattern(field.type)
        if field.default is not msgspec.NODEFAULT:
            fields.append((field.name, lean, field.default))
        elif field.default_factory is not msgspec.NODEFAULT:
            fields.append((field.name, lean, msgspec.field(default_factory=field.default_factory)))
        else:
            fields.append((field.name, lean))
        if check is not None:
            checks.append((field.name, check))
    made: Any = msgspec.defstruct(kind.__name__, fields, bases=(kind,), frozen=True, kw_only=True)
    return made, tuple(checks)


def _without_pattern(kind: Any) -> tuple[Any, Check | None]:
    """Return the type ``kind`` without its pattern, and the check that stands for it; None where calm is enough."""
    if get_origin(kind) is Annotated:
        plain, *metas = get_args(kind)
        patterns = [meta.pattern for meta in metas if isinstance(meta, Meta) and meta.pattern is not None]
        kept = [_without(meta) if isinstance(meta, Meta) else meta for meta in metas]
        bound = functools.reduce(lambda of, meta: Annotated[of, meta], kept, plain)
        wanted = [pattern for pattern in patterns if pattern not in _CONTROL_ONLY]
        return bound, _matches(wanted[0]) if wanted else None
    if get_origin(kind) is tuple and isinstance(of := get_args(kind)[0], type) and issubclass(of, Message):
        lean, checks = _lean(of)
        return tuple[lean, ...], _each(checks) if checks else None  # type: ignore[valid-type] # made here
    return kind, None


def _without(meta: Meta) -> Meta:
    bounds = {name: getattr(meta, name) for name in ("gt", "ge", "lt", "le", "min_length", "max_length")}
    return Meta(**{name: bound for name, bound in bounds.items() if bound is not None})


def _matches(pattern: str) -> Check:
    search = re.compile(pattern).search
    if len(pattern) < _REPEATED:
        return lambda value: search(value) is not None
    return functools.lru_cache(maxsize=_KNOWN)(lambda value: search(value) is not None)


def _each(checks: tuple[tuple[str, Check], ...]) -> Check:
    def check_each(several: Any) -> bool:
        for name, check in checks:
            for one in several:
                if not check(getattr(one, name)):
                    return False
        return True

    return check_each
