# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The bad line carries messages unchanged, does each fault as it says, and one seed tells all."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import http.client
import http.server
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldkit.rehearsal.storms import badline, faults
from fieldkit.rehearsal.storms.badline import FaultProxy
from fieldkit.rehearsal.storms.faults import Fault, Weather
from sync.trust.authority import new_authority, new_server

BODY = bytes(range(256)) * 20


class Upstream(http.server.BaseHTTPRequestHandler):
    """Answers each request with the digest of its body, and counts."""

    protocol_version = "HTTP/1.1"
    heard: list[bytes]

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        if len(body) < length:
            return
        self.heard.append(body)
        said = hashlib.sha256(body).hexdigest().encode() + b" " + str(len(self.heard)).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_said: object) -> None:
        """Say nothing."""


class Rig:
    """A bad line to an upstream that counts, and a device at its other end."""

    def __init__(self, proxy: FaultProxy, heard: list[bytes], authority: str) -> None:
        self.proxy, self.heard = proxy, heard
        self.context = ssl.create_default_context(cadata=authority)

    def ask(self, fault: Fault | None = None, body: bytes = BODY, patience: float = 30) -> tuple[int, bytes]:
        """Post ``body``; return code and answer. Raises what a device meets, silence after ``patience`` seconds."""
        if fault is not None:
            self.proxy.order(fault)
        line = http.client.HTTPSConnection(
            "127.0.0.1", self.proxy.port, timeout=patience, context=self.context
        )
        with contextlib.closing(line):
            line.request("POST", "/v1/exchange", body)
            came = line.getresponse()
            return came.status, came.read()


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    """Give a bad line, whole so far."""
    authority = new_authority("示例", dt.datetime.now(dt.UTC))
    own = new_server(authority, ["127.0.0.1"], dt.datetime.now(dt.UTC))
    file = tmp_path / "server.pem"
    file.write_text(own.certificate + own.key, encoding="ascii")
    heard: list[bytes] = []
    handler = type("Handler", (Upstream,), {"heard": heard})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as upstream:
        upstream.daemon_threads = True
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        upstream.socket = context.wrap_socket(upstream.socket, server_side=True)
        upstream.handle_error = lambda *_: None  # type: ignore[method-assign] # resets are what we are here for
        serving = threading.Thread(target=upstream.serve_forever)
        serving.start()
        try:
            with FaultProxy(1) as proxy:
                proxy.lead(int(upstream.server_address[1]), file, file, foreign=file)
                yield Rig(proxy, heard, authority.certificate)
        finally:
            upstream.shutdown()
            serving.join()


def answer(place: int) -> bytes:
    return hashlib.sha256(BODY).hexdigest().encode() + b" " + str(place).encode()


def test_a_whole_line_changes_nothing(rig: Rig) -> None:
    assert rig.ask() == (200, answer(1))
    assert rig.heard == [BODY]
    assert rig.proxy.last[0] > len(BODY)
    assert not rig.proxy.stats


@pytest.mark.parametrize("abrupt", [True, False])
def test_a_cut_request_is_never_heard_whole(rig: Rig, abrupt: bool) -> None:
    with pytest.raises((OSError, http.client.HTTPException)):
        rig.ask(Fault(faults.UP, 2000, abrupt), patience=2)
    assert rig.ask() == (200, answer(1))


@pytest.mark.parametrize("kind", [faults.BEFORE_REPLY, faults.DOWN, faults.HOLE_DOWN])
def test_a_lost_reply_was_heard_all_the_same(rig: Rig, kind: str) -> None:
    rig.proxy.spoil(1e-9)  # silence lasts while the line is bad
    with pytest.raises((OSError, http.client.HTTPException)):
        rig.ask(Fault(kind, 150, abrupt=False), patience=4)
    assert rig.heard == [BODY]


@pytest.mark.parametrize("kind", [faults.UNAVAILABLE, faults.TOO_MANY, faults.PORTAL])
def test_what_stands_in_the_district_s_place_says_nothing_to_it(rig: Rig, kind: str) -> None:
    code, said = rig.ask(Fault(kind))
    assert code == (200 if kind == faults.PORTAL else int(kind))
    assert said.startswith(b"<!DOCTYPE html>") == (kind == faults.PORTAL)
    assert rig.heard == []


@pytest.mark.parametrize("kind", [faults.GATEWAY, faults.PORTAL_AFTER, faults.GARBAGE, faults.GARBLED_DOWN])
def test_another_answer_comes_after_the_district_has_heard(rig: Rig, kind: str) -> None:
    assert rig.ask(Fault(kind, 100))[1] != answer(1)
    assert rig.heard == [BODY]


def test_a_garbled_request_has_one_bit_else(rig: Rig) -> None:
    rig.ask(Fault(faults.GARBLED_UP))
    (came,) = rig.heard
    assert sum((one ^ other).bit_count() for one, other in zip(came, BODY, strict=True)) == 1


@pytest.mark.parametrize(("chance", "place"), [(0.1, 2), (0.9, 1)])
def test_a_doubled_request_is_heard_twice_and_answered_once(rig: Rig, chance: float, place: int) -> None:
    assert rig.ask(Fault(faults.DOUBLED, chance=chance)) == (200, answer(place))
    assert rig.heard == [BODY, BODY]


def test_a_request_told_twice_at_once_is_heard_twice(rig: Rig) -> None:
    assert rig.ask(Fault(faults.AT_ONCE))[0] == 200
    for _ in range(1500):
        if len(rig.heard) == 2:
            break
        threading.Event().wait(0.02)
    assert rig.heard == [BODY, BODY]


def test_a_cache_answers_what_was_answered_before(rig: Rig) -> None:
    rig.ask(body=b"other")
    assert rig.ask(Fault(faults.CACHED)) == (200, hashlib.sha256(b"other").hexdigest().encode() + b" 1")


@pytest.mark.parametrize("kind", [faults.LATE, faults.DRIP, faults.DRIP_UP])
def test_a_slow_line_carries_all(rig: Rig, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(badline, "LATE_SECONDS", 0.05)
    assert rig.ask(Fault(kind)) == (200, answer(1))


@pytest.mark.parametrize("kind", faults.LINES)
def test_a_spoiled_connection_reaches_nobody(rig: Rig, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if kind == faults.FOREIGN:  # whom it shows, this device does not trust
        rig.context = ssl.create_default_context()
    monkeypatch.setattr(Weather, "for_line", lambda _self: Fault(kind, 50))
    rig.proxy.spoil(1e-9)
    with pytest.raises((OSError, http.client.HTTPException)):
        rig.ask(patience=2)
    assert rig.heard == []
    assert rig.proxy.stats == {kind: 1}


def test_one_seed_tells_all() -> None:
    def drawn(seed: int) -> list[Fault | None]:
        weather = Weather(seed, 0.6)
        return [draw() for _ in range(200) for draw in (weather.for_line, weather.for_request)]

    assert drawn(7) == drawn(7) != drawn(8)
    assert {fault.kind for seed in range(5) for fault in drawn(seed) if fault} == {
        *faults.LINES, *faults.REQUESTS
    }  # fmt: skip
