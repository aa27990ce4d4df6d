# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A line from the registrar's desk to the district's office, by HTTPS that trusts the district's authority alone.

1. The authority is a file, or is fetched from whoever answers and believed only by its fingerprint. That one question
   carries nothing of ours; nothing else is asked before a certificate of that authority was shown for the name dialled.
2. No redirect is followed, no proxy of the environment is used, no more is read than an export may hold.
3. The session's cookie is kept in memory, and ends with the line.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import http.client
import re
import ssl
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

import msgspec

from fieldkit.protocol.exports import MAX_EXPORT_BYTES

SECONDS = 120.0
"""How long a silent line is waited for: a large export takes a while to be made."""

PREFIX = "/v1/office"
_MOST_AUTHORITY_BYTES = 65_536
_FINGERPRINT_BYTES = 32
_ADDRESS = re.compile(r"https://[a-z0-9.\[\]:-]+(?:/[\w./~-]*)?", re.IGNORECASE | re.ASCII)


class BadAddress(Exception):
    """This is no address of a district. ``args[0]`` is what was given."""


class BadFingerprint(Exception):
    """This is no fingerprint: 64 hex digits, or the groups of letters at the end of a ticket."""


class NotTrusted(Exception):
    """Whoever answers at ``args[0]`` is not the district that was named, or nobody can tell."""


class NotReached(Exception):
    """Nobody answers at ``args[0]``, or the line broke."""


class Refusal(Exception):
    """The district answered no. ``args``: the fault's name, the field that is wrong, seconds to wait (0: not said)."""


class Fault(msgspec.Struct, frozen=True):
    """The district's word on why not."""

    fault: str
    field: str = ""


class Line:
    """A line to the office of the district at ``address``, which trusts the authority in ``pem`` and nobody else."""

    def __init__(self, address: str, pem: str) -> None:
        if not _ADDRESS.fullmatch(address):
            raise BadAddress(address)
        self.address = address.rstrip("/")
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._context.minimum_version = ssl.TLSVersion.TLSv1_2
        try:
            self._context.load_verify_locations(cadata=pem)
        except (ssl.SSLError, ValueError):
            raise NotTrusted(address) from None
        self._cookie = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._cookie:
            with contextlib.suppress(NotReached, NotTrusted, Refusal):  # it ends by itself, an hour later
                self.post("/sign-out", {})

    def reach(self) -> None:
        """Make sure that the district is there, before anybody types a password. Raises NotTrusted, NotReached."""
        _exchange(self.address, self._context, ("GET", "/v1/authority", None, {}), _MOST_AUTHORITY_BYTES)

    def get(self, road: str) -> bytes:
        """Return what ``road`` of the office tells. Raises NotTrusted, NotReached, Refusal."""
        return self._ask("GET", road, None)

    def post(self, road: str, told: dict[str, Any]) -> bytes:
        """Return what ``road`` of the office answers to ``told``. Raises NotTrusted, NotReached, Refusal."""
        return self._ask("POST", road, msgspec.json.encode(told))

    def _ask(self, method: str, road: str, body: bytes | None) -> bytes:
        headers = {"Content-Type": "application/json"} if body is not None else {}
        if self._cookie:
            headers["Cookie"] = self._cookie
        reply, raw = _exchange(
            self.address, self._context, (method, PREFIX + road, body, headers), MAX_EXPORT_BYTES
        )
        self._keep(reply.headers.get_all("Set-Cookie") or [])
        if reply.status == http.HTTPStatus.OK:
            return raw
        try:
            fault = msgspec.json.decode(raw, type=Fault)
        except msgspec.DecodeError:
            raise NotReached(self.address) from None
        wait = reply.headers.get("Retry-After", "")
        raise Refusal(fault.fault, fault.field, int(wait) if wait.isascii() and wait.isdigit() else 0)

    def _keep(self, told: list[str]) -> None:
        """Keep the session's cookie, or let it go."""
        for one in told:
            with contextlib.suppress(CookieError):
                for name, cookie in SimpleCookie(one).items():
                    self._cookie = f"{name}={cookie.coded_value}" if cookie.value else ""


def authority_in(file: Path) -> str:
    """Return the authority (PEM) in ``file``. Raises OSError."""
    return file.read_bytes().decode("ascii", errors="replace")


def authority_at(address: str, fingerprint: str) -> str:
    """Return the authority (PEM) that ``fingerprint`` names, fetched from whoever answers at ``address``.

    Raises BadAddress, BadFingerprint, NotReached, and NotTrusted when it is another one.
    """
    wanted = read_fingerprint(fingerprint)
    if not _ADDRESS.fullmatch(address):
        raise BadAddress(address)
    unproved = ssl.SSLContext(
        ssl.PROTOCOL_TLS_CLIENT
    )  # for this one question: what comes is held to the fingerprint
    unproved.check_hostname = False
    unproved.verify_mode = ssl.CERT_NONE
    _, raw = _exchange(
        address.rstrip("/"), unproved, ("GET", "/v1/authority", None, {}), _MOST_AUTHORITY_BYTES
    )
    try:
        plain = ssl.PEM_cert_to_DER_cert(raw.decode("ascii"))
    except ValueError:
        raise NotTrusted(address) from None
    if not hmac.compare_digest(hashlib.sha256(plain).digest(), wanted):
        raise NotTrusted(address)
    return ssl.DER_cert_to_PEM_cert(plain)


def read_fingerprint(text: str) -> bytes:
    """Return the SHA-256 that ``text`` stands for. Raises BadFingerprint; a few groups of it are not enough."""
    letters = re.sub(r"[\s:-]", "", text).upper()
    try:
        whole = len(letters) == 2 * _FINGERPRINT_BYTES
        found = bytes.fromhex(letters) if whole else base64.b32decode(letters + "====")
    except ValueError:
        found = b""
    if len(found) != _FINGERPRINT_BYTES:
        raise BadFingerprint
    return found


def _exchange(
    address: str, context: ssl.SSLContext, asked: tuple[str, str, bytes | None, dict[str, str]], most: int
) -> tuple[http.client.HTTPResponse, bytes]:
    """Return the answer to ``asked`` (method, path, body, headers) and its body. Raises NotTrusted, NotReached."""
    method, path, body, headers = asked
    try:
        parts = urlsplit(address)
        line = http.client.HTTPSConnection(
            parts.hostname or "", parts.port or 443, timeout=SECONDS, context=context
        )
    except (ValueError, http.client.InvalidURL):
        raise BadAddress(address) from None
    with contextlib.closing(line):
        try:
            line.request(method, parts.path + path, body, {**headers, "Connection": "close"})
            reply = line.getresponse()
            raw = reply.read(most + 1)
        except ssl.SSLCertVerificationError:
            raise NotTrusted(address) from None
        except (OSError, UnicodeError, http.client.HTTPException):
            raise NotReached(address) from None
    if len(raw) > most:
        raise NotReached(address)
    return reply, raw
