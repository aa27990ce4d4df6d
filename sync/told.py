# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""An operation as it was told: its exact bytes, and what can be read of them; nothing unreadable is dropped."""

from __future__ import annotations

import dataclasses
import hashlib

import msgspec

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


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """One operation of a batch.

    ``id`` is '' where no id of this device can be read; ``shown`` is what an acknowledgement calls it then.
    ``body`` is there where ``finding`` is empty, and for ``amend`` so is ``amended``, the new body.
    """

    raw: bytes
    digest: bytes
    shown: str
    id: str = ""
    operation: Operation | None = None
    body: Message | None = None
    amended: EnrolBody | TransferBody | None = None
    finding: Finding = Finding()


class _Named(Message):
    """As much of an operation as its id."""

    id: OperationId


def read_batch(batch: Batch) -> tuple[Told, ...]:
    """Return each operation of ``batch`` as far as it can be read."""
    return tuple(
        _read(bytes(raw), place, batch.device) for place, raw in enumerate(batch.operations, start=1)
    )


def _read(raw: bytes, place: int, device: str) -> Told:
    digest = hashlib.sha256(raw).digest()
    named = _id_in(raw)
    if not _is_own(named, device):
        return Told(raw, digest, named or f"#{place}", finding=Finding("malformed", "id"))
    if len(raw) > MAX_OPERATION_BYTES:
        return Told(raw, digest, named, named, finding=Finding("malformed", "body"))
    try:
        operation = from_bytes(raw, Operation)
    except TheirMistake as mistake:
        return Told(raw, digest, named, named, finding=Finding("malformed", mistake.field))
    if operation.sequence != int(named.rpartition("-")[2]):
        return Told(raw, digest, named, named, operation, finding=Finding("malformed", "sequence"))
    return _with_body(Told(raw, digest, named, named, operation), operation)


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
    return Told(told.raw, told.digest, told.shown, told.id, operation, body, amended)


def _found(told: Told, finding: Finding) -> Told:
    return Told(told.raw, told.digest, told.shown, told.id, told.operation, finding=finding)


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
