# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A device's signature counts no more: up to where what it told is good, and what a lost device leaves behind.

1. What was told up to its last good numbers stays. What comes after is held until the district's staff decide.
2. What was entered on the device and never came here is known on paper only. So the report names the serials that it
   was given and that nobody has told, the numbers that are missing, and how many people's data may lie on it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, func, select, update

from fieldkit.protocol.messages import Chain
from fieldkit.seals.chain import START
from sync.db.moments import moment
from sync.db.tables import (
    batch,
    chain,
    device,
    enrolment,
    held_batch,
    known_member,
    operation,
    sealed_identity,
    serial_block,
    serial_use,
    transfer,
)
from sync.safety.safety import safe_place
from sync.trust.devices import UnknownDevice

ALL_SCOPES = "*"
"""How ``device.has_heard`` says that a device was sent the members of every union."""


class UnknownNumber(Exception):
    """The life has no batch with this number here. ``args[0]`` is the number, ``args[1]`` the newest that was taken."""


@dataclass(frozen=True, slots=True)
class LifeLeft:
    """What is here of one life: up to which batch, when it came, what is missing, what came after the last good one."""

    life: str
    number: int
    head: bytes
    state: str
    last_at: str
    operations: int
    missing: int
    first_missing: tuple[int, ...]
    held: int
    after_good: int


@dataclass(frozen=True, slots=True)
class Left:
    """What a lost device leaves. Serials are the runs it was given that no act here carries.

    ``own_people`` are those it took in; ``identities`` how many of their numbers it sealed, ``not_safe`` how many of
    these it has not forgotten yet; ``listed`` the members whose names it may have in its lists.
    """

    device: str
    name: str
    site: str
    town: str
    exchanged_at: str
    revoked_at: str
    lives: tuple[LifeLeft, ...]
    unused_serials: tuple[tuple[int, int], ...]
    own_people: int
    identities: int
    not_safe: int
    listed: int


def revoke(
    writing: Connection,
    named: str,
    now: dt.datetime,
    *,
    reason: str = "",
    last_number: int | None = None,
    life: str = "",
) -> tuple[Chain, ...]:
    """Let device ``named`` count no more; return its last good numbers. Raises UnknownDevice, UnknownNumber.

    They are what is taken now. ``last_number`` of ``life`` (or of the life that was heard last) says that less is good:
    the last receipt that was seen before the device was lost. Done again, the moment of the first time stays.
    """
    row = writing.execute(select(device).where(device.c.id == named)).one_or_none()
    if row is None:
        raise UnknownDevice(named)
    kept = msgspec.json.decode(row.revoked_chains, type=tuple[Chain, ...])
    if row.revoked_at and last_number is None:
        return kept
    good = _taken(writing, named)
    if last_number is not None:
        good = _cut(writing, named, good, life or _heard_last(writing, named), last_number)
    writing.execute(
        update(device)
        .where(device.c.id == named)
        .values(
            revoked_at=row.revoked_at or moment(now),
            revoked_reason=reason or row.revoked_reason,
            revoked_chains=msgspec.json.encode(good).decode(),
        )
    )
    return good


def what_is_left(reading: Connection, named: str) -> Left:
    """Return what the lost device ``named`` leaves. Raises UnknownDevice."""
    row = reading.execute(select(device).where(device.c.id == named)).one_or_none()
    if row is None:
        raise UnknownDevice(named)
    good = {one.life: one.number for one in msgspec.json.decode(row.revoked_chains, type=tuple[Chain, ...])}
    sealed = select(func.count()).select_from(sealed_identity).where(sealed_identity.c.device == named)
    return Left(
        device=named,
        name=row.name,
        site=row.site,
        town=row.town,
        exchanged_at=row.exchanged_at,
        revoked_at=row.revoked_at,
        lives=tuple(_lives(reading, named, good if row.revoked_at else None)),
        unused_serials=tuple(_unused(reading, named)),
        own_people=sum(
            reading.execute(select(func.count()).select_from(acts).where(acts.c.device == named)).scalar_one()
            for acts in (enrolment, transfer)
        ),
        identities=reading.execute(sealed).scalar_one(),
        not_safe=_not_safe(reading, named),
        listed=_listed(reading, row.has_heard),
    )


