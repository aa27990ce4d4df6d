# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Joining a district: from one line of text on a ticket to an identity in the store.

1. The ticket's fingerprint is the only thing believed at first. The authority is fetched from anybody who answers,
   compared with it, and from then on nobody else is listened to.
2. The device's key is kept before it is told to anybody: if the answer is lost, the same ticket works again.
3. The identity is kept once the district's signed answer has been checked, all of it at once.
"""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import hashlib
import hmac
import http.client
import re
import secrets
import socket
import ssl
import threading
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

from fieldkit import __version__
from fieldkit.problems import DistrictFailing, DistrictNotTrusted, DistrictRefused, JoiningRefused
from fieldkit.protocol.codec import from_bytes, to_bytes
from fieldkit.protocol.messages import Hello, JoinReply, JoinRequest
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.protocol.version import OLDEST_SPOKEN, PROTOCOL_VERSION
from fieldkit.seals import envelope
from fieldkit.seals.keys import (
    key_id,
    load_public_key,
    load_signing_key,
    new_signing_key,
    private_bytes,
    public_bytes,
)
from fieldkit.store.identity import identity, keep_identity
from fieldkit.store.vault import Store
from fieldkit.uplink.district import not_sealed
from fieldkit.uplink.line import CONNECT_SECONDS, READ_SECONDS, WHOLE_SECONDS, Line
from fieldkit.uplink.trouble import OverlongReply, problem_of

MARK = "FK1"
CODE_LETTERS = 16
_FINGERPRINT_BYTES = 32
_MAX_AUTHORITY_BYTES = 65_536
_ADDRESS = re.compile(
    r"https://(?P<host>[a-z0-9][a-z0-9.-]*|\[[0-9a-f:.]+\])(?::(?P<port>[0-9]{1,5}))?(?P<path>(?:/[\w.~-]*)*)",
    re.IGNORECASE | re.ASCII,
)

_LETTERS = str.maketrans("018", "OIB")
"""What is read for a letter that the code's alphabet (A to Z, 2 to 7) has."""

_HALF_WIDTH = str.maketrans({"。": ".", "、": "/", "—": "-", "–": "-", "−": "-"})


@dataclass(frozen=True, slots=True)
class Ticket:
    """Where the district is, the one-time code, and the SHA-256 of its authority's certificate."""

    address: str
    code: str
    fingerprint: bytes


@dataclass(frozen=True, slots=True)
class Joined:
    """What joining gave: this device's number, and whose it is now."""

    device: str
    district_name: str


def read_ticket(text: str) -> Ticket:
    """Return the ticket in ``text``, as copied, scanned or typed. Raises JoiningRefused(why="unreadable")."""
    words = unicodedata.normalize("NFKC", text).translate(_HALF_WIDTH).split()
    if len(words) < 3 or words[0].upper() != MARK:
        raise JoiningRefused(why="unreadable")
    letters = "".join(words[2:]).replace("-", "").upper()
    code, rest = letters[:CODE_LETTERS].translate(_LETTERS), letters[CODE_LETTERS:]
    if not re.fullmatch(f"[A-Z2-7]{{{CODE_LETTERS}}}", code):
        raise JoiningRefused(why="unreadable")
    return Ticket(_address(words[1]), code, _fingerprint(rest))


def join(store: Store, *, ticket: str, device_name: str, now: dt.datetime) -> Joined:
    """Make ``store`` a device of the district that issued ``ticket``.

    Raises JoiningRefused, DistrictUnreachable, DistrictNotTrusted, DistrictRefused or DistrictFailing.
    """
    read = read_ticket(ticket)
    before = identity(store)
    if before is not None and before.district_key:
        raise JoiningRefused(why="joined")
    ca_pem = fetch_authority(read)
    with Line(read.address, ca_pem) as line:
        hello = _hello(line)
        kept = before.signing_key if before is not None and before.ca_pem == ca_pem else b""
        key = load_signing_key(kept) if kept else new_signing_key()
        keeping = _Keeping(store, private_bytes(key), read.address, ca_pem, now)
        keeping.keep(district=hello.district)
        request = JoinRequest(
            protocol=PROTOCOL_VERSION,
            asked=secrets.token_hex(16),
            code=read.code,
            name=device_name,
            signing_key=public_bytes(key),
            program=__version__,
        )
        raw = envelope.sign(to_bytes(request), key, public_bytes(key), envelope.JOIN)
        reply = _ask(line, raw, request, hello.district_key)
    keeping.keep(
        district=reply.district,
        district_name=reply.district_name,
        device=reply.device,
        district_key=reply.district_key,
        tag_key=reply.tag_key,
        town=reply.town,
    )
    return Joined(reply.device, reply.district_name)


