# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Whom devices are told to believe: certificates, when the trust list is signed anew, new signing keys."""

from __future__ import annotations

import datetime as dt
import logging

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from fieldkit.protocol.codec import to_bytes
from fieldkit.protocol.trust import Certificate, VouchedKey
from fieldkit.seals import card_signers, envelope
from fieldkit.seals.keys import key_id, new_signing_key, public_bytes
from sync.db.moments import moment, read_moment
from sync.db.notes import read_note, write_note
from sync.district import District
from sync.outgoing.serials import HIGHEST, reach
from sync.trust.devices import Device
from sync.trust.signing import add_key, read_keys
from sync.trust.trust_list import (
    SIGNING_DAYS,
    ListTooLong,
    issued_at,
    newest,
    says_the_same,
    trusted_until,
    write_list,
    write_vouch,
)

OVERLAP_DAYS = 60
FORMER_KEYS = 32
"""So many keys that are over the root names for cards: more than a district has in thirty years."""
_FRESH = dt.timedelta(days=1)
"""A list older than this is signed anew, so that a device that hears from us now has nearly all of its days."""

_PATIENCE = dt.timedelta(seconds=60)
"""Acts come in crowds: a list that tells of what was taken back is at most this much later than it was marked due."""

_STOLEN_JUMP = 24
"""A thief's lists have versions too: most devices that took one or two of them follow at once then, by stick too."""

HIGHEST_TAKEN_OVER = "trust_highest_taken_over"
"""The note of a district made anew: up to which version it goes on above a list that a device has from the lost one."""

_log = logging.getLogger("fieldkit.district")


def certificate(district: District, of: Device) -> bytes:
    """Return the district's signed word that the keys of device ``of`` are its own."""
    said = Certificate(
        district=district.id,
        device=of.id,
        name=of.name,
        site=of.site,
        town=of.town,
        signing_key=of.signing_key,
        sealing_key=of.sealing_key,
        since=of.joined_at,
        until=trusted_until(of.joined_at),
    )
    return district.sign(to_bytes(said), envelope.CERTIFICATE)


def certificate_anew(district: District, of: Device, certified_by: str) -> bytes:
    """Return a new certificate for ``of``, whose present one was signed by the key ``certified_by`` (its id in hex).

    b'' while that key is the one that signs for everybody, and for a device that does not say: it would not take it.
    """
    present = key_id(district.public_key).hex()
    return b"" if certified_by in {"", present} else certificate(district, of)


def card_certificate(district: District, reading: Connection, of: Device) -> bytes:
    """Return the district's short word on the key of ``of``, with its serials: it goes into the codes of cards.

    A booth prints the card of its first morning again in the last week, so one run of serials is named, from the first
    that it ever was given to the last. A device of no town is the district's own office, which prints cards for
    everybody: it may sign any serial.
    """
    run = reach(reading, of.id) if of.town else (1, HIGHEST)
    said = card_signers.certify(of.id, of.signing_key, (run,) if run else ())
    return district.sign(said, card_signers.SIGNER)


def issue(district: District, writing: Connection, now: dt.datetime, *, jump: int = 1) -> int:
    """Sign the trust list as things stand; return its version.

    ``jump`` is more than 1 after a restore, when versions may have been given that we do not know of.
    """
    signer = read_keys(writing).for_everybody(
        moment(dt.datetime.now(dt.UTC))
    )  # another process may have a new one
    return write_list(writing, district.id, signer, now, jump=jump)


def mark_due(writing: Connection, now: dt.datetime) -> None:
    """Note that the trust list may lack something that may wait a minute: numbers of acts that were taken back."""
    if not read_note(writing, "trust_due"):
        write_note(writing, "trust_due", moment(now))


def issue_when_due(district: District, writing: Connection, now: dt.datetime) -> bool:
    """Sign the list anew when it is due, a minute old and says something else, or a day old; return whether it was."""
    issued = issued_at(writing)
    age = now - issued if issued else _FRESH
    due = read_note(writing, "trust_due")
    looked = read_moment(due) if due else None
    fresh = dt.timedelta(0) <= age < _FRESH
    if fresh and (looked is None or age < _PATIENCE or dt.timedelta(0) <= now - looked < _PATIENCE):
        return False
    if fresh and says_the_same(writing, district.id, now):
        write_note(writing, "trust_due", "")
        return False
    return _issue_if_it_fits(district, writing, now)


def for_holder(
    district: District, writing: Connection, held: int, now: dt.datetime, *, believed: bool
) -> tuple[int, bytes]:
    """Return version and envelope of the trust list for a device that says it holds the version ``held``.

    Made anew from a backup, the district goes on above what a device that is ``believed`` has from the lost one, which
    may have signed more lists than were left out: the device would take none of ours until there were as many.
    """
    version, raw = newest(writing, held)
    if not believed or not version < held <= int(read_note(writing, HIGHEST_TAKEN_OVER, "0")):
        return version, raw
    _issue_if_it_fits(district, writing, now, jump=held + 1 - version)
    return newest(writing, held)


def _issue_if_it_fits(district: District, writing: Connection, now: dt.datetime, *, jump: int = 1) -> bool:
    """Sign the list; return False where it is too long, and try again in a minute."""
    try:
        issue(district, writing, now, jump=jump)
    except ListTooLong:
        _log.error("trust list too long: the one before stays")
        write_note(writing, "trust_due", moment(now))
        return False
    return True


def new_key(
    district: District,
    writing: Connection,
    root: Ed25519PrivateKey,
    now: dt.datetime,
    *,
    stolen: bool = False,
    days: int = OVERLAP_DAYS,
) -> int:
    """Make a new signing key that ``root`` vouches for; return the version of the trust list that tells of it.

    The key before it goes on for ``days``, and every device follows. When that one was ``stolen`` it counts no more
    from now on, and the root itself signs the list; so it does where no key before is vouched for any more. Keys that
    are over go on to count for cards; where one was stolen, whoever took it may have them all.
    """
    overlap = moment(now + dt.timedelta(days=days))
    before = read_keys(writing)
    known = before.signers
    kept = tuple(
        msgspec.structs.replace(
            one,
            vouched=one.vouched and not stolen and one.until > moment(now),
            until=min(one.until, overlap),
            stolen=one.stolen or stolen,
        )
        for one in known
    )
    old = {one.number: public_bytes(key) for one, key in zip(known, before.private, strict=True)}
    key, until = new_signing_key(), now + dt.timedelta(days=SIGNING_DAYS)
    named = [
        VouchedKey(key=old[one.number], since=moment(now), until=one.until) for one in kept if one.vouched
    ]
    named.append(VouchedKey(key=public_bytes(key), since=moment(now), until=moment(until)))
    former = tuple(old[one.number] for one in kept if not (one.vouched or one.stolen))
    write_vouch(writing, district.id, root, tuple(named), now, former=former[-FORMER_KEYS:])
    signer = before.for_everybody(moment(now))
    if public_bytes(signer) not in {one.key for one in named}:
        signer = root  # a device takes no list of a key that the vouch within it does not name
    version = write_list(writing, district.id, signer, now, jump=_STOLEN_JUMP if stolen else 1)
    add_key(writing, key, trust=version, until=until, kept=kept)
    return version


__all__ = [
    "card_certificate",
    "certificate",
    "certificate_anew",
    "issue",
    "issue_when_due",
    "mark_due",
    "new_key",
    "newest",
]
