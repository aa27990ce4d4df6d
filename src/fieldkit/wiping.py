# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Overwriting a secret in memory when it is done with, as far as the interpreter (CPython) and the system let us.

A value that is only dropped stays where it was until something else happens to be written there: a locked program
still held the store's key in this way (tests/app/test_after_lock.py).
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_PERTURB = -6  # glibc's M_PERTURB
_BYTES_HEAD = bytes.__basicsize__ - 1
_TEXT_HEAD = sys.getsizeof("") - 1


def wipe(secret: bytes | str) -> None:
    """Overwrite ``secret``, which nobody else may hold: bytes, or text of ASCII signs. It is of no use afterwards."""
    if sys.implementation.name != "cpython" or len(secret) < 2:  # shorter ones are shared
        return
    if isinstance(secret, bytes):
        ctypes.memset(id(secret) + _BYTES_HEAD, 0, len(secret))
    elif secret.isascii():
        ctypes.memset(id(secret) + _TEXT_HEAD, 0x30, len(secret))


@contextmanager
def freed_is_overwritten() -> Iterator[None]:
    """Let what libraries free meanwhile be overwritten by the allocator, where it can do so."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is None:
        yield
        return
    mallopt(_PERTURB, 0x55)
    try:
        yield
    finally:
        mallopt(_PERTURB, 0)