def fetch_authority(ticket: Ticket) -> str:
    """Return the authority (PEM) that ``ticket`` names, fetched from whoever answers at its address and compared."""
    found = _fetch(ticket.address)
    try:
        plain = ssl.PEM_cert_to_DER_cert(found.decode("ascii"))
    except ValueError:
        raise DistrictNotTrusted(why="not-fieldkit") from None
    if not hmac.compare_digest(hashlib.sha256(plain).digest(), ticket.fingerprint):
        raise DistrictNotTrusted(why="certificate")
    return ssl.DER_cert_to_PEM_cert(plain)


@dataclass(frozen=True, slots=True)
class _Keeping:
    """What an identity is kept with, before and after the district has answered."""

    store: Store
    signing_key: bytes
    address: str
    ca_pem: str
    now: dt.datetime

    def keep(
        self,
        *,
        district: str,
        district_name: str = "",
        device: str = "",
        district_key: bytes = b"",
        tag_key: bytes = b"",
        town: str = "",
    ) -> None:
        """Keep the identity, unfinished while there is no ``district_key``."""
        keep_identity(
            self.store,
            device=device,
            district=district,
            district_name=district_name,
            signing_key=self.signing_key,
            district_key=district_key,
            address=self.address,
            ca_pem=self.ca_pem,
            tag_key=tag_key,
            town=town,
            joined_at=self.now,
        )


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
        raise problem_of(fault) from fault
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


def _hello(line: Line) -> Hello:
    """Return who answers on the pinned line, if it is a district that we can speak with."""
    came = line.get("/v1/hello")
    try:
        hello = from_bytes(came.body, Hello)
        load_public_key(hello.district_key)
    except (TheirMistake, ValueError):
        raise _no_district(came.code) from None
    if hello.oldest > PROTOCOL_VERSION or hello.newest < OLDEST_SPOKEN:
        raise DistrictRefused(
            why="too-old-protocol" if hello.oldest > PROTOCOL_VERSION else "too-new-protocol"
        )
    return hello


def _no_district(code: int) -> DistrictFailing | DistrictNotTrusted:
    return DistrictFailing(status=code) if code >= 500 else DistrictNotTrusted(why="not-fieldkit")


def _ask(line: Line, raw: bytes, request: JoinRequest, district_key: bytes) -> JoinReply:
    """Send the sealed ``request``; return the district's checked answer. Raises JoiningRefused when it says no."""
    came = line.post("/v1/devices", raw)
    try:
        keys = {key_id(district_key): load_public_key(district_key)}
        _, content = envelope.open_envelope(came.body, keys, envelope.JOINED)
        reply = from_bytes(content, JoinReply)
    except envelope.Refused as refused:
        raise not_sealed(came, refused) from None
    except TheirMistake:
        raise DistrictNotTrusted(why="not-fieldkit") from None
    if reply.heard != hashlib.sha256(raw).hexdigest():
        raise DistrictNotTrusted(why="other-request")
    if reply.refused:
        raise JoiningRefused(why=reply.refused)
    if reply.asked != request.asked:
        raise DistrictNotTrusted(why="other-request")
    if reply.district_key != district_key or not (reply.device and reply.tag_key):
        raise DistrictNotTrusted(why="not-fieldkit")
    return reply


def _address(word: str) -> str:
    found = _ADDRESS.fullmatch(word)
    if found is None or not 0 < int(found["port"] or 443) < 65_536:
        raise JoiningRefused(why="unreadable")
    return f"https://{found['host']}{':' if found['port'] else ''}{found['port'] or ''}{found['path'].rstrip('/')}"


def _fingerprint(letters: str) -> bytes:
    try:
        if len(letters) == 2 * _FINGERPRINT_BYTES:
            found = bytes.fromhex(letters)
        else:
            found = base64.b32decode(letters.translate(_LETTERS) + "====")
    except ValueError:
        found = b""
    if len(found) != _FINGERPRINT_BYTES:
        raise JoiningRefused(why="unreadable")
    return found
