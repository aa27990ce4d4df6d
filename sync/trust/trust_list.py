# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is signed for everybody: the trust list with all that is in it, and the root's word on signing keys.

1. Every change of whom to believe is a new trust list with the next version. No version is given twice.
2. A device that was away gets the list by which it can follow: the one that first named a key it does not know is
   signed by a key that it knows. Those lists are kept for ever; of the others only the newest.
3. Devices in good standing are not in it: a device's signature counts by its certificate, unless its key is revoked.
   So the list stays short however many devices there are, and need not be signed anew for each that joins.
"""

from __future__ import annotations

import datetime as dt
import hashlib

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, delete, insert, select

from fieldkit.protocol.codec import to_bytes
from fieldkit.protocol.messages import Chain
from fieldkit.protocol.trust import Registrar, RevokedDevice, TrustList, Vouch, VouchedKey
from fieldkit.seals import envelope
from fieldkit.seals.keys import key_id, new_signing_key, public_bytes
from sync.db.moments import moment, read_moment
from sync.db.notes import last_number, read_note, set_number, write_note
from sync.db.office_tables import registrar, statement
from sync.db.tables import device, enrolment
from sync.trust.signing import add_key, newest_statement, signers

LIST_DAYS = 14
DEVICE_DAYS = 365
SIGNING_DAYS = 400
KEPT_LISTS = 10
MOST_BYTES = 1_048_576 - 256
"""Of the list within its envelope, which a message holds 1 MiB of."""

_STRANGERS = "revoked_strangers"
_ISSUED = (
    select(statement.c.issued_at)
    .where(statement.c.kind == "trust")
    .order_by(statement.c.version.desc())
    .limit(1)
)


class ListTooLong(Exception):
    """What must be in the trust list does not fit into it."""


def newest(reading: Connection, held: int | None = None) -> tuple[int, bytes]:
    """Return version and envelope of the newest trust list; with ``held`` the newest that its holder can check.

    Who holds none that counts (0) has the root's newest word, from joining or from hello, and can check the newest.
    """
    version, raw = newest_statement(reading, "trust")
    if not held or not raw or held >= version:
        return version, raw
    by_key = {signer.key_id: signer for signer in signers(reading)}
    row = statement.c
    while (signer := by_key.get(envelope.claimed_key_id(raw).hex())) and signer.trust > max(held, 1):
        version = signer.trust
        bridge = select(row.envelope).where(row.kind == "trust", row.version == version)
        raw = bytes(reading.execute(bridge).scalar_one())
    return version, raw


def issued_at(reading: Connection) -> dt.datetime | None:
    """Return when the newest trust list was signed."""
    return read_moment(reading.execute(_ISSUED).scalar_one())


def write_list(
    writing: Connection, district: str, signer: Ed25519PrivateKey, now: dt.datetime, *, jump: int = 1
) -> int:
    """Sign the trust list of ``district`` as things stand; return its version, ``jump`` above the last.

    Raises ListTooLong.
    """
    version = max(last_number(writing, "trust"), newest_statement(writing, "trust")[0]) + jump
    told = _content(writing, district, version, now)
    raw = _signed(to_bytes(_short_enough(told)), signer, envelope.TRUST)
    _write(writing, "trust", version, raw, now)
    write_note(writing, "trust_said", _digest(told))
    set_number(writing, "trust", version)
    write_note(writing, "trust_due", "")
    bridges = [known.trust for known in signers(writing)]
    row = statement.c
    writing.execute(
        delete(statement).where(
            row.kind == "trust", row.version <= version - KEPT_LISTS, row.version.not_in(bridges)
        )
    )
    return version


def write_vouch(
    writing: Connection,
    district: str,
    root: Ed25519PrivateKey,
    keys: tuple[VouchedKey, ...],
    now: dt.datetime,
    *,
    former: tuple[bytes, ...] = (),
) -> None:
    """Sign by ``root`` that ``keys`` sign for the ``district`` from now on, and that ``former`` count for cards."""
    version = newest_statement(writing, "vouch")[0] + 1
    said = Vouch(district=district, version=version, issued=moment(now), keys=keys, former=former)
    _write(writing, "vouch", version, _signed(to_bytes(said), root, envelope.VOUCH), now)


def first_statements(writing: Connection, district: str, root: Ed25519PrivateKey, now: dt.datetime) -> None:
    """Make the first signing key, let ``root`` vouch for it, and sign the first trust list."""
    key, until = new_signing_key(), now + dt.timedelta(days=SIGNING_DAYS)
    named = VouchedKey(key=public_bytes(key), since=moment(now), until=moment(until))
    write_vouch(writing, district, root, (named,), now)
    add_key(writing, key, trust=1, until=until, kept=())
    write_list(writing, district, key, now)


def trusted_until(joined_at: str) -> str:
    """Return until when the certificate of a device that joined then is good."""
    joined = read_moment(joined_at)
    assert joined is not None, "a device has joined at some moment"
    return moment(joined + dt.timedelta(days=DEVICE_DAYS))


def says_the_same(reading: Connection, district: str, now: dt.datetime) -> bool:
    """Return True when a list signed now would say what the newest does, but for its version and its moments."""
    return read_note(reading, "trust_said") == _digest(_content(reading, district, 0, now))


def _digest(told: TrustList) -> str:
    """Return the digest of what is told, whenever and under whatever version."""
    timeless = msgspec.structs.replace(told, version=0, issued="", expires="")
    return hashlib.sha256(to_bytes(timeless)).hexdigest()


def _short_enough(told: TrustList) -> TrustList:
    """Return ``told`` as long as an envelope takes. Raises ListTooLong.

    Where there are very many, revoked devices are told without up to where their signature is good: it is good for
    nothing then, to other devices. What the district itself takes from them is not judged by the list.
    """
    if len(to_bytes(told)) <= MOST_BYTES:
        return told
    short = tuple(msgspec.structs.replace(one, reason="", chains=()) for one in told.revoked)
    told = msgspec.structs.replace(told, revoked=short)
    if len(to_bytes(told)) > MOST_BYTES:
        raise ListTooLong
    return told


def _content(reading: Connection, district: str, version: int, now: dt.datetime) -> TrustList:
    people = registrar.c
    registrars = reading.execute(
        select(registrar).where(people.ended_at == "").order_by(people.added_at, people.key_id)
    )
    return TrustList(
        district=district,
        version=version,
        issued=moment(now),
        expires=moment(now + dt.timedelta(days=LIST_DAYS)),
        revoked=_revoked(reading),
        registrars=tuple(
            Registrar(key_id=row.key_id, name=row.name, town=row.town, sealing_key=row.sealing_key)
            for row in registrars
        ),
        revoked_serials=_voided_serials(reading),
        parcel_recipients=msgspec.json.decode(
            read_note(reading, "parcel_recipients", "[]"), type=tuple[str, ...]
        ),
        vouch=newest_statement(reading, "vouch")[1],
    )


def strangers(reading: Connection) -> tuple[RevokedDevice, ...]:
    """Return the revoked devices of which there is no more here: made anew from a backup, the district lost them."""
    return msgspec.json.decode(read_note(reading, _STRANGERS, "[]"), type=tuple[RevokedDevice, ...])


def note_stranger(writing: Connection, told: RevokedDevice) -> None:
    """Note a revoked device that the district does not know, so that every list goes on to name its key."""
    others = [one for one in strangers(writing) if one.key_id != told.key_id]
    write_note(writing, _STRANGERS, msgspec.json.encode([*others, told]).decode())


def _revoked(reading: Connection) -> tuple[RevokedDevice, ...]:
    row = device.c
    found = select(row.id, row.key_id, row.revoked_at, row.revoked_reason, row.revoked_chains)
    found = found.where(row.revoked_at != "").order_by(row.joined_at, row.id)
    ours = tuple(
        RevokedDevice(
            device=one.id,
            key_id=one.key_id.hex(),
            at=one.revoked_at,
            reason=one.revoked_reason,
            chains=msgspec.json.decode(one.revoked_chains, type=tuple[Chain, ...]),
        )
        for one in reading.execute(found)
    )
    return ours + strangers(reading)


def _voided_serials(reading: Connection) -> tuple[str, ...]:
    """Return the serials on cards of enrolments that were taken back, where no other act carries them."""
    row = enrolment.c
    stands = select(row.serial).where(row.active)
    found = select(row.serial).where(row.active.is_(False), row.serial != "", row.serial.not_in(stands))
    return tuple(reading.execute(found.distinct().order_by(row.serial)).scalars())


def _signed(content: bytes, key: Ed25519PrivateKey, aad: bytes) -> bytes:
    return envelope.sign(content, key, key_id(public_bytes(key)), aad)


def _write(writing: Connection, kind: str, version: int, raw: bytes, now: dt.datetime) -> None:
    writing.execute(insert(statement).values(kind=kind, version=version, envelope=raw, issued_at=moment(now)))
