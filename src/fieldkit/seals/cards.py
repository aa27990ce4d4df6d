# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The signed code on the back of a member card: what it claims, who signs it, and how it becomes decimal digits.

1. A card is a COSE_Sign1 (RFC 9052) by the device that prints it. Its header carries the district's word on that
   device's key (``kcwt``, RFC 9528), so that a booth which knows the district can check any card, whenever it joined
   and whether or not it was ever online again.
2. Nothing of the claims is looked at before both signatures hold. There is one way to write a card: what does not
   encode back to its own bytes is refused.
3. In the symbol stands one decimal number: the bytes behind one that says the form, so that a zero at the front is
   not lost. Digits only, for whatever a scanner types must pass a Chinese input method untouched.
4. docs/protocol.md, section 14, is what another program is written by.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import cbor2
from cryptography.exceptions import InvalidSignature

from fieldkit.seals.card_signers import (
    OURS,
    CardRefused,
    CardSigner,
    claimed_signer,
    decode,
    read_certificate,
    refuse,
)
from fieldkit.seals.keys import PublicKey, load_public_key, load_signing_key

CARD = b"fieldkit/card/1"

FORM = 1
"""The byte before a card's bytes in its number."""

MOST_BYTES, MOST_DIGITS = 512, 1_236
"""What a card may have at most; so long is the number of so many bytes and the one before them."""

FEWEST_OF_A_PART = 120
"""Of fewer digits nothing is a card, or a good part of one: payments and tickets have some dozens, a card 600."""

AIM_BYTES = 330
"""So many fill a symbol of version 13 at level M. A card of more has its name shortened."""

NAME_BYTES, DIGEST_BYTES = 64, 8
"""A longer name is never claimed whole: of it the beginning is told, and a digest of all of it."""

