# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Large files sealed with age (age-encryption.org/v1): written whole or not at all, read back, opened piece by piece.

What is inside: the word ``FKB1``, then parts, each behind its length in 8 bytes, the highest first. All parts but the
last are small and are read into memory; the last one streams from file to file, so its size costs no memory.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Sequence
from pathlib import Path

import pyrage

from fieldkit.seals.parcels import MAX_HEADER_BYTES, has_short_header

MARK = b"FKB1"
MAX_SMALL_BYTES = 1_048_576
_LENGTH_BYTES = 8
_READ_BYTES = 1_048_576


class NotOpened(Exception):
    """A sealed file did not open. ``args[0]``: ``shape``, ``key`` (sealed to others) or ``damaged``."""


class NotReadBack(Exception):
    """What is on the medium is not what was written: the medium is bad. ``args[0]`` is the file."""


def seal_file(small: Sequence[bytes], last: Path, to: Path, recipients: Sequence[str]) -> bytes:
    """Write ``small`` parts and the content of ``last`` to ``to``, sealed; return the SHA-256 of the file.

    It is on the medium and was read back when this returns. Raises NotReadBack, OSError; then ``to`` is not there.
    """
    whom = [pyrage.x25519.Recipient.from_str(one) for one in recipients]
    new = to.with_name(to.name + ".new")
    try:
        with last.open("rb") as content, _private(new) as out:
            written = _Digesting(out)
            size = os.fstat(content.fileno()).st_size
            head = MARK + b"".join(_length(len(part)) + part for part in small) + _length(size)
            pyrage.encrypt_io(_Chain(head, content), written, whom)
            out.flush()
            os.fsync(out.fileno())
        new.replace(to)
        sync_folder(to.parent)
        _read_back(to, written.digest)
    except BaseException:
        new.unlink(missing_ok=True)
        to.unlink(missing_ok=True)
        raise
    return written.digest


def open_file(file: Path, identity: str, into: Path, *, small: int) -> tuple[bytes, ...]:
    """Write the last part of the sealed ``file`` to ``into``; return the ``small`` parts before it.

    Raises NotOpened, OSError; then ``into`` is not there.
    """
    key = pyrage.x25519.Identity.from_str(identity.strip())
    with file.open("rb") as sealed:
        if not has_short_header(sealed.read(MAX_HEADER_BYTES)):
            raise NotOpened("shape")
    try:
        with file.open("rb") as sealed, _private(into) as out:
            parts = _Splitting(out, small)
            pyrage.decrypt_io(sealed, parts, [key])
            parts.end()
            out.flush()
            os.fsync(out.fileno())
    except pyrage.DecryptError as fault:
        into.unlink(missing_ok=True)
        raise NotOpened("key" if "matching" in str(fault) else "shape") from None
    except NotOpened:
        into.unlink(missing_ok=True)
        raise
    except OSError as fault:
        into.unlink(missing_ok=True)
        if fault.errno is None:  # age found a piece changed, or the end missing
            raise NotOpened("damaged") from None
        raise
    return tuple(parts.small)


def digest_of(file: Path) -> bytes:
    """Return the SHA-256 of ``file`` as the medium gives it."""
    with file.open("rb") as content:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(
                content.fileno(), 0, 0, os.POSIX_FADV_DONTNEED
            )  # not from memory, where it is always right
        return hashlib.file_digest(content, "sha256").digest()


def sync_folder(folder: Path) -> None:
    """See to it that a rename in ``folder`` is on the medium, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _read_back(file: Path, digest: bytes) -> None:
    if digest_of(file) != digest:
        raise NotReadBack(str(file))


def _private(file: Path) -> io.BufferedWriter:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), 0o600)
    return os.fdopen(handle, "wb")


def _length(size: int) -> bytes:
    return size.to_bytes(_LENGTH_BYTES, "big")


class _Chain(io.RawIOBase):
    """Reads the head and then the file."""

    def __init__(self, head: bytes, content: io.BufferedReader) -> None:
        self._head = io.BytesIO(head)
        self._content = content

    def read(self, size: int = -1) -> bytes:
        return self._head.read(size) or self._content.read(size if size > 0 else _READ_BYTES)


class _Digesting(io.RawIOBase):
    """Writes on, and knows the digest of what it wrote."""

    def __init__(self, out: io.BufferedWriter) -> None:
        self._out = out
        self._sum = hashlib.sha256()

    def write(self, some: object) -> int:
        raw = bytes(some)  # type: ignore[call-overload] # whatever buffer the sealer hands us
        self._sum.update(raw)
        self._out.write(raw)
        return len(raw)

    @property
    def digest(self) -> bytes:
        return self._sum.digest()


class _Splitting(io.RawIOBase):
    """Takes the opened bytes as they come: small parts are kept, the last goes to its file."""

    def __init__(self, out: io.BufferedWriter, small: int) -> None:
        self._out = out
        self._wanted = small
        self._held = b""
        self._marked = False
        self._left: int | None = None
        self.small: list[bytes] = []

    def end(self) -> None:
        if self._left != 0:
            raise NotOpened("shape")

    def write(self, some: object) -> int:
        raw = bytes(some)  # type: ignore[call-overload] # whatever buffer the opener hands us
        if self._left is None:
            self._held += raw
            self._take_head()
        else:
            self._take_last(raw)
        return len(raw)

    def _take_head(self) -> None:
        if not self._marked and len(self._held) >= len(MARK):
            if not self._held.startswith(MARK):
                raise NotOpened("shape")
            self._marked, self._held = True, self._held[len(MARK) :]
        while self._marked and len(self._held) >= _LENGTH_BYTES:
            size = int.from_bytes(self._held[:_LENGTH_BYTES], "big")
            rest = self._held[_LENGTH_BYTES:]
            if len(self.small) == self._wanted:
                self._left, self._held = size, b""
                self._take_last(rest)
                return
            if size > MAX_SMALL_BYTES:
                raise NotOpened("shape")
            if len(rest) < size:
                return
            self.small.append(rest[:size])
            self._held = rest[size:]

    def _take_last(self, raw: bytes) -> None:
        assert self._left is not None
        if len(raw) > self._left:
            raise NotOpened("shape")
        self._out.write(raw)
        self._left -= len(raw)
