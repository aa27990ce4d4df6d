# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A signing key was stolen: once the root says so the thief's lists are void, however high he made them."""

import msgspec
import pytest

from fieldkit.acts.enrol import enrol
from fieldkit.protocol.codec import from_bytes, to_bytes
from fieldkit.protocol.messages import SealSession
from fieldkit.protocol.trust import Registrar
from fieldkit.seals import envelope, keytexts
from fieldkit.seals.keys import key_id, public_bytes
from fieldkit.store import batches, trust
from fieldkit.store.identity import identity
from fieldkit.uplink import trusting
from fieldkit.uplink.round import sync
from fieldkit.uplink.trusting import take_in_list, take_in_vouch
from fieldkit.work import Quiet
from sync.district import open_district
from sync.trust.trust import newest
from tests.support.factories import VOLUNTEER, draft
from tests.uplink.test_round import DESK, at, work

THIEF = keytexts.new_key(keytexts.REGISTRAR, "thief").card


def exchange(store):
    sync(store, report=Quiet(), clock=at)


def signing_key(district):
    opened = open_district(district.folder)
    try:
        return opened.signing_key
    finally:
        opened.close()


def say_stolen(district):
    """Say so and start the server again: a running one looks for new keys every ten seconds."""
    district.console("new-signing-key", "--stolen")
    district.stop()
    district.start(port=district.port)


def vouch_of(district):
    opened = open_district(district.folder)
    try:
        return opened.vouch
    finally:
        opened.close()


def forged(store, key, ahead, **otherwise):
    """Return the list that the store holds, ``ahead`` versions later, with the thief for a registrar."""
    held = trust.current(store)
    person = Registrar(key_id=THIEF.key_id, name="x", town="", sealing_key=THIEF.public)
    told = msgspec.structs.replace(held, version=held.version + ahead, registrars=(person,), **otherwise)
    return envelope.sign(to_bytes(told), key, key_id(public_bytes(key)), envelope.TRUST)


def readers(store):
    """Return who may read the identities of the newest session that was begun."""
    with store.reading() as db:
        row = db.conn.execute("SELECT boxes FROM seal_sessions ORDER BY number DESC LIMIT 1").fetchone()
    return {box.registrar for box in from_bytes(row[0], SealSession).boxes}


@pytest.mark.parametrize("jumps", [(1000, 1000), (1,), (24,)], ids=str)
def test_a_device_that_took_the_thiefs_lists_is_healed_and_seals_to_the_true_registrars(
    store, district, jumps
):
    exchange(store)
    theirs = {one.key_id for one in trust.current(store).registrars}
    stolen, who = signing_key(district), identity(store)
    for jump in jumps:
        assert take_in_list(store, who, forged(store, stolen, jump))
    work(store, people=1)
    assert readers(store) == {THIEF.key_id}
    say_stolen(district)
    exchange(store)
    assert {one.key_id for one in trust.current(store).registrars} == theirs
    told = draft(9, employment_group="courier", platform="示例平台")
    enrol(store, uid="u-9", draft=told, operator=VOLUNTEER, desk=DESK, now=at())
    assert readers(store) == theirs
    for _ in range(2):
        exchange(store)
    assert batches.waits(store) is False
    assert not take_in_list(store, who, forged(store, stolen, 1))


def test_the_roots_newest_word_within_a_thiefs_list_does_not_help_him(store, district):
    stolen, who = signing_key(district), identity(store)
    say_stolen(district)
    before = trust.envelope(store)
    raw = forged(store, stolen, 1000, vouch=vouch_of(district))
    assert not take_in_list(store, who, raw)
    assert trust.envelope(store) == before
    exchange(store)
    assert THIEF.key_id not in {one.key_id for one in trust.current(store).registrars}


def test_a_thiefs_list_of_the_very_version_is_void_once_the_vouch_is_known(store, district):
    exchange(store)
    stolen, who = signing_key(district), identity(store)
    district.stop()
    district.console("new-signing-key", "--stolen")
    opened = open_district(district.folder)
    with opened.database.reading() as reading:
        version, raw = newest(reading)
    opened.close()
    assert take_in_list(store, who, forged(store, stolen, version - trust.current(store).version))
    assert trusting.version_held(store, who) == version
    assert take_in_vouch(store, who, vouch_of(district))
    assert trusting.version_held(store, who) == 0  # so the district sends what it has
    assert take_in_list(store, who, raw)
    assert trusting.version_held(store, who) == version


def test_a_list_of_a_key_that_still_counts_never_goes_back(store, district):
    """A planned change of keys voids nothing: the older key is named beside the new one."""
    who, older = identity(store), trust.envelope(store)
    district.console("new-signing-key")
    exchange(store)
    assert trusting.version_held(store, who) == trust.current(store).version
    assert take_in_vouch(store, who, vouch_of(district))
    assert not take_in_list(store, who, older)
