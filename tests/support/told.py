# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A device's batches frozen, told, and answered: the shortest way through the outbox for tests of other things."""

import base64
import datetime as dt
import json
from collections.abc import Iterable

from fieldkit.protocol.codec import from_bytes, to_bytes
from fieldkit.protocol.messages import Acknowledgement, Batch, Level, Operation, Receipt, Standing
from fieldkit.seals import envelope, identities, packing
from fieldkit.seals.keys import key_id, load_signing_key, public_bytes
from fieldkit.store import batches, sealing, settle
from fieldkit.store.identity import identity
from fieldkit.store.settle import Settled
from fieldkit.store.vault import Store
from fieldkit.uplink.signing import sign_batch
from tests.support.clock import TEN
from tests.support.factories import REGISTRAR_KEY, registrar, rejected

__all__ = [
    "accepted",
    "answer",
    "freeze",
    "hear",
    "opened",
    "read_by_registrar",
    "receipt_of",
    "rejected",
    "sign",
    "standings",
    "to_send",
    "waiting",
]

SIGNING_KEY = load_signing_key(b"\x01" * 32)
MUCH = 1 << 30


def sign(batch: Batch) -> bytes:
    """Return the envelope of ``batch``, signed by the sample device."""
    key = key_id(public_bytes(SIGNING_KEY))
    return envelope.sign(packing.pack(to_bytes(batch)), SIGNING_KEY, key, envelope.BATCH)


def freeze(store: Store, **more: object) -> int:
    """Freeze all that is not frozen, signed by the store's own key."""
    who = identity(store)
    signing = sign_batch(who) if who and who.has_joined else sign
    return batches.freeze(store, signing, now=TEN, **more)  # type: ignore[arg-type]


def to_send(store: Store) -> tuple[batches.Frozen, ...]:
    """Freeze what is not frozen; return all that is to be sent."""
    freeze(store)
    return batches.to_send(store, most=10_000, most_bytes=MUCH)


def receipt_of(
    one: batches.Frozen, words: Iterable[Acknowledgement] = (), level: Level = "received"
) -> Receipt:
    """Return the district's receipt for a batch: ``words`` that are about it, everything else accepted."""
    about = tuple(word for word in words if word.operation in one.operations)
    return Receipt(
        life=one.life,
        number=one.number,
        head=one.head.hex(),
        level=level,
        operations=len(one.operations),
        words=about,
    )


def answer(
    store: Store, words: Iterable[Acknowledgement] = (), *, level: Level = "received", now: dt.datetime = TEN
) -> Settled:
    """Tell everything; let the district accept all but what ``words`` say otherwise of."""
    told = to_send(store)
    words = tuple(words)
    return settle.settle(store, [receipt_of(one, words, level) for one in told], standings(store), now)


def standings(store: Store, safe: int = 0) -> list[Standing]:
    """Return what a district says that holds all that the store has frozen."""
    return [
        Standing(life=one.life, number=one.number, head=one.head, safe=min(safe, one.number))
        for one in batches.chains(store)
    ]


def accepted(operation: str, serial: str) -> Acknowledgement:
    """Return the district's yes with the final serial of an enrolment."""
    return Acknowledgement(operation=operation, verdict="accepted", serial=serial)


def hear(store: Store, words: Iterable[Acknowledgement], *, level: Level = "received") -> Settled:
    """Freeze each operation into a batch of its own; let the district have just ``words``, nothing of the others."""
    freeze(store, most_bytes=1)
    words = tuple(words)
    about = {word.operation for word in words}
    with store.reading() as db:
        rows = db.execute("SELECT place FROM batches ORDER BY place").fetchall()
        frozen = [batches._whole(db, place) for (place,) in rows]
    receipts = [receipt_of(one, words, level) for one in frozen if about.intersection(one.operations)]
    return settle.settle(store, receipts, [], TEN)


def waiting(store: Store) -> list[bytes]:
    """Return the bytes of the operations that have no verdict yet, in the order entered."""
    with store.reading() as db:
        rows = db.execute("SELECT raw FROM operations WHERE standing = 0 ORDER BY place").fetchall()
    return [bytes(row[0]) for row in rows]


def opened(store: Store) -> list[tuple[str, str]]:
    """Return what the registrar reads in the operations that have no verdict yet: document and phone, '' for none."""
    return [read_by_registrar(store, raw) for raw in waiting(store)]


def read_by_registrar(store: Store, raw: bytes) -> tuple[str, str]:
    """Return document and phone sealed in the operation ``raw``, opened with nothing but the registrar's key."""
    operation = from_bytes(raw, Operation)
    body = json.loads(bytes(operation.body))
    sealed = body.get("body", body)
    if not sealed.get("session"):
        return "", ""
    device, life, _ = operation.id.split("-")
    with store.reading() as db:
        session = sealing.told(db, life, sealed["session"], of=life)
    (box,) = [one.box for one in session.boxes if one.registrar == registrar().key_id]
    key = identities.open_session(box, REGISTRAR_KEY, device=device, life=life, session=session.number)
    return identities.open_identity(
        key, base64.b64decode(sealed["sealed"]), operation=operation.id, sequence=operation.sequence
    )
