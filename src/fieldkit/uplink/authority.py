# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The district's authority, fetched from whoever answers there and believed by the ticket's fingerprint only."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import http.client
import socket
import ssl
import threading
from urllib.parse import urlsplit

from fieldkit.problems import DistrictNotTrusted
from fieldkit.uplink import strangers
from fieldkit.uplink.line import CONNECT_SECONDS, READ_SECONDS, WHOLE_SECONDS
from fieldkit.uplink.tickets import Ticket
from fieldkit.uplink.trouble import OverlongReply, problem_of

_MAX_AUTHORITY_BYTES = 65_536


def fetch_authority(ticket: Ticket) -> str:
    """Return the authority (PEM) that ``ticket`` names, fetched from whoever answers at its address and compared."""
    found = _fetch(ticket.address)
    try:
        plain = ssl.PEM_cert_to_DER_cert(found.decode("ascii"))
    except ValueError:
        page = strangers.answered_in_place(200, "", found, ticket.address)
        raise page or DistrictNotTrusted(why="not-fieldkit") from None
    if not hmac.compare_digest(hashlib.sha256(plain).digest(), ticket.fingerprint):
        raise DistrictNotTrusted(why="certificate")
    return ssl.DER_cert_to_PEM_cert(plain)


def _fetch(address: str) -> bytes:
    """Return what anybody at ``address`` gives out as the authority. It is not believed yet."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    parts = urlsplit(address)
    line = http.client.HTTPSConnection(
        parts.hostname or "", parts.port or 443, timeout=CONNECT_SECONDS, context=context
    )
    try:
        line.connect()
        line.sock.settimeout(READ_SECONDS)
        return _read_authority(line, parts.path.rstrip("/") + "/v1/authority")
    except (OSError, UnicodeError, http.client.HTTPException, OverlongReply) as fault:
        raise strangers.named(problem_of(fault), address) from fault
    finally:
        line.close()


def _read_authority(line: http.client.HTTPSConnection, path: str) -> bytes:
    """Return what is at ``path``. Raises TimeoutError when it drips, in its head or its body, OverlongReply."""
    hung_up = threading.Event()
    watch = threading.Timer(WHOLE_SECONDS, _hang_up, (line.sock, hung_up))
    watch.daemon = True
    watch.start()
    try:
        line.request("GET", path)
        found = line.getresponse().read(_MAX_AUTHORITY_BYTES + 1)
    except (OSError, http.client.HTTPException):
        if not hung_up.is_set():
            raise
        found = b""
    finally:
        watch.cancel()
    if hung_up.is_set():
        raise TimeoutError
    if len(found) > _MAX_AUTHORITY_BYTES:
        raise OverlongReply
    return found


def _hang_up(sock: socket.socket, hung_up: threading.Event) -> None:
    """End a conversation that lasts too long: whoever reads from ``sock`` finds it cut."""
    hung_up.set()
    with contextlib.suppress(OSError):
        # Not sock.shutdown: on a TLS socket that takes the TLS away beneath whoever is reading.
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
