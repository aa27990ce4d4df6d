# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Whoever answers for the authority is given so much time and room and no more: nobody has vouched for him yet."""

import time

import pytest

from fieldkit.problems import DistrictNotTrusted, DistrictUnreachable
from fieldkit.uplink import authority
from fieldkit.uplink.authority import fetch_authority
from fieldkit.uplink.tickets import Ticket
from tests.support.impostor import answering, http, impostor


def why(server, kind):
    with pytest.raises(kind) as caught:
        fetch_authority(Ticket(server.address, "A" * 16, bytes(32)))
    return caught.value.facts["why"]


@pytest.mark.parametrize(
    "head", [b"HTTP/1.1 200 x\r\nX: ", b"HTTP/1.1 200 x\r\nContent-Length: 60000\r\n\r\n"]
)
def test_an_authority_that_drips_is_given_up(monkeypatch, head):
    monkeypatch.setattr(authority, "WHOLE_SECONDS", 0.4)

    def drip(_asked, line):
        line.sendall(head)
        for _ in range(400):
            line.sendall(b"x")
            time.sleep(0.02)

    started = time.monotonic()
    with impostor(drip) as server:
        assert why(server, DistrictUnreachable) == "timeout"
        assert time.monotonic() - started < 4


def test_an_authority_without_end_is_given_up():
    with impostor(answering(http(200, b"x" * 70_000))) as server:
        assert why(server, DistrictNotTrusted) == "not-fieldkit"


def test_hanging_up_a_line_that_is_gone_is_no_fault():
    import socket
    import threading

    line = socket.socket()
    line.close()
    hung_up = threading.Event()
    authority._hang_up(line, hung_up)
    assert hung_up.is_set()
