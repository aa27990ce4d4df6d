# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A district that certifies who signs cards, devices that sign them, and stores that know of it."""

import datetime as dt
import hashlib
from dataclasses import replace
from typing import Any

from fieldkit.protocol.codec import to_bytes
from fieldkit.protocol.trust import TrustList, Vouch, VouchedKey
from fieldkit.seals import card_signers, envelope
from fieldkit.seals.cards import CardClaims, sign_card, to_digits
from fieldkit.seals.keys import SigningKey, key_id, load_signing_key, private_bytes, public_bytes
from fieldkit.store import identity, trust
from fieldkit.store.clock import heard
from fieldkit.store.vault import Store
from tests.support.clock import DAY, TEN
from tests.support.factories import SEALING_KEY, TAG_KEY, trust_list

LATER = "2024-12-31T00:00:00Z"
CLAIMS = CardClaims(
    code="000050063", uid="0123456789abcdef", name="欧阳𫖯婷", org_code="DX-1", issued=dt.date(2023, 11, 29)
)
"""A card of serial 5006: of a block of D08."""


def key_of(name: str) -> SigningKey:
    """Return the key of whoever is called ``name``: the same each time."""
    return load_signing_key(hashlib.sha256(name.encode()).digest())


def named(key: SigningKey) -> bytes:
    """Return the id of ``key``."""
    return key_id(public_bytes(key))


ROOT, DISTRICT = key_of("root"), key_of("district")
KEYS = {named(DISTRICT): DISTRICT.public_key()}


def certificate(
    device: str = "D08",
    *,
    blocks: tuple[tuple[int, int], ...] = ((5001, 5200),),
    by: SigningKey = DISTRICT,
    key: SigningKey | None = None,
) -> bytes:
    """Return the district's word on the key of ``device``."""
    said = card_signers.certify(device, public_bytes(key or key_of(device)), blocks)
    return envelope.sign(said, by, named(by), card_signers.SIGNER)


def card(
    device: str = "D08", *, by: SigningKey = DISTRICT, key: SigningKey | None = None, **changed: Any
) -> bytes:
    """Return a card that ``device`` signs; ``key`` signs in its place, under its certificate."""
    signs = private_bytes(key or key_of(device))
    return sign_card(replace(CLAIMS, **changed), signs, certificate(device, by=by))


def digits(*given: Any, **changed: Any) -> str:
    """Return the digits of such a card."""
    return to_digits(card(*given, **changed))


def vouch(*keys: SigningKey, former: tuple[SigningKey, ...] = ()) -> bytes:
    """Return the root's word on ``keys``, and on ``former`` ones."""
    vouched = tuple(
        VouchedKey(key=public_bytes(key), since="2023-01-01T00:00:00Z", until=LATER) for key in keys
    )
    said = Vouch(
        district="dx",
        version=1,
        issued="2023-01-01T00:00:00Z",
        keys=vouched,
        former=tuple(map(public_bytes, former)),
    )
    return envelope.sign(to_bytes(said), ROOT, named(ROOT), envelope.VOUCH)


def tell_list(store: Store, version: int = 2, *, by: SigningKey = DISTRICT, **more: Any) -> TrustList:
    """Let ``store`` hold a trust list that ``by`` has signed."""
    said = trust_list(version, **more)
    trust.keep(store, said, envelope.sign(to_bytes(said), by, named(by), envelope.TRUST))
    return said


def let_trust(
    store: Store,
    *,
    device: str = "D07",
    at: dt.datetime = TEN,
    blocks: tuple[tuple[int, int], ...] = ((1, 1000),),
    **more: Any,
) -> None:
    """Make ``store`` that of ``device`` of this district, which was heard ``at`` last.

    It may sign cards of the numbers in ``blocks``.
    """
    identity.keep_identity(
        store,
        device=device,
        district="dx",
        district_name="示例区总工会",
        signing_key=private_bytes(key_of(device)),
        district_key=public_bytes(DISTRICT),
        address="https://localhost:1",
        ca_pem="",
        tag_key=TAG_KEY,
        town="DX-1",
        joined_at=at,
        sealing_key=SEALING_KEY,
        root_key=public_bytes(ROOT),
        certificate=b"",
        card_certificate=certificate(device, blocks=blocks),
    )
    raw = vouch(DISTRICT)
    said = Vouch(
        district="dx",
        version=1,
        issued="2023-01-01T00:00:00Z",
        keys=(VouchedKey(key=public_bytes(DISTRICT), since="2023-01-01T00:00:00Z", until=LATER),),
    )
    trust.keep_vouch(store, said, raw)
    tell_list(store, **more)
    heard(store, at)


__all__ = [
    "CLAIMS",
    "DAY",
    "DISTRICT",
    "KEYS",
    "ROOT",
    "card",
    "certificate",
    "digits",
    "key_of",
    "let_trust",
    "named",
]
