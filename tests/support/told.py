# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A device's batches frozen, told, and answered: the shortest way through the outbox for tests of other things."""

import datetime as dt
from collections.abc import Iterable

from fieldkit.protocol.codec import to_bytes
from fieldkit.protocol.messages import Acknowledgement, Batch, Level, Receipt, Standing
from fieldkit.seals import envelope, packing
from fieldkit.seals.keys import key_id, load_signing_key, public_bytes
from fieldkit.store import batches, settle
from fieldkit.store.settle import Settled
from fieldkit.store.vault import Store
from tests.support.clock import TEN

SIGNING_KEY = load_signing_key(b"\x01" * 32)
MUCH = 1 << 30


def sign(batch: Batch) -> bytes:
    """Return the envelope of ``batch``, signed by the sample device."""
    key = key_id(public_bytes(SIGNING_KEY))
    return envelope.sign(packing.pack(to_bytes(batch)), SIGNING_KEY, key, envelope.BATCH)


def freeze(store: Store, **more: object) -> int:
    """Freeze all that is not frozen."""
    return batches.freeze(store, sign, now=TEN, **more)  # type: ignore[arg-type]


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


def rejected(operation: str, code: str = "already-member", **more: object) -> Acknowledgement:
    """Return the district's no to ``operation``."""
    return Acknowledgement(operation=operation, verdict="rejected", code=code, **more)  # type: ignore[arg-type]


def raws(store: Store) -> list[bytes]:
    """Return the bytes of every operation, in the order entered."""
    with store.reading() as db:
        return [bytes(row[0]) for row in db.execute("SELECT raw FROM operations ORDER BY place")]
