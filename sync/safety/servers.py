# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Which file server a mount names, and whether that is this computer, or one that another mount names too.

1. A name says nothing: one computer has many. Names are looked up, and addresses compared.
2. What is not found, or not in time, is unknown; so is a server of which any name or address leads to this computer.
3. That two addresses without a name in common are one server's is seen by nobody who only mounts it. Nor does a
   container see that an address is its host's.
"""

from __future__ import annotations

import errno
import platform
import re
import socket
import threading
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address

Address = IPv4Address | IPv6Address
Lookup = Callable[[str], frozenset[Address]]
"""Returns the addresses of a name; none where it is not known."""

PATIENCE = 3.0
"""Seconds that one name may take."""

_SOURCE = re.compile(r"//(?:[^/]*@)?([^/@]+)|(?:[^/:\[\]]*@)?(\[[^]]+\]|[^:/@\[\]]+):")
_OPTION = re.compile(r"(?:^|,)addr=([^,]+)")
_NOT_OURS = {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}


def named_in(source: str, options: str = "") -> frozenset[str]:
    """Return all names and addresses by which a mount names its server; none where it names none.

    ``source`` and ``options`` are what mountinfo says: ``store:/exports``, ``//store/district``, and ``addr=``, to
    which the kernel really talks.
    """
    found = _SOURCE.match(source.replace("\\", "/"))
    if found is None:
        return frozenset()
    names = [*(found[1] or found[2]).split(","), *_OPTION.findall(options)]
    return frozenset(plain(one) for one in names)


def plain(name: str) -> str:
    """Return ``name`` without what makes no difference: capitals, brackets, the dot at the end."""
    return name.strip().removeprefix("[").removesuffix("]").rstrip(".").casefold()


def addresses_elsewhere(names: Iterable[str], lookup: Lookup) -> frozenset[Address]:
    """Return the addresses of the server with these ``names``; none where one is unknown, or is this computer's."""
    known = [_addresses(name, lookup) for name in names]
    together = frozenset[Address]().union(*known)
    own = plain(platform.node())
    if not all(known) or any(_first(name) == _first(own) for name in names):
        return frozenset()
    if together & _addresses(own, lookup) or any(is_ours(one) for one in together):
        return frozenset()
    return together


def comparable(some: Iterable[Address], others: Iterable[Address]) -> bool:
    """Return True when both hold addresses of one version: else one server may have been met twice."""
    return bool({one.version for one in some} & {one.version for one in others})


def is_ours(address: Address) -> bool:
    """Return True when ``address`` leads to this computer, or when that cannot be told.

    An address that can be bound is ours; nothing is sent.
    """
    if address.is_loopback or address.is_unspecified or address.is_multicast:
        return True
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as trial:
            trial.bind((str(address), 0))
    except OSError as refused:
        return refused.errno not in _NOT_OURS
    return True


def look_up(name: str, patience: float = PATIENCE) -> frozenset[Address]:
    """Return the addresses of ``name`` as this computer finds them; none after ``patience`` seconds."""
    found: list[frozenset[Address]] = []

    def ask() -> None:
        try:
            told = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
            found.append(frozenset(ip_address(one[4][0]) for one in told))
        except (OSError, ValueError):  # ValueError: no name at all
            return

    asking = threading.Thread(target=ask, daemon=True)  # a name server that is silent holds nobody up
    asking.start()
    asking.join(patience)
    return found[0] if found else frozenset()


def _addresses(name: str, lookup: Lookup) -> frozenset[Address]:
    try:
        told = frozenset({ip_address(name)})
    except ValueError:
        told = lookup(name) if name else frozenset()
    return frozenset((one.version == 6 and one.ipv4_mapped) or one for one in told)


def _first(name: str) -> str:
    """Return the first part of a name; an address has none and is returned as it is."""
    return name if re.fullmatch(r"[0-9.]+|.*:.*", name) else name.partition(".")[0]
