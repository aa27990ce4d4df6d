# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The trust list only grows; nonce and revocation are kept."""

import pytest

from fieldkit.acts.enrol import enrol, lookalikes
from fieldkit.acts.look_up import member, search, unmask
from fieldkit.problems import DeviceRevoked, DistrictNotTrusted
from fieldkit.protocol.trust import Vouch, VouchedKey
from fieldkit.seals.envelope import TRUST, sign
from fieldkit.seals.keys import key_id, new_signing_key, public_bytes
from fieldkit.store import identity, trust
from fieldkit.store.vault import create_store
from tests.support.clock import TEN
from tests.support.factories import CLERK, DESK, KEY, draft, keep_identity, phone, resident, trust_list
from tests.support.told import answer

ONE, OTHER = new_signing_key(), new_signing_key()
BY = {"operator": CLERK, "desk": DESK, "now": TEN}


def vouch(version):
    key = VouchedKey(key=b"\x02" * 32, since="2023-01-01T00:00:00Z", until="2024-01-01T00:00:00Z")
    return Vouch(district="dx", version=version, issued="2023-01-01T00:00:00Z", keys=(key,))


def test_before_the_first_list_there_is_none(tmp_path):
    store = create_store(tmp_path, KEY, now=TEN)
    assert (trust.current(store), trust.envelope(store), trust.vouch(store)) == (None, b"", b"")
    store.close()


def test_a_newer_list_takes_the_place_of_the_older(store):
    assert trust.keep(store, trust_list(7, revoked_serials=("FK-0000-0001-1",)), b"seven")
    assert trust.current(store).revoked_serials == ("FK-0000-0001-1",)
    assert trust.envelope(store) == b"seven"
    assert not trust.keep(store, trust_list(7), b"other")
    assert trust.envelope(store) == b"seven"


@pytest.mark.parametrize(("version", "why"), [(4, "trust-older"), (1006, "trust-jump")])
def test_a_lower_list_and_one_far_ahead_are_refused_and_the_held_one_stays(store, version, why):
    trust.keep(store, trust_list(5), b"five")
    with pytest.raises(DistrictNotTrusted) as caught:
        trust.keep(store, trust_list(version), b"bad")
    assert caught.value.facts == {"why": why}
    assert trust.envelope(store) == b"five"


def test_the_root_may_jump(store):
    trust.keep(store, trust_list(5), b"five")
    assert trust.keep(store, trust_list(1005), b"in reach")
    assert trust.keep(store, trust_list(9000), b"far", by_root=True)


@pytest.mark.parametrize("version", [3, 5, 6, 30, 2000])
def test_a_list_by_a_key_that_counts_no_more_gives_way_whatever_its_version(store, version):
    old, new = (sign(b"x", key, key_id(public_bytes(key)), TRUST) for key in (ONE, OTHER))
    counting = {key_id(public_bytes(OTHER))}
    trust.keep(store, trust_list(5), old)
    assert trust.keep(store, trust_list(version), new, counting=counting)
    assert (trust.current(store).version, trust.envelope(store)) == (version, new)
    with pytest.raises(DistrictNotTrusted):
        trust.keep(store, trust_list(version - 1), new, counting=counting)


def test_the_roots_word_only_grows(store):
    trust.keep_vouch(store, vouch(2), b"two")
    with pytest.raises(DistrictNotTrusted):
        trust.keep_vouch(store, vouch(1), b"one")
    trust.keep_vouch(store, vouch(3), b"three")
    assert trust.vouch(store) == b"three"


def test_the_districts_word_for_the_next_request_is_kept(store):
    assert identity.nonce(store) == ""
    identity.keep_nonce(store, "ab" * 16)
    assert identity.nonce(store) == "ab" * 16


def test_a_revoked_device_shows_no_people_and_still_hands_over(store):
    enrol(store, uid="u1", draft=draft(1), **BY)
    assert not identity.revoked(store)
    identity.note_revoked(store)
    assert identity.revoked(store)
    for look in (
        lambda: search(store, text="王"),
        lambda: search(store, text=""),
        lambda: member(store, uid="u1"),
        lambda: unmask(store, uid="u1", **BY),
        lambda: lookalikes(
            store, document_kind="resident", document_number=resident(1), phone=phone(1), name="王"
        ),
    ):
        with pytest.raises(DeviceRevoked):
            look()
    assert answer(store).received == 1


def test_who_joins_anew_is_no_longer_revoked_and_has_no_old_word(store):
    identity.note_revoked(store)
    identity.keep_nonce(store, "ab" * 16)
    keep_identity(store)
    assert (identity.revoked(store), identity.nonce(store)) == (False, "")
