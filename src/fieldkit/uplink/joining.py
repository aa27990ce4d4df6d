# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Joining a district: from one line of text on a ticket to an identity in the store.

1. The ticket's fingerprint is the only thing believed at first. The authority is fetched from anybody who answers,
   compared with it, and from then on nobody else is listened to.
2. The device's key is kept before it is told to anybody: if the answer is lost, the same ticket works again.
3. The identity is kept once the district's signed answer has been checked, all of it at once.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass

from fieldkit import __version__
from fieldkit.problems import DistrictFailing, DistrictNotTrusted, DistrictRefused, JoiningRefused
from fieldkit.protocol.codec import from_bytes, to_bytes
from fieldkit.protocol.messages import MAX_REPLY_BYTES, Hello, JoinReply, JoinRequest
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.protocol.trust import Certificate, Vouch
from fieldkit.protocol.version import OLDEST_SPOKEN, PROTOCOL_VERSION
from fieldkit.seals import envelope
from fieldkit.seals.answers import open_answer
from fieldkit.seals.boxes import (
    SealingKey,
    load_sealing_key,
    new_sealing_key,
    sealing_private_bytes,
    sealing_public_bytes,
)
from fieldkit.seals.keys import (
    SigningKey,
    load_public_key,
    load_signing_key,
    new_signing_key,
    private_bytes,
    public_bytes,
)
from fieldkit.seals.tickets import open_tag_key, proof_of
from fieldkit.store import trust
from fieldkit.store.identity import Identity, identity, keep_identity, keep_nonce
from fieldkit.store.vault import Store
from fieldkit.uplink.answers import not_sealed
from fieldkit.uplink.authority import fetch_authority
from fieldkit.uplink.line import Dial, Line
from fieldkit.uplink.tickets import Ticket, read_ticket
from fieldkit.uplink.trusting import keys_of, read_vouch, take_in_list


@dataclass(frozen=True, slots=True)
class Joined:
    """What joining gave: this device's number, and whose it is now."""

    device: str
    district_name: str


def join(
    store: Store, *, ticket: str, device_name: str, now: dt.datetime, dial: Dial = Line, anew: bool = False
) -> Joined:
    """Make ``store`` a device of the district that issued ``ticket``.

    ``anew`` lets one join that has joined already, and that its district no longer knows (``unknown-device``): it keeps
    its number, its keys and all that it holds, and tells it again. The ticket must be of the same authority.

    Raises JoiningRefused, DistrictUnreachable, DistrictNotTrusted, DistrictRefused or DistrictFailing.
    """
    read = read_ticket(ticket)
    before = identity(store)
    was = before if before is not None and before.has_joined else None
    if was is not None and not anew:
        raise JoiningRefused(why="joined")
    ca_pem = fetch_authority(read)
    with dial(read.address, ca_pem) as line:
        hello = _hello(line)
        if was is not None and (was.ca_pem, was.district) != (ca_pem, hello.district):
            raise JoiningRefused(why="joined")  # that is another district
        keys = _keys_kept(before, ca_pem)
        if was is None:
            _keep(store, read, ca_pem, keys, now, district=hello.district)
        raw, request = _request(read, keys, device_name, certificate=was.certificate if was else b"")
        reply = _ask(line, raw, request, hello.district_key, keys)
    checked = _checked(reply, read, hello, keys)
    if was is not None and (reply.device, reply.root_key) != (was.device, was.root_key):
        raise DistrictNotTrusted(why="not-fieldkit")
    _keep(
        store,
        read,
        ca_pem,
        keys,
        now,
        district=reply.district,
        district_name=reply.district_name,
        device=reply.device,
        district_key=reply.district_key,
        tag_key=checked.tag_key,
        town=reply.town,
        root_key=reply.root_key,
        certificate=reply.certificate,
    )
    _keep_trust(store, reply, checked)
    return Joined(reply.device, reply.district_name)


@dataclass(frozen=True, slots=True)
class _Keys:
    """The two keys of a device: it signs with one, and what it is answered is boxed for the other."""

    signing: SigningKey
    sealing: SealingKey


@dataclass(frozen=True, slots=True)
class _Checked:
    """What a reply brought, once it was found to be right."""

    tag_key: bytes
    vouch: Vouch


def _request(
    ticket: Ticket, keys: _Keys, device_name: str, *, certificate: bytes = b""
) -> tuple[bytes, JoinRequest]:
    """Return the request to join, signed by the key that joins, and what is in it."""
    public = public_bytes(keys.signing)
    request = JoinRequest(
        protocol=PROTOCOL_VERSION,
        asked=secrets.token_hex(16),
        proof=proof_of(ticket.code),
        name=device_name,
        signing_key=public,
        sealing_key=sealing_public_bytes(keys.sealing),
        program=__version__,
        certificate=certificate,
    )
    return envelope.sign(to_bytes(request), keys.signing, public, envelope.JOIN), request


