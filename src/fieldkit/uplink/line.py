# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A line to one address by HTTPS that trusts one authority and nobody else's; what the network does becomes a problem.

1. Only certificates of the given authority are taken, for the name that was dialled, never the system's or a library's.
2. No redirect is followed, no proxy of the environment is used, and no more is read than a reply may hold.
3. A connection that breaks is tried once more on a fresh one: every request of ours may be sent twice without harm.
4. What comes back is bytes. Nothing is taken for an answer here, not even a 200: that is for the seal to say.
5. What goes up goes in small pieces, each with a time of its own: a slow line is no dead one.
6. No header is sent that nobody needs.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from fieldkit.problems import DistrictUnreachable, Problem
from fieldkit.uplink import strangers
from fieldkit.uplink.trouble import OverlongReply, problem_of

if TYPE_CHECKING:
    import requests

CONNECT_SECONDS = 5.0
READ_SECONDS = 20.0
WHOLE_SECONDS = 90.0
MAX_REPLY_BYTES = 9 * 1024 * 1024
"""A reply that is boxed and signed, or the answer to a parcel; what is in it is bound when it is opened."""
_PIECE_BYTES, _LARGE_PIECE_BYTES = 4096, 16384
"""How much goes up at once; more where the whole is so much that the line must have shown that it carries it."""


@dataclass(frozen=True, slots=True)
class Came:
    """What came back: the HTTP code, the body, where a redirect points, how many seconds to wait (0: not said)."""

    code: int
    body: bytes
    location: str = ""
    wait: int = 0


class Line:
    """A line to ``address`` that trusts the authority in ``ca_pem``; one connection, kept while it lasts."""

    def __init__(self, address: str, ca_pem: str, *, proxy: str = "") -> None:
        self.address = address.rstrip("/")
        self._context = pinned_context(ca_pem)
        self._proxy = proxy
        self._reached = False
        self._session: requests.Session | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        if self._session is not None:
            self._session.close()
            self._session = None

    def get(self, path: str) -> Came:
        """Return what is at ``path``. Raises DistrictUnreachable or DistrictNotTrusted."""
        return self._ask("GET", path, b"")

    def post(self, path: str, body: bytes, kind: str = "") -> Came:
        """Return what ``path`` answers to ``body``. Raises DistrictUnreachable or DistrictNotTrusted.

        A ``kind`` is for those in between: the district looks at the content only.
        """
        return self._ask("POST", path, body, kind)

    def _ask(self, method: str, path: str, body: bytes, kind: str = "") -> Came:
        try:
            try:
                came = self._ask_once(method, path, body, kind)
            except DistrictUnreachable as problem:
                if problem.facts["why"] != "cut":
                    raise
                came = self._ask_once(method, path, body, kind)
        except Problem as problem:
            if self._reached:  # it is our district; others are not looked for
                raise
            raise strangers.named(problem, self.address) from problem
        self._reached = True
        return came

    def _ask_once(self, method: str, path: str, body: bytes, kind: str) -> Came:
        import requests  # noqa: PLC0415 - a tenth of the program's start, and only this lane needs it
        from urllib3.exceptions import HTTPError  # noqa: PLC0415 - what a streamed body raises comes unwrapped

        try:
            with self._opened().request(
                method,
                self.address + path,
                data=_Slowly(body) if body else None,
                headers={"Content-Type": kind} if kind else {},
                timeout=(CONNECT_SECONDS, READ_SECONDS),
                allow_redirects=False,
                stream=True,
            ) as reply:
                return Came(reply.status_code, _read(reply), reply.headers.get("Location", ""), _wait(reply))
        except (requests.RequestException, HTTPError, OSError, OverlongReply) as fault:
            self.close()
            raise problem_of(fault) from fault

    def _opened(self) -> requests.Session:
        if self._session is None:
            import requests  # noqa: PLC0415
            from urllib3.util import SKIP_HEADER  # noqa: PLC0415

            session = requests.Session()
            session.trust_env = False
            session.headers.clear()
            session.headers.update({"User-Agent": SKIP_HEADER, "Accept-Encoding": SKIP_HEADER})
            session.get_redirect_target = _nowhere  # type: ignore[assignment,method-assign] # they fail over some Locations
            session.mount("https://", _pinned_adapter(self._context))
            if self._proxy:
                session.proxies = {"https": self._proxy}
            self._session = session
        return self._session


Dial = Callable[[str, str], Line]
"""How a line is had to an address, trusting the authority in a PEM: ``Line``, or what a rehearsal puts in its place."""


class _Slowly:
    """A body that is handed out in small pieces, each of which has the time of a connection to leave by itself."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._place = 0
        self._most = max(_PIECE_BYTES, min(_LARGE_PIECE_BYTES, len(body) // 16))

    def __len__(self) -> int:
        return len(self._body)

    def __iter__(self) -> Iterator[bytes]:  # by this ``requests`` knows it for a stream
        while piece := self.read():
            yield piece

    def read(self, _most: int = -1) -> bytes:
        """Return the next piece, empty at the end."""
        piece = self._body[self._place : self._place + self._most]
        self._place += len(piece)
        return piece


def pinned_context(ca_pem: str) -> ssl.SSLContext:
    """Return a TLS context that takes certificates of the authority in ``ca_pem`` and of nobody else."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_verify_locations(cadata=ca_pem)
    return context


def _read(reply: requests.Response) -> bytes:
    """Return the body of ``reply``.

    Raises ConnectionError when it was cut, TimeoutError when it drips, OverlongReply when it does not end. A reply
    that tells no length was cut in its headers: HTTP libraries take the end of a line for the end of a message.
    """
    if not reply.headers.keys() & {"Content-Length", "Transfer-Encoding"}:
        raise ConnectionError
    until = time.monotonic() + WHOLE_SECONDS
    parts: list[bytes] = []
    room = MAX_REPLY_BYTES
    while part := reply.raw.read1(65536, decode_content=True):
        parts.append(part)
        room -= len(part)
        if room < 0:
            raise OverlongReply
        if time.monotonic() > until:
            raise TimeoutError
    return b"".join(parts)


def _nowhere(_reply: requests.Response) -> None:
    return None


def _wait(reply: requests.Response) -> int:
    told = reply.headers.get("Retry-After", "")
    return min(int(told), 3600) if told.isascii() and told.isdigit() else 0


def _pinned_adapter(context: ssl.SSLContext) -> Any:
    """Return the adapter that makes ``requests`` use ``context`` as it is.

    Left alone, it would add the public authorities that it brings along, and any of those could speak for the district.
    """
    from requests.adapters import HTTPAdapter  # noqa: PLC0415

    class PinnedAdapter(HTTPAdapter):
        """Connects by the pinned context only."""

        def init_poolmanager(self, *given: Any, **named: Any) -> None:
            super().init_poolmanager(*given, ssl_context=context, **named)

        def proxy_manager_for(self, proxy: str, **named: Any) -> Any:
            return super().proxy_manager_for(proxy, ssl_context=context, **named)

        def build_connection_pool_key_attributes(self, request: Any, verify: Any, cert: Any = None) -> Any:
            host, _ = super().build_connection_pool_key_attributes(request, verify, cert)
            return host, {"ssl_context": context, "cert_reqs": "CERT_REQUIRED"}

        def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:  # noqa: ARG002 - theirs
            conn.cert_reqs = "CERT_REQUIRED"
            conn.ca_certs = conn.ca_cert_dir = None

    return PinnedAdapter(pool_connections=1, pool_maxsize=1)
