# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What counts as the district's answer to a request, by whatever road it came: checked here and nowhere else.

1. A reply counts when its seal holds by a vouched key, when it is boxed for us, when it names the random word we asked
   with and the exact bytes we sent, and when it has a receipt for every batch of the request.
2. A batch may go without a receipt where the district says that it lacks an earlier one, or wants no more of that life.
3. What does not count confirms nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from fieldkit.problems import DistrictFailing, DistrictNotTrusted, Problem
from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import MAX_REPLY_BYTES, ExchangeReply
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.seals import envelope
from fieldkit.seals.answers import open_answer
from fieldkit.seals.boxes import load_sealing_key
from fieldkit.seals.envelope import Refused
from fieldkit.store.batches import Frozen
from fieldkit.store.identity import Identity
from fieldkit.uplink import strangers
from fieldkit.uplink.line import Came
from fieldkit.uplink.signing import Asked
from fieldkit.uplink.trusting import Keys

BUSY = (408, 413, 429)
"""Codes that the server's outer wall gives before anything is sealed."""

REVOKED = "revoked"
"""The one refusal with which everything was taken in all the same."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply that counts, and the short name of its exact bytes."""

    reply: ExchangeReply
    acknowledgement: str


def opened(raw: bytes, who: Identity, keys: Keys) -> ExchangeReply:
    """Return the reply in ``raw``.

    Raises Refused where it is no envelope of the district's, DistrictNotTrusted where it is no answer to us.
    """
    _, content = envelope.open_envelope(raw, keys, envelope.REPLY)
    try:
        plain, boxed = open_answer(content, load_sealing_key(who.sealing_key), most=MAX_REPLY_BYTES)
        reply = from_bytes(plain, ExchangeReply)
    except (Refused, TheirMistake, ValueError):
        raise DistrictNotTrusted(why="not-fieldkit") from None
    if not boxed and not reply.refused:
        raise DistrictNotTrusted(why="not-fieldkit")
    return reply


def only_confirms(answer: Answer, frozen: tuple[Frozen, ...]) -> bool:
    """Return True when ``answer`` says of the batches ``frozen`` that they were received, and nothing else."""
    reply = answer.reply
    if reply.refused or reply.more or reply.changes or reply.snapshot or reply.serial_blocks or reply.trust:
        return False
    told = {(one.life, one.number, one.head) for one in reply.receipts if one.level != "held"}
    return len(told) == len(frozen) and all(
        one.state == "open" and (one.life, one.number, one.head) in told for one in reply.standings
    )


def check_asked(reply: ExchangeReply, asked: Asked) -> None:
    """Raise DistrictNotTrusted unless ``reply`` is to ``asked``. Of a refusal the bytes that were heard are enough."""
    echoed = reply.asked == asked.request.asked or (reply.refused not in ("", REVOKED) and not reply.asked)
    if reply.heard != asked.heard or not echoed:
        raise DistrictNotTrusted(why="other-request")


def check_receipts(reply: ExchangeReply, frozen: tuple[Frozen, ...]) -> None:
    """Raise DistrictNotTrusted unless ``reply`` has its word on each batch of ``frozen``."""
    held = {(one.life, one.number, one.head) for one in reply.receipts}
    standings = {one.life: one for one in reply.standings}
    for batch in frozen:
        if (batch.life, batch.number, batch.head.hex()) in held:
            continue
        standing = standings.get(batch.life)
        if standing is None or (standing.state != "closed" and standing.number >= batch.number - 1):
            raise DistrictNotTrusted(why="not-fieldkit")


def not_sealed(came: Came, refused: Refused, address: str) -> Problem:
    """Return what it means that ``came`` is no envelope of the district's."""
    stranger = strangers.answered_in_place(came.code, came.location, came.body, address)
    if stranger is None and (came.code >= 500 or came.code in BUSY):
        return DistrictFailing(status=came.code, **({"wait": came.wait} if came.wait else {}))
    if stranger is not None:
        return stranger
    forged = refused.args[0] in ("signature", "unknown-key")
    return DistrictNotTrusted(why="signature" if forged else "not-fieldkit")


def short_name(envelope_bytes: bytes) -> str:
    """Return the name of a reply by which operator and office can speak of it: the head of its SHA-256."""
    digits = hashlib.sha256(envelope_bytes).hexdigest()[:12]
    return "-".join(digits[at : at + 4] for at in range(0, 12, 4))
