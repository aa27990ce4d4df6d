# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Carrying for others: parcels of devices without a network are posted, and their answers laid beside them.

A courier cannot read what it carries, neither way. It sees that the district has signed the answer, and no more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fieldkit.problems import DistrictUnreachable, Problem, Unknown
from fieldkit.seals.envelope import Refused
from fieldkit.store.identity import identity
from fieldkit.store.vault import Store
from fieldkit.uplink.answers import not_sealed
from fieldkit.uplink.line import Came, Dial, Line
from fieldkit.uplink.parcels import ANSWER_SUFFIX, open_replies, read_bound, write_whole
from fieldkit.uplink.trusting import Keys, district_keys
from fieldkit.work import Progress, Report, Step

_KIND = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of one parcel: its ``answer``, or the ``problem`` with it."""

    parcel: Path
    answer: Path | None = None
    problem: Problem | None = None


def carry(store: Store, files: Iterable[Path], *, report: Report, dial: Dial = Line) -> tuple[Carried, ...]:
    """Post each of ``files``, lay its answer beside it; return what became of each, as far as it came to it.

    One parcel that the district does not take stops none of the others; a line that is gone does. Raises Unknown
    (district), DistrictUnreachable when not even the first got through.
    """
    who = identity(store)
    if who is None or not who.has_joined:
        raise Unknown(what="district")
    waiting, carried = list(files), list[Carried]()
    keys = district_keys(store, who)
    with dial(who.address, who.ca_pem) as line:
        for file in waiting:
            if report.asked_to_stop:
                break
            report.tell(Progress(Step.SENDING, len(carried), len(waiting)))
            try:
                carried.append(Carried(file, answer=_carry_one(line, file, keys)))
            except DistrictUnreachable as problem:
                if not carried:
                    raise
                carried.append(Carried(file, problem=problem))
                break
            except Problem as problem:
                carried.append(Carried(file, problem=problem))
    return tuple(carried)


def _carry_one(line: Line, file: Path, keys: Keys) -> Path:
    came = line.post("/v1/parcels", read_bound(file), _KIND)
    _check(came, keys, line.address)
    answer = file.with_suffix(ANSWER_SUFFIX)
    write_whole(answer, came.body)
    return answer


def _check(came: Came, keys: Keys, address: str) -> None:
    """Raise the problem where ``came`` is no answer that the district has signed."""
    try:
        open_replies(came.body, keys)
    except Problem as problem:
        if problem.facts.get("why") == "signature":
            raise
        raise not_sealed(came, Refused("shape"), address) from None
