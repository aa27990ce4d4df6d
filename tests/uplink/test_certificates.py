# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A device's certificate outlives no signing key: a new one comes with the next exchange, and only its own is taken."""

import pytest

from fieldkit.protocol.codec import from_bytes, to_bytes
from fieldkit.protocol.trust import Certificate
from fieldkit.seals import envelope
from fieldkit.seals.keys import key_id, new_signing_key, public_bytes
from fieldkit.store.identity import identity
from fieldkit.uplink.round import sync
from fieldkit.uplink.trusting import certified_by, district_keys, take_in_certificate
from fieldkit.work import Quiet
from sync.district import open_district
from tests.support.district import NOON


@pytest.fixture(autouse=True)
def looks_at_once(monkeypatch):
    """Let the running server hear of a new key with the next request."""
    monkeypatch.setattr("sync.trust.signing.LOOK_SECONDS", -1)


def go_round(store):
    sync(store, report=Quiet(), clock=lambda: NOON)
    return identity(store)


def signs_for_everybody(district):
    opened = open_district(district.folder)
    public = opened.public_key
    opened.close()
    return key_id(public).hex()


def said(who, store):
    return from_bytes(
        envelope.open_envelope(who.certificate, district_keys(store, who), envelope.CERTIFICATE)[1],
        Certificate,
    )


def test_after_a_key_was_stolen_the_next_exchange_brings_a_certificate_by_the_new_one(store, district):
    before = identity(store)
    district.console("new-signing-key", "--stolen")
    go_round(store)
    after = go_round(store)
    assert certified_by(after) == signs_for_everybody(district) != certified_by(before)
    old, new = said_of(before), said(after, store)
    assert (new.device, new.signing_key, new.sealing_key) == (old.device, old.signing_key, old.sealing_key)
    assert go_round(store).certificate == after.certificate  # once is enough


def test_while_the_older_key_signs_for_everybody_the_certificate_stays(store, district):
    before = identity(store)
    district.console("new-signing-key")
    assert go_round(store).certificate == before.certificate
    assert certified_by(before) == signs_for_everybody(district)


def test_who_comes_after_the_older_key_has_ended_has_a_certificate_that_outlives_it(store, district):
    before = identity(store)
    district.console("new-signing-key", "--overlap-days", "1")
    end_the_first_key(district)
    go_round(store)
    after = go_round(store)
    assert certified_by(after) == signs_for_everybody(district) != certified_by(before)
    district.console("new-signing-key", "--overlap-days", "1")  # from now on the first key counts no more
    go_round(store)
    assert said(identity(store), store).device == before.device


def test_a_certificate_of_somebody_else_or_by_nobody_is_not_taken(store, district):
    who = identity(store)
    told = said(who, store)
    opened = open_district(district.folder)
    stranger = new_signing_key()
    for content, key in (
        (to_bytes(told), stranger),
        *((to_bytes(other), opened.signing_key) for other in others(told)),
    ):
        raw = envelope.sign(content, key, key_id(public_bytes(key)), envelope.CERTIFICATE)
        assert not take_in_certificate(store, who, raw)
    for_something_else = envelope.sign(
        to_bytes(told), opened.signing_key, key_id(opened.public_key), envelope.TRUST
    )
    assert not take_in_certificate(store, who, for_something_else)
    assert not take_in_certificate(store, who, b"no envelope")
    assert identity(store).certificate == who.certificate
    opened.close()


def others(told):
    from msgspec.structs import replace

    return (
        replace(told, device="D77"),
        replace(told, district="FKD-77"),
        replace(told, signing_key=bytes(32)),
        replace(told, sealing_key=bytes(32)),
    )


def said_of(who):
    """Return what the certificate of ``who`` says, whoever signed it."""
    import cbor2

    return from_bytes(cbor2.loads(who.certificate).value[2], Certificate)


def end_the_first_key(district):
    """Let the overlap be over."""
    from msgspec import json

    from sync.db.notes import write_note
    from sync.trust.signing import signers

    opened = open_district(district.folder)
    with opened.database.writing() as writing:
        first, *rest = signers(writing)
        ended = {"number": 1, "key_id": first.key_id, "trust": first.trust, "until": "2020-01-01T00:00:00Z"}
        write_note(writing, "signing_keys", json.encode([ended, *rest]).decode())
    opened.close()
