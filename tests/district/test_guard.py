# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Half-said requests do not shut the district for those who have something to say."""

import contextlib
import socket
import ssl
import time

from sync.serving.guard import _address_of
from tests.support.devices import Device
from tests.support.district import serving

HELLO = b"GET /v1/hello HTTP/1.1\r\nHost: x\r\n\r\n"


@contextlib.contextmanager
def dialling(district):
    """Give a way to dial ``district``; hang up at the end."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with contextlib.ExitStack() as lines:

        def dialled(said=b""):
            plain = lines.enter_context(socket.create_connection(("127.0.0.1", district.port), timeout=10))
            line = lines.enter_context(context.wrap_socket(plain))
            line.sendall(said)
            return line

        yield dialled


def whole_reply(line):
    said = b""
    while not said.endswith(b"}"):
        said += line.recv(4000)
    return said


def cut_off(line):
    """Return True when the other end hangs up."""
    try:
        return line.recv(1000) == b""
    except (ConnectionError, ssl.SSLError):
        return True


def test_half_said_heads_are_cut_off_and_the_honest_are_served(tmp_path):
    with serving(tmp_path, head_seconds=1.5, most_per_address=200) as district, dialling(district) as dial:
        device = Device(district.ticket())
        stalled = [dial(b"GET /v1/hello HTTP/1.1\r\nHost:" if n % 2 else b"") for n in range(100)]
        device.exchange()
        started = time.monotonic()
        assert all(cut_off(line) for line in stalled)
        assert time.monotonic() - started < 8
        device.exchange()


def test_a_head_that_drips_is_cut_off_also_on_a_line_that_was_kept(tmp_path):
    with serving(tmp_path, head_seconds=0.5) as district, dialling(district) as dial:
        line = dial(HELLO)
        assert whole_reply(line).startswith(b"HTTP/1.1 200")
        time.sleep(0.8)
        line.sendall(HELLO)
        assert whole_reply(line).startswith(b"HTTP/1.1 200")
        started = time.monotonic()
        with contextlib.suppress(OSError):
            for sign in b"GET /" + b"x" * 95:
                line.sendall(bytes([sign]))
                time.sleep(0.05)
        assert time.monotonic() - started < 4


def test_a_body_has_a_time_of_its_own(tmp_path):
    with serving(tmp_path, head_seconds=0.3) as district, dialling(district) as dial:
        line = dial(b"POST /v1/exchange HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n")
        for _ in range(3):
            time.sleep(0.3)
            line.sendall(b"x")
        line.sendall(b"x")
        assert line.recv(4000).startswith(b"HTTP/1.1 400")


def test_one_address_holds_so_many_lines_and_no_more(tmp_path):
    with serving(tmp_path, most_per_address=3) as district, dialling(district) as dial:
        held = [dial(HELLO) for _ in range(3)]
        assert all(line.recv(4000).startswith(b"HTTP/1.1 200") for line in held)
        with contextlib.suppress(OSError):
            assert cut_off(dial())
        held[0].close()
        until = time.monotonic() + 10
        while not _served(dial):
            assert time.monotonic() < until


def _served(dial):
    with contextlib.suppress(OSError):
        return dial(HELLO).recv(4000).startswith(b"HTTP/1.1 200")
    return False


def test_who_has_no_address_is_counted_as_nobody():
    class Nowhere:
        def get_extra_info(self, _name):
            return None

    assert _address_of(Nowhere()) == ""
