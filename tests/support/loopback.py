# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Keep every test on this machine: a socket may reach loopback or a local path, and nothing else."""

import ipaddress
import socket
from collections.abc import Callable
from typing import Any

import pytest

LOCAL_NAMES = {"localhost", "localhost.localdomain", "ip6-localhost", ""}


class LeftTheMachine(Exception):
    """Tell which address a test tried to reach."""


def is_loopback(host: Any) -> bool:
    """Tell whether a host, given as a name or a number, is this machine."""
    if host is None:
        return True
    name = host.decode() if isinstance(host, bytes) else str(host)
    if name in LOCAL_NAMES:
        return True
    try:
        address = ipaddress.ip_address(name.split("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def keep_to_loopback(patch: pytest.MonkeyPatch) -> None:
    """Make Python's sockets refuse to connect, send or look up anything beyond this machine."""

    def guarded(name: str) -> Callable[..., Any]:
        genuine = getattr(socket.socket, name)

        def call(sock: socket.socket, *values: Any) -> Any:
            address = values[-1]
            if sock.family in (socket.AF_INET, socket.AF_INET6) and not is_loopback(address[0]):
                raise LeftTheMachine(f"{name} to {address!r}")
            return genuine(sock, *values)

        return call

    for name in ("connect", "connect_ex", "sendto"):
        patch.setattr(socket.socket, name, guarded(name))
    look_up = socket.getaddrinfo

    def getaddrinfo(host: Any, *rest: Any, **more: Any) -> Any:
        if not is_loopback(host):
            raise LeftTheMachine(f"look-up of {host!r}")
        return look_up(host, *rest, **more)

    patch.setattr(socket, "getaddrinfo", getaddrinfo)
