# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The district as a device sees it: one method, exchange. Only what the district has signed for us is an answer.

1. A reply counts when its seal holds by the pinned key, when it names the random word we asked with and the exact
   bytes we sent, and when it has a word on every operation of the batch. A 200 by itself is nothing.
2. What does not count confirms nothing: the operations wait on, and the operator is told why.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from fieldkit.problems import DistrictFailing, DistrictNotTrusted, DistrictRefused, Problem
from fieldkit.protocol.codec import from_bytes, to_bytes
from fieldkit.protocol.messages import ExchangeReply, ExchangeRequest
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.seals import envelope
from fieldkit.seals.keys import key_id, load_public_key, load_signing_key, public_bytes
from fieldkit.store.identity import Identity
from fieldkit.uplink.line import Came, Line

BUSY = (408, 413, 429)
"""Codes that the server's outer wall gives before anything is sealed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply that counts, and the short name of its exact bytes."""

    reply: ExchangeReply
    acknowledgement: str


class District:
    """The district that ``identity`` belongs to."""

    def __init__(self, identity: Identity, *, proxy: str = "") -> None:
        self._line = Line(identity.address, identity.ca_pem, proxy=proxy)
        self._signing_key = load_signing_key(identity.signing_key)
        self._key_id = key_id(public_bytes(self._signing_key))
        self._keys = {key_id(identity.district_key): load_public_key(identity.district_key)}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._line.close()

    def exchange(self, request: ExchangeRequest, operations: frozenset[str] = frozenset()) -> Answer:
        """Send ``request`` and return what the district says to it, with a word on each of ``operations``.

        Raises DistrictUnreachable, DistrictNotTrusted, DistrictRefused or DistrictFailing; then nothing is confirmed.
        """
        raw = envelope.sign(to_bytes(request), self._signing_key, self._key_id, envelope.EXCHANGE)
        came = self._line.post("/v1/exchange", raw)
        reply = self._opened(came)
        if reply.heard != hashlib.sha256(raw).hexdigest():
            raise DistrictNotTrusted(why="other-request")
        if reply.refused:
            raise DistrictRefused(why=reply.refused)
        if reply.asked != request.asked:
            raise DistrictNotTrusted(why="other-request")
        if not operations <= {word.operation for word in reply.acknowledgements}:
            raise DistrictNotTrusted(why="not-fieldkit")
        return Answer(reply, short_name(came.body))

    def _opened(self, came: Came) -> ExchangeReply:
        """Return the reply that ``came``. Raises the problem that its absence amounts to."""
        try:
            _, content = envelope.open_envelope(came.body, self._keys, envelope.REPLY)
            return from_bytes(content, ExchangeReply)
        except envelope.Refused as refused:
            raise not_sealed(came, refused) from None
        except TheirMistake:
            raise DistrictNotTrusted(why="not-fieldkit") from None


def not_sealed(came: Came, refused: envelope.Refused) -> Problem:
    """Return what it means that ``came`` is no envelope of the district's."""
    if came.code >= 500 or came.code in BUSY:
        return DistrictFailing(status=came.code)
    forged = refused.args[0] in ("signature", "unknown-key")
    return DistrictNotTrusted(why="signature" if forged else "not-fieldkit")


def short_name(envelope_bytes: bytes) -> str:
    """Return the name of a reply by which operator and office can speak of it: the head of its SHA-256."""
    digits = hashlib.sha256(envelope_bytes).hexdigest()[:12]
    return "-".join(digits[at : at + 4] for at in range(0, 12, 4))
