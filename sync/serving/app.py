# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The district as an ASGI program: routes, limits on what is read, and a line in the log for each exchange."""

from __future__ import annotations

import asyncio
import datetime as dt
import math
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.routing import Route

from fieldkit import __version__
from fieldkit.protocol.messages import MAX_REQUEST_BYTES
from fieldkit.seals.parcels import MAX_PARCEL_BYTES
from sync.db.database import Unavailable
from sync.district import District
from sync.intake.exchange import Answer, exchange
from sync.intake.parcels import NoParcel, parcel
from sync.office.office_roads import add_office
from sync.outgoing.snapshots import piece
from sync.serving.descriptions import ALIVE, HELLO, PARCELS, PEM, PIECES, sealed
from sync.serving.figures import Figures
from sync.serving.limits import Limits, Share, TooOften
from sync.serving.logs import log
from sync.serving.no_page import SEALED, NoPage
from sync.trust.joining import hello, joining

BODY_SECONDS = 15.0
BODY_BYTES_A_SECOND = 1024
LONGEST_BODY_SECONDS = 90.0
RETRY_SECONDS = 5
HANDS = 16
"""So many exchanges are worked on at once: enough to share a commit, and more would only wait for one another."""
_MOST_PIECES = 1 << 20

_STRANGERS = frozenset({"malformed", "signature", "unknown-device", "unknown", "expired", "used"})
"""Refusals that count against the address they went to."""
_FOREVER = {"Cache-Control": "public, max-age=86400, immutable"}

Clock = Callable[[], dt.datetime]


class _NotRead(Exception):
    """The body was not read to its end. ``args[0]`` is the HTTP code to answer."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long a body may stand still, how often may be asked, and who counts it all."""

    body_seconds: float = BODY_SECONDS
    limits: Limits = field(default_factory=Limits)
    figures: Figures = field(default_factory=Figures)


def make_app(district: District, clock: Clock, today: Clock, bounds: Bounds | None = None) -> FastAPI:
    """Return the ASGI program of ``district``. ``clock`` stamps what is told; ``today`` judges tickets."""
    bounds = bounds or Bounds()
    app = FastAPI(
        title="FieldKit district",
        version=__version__,
        description="Sealed messages between devices and their district: docs/protocol.md.",
        docs_url=None,  # its scripts come from elsewhere, onto the origin that holds the staff's cookie
        redoc_url=None,
    )
    _add_what_anybody_may_ask(app, district, clock)
    _add_messages(app, district, clock, today, bounds)
    _add_parcels(app, district, clock, bounds)
    add_office(app, district, today)
    app.add_middleware(NoPage)
    app.add_exception_handler(TooOften, lambda _, fault: _too_often(bounds.figures, fault))
    app.add_exception_handler(Unavailable, lambda *_: _later())
    app.add_exception_handler(_NotRead, _not_read)
    app.add_exception_handler(Exception, _fault)
    return app


def _add_what_anybody_may_ask(app: FastAPI, district: District, clock: Clock) -> None:
    @app.get("/healthz", summary="Whether the district can read its database", **ALIVE)
    def healthz() -> dict[str, str]:
        with district.database.reading() as reading:
            reading.exec_driver_sql("SELECT 1")
        return {"district": district.id}

    @app.get("/v1/hello", summary="Who the district is, the versions it speaks, its clock, its key", **HELLO)
    def get_hello() -> Response:
        return Response(hello(district, __version__, clock()), media_type="application/json")

    @app.get("/v1/authority", summary="The certificate authority that signs the server's name, as PEM", **PEM)
    def get_authority() -> Response:
        return Response(district.pinned(), media_type="application/x-pem-file")

    @app.get("/v1/snapshots/{named}/{number}", summary="A sealed piece of a snapshot", **PIECES)
    def get_piece(named: str, number: int) -> Response:
        with district.database.reading() as reading:
            content = piece(reading, named, number) if 0 <= number < _MOST_PIECES else None
        if content is None:
            return Response(status_code=404)
        return Response(content, media_type="application/octet-stream", headers=_FOREVER)


