# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The line trusts one authority, and names whatever else happens on it."""

import contextlib
import socket
import ssl
import struct
import subprocess
import sys
import threading
import time

import pytest

from fieldkit.problems import DistrictNotTrusted, DistrictUnreachable
from fieldkit.uplink import line as lines
from fieldkit.uplink.line import Came, Line
from fieldkit.uplink.trouble import problem_of
from sync.trust.authority import new_authority
from tests.support.impostor import PORTAL, TODAY, answering, http, impostor

OURS = new_authority("示例区总工会", TODAY)
FINE = http(200, b"fine")


def asked(address, *, ca=OURS, body=b""):
    with Line(address, ca.certificate) as line:
        return line.post("/x", body) if body else line.get("/x")


def why(address, kind, **more):
    with pytest.raises(kind) as raised:
        asked(address, **more)
    return raised.value.facts["why"]


@contextlib.contextmanager
def each_connection(script):
    """Give an address where each connection is taken without TLS, handed to ``script`` and closed."""
    listening = socket.create_server(("127.0.0.1", 0))

    def take():
        with contextlib.suppress(OSError):
            while True:
                line, _ = listening.accept()
                with line:
                    script(line)

    thread = threading.Thread(target=take)
    thread.start()
    try:
        yield f"https://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(timeout=5)


def test_our_authority_is_trusted():
    with impostor(answering(FINE), authority=OURS) as server:
        assert asked(server.address) == Came(200, b"fine")
        assert asked(server.address, body=b"hello") == Came(200, b"fine")
        get, post = server.asked
    assert get.startswith(b"GET /x HTTP/1.1\r\n")
    assert get.count(b"\r\n") == 3  # the request, the host, the end: nothing that nobody needs
    assert post.endswith(b"\r\n\r\nhello")
    assert post.count(b"\r\n") == 4  # and the length
    assert b"Content-Length: 5\r\n" in post
    assert b"User-Agent" not in get + post
    assert b"Accept" not in get + post


def test_one_connection_carries_a_whole_round():
    with (
        impostor(answering(FINE), authority=OURS) as server,
        Line(server.address + "/", OURS.certificate) as line,
    ):
        for _ in range(5):
            line.post("/x", b"hello")
        assert server.connections == 1


def test_nobody_elses_authority_is_trusted():
    with impostor(answering(FINE)) as server:
        assert why(server.address, DistrictNotTrusted) == "certificate"
        assert server.asked == []


def test_the_public_authorities_are_not_trusted_beside_ours():
    with impostor(answering(FINE), authority=OURS) as server, Line(server.address, OURS.certificate) as line:
        line.get("/x")
        assert len(line._context.get_ca_certs()) == 1


def test_a_portal_without_tls_is_named():
    def portal(line):
        line.recv(10)
        line.sendall(http(200, PORTAL))

    with each_connection(portal) as address:
        assert why(address, DistrictNotTrusted) == "not-fieldkit"


def test_a_redirect_is_not_followed():
    with impostor(answering(FINE), authority=OURS) as other:
        moved = http(302, b"", f"Location: {other.address}/login")
        with impostor(answering(moved), authority=OURS) as server:
            assert asked(server.address).code == 302
        assert other.asked == []


def test_proxies_of_the_environment_are_not_used(monkeypatch):
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with impostor(answering(FINE), authority=OURS) as server:
        assert asked(server.address).body == b"fine"


def test_a_proxy_that_is_asked_for_is_used():
    with impostor(answering(http(407, b"")), plain=True) as proxy:
        address = proxy.address.replace("https", "http")
        with (
            Line("https://127.0.0.1:9", OURS.certificate, proxy=address) as line,
            pytest.raises(DistrictUnreachable),
        ):
            line.get("/x")
        assert proxy.asked[0].startswith(b"CONNECT 127.0.0.1:9")


