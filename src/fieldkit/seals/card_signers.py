# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Who may sign member cards: the district's short word on a device's key, which travels in every code it signs.

It is a CWT (RFC 8392) of few bytes with the key as ``cnf`` (RFC 8747). It names no time: whether a card is too old is
asked of lists, never of a clock; and it ends when the district's key is vouched for no more, or the device is revoked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

import cbor2

from fieldkit.seals import envelope
from fieldkit.seals.keys import KEY_BYTES, PublicKey, key_id

SIGNER = b"fieldkit/card-signer/1"

MOST_BLOCKS = 2
"""How many runs of serials a certificate may name."""

OURS = -65_537
"""The claim that is our own: below -65536 it is anybody's (RFC 8392, section 9.1)."""

_SUB, _CNF = 2, 8
_COSE_KEY, _KTY, _CRV, _X, _OKP, _ED25519 = 1, 1, -1, -2, 1, 6
_HIGHEST_SERIAL = 99_999_999
_DEVICE_BYTES = 64


class CardRefused(Exception):
    """What was read is no card that can be believed. ``args[0]`` is the code, without data.

    ``form``, ``too-large``: it does not begin as a card does, or is longer than any. All others begin as one.
    ``shape``, ``encoding``, ``algorithm``: what follows is none. ``unknown-key``: no key that we know has certified its
    signer, whose own signature holds. ``certificate``, ``signature``: somebody's signature does not hold. ``claims``:
    what is signed is not what a card says.
    """


@dataclass(frozen=True, slots=True)
class CardSigner:
    """A device that may sign cards: its public key, and the runs of serials among which are its own (first, last)."""

    device: str
    key: bytes
    blocks: tuple[tuple[int, int], ...]

    @property
    def key_id(self) -> bytes:
        """Return the short id of the key, as lists of revoked devices name it."""
        return key_id(self.key)

    def may_give(self, serial: int) -> bool:
        """Return True for a serial (its number, without check digit) of the runs that are named."""
        return any(first <= serial <= last for first, last in self.blocks)

    @property
    def last_serial(self) -> int:
        """Return the highest number that is named, 0 for none: of two words the one that names more is the newer."""
        return max((last for _, last in self.blocks), default=0)


def certify(device: str, key: bytes, blocks: Sequence[tuple[int, int]]) -> bytes:
    """Return what the district signs for ``SIGNER`` about ``device``: its public ``key``, its serials.

    Of each run of serials the first number is told and how many there are: that is shorter than two numbers.
    """
    runs = [number for first, last in tuple(blocks)[-MOST_BLOCKS:] for number in (first, last - first + 1)]
    known = {_COSE_KEY: {_KTY: _OKP, _CRV: _ED25519, _X: key}}
    return cbor2.dumps({_SUB: device, _CNF: known, OURS: runs})


def read_certificate(raw: bytes, keys: Mapping[bytes, PublicKey]) -> tuple[bytes, CardSigner]:
    """Return which of ``keys`` has signed the certificate in ``raw``, and for whom. Raises CardRefused."""
    try:
        by, content = envelope.open_envelope(raw, keys, SIGNER)
    except envelope.Refused as refused:
        raise CardRefused("certificate" if refused.args[0] == "signature" else refused.args[0]) from None
    return by, claimed_signer(content)


def decode(raw: bytes) -> Any:
    """Return the CBOR in ``raw``, which may be anything. Raises CardRefused (shape)."""
    try:
        return cbor2.loads(raw)
    except Exception:  # noqa: BLE001 - a decoder may fail in any way over a stranger's bytes; all of them mean no
        raise CardRefused("shape") from None


def refuse(code: str) -> NoReturn:
    """Raise CardRefused with ``code``."""
    raise CardRefused(code)


def claimed_signer(content: bytes) -> CardSigner:
    """Return whom the ``content`` of a certificate names, unproved: alone it is good for proving a card false.

    Raises CardRefused (shape, claims).
    """
    told = decode(content)
    try:
        device, key, runs = told[_SUB], told[_CNF][_COSE_KEY][_X], told[OURS]
        blocks = tuple((first, first + count - 1) for first, count in zip(runs[::2], runs[1::2], strict=True))
        good = isinstance(device, str) and 0 < len(device.encode()) <= _DEVICE_BYTES and device.isprintable()
        good = good and isinstance(key, bytes) and len(key) == KEY_BYTES
        good = good and all(type(number) is int for number in runs)
        good = good and all(1 <= first <= last <= _HIGHEST_SERIAL for first, last in blocks)
        same = certify(device, key, blocks) == content
    except Exception:  # noqa: BLE001 - whatever is missing or of another kind, it is no certificate
        raise CardRefused("claims") from None
    if not good or not same:
        refuse("claims")
    return CardSigner(device, key, blocks)
