# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Who answers in the district's place: a Wi-Fi's login page, a proxy that opens what passes, somebody's certificate.

Asked only after the pinned line has failed, and told nothing: a handshake without a request, then one bare
``GET /v1/hello`` by plain HTTP to the district's own host. What comes back is shown to the operator and believed by
nobody.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
from urllib.parse import urlsplit

from fieldkit.problems import DistrictNotTrusted, DistrictUnreachable, Problem
from fieldkit.seals.certificates import name_on

ASK_SECONDS = 3.0
PLAIN_PORT = 80
_MOST = 65_536
_LONGEST = 64
_WELL_KNOWN = "/v1/hello"
_MOVED = range(300, 400)
_LOGIN_NEEDED = 511
"""RFC 6585: what an honest login page answers."""


def named(problem: Problem, address: str) -> Problem:
    """Return ``problem``, met while dialling ``address``, with the name of who is in the way as far as can be told."""
    host, port = _place(address)
    if isinstance(problem, DistrictUnreachable):
        if problem.facts["why"] in ("no-network", "name"):
            return problem
        portal = _portal(host)
        return DistrictNotTrusted(why="portal", name=portal) if portal else problem
    if not isinstance(problem, DistrictNotTrusted):
        return problem
    if problem.facts["why"] not in ("certificate", "not-fieldkit"):
        return problem
    portal = _portal(host)
    if portal:
        return DistrictNotTrusted(why="portal", name=portal)
    name = _certificate_name(host, port) if problem.facts["why"] == "certificate" else ""
    return DistrictNotTrusted(**problem.facts, name=name) if name else problem


def answered_in_place(code: int, location: str, body: bytes, address: str) -> Problem | None:
    """Return the problem where an unsealed HTTP answer is plainly a login page or a redirect, else None."""
    host, _ = _place(address)
    if code in _MOVED:
        return DistrictNotTrusted(why="portal", name=_host_of(location) or host)
    if code == _LOGIN_NEEDED or (code < 500 and _is_page(body)):
        return DistrictNotTrusted(why="portal", name=host)
    return None


def _portal(host: str) -> str:
    """Return the host of the login page that plain HTTP to ``host`` ends at, '' where there is none."""
    line = http.client.HTTPConnection(host, PLAIN_PORT, timeout=ASK_SECONDS)
    try:
        line.request("GET", _WELL_KNOWN)
        came = line.getresponse()
        moved = _host_of(came.headers.get("Location", ""))
        body = came.read(_MOST)
    except (OSError, UnicodeError, http.client.HTTPException):
        return ""
    finally:
        line.close()
    if came.status in _MOVED:
        return moved if moved != host else ""  # a district that sends people from http to https is no portal
    return host if came.status == _LOGIN_NEEDED or (came.status == 200 and _is_page(body)) else ""


def _certificate_name(host: str, port: int) -> str:
    """Return who the certificate at ``host`` says it is. The handshake is all that is said."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with (
        contextlib.suppress(OSError, UnicodeError),
        socket.create_connection((host, port), timeout=ASK_SECONDS) as plain,
        context.wrap_socket(plain, server_hostname=host) as line,
    ):
        return name_on(line.getpeercert(binary_form=True) or b"", host)
    return ""


def _is_page(body: bytes) -> bool:
    """Return True where ``body`` is a page for people."""
    begin = body[:256].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return begin.startswith((b"<!doctype", b"<html", b"<head", b"<script", b"<meta", b"<body"))


def _place(address: str) -> tuple[str, int]:
    parts = urlsplit(address)
    return parts.hostname or "", parts.port or 443


def _host_of(location: str) -> str:
    try:
        host = urlsplit(location).hostname or ""
    except ValueError:
        return ""
    return "".join(letter for letter in host if letter.isprintable())[:_LONGEST]