def test_nobody_there():
    with socket.create_server(("127.0.0.1", 0)) as sock:
        port = sock.getsockname()[1]
    assert why(f"https://127.0.0.1:{port}", DistrictUnreachable) == "refused"


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (socket.gaierror(socket.EAI_NONAME, "x"), "name"),
        (socket.gaierror(socket.EAI_AGAIN, "x"), "no-network"),
        (OSError(101, "Network is unreachable"), "no-network"),
        (OSError(113, "No route to host"), "no-network"),
        (TimeoutError(), "timeout"),
    ],
)
def test_what_the_network_says_is_named(monkeypatch, fault, said):
    def broken(*_given, **_named):
        raise fault

    monkeypatch.setattr(socket, "getaddrinfo", broken)
    assert why("https://127.0.0.1:9", DistrictUnreachable) == said


def test_a_server_that_says_nothing_is_given_up(monkeypatch):
    monkeypatch.setattr(lines, "READ_SECONDS", 0.2)
    with impostor(lambda _asked, _line: time.sleep(1), authority=OURS) as server:
        assert why(server.address, DistrictUnreachable) == "timeout"
        assert server.connections == 1


def test_a_reply_that_drips_is_given_up(monkeypatch):
    monkeypatch.setattr(lines, "WHOLE_SECONDS", 0.3)

    def drip(_asked, line):
        line.sendall(b"HTTP/1.1 200 x\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(1000):
            line.sendall(b"x")
            time.sleep(0.02)

    with impostor(drip, authority=OURS) as server:
        assert why(server.address, DistrictUnreachable) == "timeout"


def test_a_reply_without_end_is_given_up(monkeypatch):
    monkeypatch.setattr(lines, "MAX_REPLY_BYTES", 100_000)
    with impostor(answering(http(200, bytes(200_000))), authority=OURS) as server:
        assert why(server.address, DistrictNotTrusted) == "not-fieldkit"


def broken_once(cut):
    """Return a script whose first request is answered by ``cut``, all others as they should be."""
    seen = []

    def script(asked, line):
        seen.append(asked)
        if len(seen) == 1:
            cut(line)
            raise StopIteration
        line.sendall(FINE)

    return script


def reset(line):
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    line.close()


def test_a_cut_in_the_headers_is_no_empty_reply(log_guard):
    log_guard.expect("Failed to parse headers")
    half = broken_once(lambda line: line.sendall(b"HTTP/1.1 200 x\r\nContent-Len"))
    with impostor(half, authority=OURS) as server:
        assert asked(server.address, body=b"hello").body == b"fine"


@pytest.mark.parametrize(
    "cut",
    [
        lambda line: line.close(),
        lambda line: line.sendall(b"HTTP/1.1 200 x\r\n\r\n"),
        lambda line: line.sendall(b"HTTP/1.1 200 x\r\nContent-Length: 99\r\n\r\nhalf"),
        lambda line: line.sendall(b"HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf"),
        lambda line: line.sendall(b"HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
        reset,
    ],
)
def test_a_cut_is_tried_once_more_on_a_fresh_connection(cut):
    with impostor(broken_once(cut), authority=OURS) as server:
        assert asked(server.address, body=b"hello").body == b"fine"
        assert [one[-5:] for one in server.asked] == [b"hello", b"hello"]
        assert server.connections == 2


def test_a_line_that_is_always_cut_is_given_up():
    def cut(_asked, _line):
        raise StopIteration

    with impostor(cut, authority=OURS) as server:
        assert why(server.address, DistrictUnreachable) == "cut"
        assert server.connections == 2


def test_a_handshake_that_is_cut():
    with each_connection(lambda _line: None) as address:
        assert why(address, DistrictUnreachable) == "cut"


def test_compressed_replies_that_are_none():
    with impostor(answering(http(200, b"not gzip", "Content-Encoding: gzip")), authority=OURS) as server:
        assert why(server.address, DistrictUnreachable) == "cut"


def test_a_fault_beneath_others_is_found_and_circles_end():
    outer = RuntimeError("x", ValueError())
    outer.__cause__ = inner = ConnectionError()
    inner.__context__ = outer
    assert problem_of(outer).facts == {"why": "cut"}
    inner.__cause__ = ConnectionRefusedError()
    assert problem_of(outer).facts == {"why": "refused"}
    other = ssl.SSLError(1, "x")
    other.reason = "SOMETHING_ELSE"
    assert problem_of(other).facts == {"why": "cut"}


def test_requests_is_not_imported_before_it_is_needed():
    code = "import sys, fieldkit.uplink.round, fieldkit.uplink.joining; sys.exit('requests' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
