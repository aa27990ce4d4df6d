# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a network's fault means to an operator: nobody there, or somebody there who is not our district."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Iterator

from fieldkit.problems import DistrictNotTrusted, DistrictUnreachable, Problem

# OpenSSL says so only of a certificate that our own authority has signed.
_CERTIFICATE = {9: "not-yet-valid", 10: "expired", 62: "other-address", 64: "other-address"}
_NO_WAY = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL}
_NO_TLS = {
    "WRONG_VERSION_NUMBER",
    "HTTP_REQUEST",
    "UNKNOWN_PROTOCOL",
    "RECORD_LAYER_FAILURE",
    "NO_PROTOCOLS_AVAILABLE",
    "UNSUPPORTED_PROTOCOL",
    "TLSV1_ALERT_PROTOCOL_VERSION",
    "SSLV3_ALERT_HANDSHAKE_FAILURE",
    "SSL/TLS_ALERT_HANDSHAKE_FAILURE",
}


class OverlongReply(Exception):
    """What came back is larger than any reply of a district."""


def problem_of(fault: BaseException) -> Problem:
    """Return the problem that ``fault``, with all that lies beneath it, amounts to."""
    for cause in _causes(fault):
        problem = _one(cause)
        if problem is not None:
            return problem
    return DistrictUnreachable(why="cut")


def _one(cause: BaseException) -> Problem | None:
    """Return the problem that is plain from ``cause`` alone, or None."""
    match cause:
        case ssl.SSLCertVerificationError():
            return DistrictNotTrusted(why=_CERTIFICATE.get(cause.verify_code, "certificate"))
        case ssl.SSLError():
            return DistrictNotTrusted(why="not-fieldkit") if cause.reason in _NO_TLS else None
        case OverlongReply():
            return DistrictNotTrusted(why="not-fieldkit")
    why = _out_of_reach(cause)
    return DistrictUnreachable(why=why) if why else None


def _out_of_reach(cause: BaseException) -> str:
    """Return why nobody was reached, as far as ``cause`` alone says, else ''."""
    match cause:
        case socket.gaierror():
            return "no-network" if cause.errno == socket.EAI_AGAIN else "name"
        case UnicodeError():
            return "name"
        case ConnectionRefusedError():
            return "refused"
        case TimeoutError():
            return "timeout"
        case OSError() if cause.errno in _NO_WAY:
            return "no-network"
    return ""


def _causes(fault: BaseException) -> Iterator[BaseException]:
    """Give ``fault`` and what it was raised from, outermost first; libraries wrap in three ways."""
    waiting = [fault]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        beneath = (getattr(one, "reason", None), one.__cause__, one.__context__, *one.args)
        waiting.extend(cause for cause in beneath if isinstance(cause, BaseException))