_TAG, _ALG, _EDDSA, _KCWT, _IAT = 18, 1, -8, 13, 6
_NUMBER, _UID, _NAME, _ORG, _DIGEST, _REGISTERED = 1, 2, 3, 4, 5, 6
_HEAD = bytes((0xD2, 0x84))
_SIGNATURE_BYTES = 64
_DAY = 86_400
_FIRST_DAY = dt.date(1970, 1, 1)
_WORD_BYTES = 64
_SHORT_UID = re.compile(r"[0-9a-f]{16}")
_CODE = re.compile(r"(?!9?0{9}\Z)9?[0-9]{9}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class CardClaims:
    """What a card says of its holder.

    ``code`` is the digits of the front code: nine of a serial, ten of a provisional number. ``name`` is the name as
    printed, or how it begins where ``digest`` is not empty; ``org_code`` the union. ``registered`` is the digest
    (``digest_of``) of the name as it is registered, where it is printed otherwise.
    """

    code: str
    uid: str
    name: str
    org_code: str
    issued: dt.date
    digest: bytes = b""
    registered: bytes = b""

    def names(self, name: str) -> bool:
        """Return True where ``name`` is the whole of the name that is claimed, as printed or as registered."""
        if not name:
            return False
        if self.registered and digest_of(name) == self.registered:
            return True
        if not self.digest:
            return name == self.name
        return name.startswith(self.name) and digest_of(name) == self.digest


@dataclass(frozen=True, slots=True)
class Card:
    """A card that was opened: both signatures hold. ``certified_by`` is the id of the district's key."""

    claims: CardClaims
    signer: CardSigner
    certified_by: bytes


def sign_card(claims: CardClaims, signing_key: bytes, certificate: bytes) -> bytes:
    """Return ``claims`` signed by ``signing_key`` (32 bytes), with the ``certificate`` of the same key.

    Give the whole name: where the card would be longer than ``AIM_BYTES`` it is shortened here. The same claims give
    the same bytes. Raises CardRefused for claims out of bounds.
    """
    protected = _protected(_parts(decode(certificate)))
    content = _written(claims)
    more = len(_encode(protected, content, bytes(_SIGNATURE_BYTES))) - AIM_BYTES
    whole = len(claims.name.encode("utf-8", errors="replace"))
    if more > 0 or whole > NAME_BYTES:
        most = max(1, min(NAME_BYTES, whole - more - DIGEST_BYTES - 2))
        content = _written(replace(claims, name=_beginning(claims.name, most), digest=digest_of(claims.name)))
    _read(content)
    return _encode(protected, content, load_signing_key(signing_key).sign(_to_be_signed(protected, content)))


def open_card(raw: bytes, keys: Mapping[bytes, PublicKey]) -> Card:
    """Return the card in ``raw``. Raises CardRefused unless one of the district's ``keys`` has certified its signer."""
    if len(raw) > MOST_BYTES:
        refuse("too-large")
    if not raw.startswith(_HEAD):
        refuse("form")
    protected, _, content, signature = _parts(decode(raw))
    if _encode(protected, content, signature) != raw:
        refuse("encoding")
    certificate, signed = _certificate_in(protected), _to_be_signed(protected, content)
    try:
        certified_by, signer = read_certificate(certificate, keys)
    except CardRefused as refused:
        if refused.args[0] == "unknown-key":  # whose ever it is, what was altered is false
            _prove(claimed_signer(_parts(decode(certificate))[2]), signature, signed)
        raise
    _prove(signer, signature, signed)
    return Card(_read(content), signer, certified_by)


def to_digits(raw: bytes) -> str:
    """Return the bytes of a card as the digits of its symbol."""
    return str(int.from_bytes(bytes((FORM,)) + raw))


def from_digits(digits: str) -> bytes:
    """Return the bytes of the card whose symbol holds ``digits``. Raises CardRefused (form, too-large)."""
    if len(digits) > MOST_DIGITS:
        refuse("too-large")
    if not (digits.isascii() and digits.isdecimal()) or digits.startswith("0"):
        refuse("form")
    number = int(digits)
    raw = number.to_bytes((number.bit_length() + 7) // 8)
    if raw[0] != FORM:
        refuse("form")
    return raw[1:]


def _written(claims: CardClaims) -> bytes:
    """Return the one way to write ``claims``: a serial as it is, a provisional number as less than nothing."""
    code = claims.code
    if _CODE.fullmatch(code) is None:
        refuse("claims")
    number = int(code) if len(code) == 9 else -int(code[1:])
    uid: str | bytes = bytes.fromhex(claims.uid) if _SHORT_UID.fullmatch(claims.uid) else claims.uid
    ours: dict[int, Any] = {_NUMBER: number, _UID: uid, _NAME: claims.name, _ORG: claims.org_code}
    if claims.digest:
        ours[_DIGEST] = claims.digest
    if claims.registered:
        ours[_REGISTERED] = claims.registered
    try:
        return cbor2.dumps({_IAT: (claims.issued - _FIRST_DAY).days * _DAY, OURS: ours})
    except UnicodeEncodeError:  # half of a character: no name has that
        raise CardRefused("claims") from None


def _read(content: bytes) -> CardClaims:
    """Return the claims in ``content``, which their signer answers for. Raises CardRefused (claims)."""
    told = decode(content)
    try:
        issued, ours = told[_IAT], told[OURS]
        number, uid = ours[_NUMBER], ours[_UID]
        digest, registered = ours.get(_DIGEST, b""), ours.get(_REGISTERED, b"")
        claims = CardClaims(
            code=f"{number:09d}" if number > 0 else f"9{-number:09d}",
            uid=uid.hex() if isinstance(uid, bytes) else uid,
            name=ours[_NAME],
            org_code=ours[_ORG],
            issued=_FIRST_DAY + dt.timedelta(days=issued // _DAY),
            digest=digest,
            registered=registered,
        )
        good = (
            type(issued) is int
            and type(number) is int
            and isinstance(digest, bytes)
            and isinstance(registered, bytes)
        )
        good = good and _written(claims) == content and _holds(claims)
    except Exception:  # noqa: BLE001 - whatever is missing or of another kind, it is no card
        raise CardRefused("claims") from None
    if not good:
        refuse("claims")
    return claims


def _holds(claims: CardClaims) -> bool:
    """Return True where everything that ``claims`` say is within its bounds."""
    words = ((claims.uid, 1, _WORD_BYTES), (claims.name, 1, NAME_BYTES), (claims.org_code, 0, _WORD_BYTES))
    return (
        claims.issued >= _FIRST_DAY
        and all(
            least <= len(text.encode()) <= most and not _CONTROL.search(text) for text, least, most in words
        )
        and {len(claims.digest), len(claims.registered)} <= {0, DIGEST_BYTES}
    )


def _beginning(name: str, most: int) -> str:
    """Return the characters at the beginning of ``name`` that fit into ``most`` bytes, one of them at least."""
    return name.encode("utf-8", errors="replace")[:most].decode(errors="ignore") or name[:1]


def digest_of(name: str) -> bytes:
    """Return the mark by which the whole of ``name`` is told from others: the head of its SHA-256."""
    return hashlib.sha256(name.encode("utf-8", errors="replace")).digest()[:DIGEST_BYTES]


def _prove(signer: CardSigner, signature: bytes, signed: bytes) -> None:
    """Raise CardRefused (signature) unless ``signer`` has signed what is ``signed``."""
    try:
        load_public_key(signer.key).verify(signature, signed)
    except (InvalidSignature, ValueError):
        raise CardRefused("signature") from None


def _to_be_signed(protected: bytes, content: bytes) -> bytes:
    return cbor2.dumps(["Signature1", protected, CARD, content])


def _encode(protected: bytes, content: bytes, signature: bytes) -> bytes:
    return cbor2.dumps(cbor2.CBORTag(_TAG, [protected, {}, content, signature]))


def _protected(certificate: tuple[bytes, object, bytes, bytes]) -> bytes:
    return cbor2.dumps({_ALG: _EDDSA, _KCWT: cbor2.CBORTag(_TAG, list(certificate))})


def _certificate_in(protected: bytes) -> bytes:
    """Return the certificate in a card's header, which names the algorithm and holds it and nothing else."""
    header = decode(protected)
    if not isinstance(header, dict) or set(header) != {_ALG, _KCWT} or header[_ALG] != _EDDSA:
        refuse("algorithm")
    parts = _parts(header[_KCWT])
    if _protected(parts) != protected:
        refuse("encoding")
    return cbor2.dumps(cbor2.CBORTag(_TAG, list(parts)))


def _parts(told: Any) -> tuple[bytes, object, bytes, bytes]:
    """Return the four parts of a COSE_Sign1. Raises CardRefused (shape)."""
    parts = told.value if isinstance(told, cbor2.CBORTag) and told.tag == _TAG else None
    if not isinstance(parts, (list, tuple)) or len(parts) != 4 or parts[1] != {}:
        refuse("shape")
    protected, _, content, signature = parts
    if not all(isinstance(part, bytes) for part in (protected, content, signature)):
        refuse("shape")
    if len(signature) != _SIGNATURE_BYTES:
        refuse("shape")
    return protected, {}, content, signature
