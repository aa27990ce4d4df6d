# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Key files of the registrar's folder, as text: ``registrar.key`` and ``recovery.key`` (secret), their cards (public).

1. A key file is what age calls an identity file: lines of remarks and one secret. The common ``age`` tool reads it, and
   with it everything that was sealed to it: a way back without our program.
2. With a passphrase the whole file is an age file sealed to the passphrase; that tool reads it too.
3. A card (``registrar.pub``, ``recovery.pub``) is one line of JSON. It is all that the district ever gets.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

import pyrage

from fieldkit.seals.agekeys import identity_for, recipient_for, sealing_key_of
from fieldkit.seals.boxes import new_sealing_key, sealing_private_bytes, sealing_public_bytes
from fieldkit.seals.envelope import Refused
from fieldkit.seals.keys import key_id

REGISTRAR, RECOVERY = "registrar", "recovery"
MAX_KEY_FILE_BYTES = 16_384
_MARK = b"age-encryption.org/v1\n"
_SECRET = "AGE-SECRET-KEY-1"  # noqa: S105 - how the line with the secret begins
_FORM = "fieldkit-key/1"


@dataclass(frozen=True, slots=True)
class SecretKey:
    """A key of the registrar's folder: its ``kind``, whose it is, for which town ('': the whole district)."""

    kind: str
    name: str
    town: str
    identity: str = field(repr=False)

    @property
    def card(self) -> Card:
        """Return the public half."""
        public = sealing_public_bytes(sealing_key_of(self.identity))
        return Card(kind=self.kind, name=self.name, town=self.town, public=public)


@dataclass(frozen=True, slots=True)
class Card:
    """The public half of a key: boxes are sealed to ``public`` (32 bytes), parcels to ``recipient``."""

    kind: str
    name: str
    town: str
    public: bytes

    @property
    def recipient(self) -> str:
        """Return whom age seals to."""
        return recipient_for(self.public)

    @property
    def key_id(self) -> str:
        """Return the short id that boxes name, 16 hex digits."""
        return key_id(self.public).hex()


def new_key(kind: str, name: str, town: str = "") -> SecretKey:
    """Return a fresh key of ``kind``."""
    identity = identity_for(sealing_private_bytes(new_sealing_key()))
    return SecretKey(kind, _one_line(name), _one_line(town), identity)


def write_key(key: SecretKey, passphrase: str = "") -> bytes:
    """Return the content of the key's file, sealed to ``passphrase`` where one is given."""
    lines = [
        f"# {_FORM} {key.kind}",
        f"# name: {key.name}",
        f"# town: {key.town}",
        f"# public key: {key.card.recipient}",
        key.identity,
    ]
    plain = "".join(line + "\n" for line in lines).encode()
    return pyrage.passphrase.encrypt(plain, passphrase) if passphrase else plain


def needs_passphrase(raw: bytes) -> bool:
    """Return True when the key file ``raw`` opens with a passphrase only."""
    return raw.startswith(_MARK)


def read_key(raw: bytes, kind: str, passphrase: str = "") -> SecretKey:
    """Return the key in the file ``raw``. Raises Refused: ``passphrase``, ``kind`` or ``shape``."""
    if len(raw) > MAX_KEY_FILE_BYTES:
        raise Refused("shape")
    if needs_passphrase(raw):
        try:
            raw = pyrage.passphrase.decrypt(raw, passphrase)
        except pyrage.DecryptError:
            raise Refused("passphrase") from None
    try:
        lines = raw.decode().splitlines()
    except UnicodeDecodeError:
        raise Refused("shape") from None
    remarks = dict(line[2:].split(": ", 1) for line in lines if line.startswith("# ") and ": " in line)
    secrets = [line.strip() for line in lines if line.startswith(_SECRET)]
    kinds = [line[3 + len(_FORM) :] for line in lines if line.startswith(f"# {_FORM} ")]
    if len(secrets) != 1 or len(kinds) != 1:
        raise Refused("shape")
    if kinds[0] != kind:
        raise Refused("kind")
    try:
        sealing_key_of(secrets[0])
    except ValueError:
        raise Refused("shape") from None
    return SecretKey(kind, remarks.get("name", ""), remarks.get("town", ""), secrets[0])


def write_card(card: Card) -> bytes:
    """Return the line that tells the district about a key."""
    told = {"form": _FORM, "kind": card.kind, "name": card.name, "town": card.town, "key": card.public.hex()}
    return json.dumps(told, ensure_ascii=False).encode() + b"\n"


def read_card(raw: bytes, kind: str) -> Card:
    """Return the card in ``raw``. Raises Refused: ``kind`` or ``shape``."""
    try:
        told = json.loads(raw if len(raw) <= MAX_KEY_FILE_BYTES else b"")
        public = bytes.fromhex(told["key"])
        name, town, form, found = (str(told[part]) for part in ("name", "town", "form", "kind"))
    except (ValueError, TypeError, KeyError, RecursionError):
        raise Refused("shape") from None
    if form != _FORM or len(public) != 32:
        raise Refused("shape")
    if found != kind:
        raise Refused("kind")
    return Card(kind, _one_line(name), _one_line(town), public)


def _one_line(text: str) -> str:
    return " ".join(text.split())
