# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The bad line carries bytes unchanged, cuts where its seed says, and counts."""

import contextlib
import socket
import threading

import pytest

from fieldkit.rehearsal.cuts import BEFORE_REPLY, DOWN, UP, Cut, CuttingProxy


@pytest.fixture
def echo():
    """Give the port of a server that sends everything back twice."""
    listening = socket.create_server(("127.0.0.1", 0))
    heard = []

    def serve(line):
        with contextlib.suppress(OSError), line:
            while part := line.recv(65536):
                heard.append(part)
                line.sendall(part + part)

    def accept():
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(target=serve, args=(listening.accept()[0],), daemon=True).start()

    thread = threading.Thread(target=accept)
    thread.start()
    yield listening.getsockname()[1], heard
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    thread.join(timeout=5)


def talk(port, said):
    """Say something and return all that comes back until the other end closes or it is whole."""
    came = b""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(said)
        while len(came) < 2 * len(said) and (part := line.recv(65536)):
            came += part
    return came


def cut_by(monkeypatch, cut):
    monkeypatch.setattr(CuttingProxy, "_choose", lambda _self: cut)


def test_without_cuts_everything_passes_unchanged(echo):
    said = bytes(range(256)) * 4000
    with CuttingProxy(echo[0], seed=1, cut_rate=0.0) as line:
        assert line.address == f"https://127.0.0.1:{line.port}"
        assert talk(line.port, said) == b"".join(part + part for part in echo[1])
        assert b"".join(echo[1]) == said
        assert (line.connections, line.cuts) == (1, 0)


@pytest.mark.parametrize("abrupt", [True, False])
def test_a_cut_on_the_way_up(echo, monkeypatch, abrupt):
    cut_by(monkeypatch, Cut(UP, 100, abrupt))
    with CuttingProxy(echo[0], seed=1, cut_rate=1.0) as line:
        talk(line.port, bytes(5000))
        assert line.stats == {"up": 1}
    assert sum(len(part) for part in echo[1]) <= 100


@pytest.mark.parametrize("abrupt", [True, False])
def test_a_cut_on_the_way_down(echo, monkeypatch, abrupt):
    cut_by(monkeypatch, Cut(DOWN, 100, abrupt))
    with CuttingProxy(echo[0], seed=1, cut_rate=1.0) as line:
        assert len(talk(line.port, bytes(5000))) <= 100
        assert line.stats == {"down": 1}


def test_a_cut_before_the_reply_lets_the_request_through(echo, monkeypatch):
    cut_by(monkeypatch, Cut(BEFORE_REPLY, 0, True))
    with CuttingProxy(echo[0], seed=1, cut_rate=1.0) as line:
        assert talk(line.port, bytes(5000)) == b""
        assert line.stats == {"before-reply": 1}
    assert sum(len(part) for part in echo[1]) >= 5000


def test_short_talk_before_a_request_passes(echo, monkeypatch):
    cut_by(monkeypatch, Cut(BEFORE_REPLY, 0, False))
    with CuttingProxy(echo[0], seed=1, cut_rate=1.0) as line:
        assert talk(line.port, b"hello") == b"hellohello"
        assert line.cuts == 0


def test_one_seed_tells_all():
    def chosen(seed):
        line = CuttingProxy(1, seed=seed, cut_rate=0.5)
        line.stop()
        return [line._choose() for _ in range(50)]

    assert chosen(7) == chosen(7) != chosen(8)
    assert 10 < sum(cut is None for cut in chosen(7)) < 40


def test_when_the_district_is_away_the_line_closes():
    with socket.create_server(("127.0.0.1", 0)) as sock:
        port = sock.getsockname()[1]
    with CuttingProxy(port, seed=1, cut_rate=0.0) as line:
        assert talk(line.port, b"hello") == b""


def test_stopping_ends_open_connections(echo):
    line = CuttingProxy(echo[0], seed=1, cut_rate=0.0)
    line.start()
    with socket.create_connection(("127.0.0.1", line.port), timeout=10) as device:
        device.sendall(b"hello")
        assert device.recv(10) == b"hellohello"
        line.stop()
        with contextlib.suppress(OSError):
            assert device.recv(10) == b""
    assert line.port == 0