def _add_messages(app: FastAPI, district: District, clock: Clock, today: Clock, bounds: Bounds) -> None:
    limits = bounds.limits
    hands = ThreadPoolExecutor(HANDS, "exchange")

    async def answered(request: Request, work: Callable[[bytes], Answer], *shares: Share) -> Response:
        started = time.monotonic()
        address = request.client.host if request.client else ""
        for share in shares:
            share.look(address)
        raw = await _body(request, bounds)
        answer = await asyncio.get_running_loop().run_in_executor(hands, work, raw)
        if answer.refused in _STRANGERS:
            for share in shares:
                share.take(address)
        _told(bounds, request.url.path, answer, started)
        return Response(answer.body, answer.code, media_type=SEALED)

    @app.post(
        "/v1/devices", summary="A device joins by its one-time code", **sealed("JoinRequest", "JoinReply")
    )
    async def post_devices(request: Request) -> Response:
        shares = limits.refused, limits.refused_joins
        return await answered(request, lambda raw: joining(district, raw, clock(), today()), *shares)

    @app.post(
        "/v1/exchange",
        summary="Batches and parts up; receipts, standings and changes down",
        **sealed("ExchangeRequest", "ExchangeReply"),
    )
    async def post_exchange(request: Request) -> Response:
        def exchanged(raw: bytes) -> Answer:
            return exchange(district, raw, clock(), let_in=limits.exchanges.take)

        return await answered(request, exchanged, limits.refused)

    # The same road once more, before all others: what FastAPI does for a road costs as much as a tenth of an exchange.
    app.router.routes.insert(
        0, Route("/v1/exchange", post_exchange, methods=["POST"], include_in_schema=False)
    )


def _add_parcels(app: FastAPI, district: District, clock: Clock, bounds: Bounds) -> None:
    limits = bounds.limits

    @app.post("/v1/parcels", summary="A parcel that somebody carried; its answer comes back", **PARCELS)
    async def post_parcel(request: Request) -> Response:
        started = time.monotonic()
        address = request.client.host if request.client else ""
        limits.refused.look(address)
        raw = await _body(request, bounds, MAX_PARCEL_BYTES)
        shared = partial(parcel, count=partial(limits.brought.take, address), let_in=limits.carried.take)
        try:
            answer, told = await run_in_threadpool(shared, district, raw, clock())
        except NoParcel:
            limits.refused.take(address)
            return Response(status_code=400)
        for one in told:
            if one.refused in _STRANGERS:
                limits.refused.take(address)
            _told(bounds, request.url.path, one, started)
        return Response(answer, media_type="application/octet-stream")


async def _body(request: Request, bounds: Bounds, most: int = MAX_REQUEST_BYTES) -> bytes:
    """Return the body of ``request``. Raises _NotRead when it is too large, too slow or cut off.

    It has some seconds and, as bad lines are slow but never stand still, one more for each KiB that came.
    """
    parts: list[bytes] = []
    came, more = 0, True
    began = asyncio.get_running_loop().time()
    try:
        async with asyncio.timeout_at(began + bounds.body_seconds) as deadline:
            while more:
                message = await request.receive()
                if message["type"] == "http.disconnect":
                    raise _NotRead(400)
                parts.append(message.get("body", b""))
                came, more = came + len(parts[-1]), message.get("more_body", False)
                if came > most:
                    raise _NotRead(413)
                if more:
                    seconds = min(bounds.body_seconds + came / BODY_BYTES_A_SECOND, LONGEST_BODY_SECONDS)
                    deadline.reschedule(began + max(seconds, bounds.body_seconds))
    except TimeoutError:
        bounds.figures.stalled("body")
        raise _NotRead(408) from None
    return b"".join(parts)


def _told(bounds: Bounds, path: str, answer: Answer, started: float) -> None:
    """Count ``answer`` and write its line into the log."""
    road, seconds = path.rpartition("/")[2], time.monotonic() - started
    bounds.figures.answered(road, answer, seconds)
    log.info(
        road,
        extra={
            "device": answer.device,
            "refused": answer.refused,
            "operations": answer.counts.operations,
            "rejected": answer.counts.rejected,
            "held": answer.counts.held,
            "changes": answer.changes,
            "http": answer.code,
            "milliseconds": round(seconds * 1000),
        },
    )


def _not_read(_request: Request, fault: Exception) -> Response:
    """Answer and hang up: what is left of the body is not waited for."""
    return Response(status_code=fault.args[0], headers={"Connection": "close"})


def _too_often(figures: Figures, fault: Exception) -> Response:
    assert isinstance(fault, TooOften)
    figures.turned_away(fault.who)
    return Response(status_code=429, headers={"Retry-After": str(math.ceil(fault.seconds))})


def _later() -> Response:
    """Say that it cannot be done at this moment and may be asked again."""
    return Response(status_code=503, headers={"Retry-After": str(RETRY_SECONDS)})


def _fault(_request: Request, fault: Exception) -> Response:
    """Answer a fault of ours: nothing of it leaves the machine, the log says where it was."""
    log.error("fault", exc_info=fault)
    return Response(status_code=500)