def _keys_kept(before: Identity | None, ca_pem: str) -> _Keys:
    """Return the keys of an earlier try with the same district, whose answer may have been lost, or new ones."""
    if before is not None and before.ca_pem == ca_pem and before.signing_key and before.sealing_key:
        return _Keys(load_signing_key(before.signing_key), load_sealing_key(before.sealing_key))
    return _Keys(new_signing_key(), new_sealing_key())


def _keep(
    store: Store,
    ticket: Ticket,
    ca_pem: str,
    keys: _Keys,
    now: dt.datetime,
    *,
    district: str,
    district_name: str = "",
    device: str = "",
    district_key: bytes = b"",
    tag_key: bytes = b"",
    town: str = "",
    root_key: bytes = b"",
    certificate: bytes = b"",
) -> None:
    """Keep the identity, unfinished while there is no ``district_key``."""
    keep_identity(
        store,
        device=device,
        district=district,
        district_name=district_name,
        signing_key=private_bytes(keys.signing),
        district_key=district_key,
        address=ticket.address,
        ca_pem=ca_pem,
        tag_key=tag_key,
        town=town,
        joined_at=now,
        sealing_key=sealing_private_bytes(keys.sealing),
        root_key=root_key,
        certificate=certificate,
    )


def _keep_trust(store: Store, reply: JoinReply, checked: _Checked) -> None:
    """Keep whom to believe from now on, and the district's word for the first exchange."""
    trust.keep_vouch(store, checked.vouch, reply.vouch)
    who = identity(store)
    if reply.trust and who is not None:
        take_in_list(store, who, reply.trust)
    if reply.nonce:
        keep_nonce(store, reply.nonce)


def _hello(line: Line) -> Hello:
    """Return who answers on the pinned line, if it is a district that we can speak with."""
    came = line.get("/v1/hello")
    try:
        hello = from_bytes(came.body, Hello)
        load_public_key(hello.district_key)
    except (TheirMistake, ValueError):
        raise _no_district(came.code) from None
    if hello.oldest > PROTOCOL_VERSION or hello.newest < OLDEST_SPOKEN:
        raise DistrictRefused(
            why="too-old-protocol" if hello.oldest > PROTOCOL_VERSION else "too-new-protocol"
        )
    return hello


def _no_district(code: int) -> DistrictFailing | DistrictNotTrusted:
    return DistrictFailing(status=code) if code >= 500 else DistrictNotTrusted(why="not-fieldkit")


def _ask(line: Line, raw: bytes, request: JoinRequest, district_key: bytes, keys: _Keys) -> JoinReply:
    """Send the sealed ``request``; return the district's answer to it. Raises JoiningRefused when it says no."""
    came = line.post("/v1/devices", raw)
    try:
        _, content = envelope.open_envelope(came.body, keys_of(district_key), envelope.JOINED)
        plain, boxed = open_answer(content, keys.sealing, most=MAX_REPLY_BYTES)
        reply = from_bytes(plain, JoinReply)
    except envelope.Refused as refused:
        raise not_sealed(came, refused, line.address) from None
    except TheirMistake:
        raise DistrictNotTrusted(why="not-fieldkit") from None
    if reply.heard != hashlib.sha256(raw).hexdigest():
        raise DistrictNotTrusted(why="other-request")
    if reply.refused:
        raise JoiningRefused(why=reply.refused)
    if reply.asked != request.asked:
        raise DistrictNotTrusted(why="other-request")
    if not boxed:
        raise DistrictNotTrusted(why="not-fieldkit")
    return reply


def _checked(reply: JoinReply, ticket: Ticket, hello: Hello, keys: _Keys) -> _Checked:
    """Return what ``reply`` brought. Raises DistrictNotTrusted where its statements do not hold together."""
    vouch = read_vouch(reply.vouch, reply.root_key, reply.district)
    named = vouch is not None and any(one.key == hello.district_key for one in vouch.keys)
    if vouch is None or not named or reply.district_key != hello.district_key or not reply.device:
        raise DistrictNotTrusted(why="not-fieldkit")
    try:
        _, content = envelope.open_envelope(
            reply.certificate, keys_of(hello.district_key), envelope.CERTIFICATE
        )
        ours = from_bytes(content, Certificate)
        tag_key = open_tag_key(reply.tag_key_box, ticket.code)
    except (envelope.Refused, TheirMistake):
        raise DistrictNotTrusted(why="not-fieldkit") from None
    told = (ours.district, ours.device, ours.signing_key, ours.sealing_key)
    mine = (reply.district, reply.device, public_bytes(keys.signing), sealing_public_bytes(keys.sealing))
    if told != mine:
        raise DistrictNotTrusted(why="not-fieldkit")
    return _Checked(tag_key, vouch)
