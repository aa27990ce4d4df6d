# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A district made anew from a backup does not know who joined after it: such a device joins anew and loses nothing."""

import shutil

import pytest

from fieldkit import problems
from fieldkit.acts.outbox import counts
from fieldkit.seals import envelope, keytexts
from fieldkit.seals.keys import key_id, new_signing_key, private_bytes, public_bytes
from fieldkit.store.identity import identity
from fieldkit.store.vault import create_store
from fieldkit.uplink.joining import join
from fieldkit.uplink.round import sync
from fieldkit.work import Quiet
from sync.db.tables import device
from sync.district import open_district
from sync.safety import backups, restoring
from tests.support.district import NOON, District
from tests.uplink.conftest import KEY
from tests.uplink.test_round import redirect, work


def go_round(store):
    return sync(store, report=Quiet(), clock=lambda: NOON)


@pytest.fixture
def anew(district, tmp_path):
    """Give a store that joined and told after the backup, with more to tell, and the district made anew, served."""
    opened = open_district(district.folder)
    made = backups.back_up(opened, tmp_path / "stick", now=NOON, actor="console:test", elsewhere=True)
    opened.close()
    store = create_store(tmp_path / "late", KEY, now=NOON)
    join(store, ticket=district.ticket(site="S1"), device_name="后来", now=NOON)
    go_round(store)
    work(store, people=3)
    go_round(store)
    work(store, visitors=2)
    district.stop()
    raw = (district.folder / "registrar" / "recovery.key").read_bytes()
    recovery = keytexts.read_key(raw, keytexts.RECOVERY).identity
    restoring.restore(made.file, recovery, tmp_path / "new", now=NOON, actor="console:test")
    shutil.copytree(district.folder / "registrar", tmp_path / "new" / "registrar")
    served = District(tmp_path / "new")
    served.start()
    redirect(store, served.address)
    yield store, served
    served.stop()
    store.close()


def let_join(store, ticket, *, kind=None, why=""):
    if kind is None:
        return join(store, ticket=ticket, device_name="后来", now=NOON, anew=True)
    before = identity(store)
    with pytest.raises(kind) as refused:
        join(store, ticket=ticket, device_name="后来", now=NOON, anew=True)
    assert identity(store) == before
    assert refused.value.facts == {"why": why}
    return None


def test_who_is_unknown_joins_anew_under_its_number_and_tells_everything_again(anew):
    store, served = anew
    with pytest.raises(problems.DistrictRefused) as refused:
        go_round(store)
    assert refused.value.facts == {"why": "unknown-device"}
    before = identity(store)
    assert let_join(store, served.ticket(site="S1")).device == before.device == "D01"
    after = identity(store)
    assert (after.life, after.signing_key, after.tag_key) == (before.life, before.signing_key, before.tag_key)
    for _ in range(3):
        go_round(store)
    now = counts(store)
    assert (now.recorded, now.confirmed, now.attention, now.waiting) == (5, 5, 0, 0)
    (line,) = (line for line in served.facts("sites") if line["site"] == "S1")
    assert (line["recorded"], line["accepted"], line["rejected"], line["enrolled"]) == (5, 5, 0, 3)
    assert served.facts("devices")[0]["lives"][0]["missing"] == 0


def test_nobody_gets_its_number_afterwards(anew, tmp_path):
    store, served = anew
    let_join(store, served.ticket(site="S1"))
    other = create_store(tmp_path / "other", KEY, now=NOON)
    assert join(other, ticket=served.ticket(), device_name="x", now=NOON).device == "D101"
    other.close()


def test_a_number_that_somebody_has_by_now_is_not_given_and_the_ticket_not_used_up(anew):
    store, served = anew
    ticket = served.ticket(site="S1")
    opened = open_district(served.folder)
    row = dict.fromkeys((column.name for column in device.c if not column.nullable), "")
    row |= {"id": "D01", "signing_key": b"x" * 32, "key_id": b"x" * 8, "sealing_key": b"y" * 32}
    row |= {"cursor": 0, "turn": 0, "revoked_chains": "[]"}
    with opened.database.writing() as writing:
        writing.execute(device.insert().values(row))
    let_join(store, ticket, kind=problems.JoiningRefused, why="signature")
    with opened.database.writing() as writing:
        writing.execute(device.delete())
    opened.close()
    assert let_join(store, ticket).device == "D01"


def test_a_certificate_of_another_key_or_by_nobody_lets_nobody_in(anew):
    store, served = anew
    opened = open_district(served.folder)
    genuine = identity(store).certificate
    stranger = new_signing_key()
    _, content = envelope.open_envelope(
        genuine, {key_id(opened.public_key): opened.signing_key.public_key()}, envelope.CERTIFICATE
    )
    opened.close()
    forged = envelope.sign(content, stranger, key_id(public_bytes(stranger)), envelope.CERTIFICATE)
    for fields in ({"certificate": forged}, {"signing_key": private_bytes(stranger)}):
        redirect(store, served.address, **fields)
        let_join(store, served.ticket(), kind=problems.JoiningRefused, why="signature")
        redirect(store, served.address, certificate=genuine)


def test_another_districts_ticket_is_not_taken_also_by_who_joins_anew(anew, tmp_path):
    store, _ = anew
    other = District(tmp_path / "x")
    other.start()
    let_join(store, other.ticket(), kind=problems.JoiningRefused, why="joined")
    other.stop()
