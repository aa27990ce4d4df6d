# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Whom a device believes: the keys that the root vouches for, and the trust list that one of them has signed.

1. The root's key came with joining, over a line pinned by the ticket. Nothing replaces it.
2. The district's keys are those of the newest vouch held; they may change without the device joining again.
3. With a newer vouch the lists of a key that it does not name are void, whatever their version: a thief's too.
4. A list or a vouch that does not count is passed over: what is held stays, and the round goes on.
"""

from __future__ import annotations

from collections.abc import Mapping

from fieldkit.problems import DistrictNotTrusted
from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.protocol.trust import Certificate, TrustList, Vouch
from fieldkit.seals import card_signers, envelope
from fieldkit.seals.boxes import load_sealing_key, sealing_public_bytes
from fieldkit.seals.keys import PublicKey, key_id, load_public_key, load_signing_key, public_bytes
from fieldkit.store import trust
from fieldkit.store.identity import Identity, identity, keep_card_certificate, keep_certificate
from fieldkit.store.vault import Store

Keys = Mapping[bytes, PublicKey]


def keys_of(*publics: bytes) -> Keys:
    """Return ``publics`` by their ids. Raises ValueError where one is none."""
    return {key_id(public): load_public_key(public) for public in publics}


def read_vouch(raw: bytes, root_key: bytes, district: str) -> Vouch | None:
    """Return the root's word in ``raw``, or None where the root has not said it of ``district``."""
    try:
        _, content = envelope.open_envelope(raw, keys_of(root_key), envelope.VOUCH)
        vouch = from_bytes(content, Vouch)
        keys_of(*(one.key for one in vouch.keys))
    except (envelope.Refused, TheirMistake, ValueError):
        return None
    return vouch if vouch.district == district else None


def district_keys(store: Store, who: Identity) -> Keys:
    """Return the keys that speak for the district of ``who``."""
    held = _held(store, who)
    return keys_of(*(one.key for one in held.keys)) if held else keys_of(who.district_key)


def take_in_vouch(store: Store, who: Identity, raw: bytes) -> bool:
    """Keep the root's word in ``raw`` where it counts beside the one held; return whether it counts."""
    told, held = read_vouch(raw, who.root_key, who.district), _held(store, who)
    if told is None or (held is not None and told.version < held.version):
        return False
    if held != told:
        trust.keep_vouch(store, told, raw)
    return True


def take_in_list(store: Store, who: Identity, raw: bytes) -> bool:
    """Keep the trust list in ``raw`` where it counts; return whether it was kept.

    It counts when a vouched key has signed it, or the root, and when it does not go back. The vouch within it must name
    that key too: the root's newest word is in everybody's reach, so a thief could put it into a list of his own.
    """
    told = _read_list(raw, who, _counting(store, who))
    if told is None:
        return False
    if told.vouch and not take_in_vouch(store, who, told.vouch):
        return False
    counting = _counting(store, who)
    if not trust.signed_by(raw, counting):
        return False
    try:
        by_root = trust.signed_by(raw, _root(who))
        return trust.keep(store, told, raw, by_root=by_root, counting=counting)
    except DistrictNotTrusted:
        return False


def version_held(store: Store, who: Identity) -> int:
    """Return the version of the trust list that is held; 0 before the first, and where its signer counts no more."""
    held = trust.current(store)
    if held is None or not trust.signed_by(trust.envelope(store), _counting(store, who)):
        return 0
    return held.version


def take_in_certificate(store: Store, who: Identity, raw: bytes) -> bool:
    """Keep the new certificate in ``raw`` where it is this device's and a vouched key has signed it; return whether."""
    try:
        _, content = envelope.open_envelope(raw, district_keys(store, who), envelope.CERTIFICATE)
        told = from_bytes(content, Certificate)
    except (envelope.Refused, TheirMistake):
        return False
    ours = (
        public_bytes(load_signing_key(who.signing_key)),
        sealing_public_bytes(load_sealing_key(who.sealing_key)),
    )
    named = (told.district, told.device, told.signing_key, told.sealing_key)
    if named != (who.district, who.device, *ours):
        return False
    keep_certificate(store, raw)
    return True


def lacks_card_certificate(store: Store, who: Identity) -> bool:
    """Return True where this device has no word to sign cards by, or one of another key than its certificate's."""
    held = identity(store)
    if held is None or not held.card_certificate:
        return True
    return envelope.claimed_key_id(held.card_certificate).hex() != certified_by(who)


def take_in_card_certificate(store: Store, who: Identity, raw: bytes) -> bool:
    """Keep the word on cards in ``raw`` where it is this device's and counts; return whether.

    One that the same key has signed before the one held, by its serials, came late: by stick that happens.
    """
    keys = district_keys(store, who)
    told = _read_card_certificate(raw, keys)
    ours = public_bytes(load_signing_key(who.signing_key))
    if told is None or (told[1].device, told[1].key) != (who.device, ours):
        return False
    here = identity(store)
    held = _read_card_certificate(here.card_certificate, keys) if here is not None else None
    if held is not None and held[0] == told[0] and held[1].last_serial > told[1].last_serial:
        return False
    if here is not None and here.card_certificate != raw:
        keep_card_certificate(store, raw)
    return True


def certified_by(who: Identity) -> str:
    """Return the id of the key that signed this device's certificate, in hex; '' where it has none."""
    try:
        return envelope.claimed_key_id(who.certificate).hex()
    except envelope.Refused:
        return ""


def _read_card_certificate(raw: bytes, keys: Keys) -> tuple[bytes, card_signers.CardSigner] | None:
    try:
        return card_signers.read_certificate(raw, keys)
    except card_signers.CardRefused:
        return None


def _read_list(raw: bytes, who: Identity, keys: Keys) -> TrustList | None:
    try:
        _, content = envelope.open_envelope(raw, keys, envelope.TRUST)
        told = from_bytes(content, TrustList)
    except (envelope.Refused, TheirMistake):
        return None
    return told if told.district == who.district else None


def _root(who: Identity) -> Keys:
    return keys_of(who.root_key) if who.root_key else {}


def _counting(store: Store, who: Identity) -> Keys:
    """Return the keys whose lists count by the vouch that is held now: those that it names, and the root's."""
    return {**district_keys(store, who), **_root(who)}


def _held(store: Store, who: Identity) -> Vouch | None:
    raw = trust.vouch(store)
    return read_vouch(raw, who.root_key, who.district) if raw else None
