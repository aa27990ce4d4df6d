# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The guards around every test are awake."""

import logging
import socket

import keyring
import pytest

from tests.support.keyrings import MemoryKeyring
from tests.support.logguard import LogGuard
from tests.support.loopback import LeftTheMachine, is_loopback


def test_a_socket_cannot_leave_the_machine():
    with socket.socket() as sock, pytest.raises(LeftTheMachine):
        sock.connect(("192.0.2.1", 443))
    with pytest.raises(LeftTheMachine):
        socket.create_connection(("district.example", 443), timeout=1)


def test_a_socket_reaches_loopback():
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as sock,
    ):
        assert sock.getpeername() == server.getsockname()


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.8.9.10", "::1", "localhost", b"localhost", "0.0.0.0", None]
)
def test_loopback_is_known_in_its_forms(host):
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["192.168.1.2", "10.0.0.1", "8.8.8.8", "fe80::1%eth0", "district.example"])
def test_other_hosts_are_not_loopback(host):
    assert not is_loopback(host)


def test_the_keyring_is_empty_and_in_memory(memory_keyring):
    assert keyring.get_keyring() is memory_keyring
    assert keyring.get_password("fieldkit", "device") is None
    keyring.set_password("fieldkit", "device", "a")
    assert MemoryKeyring.get_password(memory_keyring, "fieldkit", "device") == "a"


@pytest.mark.expect_log("the printer is out of paper")
def test_an_expected_warning_does_not_fail_the_test():
    logging.getLogger("fieldkit.tests").warning("the printer is out of paper")


def test_a_warning_can_be_expected_on_the_way(expect_log):
    expect_log("out of ribbon")
    logging.getLogger("fieldkit.tests").error("out of ribbon")


def test_the_guard_names_what_was_not_expected_and_what_did_not_come():
    guard = LogGuard()
    guard.expect("never said")
    guard.handle(logging.LogRecord("a", logging.WARNING, __file__, 1, "surprise", None, None))
    assert guard.complaints() == ["unexpected log line: WARNING a: surprise", "no log line held 'never said'"]
