# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""One exchange: a sealed request in, a sealed answer out, by wire or by stick.

1. Every answer is signed by the district, names the exact bytes it answers, and is boxed for the device that asked.
2. A nonce is burnt in the transaction that takes its request, after the signature has held. The last request may come
   again and is answered again; anything older is stale.
3. Receipts are signed after their transaction has committed. Whoever dies before sending them is asked again and
   says the same.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Callable, Container
from dataclasses import dataclass, replace
from itertools import zip_longest

import msgspec
from sqlalchemy import Connection, bindparam, func, select, update

from fieldkit.protocol.codec import to_bytes
from fieldkit.protocol.messages import Chain, ExchangeReply, ExchangeRequest, Receipt, SerialBlock, Standing
from fieldkit.protocol.version import PROTOCOL_VERSION
from fieldkit.seals import envelope, packing
from fieldkit.seals.answers import close_answer
from sync.db.moments import moment, read_moment
from sync.db.tables import device, note
from sync.district import MADE_ANEW, District
from sync.intake.asking import Ask, Refusal, Road, open_request
from sync.intake.came import NOTHING_CAME, Counts
from sync.intake.chain import Chains, HeldFull
from sync.intake.parts import PartsFull, keep_parts
from sync.outgoing.briefing import Page, changes
from sync.outgoing.scopes import Hearing, hearing
from sync.outgoing.serials import refill
from sync.outgoing.snapshots import snapshot_for
from sync.safety.safety import safe_place
from sync.trust import trust
from sync.trust.devices import NONCE_BYTES, Device, note_exchange

TAKEN = 200
QUARANTINE_FULL = "quarantine-full"
"""A refusal: staff must decide on what is held before more is."""
FORBIDDEN = frozenset({"unknown-device", "revoked", "signature", "unknown", "expired", "used"})
"""Refusals that HTTP calls 403; all others are 400. The signed body is what counts."""

_ROW = device.c
_KNOWN = select(
    _ROW.nonce,
    _ROW.last_heard,
    _ROW.revoked_at,
    _ROW.revoked_chains,
    _ROW.exchanged_at,
    _ROW.seconds_ahead,
    func.coalesce(select(note.c.value).where(note.c.name == MADE_ANEW).scalar_subquery(), "").label(
        "made_anew"
    ),
).where(_ROW.id == bindparam("named"))
_BURN = (
    update(device)
    .where(_ROW.id == bindparam("named"))
    .values(nonce=bindparam("word"), last_heard=bindparam("heard_last"))
)
"""Made once: every exchange says them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: an HTTP code, a sealed body, and what may be logged of it."""

    code: int
    body: bytes
    device: str = ""
    refused: str = ""
    counts: Counts = NOTHING_CAME
    changes: int = 0


@dataclass(frozen=True, slots=True)
class _Taken:
    """What a request came to, once it is on the disk."""

    nonce: str
    made_anew: str
    refused: str = ""
    receipts: tuple[Receipt, ...] = ()
    standings: tuple[Standing, ...] = ()
    parts: tuple[str, ...] = ()
    blocks: tuple[SerialBlock, ...] = ()
    trust: bytes = b""
    certificate: bytes = b""
    card_certificate: bytes = b""
    hearing: Hearing | None = None
    counts: Counts = NOTHING_CAME


def exchange(
    district: District,
    raw: bytes,
    now: dt.datetime,
    *,
    road: Road = "wire",
    let_in: Callable[[str], None] | None = None,
    briefed: Container[str] = (),
) -> Answer:
    """Take what ``raw`` brings and answer with receipts, standings and what changed. Raises Unavailable.

    ``let_in`` hears the device once its signature has held, and may raise before anything is taken. Those ``briefed``
    are told of no changes: an answer that goes with this one has them.
    """
    heard = hashlib.sha256(raw).hexdigest()
    try:
        ask = open_request(district, raw, heard, road)
    except Refusal as refusal:
        reply = _reply(district, now, heard, refusal.asked, made_anew=district.made_anew, refused=refusal.why)
        return Answer(
            http_code(refusal.why),
            _sealed(district, reply, refusal.device),
            refusal.device.id if refusal.device else "",
            refusal.why,
        )
    if let_in is not None:
        let_in(ask.device.id)
    try:
        taken = district.database.grouped(lambda writing: _take(district, writing, ask, now))
    except (HeldFull, PartsFull):  # nothing was written: the nonce is what it was
        taken = _Taken(ask.request.nonce, district.made_anew, QUARANTINE_FULL)
    if district.reference.behind:
        district.current()
    reply = _reply(
        district,
        now,
        heard,
        ask.request.asked,
        nonce=taken.nonce,
        made_anew=taken.made_anew,
        refused=taken.refused,
        receipts=taken.receipts,
        standings=taken.standings,
        parts=taken.parts,
        serial_blocks=taken.blocks,
        trust=taken.trust,
        certificate=taken.certificate,
        card_certificate=taken.card_certificate,
    )
    if taken.hearing is not None and ask.device.id in briefed:
        reply = msgspec.structs.replace(reply, cursor=ask.request.cursor)
    elif taken.hearing is not None:
        reply = _with_briefing(district, reply, ask, taken.hearing, now)
    body = _sealed(district, reply, ask.device, ask.request)
    code = http_code(taken.refused)
    return Answer(code, body, ask.device.id, taken.refused, taken.counts, len(reply.changes))


def http_code(refused: str) -> int:
    """Return the HTTP code of an answer that refuses for this reason, or for none."""
    if not refused:
        return TAKEN
    return 403 if refused in FORBIDDEN else 400


