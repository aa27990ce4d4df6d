# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""An operation as it was told: its exact bytes, and what can be read of them; nothing unreadable is dropped."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Sequence
from hashlib import sha256

import msgspec

from fieldkit.protocol.calm import NotCalm, is_calm, reader
from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import (
    BODIES,
    MAX_OPERATION_BYTES,
    AmendBody,
    Batch,
    EnrolBody,
    Message,
    Operation,
    TransferBody,
)
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.protocol.shape import OperationId

AMENDABLE: dict[str, type[EnrolBody | TransferBody]] = {"enrol": EnrolBody, "transfer": TransferBody}


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """Why an operation is rejected: a code, the field it is about, and what fills the sentence. '' when it is not."""

    code: str = ""
    field: str = ""
    facts: dict[str, str] = dataclasses.field(default_factory=dict)


NOTHING = Finding()


@dataclasses.dataclass(slots=True, eq=False)
class Told:
    """One operation of a batch, at ``place`` (from 0).

    ``id`` is '' where no id of this device can be read; ``shown`` is what an acknowledgement calls it then.
    ``body`` is there where ``finding`` is empty, and for ``amend`` so is ``amended``, the new body.
    """

    place: int
    raw: bytes
    digest: bytes
    shown: str
    id: str = ""
    operation: Operation | None = None
    body: Message | None = None
    amended: EnrolBody | TransferBody | None = None
    finding: Finding = NOTHING


class _Named(Message):
    """As much of an operation as its id."""

    id: OperationId


def read_batch(batch: Batch) -> list[Told]:
    """Return each operation of ``batch`` as far as it can be read."""
    own = batch.device + "-"
    raws = [bytes(kept) for kept in batch.operations]
    told: list[Told] = []
    for place, (raw, operation) in enumerate(zip(raws, _operations_in(raws), strict=True)):
        one = None if operation is None else _read_calmly(operation, raw, place, own)
        told.append(one or _read(raw, place, batch.device))
    return told


def _operations_in(raws: list[bytes]) -> Sequence[Operation | None]:
    """Return the operations in ``raws``, None where the strict reader must look; all at once where all are in order."""
    with contextlib.suppress(NotCalm):
        return reader(Operation).read_all(raws)
    return [_operation_in(raw) for raw in raws]


def _operation_in(raw: bytes) -> Operation | None:
    if is_calm(raw):
        with contextlib.suppress(NotCalm):
            operation: Operation = reader(Operation).read(raw)
            return operation
    return None


def _read_calmly(operation: Operation, raw: bytes, place: int, own: str) -> Told | None:
    """Return the calm ``operation`` where all is in order with it; None where the strict reader must look."""
    kind = BODIES.get(operation.kind)
    if kind is None or len(raw) > MAX_OPERATION_BYTES or not _is_its_own(operation, own):
        return None
    try:
        body = reader(kind).read(operation.body)
        amended = None
        if kind is AmendBody:
            if body.as_kind not in AMENDABLE:
                return None
            amended = reader(AMENDABLE[body.as_kind]).read(body.body)
    except NotCalm:
        return None
    named = operation.id
    return Told(place, raw, sha256(raw).digest(), named, named, operation, body, amended)


def _is_its_own(operation: Operation, own: str) -> bool:
    """Return True when the id is of the device and its sequence is the field's, written the one way it may be."""
    return operation.id.startswith(own) and operation.id[len(own) + 9 :] == f"{operation.sequence:06d}"


def _read(raw: bytes, place: int, device: str) -> Told:
    digest = sha256(raw).digest()
    named = _id_in(raw)
    if not _is_own(named, device):
        return Told(place, raw, digest, named or f"#{place + 1}", finding=Finding("malformed", "id"))
    told = Told(place, raw, digest, named, named)
    if len(raw) > MAX_OPERATION_BYTES:
        return _found(told, Finding("malformed", "body"))
    try:
        told.operation = from_bytes(raw, Operation)
    except TheirMistake as mistake:
        return _found(told, Finding("malformed", mistake.field))
    if told.operation.sequence != int(named.rpartition("-")[2]):
        return _found(told, Finding("malformed", "sequence"))
    return _with_body(told, told.operation)


def _with_body(told: Told, operation: Operation) -> Told:
    """Return ``told`` with its body read by its kind."""
    kind = BODIES.get(operation.kind)
    if kind is None:
        return _found(told, Finding("unknown-kind", "kind"))
    amended = None
    try:
        body = from_bytes(operation.body, kind)
        if isinstance(body, AmendBody):
            if body.as_kind not in AMENDABLE:
                return _found(told, Finding("malformed", "as_kind"))
            amended = from_bytes(body.body, AMENDABLE[body.as_kind])
    except TheirMistake as mistake:
        return _found(told, Finding("malformed", mistake.field))
    told.body, told.amended = body, amended
    return told


def _found(told: Told, finding: Finding) -> Told:
    told.finding = finding
    return told


def _id_in(raw: bytes) -> str:
    """Return the operation's id where there is one in the form of an id, else ''."""
    try:
        return from_bytes(msgspec.Raw(raw), _Named).id
    except TheirMistake:
        return ""


def _is_own(named: str, device: str) -> bool:
    """Return True when ``named`` is of ``device`` and its sequence is written the one way it may be."""
    of, _, sequence = named.rpartition("-")
    return of.rpartition("-")[0] == device and sequence == f"{int(sequence):06d}"
