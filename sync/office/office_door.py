# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The door of the office: who is asking, what may be read of a question, how a fault is told.

1. In this order: who it is by the session's cookie, the role, the question and its size, the part that is asked about.
   What is not the asker's business is answered like what does not exist.
2. A question with a body is JSON and says so: a form on somebody else's page cannot send that.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec
from fastapi import Request, Response
from starlette.requests import ClientDisconnect

from sync.district import District
from sync.office.export import NoRegistrar
from sync.office.export_requests import (
    NotApproved,
    RequestOld,
    SamePerson,
    TooMany,
    UnknownRequest,
    covers,
)
from sync.office.office_words import Asked, Fault
from sync.office.rights import Act, Scope
from sync.office.staff import BadPassword, Locked, Member, NotSignedIn, WordUsed

COOKIE = "__Host-fieldkit"
MOST_BYTES = 8192
BODY_SECONDS = 15.0
TRIES, TRIES_SECONDS = 20, 60.0
_MOST_ADDRESSES = 10_000
_HEADERS = {"Cache-Control": "no-store"}

A = TypeVar("A", bound=Asked)


class Refused(Exception):
    """The question is not answered. ``args`` are the HTTP code, the fault's name, and the field that is wrong."""


@dataclass(frozen=True, slots=True)
class Call:
    """A question that was let in: whose it is, and what they see. ``member`` is None before signing in."""

    district: District
    now: dt.datetime
    member: Member | None
    token: str

    @property
    def whose(self) -> Member:
        """Return who asks. Raises Refused when nobody is signed in."""
        if self.member is None:
            raise Refused(401, "not-signed-in")
        return self.member

    def part(self, site: str, town: str) -> Scope:
        """Return the scope of ``site`` or of ``town``; all that the asker sees where both are ''. Raises Refused."""
        mine = self.whose.scope(self.district.id)
        if not site and not town:
            return mine
        reference = self.district.current()
        wanted = Scope(self.district.id, town=town, site=site)
        known = (site in reference.sites or not site) and (town in reference.parents or not town)
        if (site and town) or not known or not covers(mine, wanted, reference):
            raise Refused(404, "unknown")
        return wanted


@dataclass(frozen=True, slots=True)
class Answered:
    """What goes back: a value for JSON or bytes, and a token for the cookie ('' takes it away, None leaves it)."""

    value: Any
    token: str | None = None
    raw: bytes | None = None


@dataclass(slots=True)
class Tries:
    """How often each address has tried to sign in lately."""

    _seen: dict[str, deque[float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, address: str, now: float) -> None:
        """Count a try. Raises Refused when there were too many."""
        with self._lock:
            if len(self._seen) > _MOST_ADDRESSES:
                self._seen.clear()  # a crowd of addresses: each account still shuts itself
            mine = self._seen.setdefault(address, deque(maxlen=TRIES))
            if len(mine) == TRIES and now - mine[0] < TRIES_SECONDS:
                raise Refused(429, "too-many")
            mine.append(now)


def let_in(call: Call, act: Act | None, *, changing: bool) -> None:
    """Let the asker of ``call`` do ``act``. Raises Refused. Who must change the password may do that and no more."""
    if call.whose.must_change and not changing:
        raise Refused(403, "must-change")
    if act is not None and not call.whose.may(act):
        raise Refused(403, "not-allowed")


async def asked_in(request: Request, kind: type[A]) -> A:
    """Return the question in ``request``: its JSON, or for GET its query. Raises Refused."""
    try:
        if request.method == "GET":
            pairs = request.query_params.multi_items()
            if len({name for name, _ in pairs}) != len(pairs):
                raise Refused(400, "malformed")
            return msgspec.convert(dict(pairs), kind, strict=False)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            raise Refused(415, "not-json")
        return msgspec.json.decode(await _body(request), type=kind)
    except msgspec.ValidationError as fault:
        raise Refused(400, "malformed", str(fault).rpartition("`$.")[2].rstrip("`")[:64]) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Refused(400, "malformed") from None


def answer(told: Answered) -> Response:
    """Return ``told`` as HTTP."""
    if told.raw is not None:
        return Response(told.raw, media_type="application/octet-stream", headers=_HEADERS)
    response = Response(msgspec.json.encode(told.value), media_type="application/json", headers=_HEADERS)
    if told.token:
        response.set_cookie(COOKIE, told.token, secure=True, httponly=True, samesite="strict", path="/")
    elif told.token is not None:
        response.delete_cookie(COOKIE, secure=True, httponly=True, samesite="strict", path="/")
    return response


def refusal(fault: Exception) -> Response:
    """Return what is said of ``fault``, which is of a kind in ``FAULTS``."""
    code, name, where = _told_of(fault)
    response = Response(
        msgspec.json.encode(Fault(fault=name, field=where)), code, _HEADERS, media_type="application/json"
    )
    if code in (408, 413):
        response.headers["Connection"] = "close"  # what is left of the body is not waited for
    if code == 429:
        seconds = fault.args[0] if isinstance(fault, Locked) else int(TRIES_SECONDS)
        response.headers["Retry-After"] = str(seconds)
    return response


_CODES: dict[type[Exception], tuple[int, str]] = {
    NotSignedIn: (401, "not-signed-in"),
    WordUsed: (401, "word-used"),
    Locked: (429, "locked"),
    BadPassword: (400, "bad-password"),
    TooMany: (429, "too-many"),
    UnknownRequest: (404, "unknown"),
    SamePerson: (403, "same-person"),
    NotApproved: (403, "not-approved"),
    NoRegistrar: (409, "no-registrar"),
    RequestOld: (410, "too-old"),
}
FAULTS: tuple[type[Exception], ...] = (Refused, *_CODES)
"""Every fault that staff are told of by name."""


def _told_of(fault: Exception) -> tuple[int, str, str]:
    if isinstance(fault, Refused):
        code, name, *where = fault.args
        return code, name, where[0] if where else ""
    return *_CODES[type(fault)], ""


async def _body(request: Request) -> bytes:
    raw = b""
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for some in request.stream():
                raw += some
                if len(raw) > MOST_BYTES:
                    raise Refused(413, "too-large")
    except TimeoutError:
        raise Refused(408, "too-slow") from None
    except ClientDisconnect:
        raise Refused(400, "malformed") from None
    return raw


Clock = Callable[[], dt.datetime]
monotonic = time.monotonic