def _take(district: District, writing: Connection, ask: Ask, now: dt.datetime) -> _Taken:
    """Burn the nonce and take all that the request brings, in the transaction of ``writing``."""
    known = writing.execute(_KNOWN, {"named": ask.device.id}).one()
    fresh, nonce = _nonce(ask, known.nonce, known.last_heard)
    last_heard = ask.heard if fresh and ask.road == "wire" else known.last_heard
    if (nonce, last_heard) != (known.nonce, known.last_heard):
        writing.execute(_BURN, {"named": ask.device.id, "word": nonce, "heard_last": last_heard})
    shown = nonce if ask.road == "wire" else ""
    if not fresh:
        return _Taken(shown, known.made_anew, "stale")
    request = ask.request
    good = None
    if known.revoked_at:
        last = msgspec.json.decode(known.revoked_chains, type=tuple[Chain, ...])
        good = {chain.life: chain for chain in last}
    reference = district.reference.current(writing, writes=True)
    safe = safe_place(writing)
    chains = Chains(writing, ask.device.id, reference, now, safe=safe, good=good)
    taken_one_by_one = (chains.take(*pair) for pair in zip_longest(ask.batches, ask.batches[1:]))
    receipts = tuple(receipt for receipt in taken_one_by_one if receipt is not None)
    taken = _Taken(
        nonce=shown,
        made_anew=known.made_anew,
        refused="revoked" if good is not None else "",
        receipts=receipts,
        standings=tuple(chains.standing(life) for life in ask.lives),
        parts=keep_parts(writing, ask.device.id, ask.parts, moment(now), revoked=good is not None),
        counts=chains.counts,
    )
    claimed = read_moment(request.at)
    if (
        ask.road == "wire"
        or chains.counts.batches
        or _is_later(claimed, known.exchanged_at, known.seconds_ahead)
    ):
        note_exchange(
            writing,
            ask.device.id,
            cursor=request.cursor,
            program=request.program,
            ahead=None if claimed is None else round((claimed - now).total_seconds()),
            now=now,
        )
    if good is None:
        life = ask.lives[0] if ask.lives else ""
        blocks = refill(writing, ask.device.id, request.serials_left, ask.heard, moment(now), life=life)
        if blocks:
            trust.mark_due(writing, now)
        hears = hearing(writing, ask.device.id, reference)
        anew = trust.certificate_anew(district, ask.device, request.certified_by)
        taken = replace(taken, blocks=blocks, hearing=hears, certificate=anew)
        if blocks or "card" in request.takes:
            signs = trust.card_certificate(district, writing, ask.device)
            taken = replace(taken, card_certificate=signs)
    trust.issue_when_due(district, writing, now)
    version, signed = trust.for_holder(district, writing, request.trust, now, believed=good is None)
    # One above all of ours is a thief's, or of the district before it was made anew: the device judges which counts.
    return replace(taken, trust=signed) if version != request.trust else taken


def _is_later(claimed: dt.datetime | None, exchanged_at: str, seconds_ahead: int | None) -> bool:
    """Return True when what was asked at the moment ``claimed`` is news, by the device's own clock, of the device.

    Whoever holds a parcel may bring it again and again: where the device stands, its clock and its last exchange are
    what its newest word says, and a stick without a new batch tells nothing newer than its moment.
    """
    last = read_moment(exchanged_at)
    if claimed is None or last is None:
        return last is None
    return claimed > last + dt.timedelta(seconds=(seconds_ahead or 0) + 2)  # both were kept as whole seconds


def _nonce(ask: Ask, last_word: str, last_heard: str) -> tuple[bool, str]:
    """Return whether this request may be taken, and what our last word to the device is from now on."""
    if ask.road == "stick":
        return not ask.request.nonce, last_word
    if ask.request.nonce and ask.request.nonce == last_word:
        return True, secrets.token_hex(NONCE_BYTES)
    return ask.heard == last_heard, last_word or secrets.token_hex(NONCE_BYTES)


def _with_briefing(
    district: District, reply: ExchangeReply, ask: Ask, hears: Hearing, now: dt.datetime
) -> ExchangeReply:
    """Return ``reply`` with what the device has not heard of yet: some changes, or a snapshot of it all."""
    since = hears.since(ask.request.cursor)
    if since == 0 and "snapshot" in ask.request.takes and ask.road == "wire":
        offered = snapshot_for(district.database, hears, now, coding=_coding(ask.request))
        if offered is not None:
            return msgspec.structs.replace(reply, snapshot=offered, cursor=ask.request.cursor, more=True)
    if since == hears.newest > 0:  # nothing is new, by what its transaction saw
        return msgspec.structs.replace(reply, cursor=hears.cursor(since))
    with district.database.reading() as reading:
        page: Page = changes(reading, since, hears)
    return msgspec.structs.replace(
        reply, changes=page.changes, cursor=hears.cursor(page.cursor), more=page.more
    )


def _reply(district: District, now: dt.datetime, heard: str, asked: str, **said: object) -> ExchangeReply:
    return ExchangeReply(
        protocol=PROTOCOL_VERSION,
        district=district.id,
        asked=asked,
        heard=heard,
        at=moment(now),
        **said,  # type: ignore[arg-type] # the fields of the reply, by their names
    )


def _coding(request: ExchangeRequest | None) -> int:
    return packing.ZSTD if request is not None and "zstd" in request.takes else packing.ZLIB


def _sealed(
    district: District, reply: ExchangeReply, of: Device | None, request: ExchangeRequest | None = None
) -> bytes:
    """Return ``reply`` boxed for its device, where we know it, in an envelope by a key that it knows."""
    said = to_bytes(reply)
    short = request is not None and "short" in request.takes and len(said) <= packing.SHORT_BYTES
    coding = packing.SHORT if short else _coding(request)
    content = close_answer(said, of.sealing_key if of else b"", coding)
    return district.sign(content, envelope.REPLY, trust=request.trust if request is not None else 0)
