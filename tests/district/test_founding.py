# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is made when a district is founded, and where it may lie: the server has no key of the registrar's."""

import datetime as dt

import pytest
from sqlalchemy import select

from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.trust import TrustList, Vouch
from fieldkit.seals import envelope, keytexts
from fieldkit.seals.keys import key_id, load_public_key, private_bytes, public_bytes
from fieldkit.seals.parcels import open_parcel, seal_parcel
from sync.db.tables import metadata
from sync.district import found_district, is_founded, open_district
from sync.trust import registrar_folder, trust
from sync.trust.registrar_folder import FolderTaken, NoRegistrarFolder, WrongKey, WrongPassphrase

NOW = dt.datetime(2026, 11, 23, 6, tzinfo=dt.UTC)


@pytest.fixture
def founded(tmp_path):
    district = found_district(tmp_path / "d", now=NOW)
    yield district
    district.close()


def opened(raw, public, aad, kind):
    """Return the statement in ``raw``, signed by the key ``public``."""
    return from_bytes(envelope.open_envelope(raw, {key_id(public): load_public_key(public)}, aad)[1], kind)


def everything(district):
    """Return all that the district's tables hold, as bytes."""
    with district.database.reading() as reading:
        cells = [
            cell for table in metadata.sorted_tables for row in reading.execute(select(table)) for cell in row
        ]
    return b"\n".join(cell if isinstance(cell, bytes) else str(cell).encode() for cell in cells)


def test_the_root_vouches_for_the_key_that_signs_the_first_list(founded):
    folder = registrar_folder.folder_in(founded.folder)
    root = registrar_folder.read_root_key(folder, "", founded.root_public)
    vouch = opened(founded.vouch, public_bytes(root), envelope.VOUCH, Vouch)
    assert [(one.key, one.since) for one in vouch.keys] == [(founded.public_key, "2026-11-23T06:00:00Z")]
    with founded.database.reading() as reading:
        version, raw = trust.newest(reading)
    listed = opened(raw, founded.public_key, envelope.TRUST, TrustList)
    assert (version, listed.version, listed.district) == (1, 1, founded.id)
    assert (listed.expires, listed.vouch) == ("2026-12-07T06:00:00Z", founded.vouch)
    registrar = keytexts.read_key((folder / "registrar.key").read_bytes(), keytexts.REGISTRAR)
    assert [(one.sealing_key, one.key_id, one.town) for one in listed.registrars] == [
        (registrar.card.public, registrar.card.key_id, "")
    ]


def test_a_parcel_opens_at_the_district_and_by_the_recovery_key(founded):
    with founded.database.reading() as reading:
        _, raw = trust.newest(reading)
    recipients = opened(raw, founded.public_key, envelope.TRUST, TrustList).parcel_recipients
    recovery = keytexts.read_key(
        (founded.folder / "registrar" / "recovery.key").read_bytes(), keytexts.RECOVERY
    )
    sealed = seal_parcel(b"x", recipients)
    for identities in (founded.parcel_identities, (recovery.identity,)):
        assert open_parcel(sealed, identities) == b"x"


def test_the_server_holds_no_key_of_the_registrars(founded):
    folder = founded.folder / "registrar"
    root = private_bytes(registrar_folder.read_root_key(folder, "", founded.root_public))
    tag_key = bytes.fromhex((folder / "tag.key").read_text().strip())
    identities = [
        keytexts.read_key((folder / f"{kind}.key").read_bytes(), kind).identity
        for kind in (keytexts.REGISTRAR, keytexts.RECOVERY)
    ]
    from fieldkit.seals.agekeys import sealing_key_of
    from fieldkit.seals.boxes import sealing_private_bytes

    hidden = [root, tag_key, *(sealing_private_bytes(sealing_key_of(one)) for one in identities)]
    hidden += [one.hex().encode() for one in hidden] + [one.encode() for one in identities]
    kept = everything(founded) + b"".join(
        file.read_bytes() for file in founded.folder.iterdir() if file.is_file()
    )
    assert founded.public_key in kept or key_id(founded.public_key).hex().encode() in kept
    assert [one for one in hidden if one in kept] == []


def test_a_passphrase_closes_all_but_the_tag_key(tmp_path):
    district = found_district(tmp_path, passphrase="四季 缤纷", now=NOW)
    folder = tmp_path / "registrar"
    assert registrar_folder.root_is_locked(folder)
    with pytest.raises(WrongPassphrase):
        registrar_folder.read_root_key(folder, "四季", district.root_public)
    root = registrar_folder.read_root_key(folder, "四季 缤纷", district.root_public)
    assert public_bytes(root) == district.root_public
    for kind in (keytexts.REGISTRAR, keytexts.RECOVERY):
        assert keytexts.needs_passphrase((folder / f"{kind}.key").read_bytes())
    district.close()


def test_keys_of_another_district_or_none_are_named(founded, tmp_path):
    other = found_district(tmp_path / "other", now=NOW)
    theirs = tmp_path / "other" / "registrar"
    with pytest.raises(WrongKey):
        registrar_folder.read_root_key(theirs, "", founded.root_public)
    check = registrar_folder.tag_check(bytes.fromhex((founded.folder / "registrar/tag.key").read_text()))
    with pytest.raises(WrongKey):
        registrar_folder.read_tag_key(theirs, check)
    for content in ("zz", "00", ""):
        (theirs / "tag.key").write_text(content)
        with pytest.raises(WrongKey):
            registrar_folder.read_tag_key(theirs, check)
    with pytest.raises(NoRegistrarFolder):
        registrar_folder.read_tag_key(tmp_path / "none", check)
    other.close()


def test_a_founding_that_was_cut_leaves_no_keys_of_nobody(tmp_path, monkeypatch):
    from sync import district as module

    def cut(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(module, "found_keys", cut)
        with pytest.raises(KeyboardInterrupt):
            found_district(tmp_path, now=NOW)
    assert not is_founded(tmp_path)
    assert not (tmp_path / "registrar").exists()
    left = (tmp_path / "registrar.new" / "tag.key").read_text()
    found_district(tmp_path, now=NOW).close()
    assert (tmp_path / "registrar" / "tag.key").read_text() != left
    assert not (tmp_path / "registrar.new").exists()


def test_a_cut_after_the_tables_are_there_is_mended_when_it_is_opened(tmp_path):
    found_district(tmp_path, now=NOW).close()
    (tmp_path / "registrar").rename(tmp_path / "registrar.new")
    open_district(tmp_path).close()
    assert (tmp_path / "registrar" / "root.key").is_file()


def test_keys_that_are_there_are_never_written_over(tmp_path):
    (tmp_path / "registrar").mkdir()
    (tmp_path / "registrar" / "root.key").write_text("old")
    with pytest.raises(FolderTaken):
        found_district(tmp_path, now=NOW)
    assert (tmp_path / "registrar" / "root.key").read_text() == "old"
