# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""No answer of the district is a page: browsers are told to run nothing of it and to guess at nothing.

The origin holds the staff's cookie. What devices hear under its seal goes without: no browser shows it, and every byte
counts on a bad line.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SEALED = "application/cose"
HEADERS = {"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff"}


class NoPage:
    """An ASGI program around another, which adds ``HEADERS`` to each answer that is not sealed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the program within answer."""

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type") != SEALED:
                    headers.update(HEADERS)
            await send(message)

        await self._app(scope, receive, told)
