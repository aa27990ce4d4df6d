# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What staff ask the district and what it answers, as JSON: the fields and their bounds, and no others.

An answer is made by these kinds, so that a new column of a report leaves the district only when it is named here.
"""

from __future__ import annotations

from typing import Annotated, dataclass_transform

import msgspec
from msgspec import Meta

from sync.office.passwords import LEAST_LETTERS, MOST_LETTERS
from sync.office.rights import Role

_LINE = r"^[^\x00-\x1f\x7f]*\Z"
Code = Annotated[str, Meta(max_length=64, pattern=_LINE)]
Id = Annotated[str, Meta(min_length=1, max_length=64, pattern=_LINE)]
Password = Annotated[str, Meta(min_length=1, max_length=MOST_LETTERS)]
NewPassword = Annotated[str, Meta(min_length=LEAST_LETTERS, max_length=MOST_LETTERS)]
OneTimeWord = Annotated[str, Meta(max_length=6, pattern=r"^(?:[0-9]{6})?\Z")]
Reason = Annotated[str, Meta(min_length=4, max_length=200, pattern=_LINE)]
Place = Annotated[int, Meta(ge=0, le=2**53 - 1)]


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(msgspec.field,))
class Asked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked. A field that is not known is refused: it was meant to mean something."""


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(msgspec.field,))
class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What is answered."""


class Nothing(Asked):
    """Nothing is asked but the road itself."""


class SignIn(Asked):
    """``word`` is the one-time word, '' for those who need none."""

    id: Id
    password: Password
    word: OneTimeWord = ""


class PasswordChange(Asked):
    """A new password for whoever is signed in."""

    old: Password
    new: NewPassword


class Part(Asked):
    """A part of what the asker may see: one site, or one town and what is below it; '' for all of it."""

    site: Code = ""
    town: Code = ""


class LogPage(Asked):
    """Entries of the log before a place (0: the newest), at most so many."""

    before: Place = 0
    most: Annotated[int, Meta(ge=1, le=500)] = 100


class ExportWish(Asked):
    """An export of a part, with the reason for it and a fresh one-time word."""

    reason: Reason
    word: OneTimeWord
    site: Code = ""
    town: Code = ""


class FreshWord(Asked):
    """A fresh one-time word: proof that whoever is signed in is still there."""

    word: OneTimeWord


class ExportTaking(Asked):
    """A fresh one-time word, and the id of the registrar's key to seal to; '' where there is only one."""

    word: OneTimeWord
    registrar: Code = ""


class Fault(Told):
    """Why something was not done; ``field`` is what was wrong in the question, '' for nothing in it."""

    fault: str
    field: str = ""


class Done(Told):
    """It was done."""


class Me(Told):
    """Who is signed in. With ``must_change`` nothing else is answered until the password is changed."""

    id: str
    name: str
    role: Role
    town: str
    site: str
    must_change: bool


class SiteLine(Told):
    """What a site has reported, and what that amounts to."""

    site: str
    name: str
    role: str
    recorded: int
    accepted: int
    rejected: int
    reported: bool
    enrolled: int
    transferred: int
    served: int
    packs: int
    goods: dict[str, int]
    last_exchange: str


class OverlapLine(Told):
    """One person met twice. The name is masked; ``~`` stands for sites that are not the asker's business."""

    serials: tuple[str, ...]
    sites: tuple[str, ...]
    goods: str
    how: str
    name: str


class OverlapLists(Told):
    """Who was taken in twice, who was given a pack twice, who was a member already."""

    two_sites: tuple[OverlapLine, ...]
    double_packs: tuple[OverlapLine, ...]
    already_members: tuple[OverlapLine, ...]


class RejectedLine(Told):
    """A rejection that nothing has settled."""

    operation: str
    device: str
    site: str
    booth: str
    operator: str
    kind: str
    code: str
    field: str
    facts: dict[str, str]
    at: str
    received_at: str


class LifeLine(Told):
    """A life of a device: how many operations are here, which of its numbers are missing."""

    life: str
    held: int
    highest: int
    missing: int
    first_missing: tuple[int, ...]
    conflicts: int


class DeviceLine(Told):
    """A device and its lives."""

    device: str
    name: str
    site: str
    town: str
    program: str
    joined_at: str
    revoked_at: str
    exchanged_at: str
    seconds_ahead: int | None
    serials: int
    lives: tuple[LifeLine, ...]


class HeldBatchLine(Told):
    """A batch that is held: our head under its number ('' for none) and its own, in hex."""

    number: int
    why: str
    ours: str
    head: str
    our_operations: int
    operations: int
    first_different: tuple[str, ...]
    received_at: str


class HeldLine(Told):
    """A life that is held: taken up to ``number``, its other batches wait for a decision."""

    device: str
    life: str
    number: int
    operations: int
    batches: tuple[HeldBatchLine, ...]


class LogLine(Told):
    """An act in the log; ``head`` stands for it and all before it, in hex."""

    place: int
    at: str
    actor: str
    act: str
    about: str
    facts: dict[str, str | int]
    head: str


class ExportLine(Told):
    """A request for an export; ``alone`` when it needs no second person."""

    place: int
    at: str
    by: str
    reason: str
    town: str
    site: str
    rows: int
    approved_by: str
    taken_at: str
    alone: bool