def _taken(reading: Connection, named: str) -> tuple[Chain, ...]:
    row = chain.c
    found = select(row.life, row.number, row.head).where(row.device == named).order_by(row.told_at, row.life)
    return tuple(
        Chain(life=life, number=number, head=bytes(head).hex())
        for life, number, head in reading.execute(found)
    )


def _heard_last(reading: Connection, named: str) -> str:
    row = chain.c
    found = select(row.life).where(row.device == named).order_by(row.told_at.desc(), row.life).limit(1)
    return reading.execute(found).scalar_one_or_none() or ""


def _cut(
    reading: Connection, named: str, good: tuple[Chain, ...], life: str, number: int
) -> tuple[Chain, ...]:
    """Return ``good`` with no more than batch ``number`` of ``life`` in it. Raises UnknownNumber."""
    taken = next((one.number for one in good if one.life == life), 0)
    if not 0 <= number <= taken:
        raise UnknownNumber(number, taken)
    head = START
    if number:
        row = batch.c
        found = select(row.head).where(row.device == named, row.life == life, row.number == number)
        head = bytes(reading.execute(found).scalar_one())
    cut = Chain(life=life, number=number, head=head.hex())
    return tuple(cut if one.life == life else one for one in good)


def _lives(reading: Connection, named: str, good: dict[str, int] | None) -> Iterable[LifeLeft]:
    row, told, aside = chain.c, operation.c, held_batch.c
    for one in reading.execute(
        select(chain).where(row.device == named).order_by(row.told_at, row.life)
    ).all():
        here = (
            select(told.sequence).where(told.device == named, told.life == one.life).order_by(told.sequence)
        )
        sequences = list(reading.execute(here).scalars())
        missing = sorted(set(range(1, max(sequences, default=0) + 1)) - set(sequences))
        held = select(func.coalesce(func.sum(aside.operations), 0)).where(
            aside.device == named, aside.life == one.life, aside.settled == ""
        )
        after = batch.c
        beyond = select(func.coalesce(func.sum(after.operations), 0)).where(
            after.device == named,
            after.life == one.life,
            after.number > (one.number if good is None else good.get(one.life, 0)),
        )
        yield LifeLeft(
            life=one.life,
            number=one.number,
            head=bytes(one.head),
            state=one.state,
            last_at=one.told_at,
            operations=len(sequences),
            missing=len(missing),
            first_missing=tuple(missing[:20]),
            held=int(reading.execute(held).scalar_one()),
            after_good=int(reading.execute(beyond).scalar_one()),
        )


def _unused(reading: Connection, named: str) -> Iterable[tuple[int, int]]:
    """Give the runs of serials that the device was given and that are on no act's paper here."""
    row, use = serial_block.c, serial_use.c
    blocks = select(row.first, row.last).where(row.device == named, row.heard != "").order_by(row.first)
    for first, last in reading.execute(blocks).all():
        used = select(use.number).where(use.number.between(first, last)).order_by(use.number)
        start = first
        for number in [*reading.execute(used).scalars(), last + 1]:
            if start < number:
                yield start, number - 1
            start = number + 1


def _not_safe(reading: Connection, named: str) -> int:
    """Return how many identities came in batches that the device was not told to be safe: it has not forgotten them."""
    told, sealed = operation.c, sealed_identity.c
    found = (
        select(func.count())
        .select_from(sealed_identity)
        .join(operation, told.id == sealed.operation)
        .where(sealed.device == named, told.told_batch > safe_place(reading))
    )
    count: int = reading.execute(found).scalar_one()
    return count


def _listed(reading: Connection, has_heard: str) -> int:
    """Return how many members' rows the device may have been sent: those of every union it ever heard of."""
    found = select(func.count()).select_from(known_member)
    if has_heard != ALL_SCOPES:
        unions = msgspec.json.decode(has_heard or "[]", type=list[str])
        found = found.where(known_member.c.org_code.in_(unions))
    count: int = reading.execute(found).scalar_one()
    return count
