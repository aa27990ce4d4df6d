# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the server says to anybody, and what it does not read."""

import socket
import ssl
import time
import warnings

import msgspec
import pytest
import requests

from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import MAX_REQUEST_BYTES, Hello
from fieldkit.uplink.line import Line, pinned_context
from sync.db.database import Unavailable
from sync.serving import app
from tests.support.devices import Device
from tests.support.district import serving


@pytest.fixture
def line(device):
    with Line(device.address, device.ca_pem) as line:
        yield line


def test_hello_tells_versions_clock_and_key(line, device):
    hello = from_bytes(line.get("/v1/hello").body, Hello)
    assert (hello.newest, hello.oldest) == (1, 1)
    assert hello.at.startswith("2023-11-29T04:")
    assert (hello.district, hello.district_key) == (device.joined.district, device.district_key)


def test_the_authority_is_given_to_anybody(line, device):
    assert line.get("/v1/authority").body.decode() == device.ca_pem


def test_health_tells_that_the_database_is_read(line, device):
    assert msgspec.json.decode(line.get("/healthz").body) == {"district": device.joined.district}


def test_the_openapi_page_describes_the_sealed_roads(line):
    said = msgspec.json.decode(line.get("/openapi.json").body)
    assert said["openapi"].startswith("3.1")
    post = said["paths"]["/v1/exchange"]["post"]
    assert "application/cose" in post["requestBody"]["content"]
    assert "ExchangeRequest" in post["requestBody"]["description"]
    assert {"200", "400", "403", "408", "413"} <= set(post["responses"])
    assert {
        "/healthz",
        "/v1/hello",
        "/v1/authority",
        "/v1/devices",
        "/v1/exchange",
        "/v1/parcels",
        "/v1/snapshots/{named}/{number}",
    } <= set(said["paths"])


@pytest.mark.parametrize("road", ["/v1/exchange", "/v1/devices"])
def test_a_body_too_large_is_not_read_to_its_end(line, road):
    came = line.post(road, bytes(MAX_REQUEST_BYTES + 1))
    assert (came.code, came.body) == (413, b"")


@pytest.mark.parametrize("road", ["/v1/nowhere", "/docs", "/redoc", "/docs/oauth2-redirect"])
def test_a_road_that_is_not_there(line, road):
    assert line.get(road).code == 404


@pytest.mark.parametrize(
    ("road", "code"),
    [("/healthz", 200), ("/openapi.json", 200), ("/v1/nowhere", 404), ("/v1/office/sites", 401)],
)
def test_no_browser_runs_or_guesses_at_what_is_said(device, road, code):
    port = int(device.address.rpartition(":")[2])
    with (
        socket.create_connection(("127.0.0.1", port), timeout=10) as plain,
        pinned_context(device.ca_pem).wrap_socket(plain, server_hostname="127.0.0.1") as sealed,
    ):
        sealed.sendall(f"GET {road} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        said = b"".join(iter(lambda: sealed.recv(65536), b"")).partition(b"\r\n\r\n")[0].lower()
    assert f" {code} ".encode() in said.splitlines()[0]
    assert b"content-security-policy: default-src 'none'" in said
    assert b"x-content-type-options: nosniff" in said


def test_a_database_that_is_away_is_worth_asking_again(device, monkeypatch):
    def away(*_, **__):
        raise Unavailable

    for name, road in (
        ("exchange", "/v1/exchange"),
        ("parcel", "/v1/parcels"),
        ("piece", "/v1/snapshots/a/0"),
    ):
        monkeypatch.setattr(app, name, away)
        with Line(device.address, device.ca_pem) as line:
            came = line.get(road) if name == "piece" else line.post(road, b"x")
        assert (came.code, came.body) == (503, b"")


def test_a_fault_of_ours_says_nothing_and_is_logged(district, device, line, monkeypatch, log_guard):
    log_guard.expect("fault", "Exception in ASGI application")
    monkeypatch.setattr(app, "exchange", lambda *_, **__: 1 / 0)
    came = line.post("/v1/exchange", b"x")
    assert (came.code, came.body) == (500, b"")


def connected(device):
    port = int(device.address.rpartition(":")[2])
    plain = socket.create_connection(("127.0.0.1", port), timeout=10)
    return pinned_context(device.ca_pem).wrap_socket(plain, server_hostname="127.0.0.1")


HEAD = b"POST /v1/exchange HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n"


def test_a_stalled_body_is_let_go(tmp_path):
    with serving(tmp_path, body_seconds=0.2) as district:
        device = Device(district.ticket())
        with connected(device) as stalled:
            started = time.monotonic()
            stalled.sendall(HEAD + b"half")
            assert stalled.recv(100).startswith(b"HTTP/1.1 408")
            assert time.monotonic() - started < 5
        assert device.exchange().refused == ""


def test_a_body_cut_off_harms_nobody(device):
    with connected(device) as cut:
        cut.sendall(HEAD + b"half")
    assert device.exchange().refused == ""


def test_tls_older_than_1_2_is_refused(device):
    context = pinned_context(device.ca_pem)
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings(action="ignore"):
        context.minimum_version = ssl.TLSVersion.TLSv1_1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    port = int(device.address.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as plain, pytest.raises(ssl.SSLError):
        context.wrap_socket(plain, server_hostname="127.0.0.1")


def test_plain_http_is_not_spoken(device):
    with pytest.raises(requests.ConnectionError):
        requests.get(device.address.replace("https", "http"), timeout=10)


def test_no_line_carries_tickets_for_sessions_that_nobody_resumes(district):
    context = ssl.create_default_context(cafile=str(district.folder / "tls" / "authority.pem"))
    host, port = district.address.removeprefix("https://").split(":")
    with (
        socket.create_connection((host, int(port)), timeout=10) as plain,
        context.wrap_socket(plain, server_hostname=host) as line,
    ):
        line.sendall(b"GET /v1/hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        while line.recv(65_536):
            pass  # tickets come with what is read
        assert line.version() == "TLSv1.3"
        assert not line.session.has_ticket
