# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The faults that a judge of days must find, each a switch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock

import msgspec

from fieldkit.protocol.messages import Batch, Receipt
from fieldkit.store import settle
from fieldkit.store.levels import SAFE
from sync.db.database import Database
from sync.intake.accept import accept
from sync.intake.came import Came
from sync.intake.chain import FORK, Chains, next_place
from sync.intake.told import read_batch

PLANTS = ("forged", "doubled", "deaf", "hasty", "merged")


@contextmanager
def planted(name: str | None) -> Iterator[None]:
    """Let the fault ``name`` be there within the block.

    ``forged``: receipts by a district that commits nothing. ``doubled``: a
    batch that comes again is entered again. ``deaf``: devices do not hear what the district wants again. ``hasty``:
    received counts as safe. ``merged``: of a fork the other side is taken in silence.
    """
    with ExitStack() as stack:
        for target, attribute, instead in _PATCHES.get(name or "", ()):
            stack.enter_context(mock.patch.object(target, attribute, instead))
        if name == "hasty":
            stack.enter_context(mock.patch.dict(settle._LEVELS, {"received": SAFE}))  # noqa: SLF001
        yield


def _not_committed(self: Database, work: Callable[[Any], Any]) -> Any:
    with self._writer.connect() as writer:
        writer.begin()
        result = work(writer)
        writer.rollback()
        return result


def _entered_again(self: Chains, came: Came) -> Receipt | None:
    known = _known(self, came)
    if known is not None and known.level != "held":
        raws = []
        for raw in came.batch.operations:
            told = msgspec.json.decode(bytes(raw))
            told["id"] = told["id"].replace(came.batch.life, came.batch.life[::-1])
            raws.append(msgspec.Raw(msgspec.json.encode(told)))
        again = msgspec.structs.replace(came.batch, life=came.batch.life[::-1], operations=tuple(raws))
        _enter(self, again)
    return known


def _in_silence(self: Chains, came: Came, life: Any, why: str) -> Receipt:
    if why != FORK:
        return _hold(self, came, life, why)
    _enter(self, came.batch)
    return came.receipt("received", ())


def _enter(self: Chains, batch: Batch) -> None:
    """Take ``batch`` as if it were next."""
    told, place = read_batch(batch), next_place(self._writing)
    accept(self._writing, batch.device, told, self._reference, self._now, place=place)


def _hears_nothing(*_asked: Any, **_more: dt.datetime) -> int:
    """Leave what the district has lost as it is."""
    return 0


_known, _hold = Chains._known, Chains._hold  # noqa: SLF001
_PATCHES: dict[str, tuple[tuple[Any, str, Any], ...]] = {
    "forged": ((Database, "grouped", _not_committed),),
    "doubled": ((Chains, "_known", _entered_again),),
    "deaf": (
        (settle, "_fill_the_gap", _hears_nothing),
        (settle, "tell_again", _hears_nothing),
    ),
    "merged": ((Chains, "_hold", _in_silence),),
}
