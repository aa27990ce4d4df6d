# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The district as a device sees it by wire: one method, exchange. Only what it has signed for us is an answer.

1. The district's word of last time goes with each request and works once. Where it is not known whether it was used
   up, a new one is asked for before much is sent for nothing.
2. A reply by a key that we do not know is looked at again after asking who the root vouches for now.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Self

from fieldkit.problems import DistrictNotTrusted, DistrictRefused, DistrictUnreachable
from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import ExchangeReply, ExchangeRequest, Hello
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.seals import envelope
from fieldkit.store.batches import Frozen
from fieldkit.store.identity import Identity, keep_nonce, nonce
from fieldkit.store.vault import Store
from fieldkit.uplink.answers import (
    REVOKED,
    Answer,
    check_asked,
    check_receipts,
    not_sealed,
    opened,
    short_name,
)
from fieldkit.uplink.line import Came, Dial, Line
from fieldkit.uplink.pace import pace_of
from fieldkit.uplink.signing import Asked, sign_request
from fieldkit.uplink.trusting import district_keys, take_in_vouch

_STALE = "stale"

Meanwhile = Callable[[Callable[[], bool]], None]
"""Work of ours beside the district's: it asks before each step whether the answer is still awaited."""


class District:
    """The district that ``store``'s device belongs to, ``who`` it is there."""

    def __init__(self, store: Store, who: Identity, *, dial: Dial = Line) -> None:
        self.line = dial(who.address, who.ca_pem)
        self._store = store
        self._who = who
        self._keys = district_keys(store, who)
        self._nonce = nonce(store)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.line.close()

    def exchange(
        self,
        request: ExchangeRequest,
        frozen: Sequence[Frozen] = (),
        parts: Sequence[bytes] = (),
        *,
        meanwhile: Meanwhile | None = None,
    ) -> Answer:
        """Send ``request`` with the batches ``frozen`` and ``parts``; return what the district says to it.

        ``meanwhile`` is done while the district is at it, for as long as what it is given says so.
        What it says may be ``revoked``, with receipts. Raises DistrictUnreachable, DistrictNotTrusted, DistrictRefused
        or DistrictFailing; then nothing is confirmed.
        """
        if not self._nonce and (frozen or parts):
            self._ask(sign_request(self._who, request))  # it is refused, and brings a word that works
        asked = sign_request(self._who, request, frozen, parts, nonce=self._nonce)
        reply, raw = self._ask(asked, meanwhile)
        if reply.refused == _STALE:
            asked = sign_request(self._who, request, frozen, parts, nonce=self._nonce)
            reply, raw = self._ask(asked)
        if reply.refused not in ("", REVOKED):
            raise DistrictRefused(why=reply.refused)
        check_receipts(reply, asked.frozen)
        return Answer(reply, short_name(raw))

    def _ask(self, asked: Asked, meanwhile: Meanwhile | None = None) -> tuple[ExchangeReply, bytes]:
        """Send ``asked``; return the reply to it, refusals too, and its bytes."""
        pace = pace_of(self._store)
        began = time.monotonic()
        try:
            came = _posted(self.line, asked.raw, meanwhile)
        except DistrictUnreachable:
            self._keep_nonce("")  # it may have been used up
            raise
        pace.came_through(len(asked.raw), time.monotonic() - began)
        reply = self._opened(came)
        check_asked(reply, asked)
        self._keep_nonce(reply.nonce)
        return reply, came.body

    def _keep_nonce(self, word: str) -> None:
        if word != self._nonce:
            self._nonce = word
            keep_nonce(self._store, word)

    def _opened(self, came: Came) -> ExchangeReply:
        """Return the reply that ``came``. Raises the problem that its absence amounts to."""
        try:
            return opened(came.body, self._who, self._keys)
        except envelope.Refused as refused:
            if refused.args[0] != "unknown-key" or not self._has_new_keys():
                raise not_sealed(came, refused, self.line.address) from None
        try:
            return opened(came.body, self._who, self._keys)
        except envelope.Refused as refused:
            raise not_sealed(came, refused, self.line.address) from None

    def _has_new_keys(self) -> bool:
        """Ask who speaks for the district now; return whether the root has vouched for somebody else than we knew."""
        came = self.line.get("/v1/hello")
        try:
            hello = from_bytes(came.body, Hello)
        except TheirMistake:
            raise DistrictNotTrusted(why="not-fieldkit") from None
        before = self._keys.keys()
        if hello.vouch and take_in_vouch(self._store, self._who, hello.vouch):
            self._keys = district_keys(self._store, self._who)
        return self._keys.keys() != before


def _posted(line: Line, raw: bytes, meanwhile: Meanwhile | None) -> Came:
    """Return what comes back for the request ``raw``; the line has a thread of its own while there is other work."""
    if meanwhile is None:
        return line.post("/v1/exchange", raw)
    with ThreadPoolExecutor(1, "fieldkit-line") as beside:  # it is waited for, whatever ``meanwhile`` raises
        coming = beside.submit(line.post, "/v1/exchange", raw)
        meanwhile(lambda: not coming.done())
        return coming.result()
