# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The office's roads hung into the ASGI program, and what its OpenAPI page says of them."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool

from sync.district import District
from sync.office.office import ROADS, Road
from sync.office.office_door import (
    COOKIE,
    FAULTS,
    Answered,
    Call,
    Clock,
    Refused,
    Tries,
    answer,
    asked_in,
    let_in,
    monotonic,
    refusal,
)
from sync.office.office_words import Asked, Fault
from sync.office.sessions import who_is

PREFIX = "/v1/office"
_REF = "#/components/schemas/Office{name}"
_PLACE = re.compile(r"[0-9]{1,15}")


def add_office(app: FastAPI, district: District, today: Clock) -> None:
    """Hang every road of the office into ``app``; ``today`` is the real time, by which sessions end."""
    tries = Tries()
    for road in ROADS:
        app.add_api_route(
            PREFIX + road.path,
            _answering(road, district, today, tries),
            methods=[road.method],
            summary=road.summary,
            response_class=Response,
            responses=_responses(road),
            openapi_extra=_described(road),
            operation_id=f"office_{road.method.lower()}{re.sub('[^a-z]+', '_', road.path)}",
        )
    _describe(app)


def _answering(
    road: Road, district: District, today: Clock, tries: Tries
) -> Callable[[Request], Awaitable[Response]]:
    async def answered(request: Request) -> Response:
        try:
            if road.open:
                tries.count(request.client.host if request.client else "", monotonic())
            call = await run_in_threadpool(_call, request, road, district, today)
            asked = await asked_in(request, road.asks)
            told = await run_in_threadpool(_work, road, call, asked, request.path_params)
        except FAULTS as fault:
            return refusal(fault)
        return answer(told)

    return answered


def _call(request: Request, road: Road, district: District, today: Clock) -> Call:
    """Return the question as far as it is let in. Raises Refused."""
    token, now = request.cookies.get(COOKIE, ""), today()
    if road.open:
        return Call(district, now, None, token)
    call = Call(district, now, who_is(district.database, token, now) if token else None, token)
    let_in(call, road.act, changing=road.changing)
    return call


def _work(road: Road, call: Call, asked: Asked, path: dict[str, str]) -> Answered:
    """Do the road's work; what stands in the path is the place of an entry of the log."""
    if "place" not in path:
        return road.work(call, asked)
    if not _PLACE.fullmatch(path["place"]):
        raise Refused(404, "unknown")
    return road.work(call, asked, int(path["place"]))


def _responses(road: Road) -> dict[int | str, dict[str, Any]]:
    said = {400: "The question is malformed", 401: "Nobody is signed in, or it was not right"}
    if road.method == "POST":
        said |= {408: "The body did not come in time", 413: "It is too large", 415: "It is not JSON"}
        said |= {429: "Too often, or the account is shut"}
    if not road.open:
        said[403] = "The role does not allow it, or the password must be changed first"
    if "place" in road.path:
        said |= {410: "The request was made too long ago"}
    if road.tells is bytes:
        said |= {409: "Not just one registrar may read all of it: name one"}
    if "place" in road.path or "site" in road.asks.__struct_fields__:
        said[404] = "There is no such thing, or it is not the asker's business"
    fault = {"application/json": {"schema": {"$ref": _REF.format(name="Fault")}}}
    return {
        200: {"description": "The answer", "content": _content(road.tells)},
        **{code: {"description": text, "content": fault} for code, text in sorted(said.items())},
        503: {"description": "Not at this moment; ``Retry-After`` says when"},
    }


def _content(kind: Any) -> dict[str, Any]:
    if kind is bytes:
        return {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
    return {"application/json": {"schema": _schema(kind)}}


def _described(road: Road) -> dict[str, Any]:
    described: dict[str, Any] = {} if road.open else {"security": [{"session": []}]}
    if road.method == "POST":
        schema = _schema(road.asks)
        body = {"required": True, "content": {"application/json": {"schema": schema}}}
        described["requestBody"] = body
    parameters: list[dict[str, Any]] = []
    if "place" in road.path:
        place = {"type": "integer", "minimum": 0}
        parameters.append({"name": "place", "in": "path", "required": True, "schema": place})
    if road.method == "GET":
        _, components = msgspec.json.schema_components([road.asks])
        fields = components[road.asks.__name__].get("properties", {})
        parameters += [
            {"name": name, "in": "query", "required": False, "schema": _portable(of)}
            for name, of in fields.items()
        ]
    return described | ({"parameters": parameters} if parameters else {})


def _schema(kind: Any) -> dict[str, Any]:
    (schema,), _ = msgspec.json.schema_components([kind], ref_template=_REF)
    return schema


def _portable(schema: Any) -> Any:
    """Return ``schema`` with the end of its patterns written as every reader of JSON Schema has it: a dollar sign."""
    if isinstance(schema, list):
        return [_portable(one) for one in schema]
    if isinstance(schema, dict):
        return {
            name: of.replace("\\Z", "$") if name == "pattern" and isinstance(of, str) else _portable(of)
            for name, of in schema.items()
        }
    return schema


def _describe(app: FastAPI) -> None:
    """Let the OpenAPI page tell the office's kinds of questions and answers, and the cookie."""
    plain = app.openapi
    kinds = [kind for road in ROADS for kind in (road.asks, road.tells)]
    _, components = msgspec.json.schema_components([*kinds, Fault], ref_template=_REF)

    def openapi() -> dict[str, Any]:
        told = plain()
        parts = told.setdefault("components", {})
        parts.setdefault("schemas", {}).update(
            {f"Office{name}": _portable(of) for name, of in components.items()}
        )
        parts["securitySchemes"] = {"session": {"type": "apiKey", "in": "cookie", "name": COOKIE}}
        return told

    app.openapi = openapi  # type: ignore[method-assign] # the way that FastAPI's own page names
