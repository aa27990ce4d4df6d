# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How the OpenAPI page describes the roads for devices: what each takes, and each code that it answers."""

from __future__ import annotations

from typing import Any

from fastapi import Response

from fieldkit.protocol.messages import MAX_REQUEST_BYTES
from fieldkit.seals.parcels import MAX_PARCEL_BYTES
from sync.serving.no_page import SEALED

COSE = {"content": {SEALED: {"schema": {"type": "string", "format": "binary"}}}}
OCTETS = {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
BUSY: dict[str, Any] = {
    "description": "Not at this moment; ``Retry-After`` says when",
    "headers": {"Retry-After": {"schema": {"type": "integer"}}},
}
TOO_OFTEN = BUSY | {"description": "Too often; ``Retry-After`` says when"}
ALIVE: dict[str, Any] = {"responses": {503: {"description": "It cannot at this moment"}}}
HELLO: dict[str, Any] = {
    "response_class": Response,
    "responses": {
        200: {
            "description": "Hello, as JSON",
            "content": {"application/json": {"schema": {"type": "object"}}},
        },
        503: BUSY,
    },
}
PEM: dict[str, Any] = {
    "response_class": Response,
    "responses": {
        200: {
            "description": "A certificate",
            "content": {"application/x-pem-file": {"schema": {"type": "string"}}},
        },
        503: BUSY,
    },
}
PARCELS: dict[str, Any] = {
    "response_class": Response,
    "responses": {
        200: {"description": "Frames of answers, in the order of the parcel's requests", **OCTETS},
        400: {"description": "It is no parcel that was sealed for this district"},
        408: {"description": "The body did not come in time"},
        413: {"description": f"The body is larger than {MAX_PARCEL_BYTES} bytes"},
        429: TOO_OFTEN,
        503: BUSY,
    },
    "openapi_extra": {
        "requestBody": {"required": True, "description": "An age file around frames of requests", **OCTETS}
    },
}
PIECES: dict[str, Any] = {
    "response_class": Response,
    "responses": {
        200: {"description": "The piece, sealed by AES-256-GCM", **OCTETS},
        404: {"description": "There is no such piece, or no longer"},
        503: BUSY,
    },
}


def sealed(asked: str, answered: str) -> dict[str, Any]:
    """Return how the OpenAPI page describes a road for sealed messages."""
    said = f"A COSE_Sign1 envelope around {answered} as JSON"
    return {
        "response_class": Response,
        "responses": {
            200: {"description": said, **COSE},
            400: {"description": f"{said} that says what cannot be read", **COSE},
            403: {"description": f"{said} that says why not", **COSE},
            408: {"description": "The body did not come in time"},
            413: {"description": f"The body is larger than {MAX_REQUEST_BYTES} bytes"},
            429: TOO_OFTEN,
            503: BUSY,
        },
        "openapi_extra": {
            "requestBody": {
                "required": True,
                "description": f"A COSE_Sign1 envelope (tag 18, EdDSA) around {asked} as JSON",
                **COSE,
            }
        },
    }
