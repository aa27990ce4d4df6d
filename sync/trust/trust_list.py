# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is signed for everybody: the trust list with all that is in it, and the root's word on signing keys.

1. Every change of whom to believe is a new trust list with the next version. No version is given twice.
2. A device that was away gets the list by which it can follow: the one that first named a key it does not know is
   signed by a key that it knows. Those lists are kept for ever; of the others only the newest.
"""

from __future__ import annotations

import datetime as dt

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, delete, insert, select

from fieldkit.protocol.codec import to_bytes
from fieldkit.protocol.messages import Chain, SerialBlock
from fieldkit.protocol.trust import Registrar, RevokedDevice, TrustedDevice, TrustList, Vouch, VouchedKey
from fieldkit.seals import envelope
from fieldkit.seals.keys import key_id, new_signing_key, public_bytes
from sync.db.moments import moment, read_moment
from sync.db.notes import last_number, read_note, set_number, write_note
from sync.db.office_tables import registrar, statement
from sync.db.tables import device, enrolment, serial_block
from sync.trust.signing import add_key, newest_statement, signers

LIST_DAYS = 14
DEVICE_DAYS = 365
SIGNING_DAYS = 400
KEPT_LISTS = 10


def newest(reading: Connection, held: int | None = None) -> tuple[int, bytes]:
    """Return version and envelope of the newest trust list; with ``held`` the newest that its holder can check."""
    version, raw = newest_statement(reading, "trust")
    if held is None or not raw:
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
    row = statement.c
    found = select(row.issued_at).where(row.kind == "trust").order_by(row.version.desc()).limit(1)
    return read_moment(reading.execute(found).scalar_one())


def write_list(
    writing: Connection, district: str, signer: Ed25519PrivateKey, now: dt.datetime, *, jump: int = 1
) -> int:
    """Sign the trust list of ``district`` as things stand; return its version, ``jump`` above the last."""
    version = max(last_number(writing, "trust"), newest_statement(writing, "trust")[0]) + jump
    content = to_bytes(_content(writing, district, version, now))
    _write(writing, "trust", version, _signed(content, signer, envelope.TRUST), now)
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
) -> None:
    """Sign by ``root`` that ``keys`` sign for the ``district`` from now on."""
    version = newest_statement(writing, "vouch")[0] + 1
    said = Vouch(district=district, version=version, issued=moment(now), keys=keys)
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


def _content(reading: Connection, district: str, version: int, now: dt.datetime) -> TrustList:
    trusted, revoked = _devices(reading)
    people = registrar.c
    registrars = reading.execute(
        select(registrar).where(people.ended_at == "").order_by(people.added_at, people.key_id)
    )
    return TrustList(
        district=district,
        version=version,
        issued=moment(now),
        expires=moment(now + dt.timedelta(days=LIST_DAYS)),
        devices=trusted,
        revoked=revoked,
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


def _devices(reading: Connection) -> tuple[tuple[TrustedDevice, ...], tuple[RevokedDevice, ...]]:
    blocks = _blocks(reading)
    trusted: list[TrustedDevice] = []
    revoked: list[RevokedDevice] = []
    for row in reading.execute(select(device).order_by(device.c.joined_at, device.c.id)):
        if row.revoked_at:
            revoked.append(
                RevokedDevice(
                    device=row.id,
                    key_id=row.key_id.hex(),
                    at=row.revoked_at,
                    reason=row.revoked_reason,
                    chains=msgspec.json.decode(row.revoked_chains, type=tuple[Chain, ...]),
                )
            )
        else:
            trusted.append(
                TrustedDevice(
                    device=row.id,
                    signing_key=row.signing_key,
                    site=row.site,
                    town=row.town,
                    until=trusted_until(row.joined_at),
                    serials=tuple(blocks.get(row.id, ())),
                )
            )
    return tuple(trusted), tuple(revoked)


def _blocks(reading: Connection) -> dict[str, list[SerialBlock]]:
    """Return the serials of each device, blocks that touch as one."""
    row = serial_block.c
    blocks: dict[str, list[SerialBlock]] = {}
    for of, first, last in reading.execute(select(row.device, row.first, row.last).order_by(row.first)):
        mine = blocks.setdefault(of, [])
        start = mine.pop().first if mine and mine[-1].last + 1 == first else first
        mine.append(SerialBlock(first=start, last=last))
    return blocks


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
