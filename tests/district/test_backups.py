# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Backups: sealed, whole, read back, kept for a time; the drill finds what is damaged; a lost district is made anew."""

import datetime as dt
import hashlib
import os
import secrets

import msgspec
import pytest
from sqlalchemy import delete, insert, select, update

from fieldkit.protocol.codec import as_they_are, to_bytes
from fieldkit.protocol.messages import Batch
from fieldkit.seals import chain as chains
from fieldkit.seals import envelope, keytexts, packing
from fieldkit.seals.boxes import new_sealing_key, sealing_public_bytes
from fieldkit.seals.keys import key_id, new_signing_key, public_bytes
from sync.db.chain_tables import batch, chain, part
from sync.db.database import open_database
from sync.db.keyfile import NAME
from sync.db.moments import moment
from sync.db.notes import last_number, read_note, set_number, write_note
from sync.db.office_tables import generation, office_log, registrar, staff_session
from sync.db.place import FILE, OWNER_VARIABLE, VARIABLE
from sync.db.tables import device as devices
from sync.db.tables import operation
from sync.district import AlreadyFounded, found_district, open_district
from sync.office.office_log import check_log, note_act
from sync.outgoing.serials import blocks
from sync.safety import backups, restoring, safety
from sync.safety.copies import NotEmpty
from sync.safety.drill import look
from sync.safety.media import Why
from sync.safety.sealed_files import NotOpened, NotReadBack
from tests.support.kernel import Kernel

NOW = dt.datetime(2023, 11, 29, 12, 0, tzinfo=dt.UTC)


class HandMade:
    """A device by hand: its key, its chain, what it told."""

    def __init__(self, number=7):
        self.id, self.life, self.key = f"D{number:02d}", "3f2a91c4", new_signing_key()
        self.number, self.head, self.sequence = 0, chains.START, 0

    def row(self):
        public = public_bytes(self.key)
        words = (
            "site",
            "town",
            "program",
            "revoked_at",
            "exchanged_at",
            "last_heard",
            "revoked_reason",
        )
        return {
            **dict.fromkeys(words, ""),
            "joined_at": moment(NOW),
            "id": self.id,
            "name": "示例设备",
            "signing_key": public,
            "key_id": key_id(public),
            "sealing_key": sealing_public_bytes(new_sealing_key()),
            "nonce": "ab" * 16,
        }

    def tell(self, writing, acts=3):
        """Write one more batch as the district would."""
        self.number += 1
        raws = []
        for _ in range(acts):
            self.sequence += 1
            raws.append(b'{"id":"%s-%s-%06d"}' % (self.id.encode(), self.life.encode(), self.sequence))
        told = Batch(
            protocol=1,
            district="FKD-1",
            device=self.id,
            life=self.life,
            number=self.number,
            prev=self.head.hex(),
            operations=as_they_are(raws),
        )
        public = public_bytes(self.key)
        raw = envelope.sign(packing.pack(to_bytes(told)), self.key, key_id(public), envelope.BATCH)
        return self.entered(writing, raws, raw)

    def entered(self, writing, raws, raw):
        """Write the rows of a batch with these operations in this envelope."""
        before, self.head = self.head, chains.head_after(self.head, raw)
        place = safety.newest_place(writing) + 1
        common = {"device": self.id, "life": self.life}
        writing.execute(
            insert(batch).values(
                **common, place=place, number=self.number, prev=before, head=self.head, raw=raw,
                operations=len(raws), words=b"[]", received_at=moment(NOW),
            )
        )  # fmt: skip
        columns = (
            "kind at clock event site booth operator code field serial root settled_by voided_by received_at"
        )
        for at, one in enumerate(raws):
            writing.execute(
                insert(operation).values(
                    **common, **dict.fromkeys(columns.split(), ""), id=msgspec.json.decode(one)["id"],
                    sequence=self.sequence - len(raws) + at + 1, digest=hashlib.sha256(one).digest(),
                    told_batch=place, told_place=at, verdict="accepted", facts="{}",
                )
            )  # fmt: skip
        writing.execute(delete(chain).where(chain.c.device == self.id))
        writing.execute(
            insert(chain).values(**common, number=self.number, head=self.head, state="open", told_at="")
        )
        return place


@pytest.fixture
def folder(tmp_path):
    """Give the folder of a district with one device and two batches."""
    district = found_district(tmp_path / "data", name="示例区总工会", now=NOW)
    hand = HandMade()
    with district.database.writing() as writing:
        writing.execute(insert(devices).values(**hand.row()))
        set_number(writing, "device", 7)
        hand.tell(writing)
        hand.tell(writing, 2)
        content = b"a signature"
        part_id = hashlib.sha256(content).hexdigest()[:32]
        writing.execute(insert(part).values(id=part_id, content=content, device=hand.id, received_at=""))
        note_act(writing, NOW, "console:test", "founded")
    district.close()
    return tmp_path / "data"


@pytest.fixture
def identity(folder):
    """Give the recovery key as it lies in the registrar's folder."""
    return keytexts.read_key((folder / "registrar" / "recovery.key").read_bytes(), keytexts.RECOVERY).identity


def backed_up(folder, to, *, now=NOW, **wishes):
    """Make one backup."""
    district = open_district(folder)
    try:
        return backups.back_up(district, to, now=now, actor="console:test", **{"elsewhere": True, **wishes})
    finally:
        district.close()


def test_a_backup_is_sealed_to_recovery_and_registrar_and_raises_safe(folder, identity, tmp_path):
    made = backed_up(folder, tmp_path / "b")
    assert made.file.name.endswith("-000001-20231129T120000Z.backup.age")
    assert (made.generation.place, made.generation.number, made.safe) == (2, 1, True)
    assert hashlib.sha256(made.file.read_bytes()).digest() == made.generation.digest
    assert oct(made.file.stat().st_mode & 0o777) == "0o600"
    raw = made.file.read_bytes()
    assert raw.count(b"-> X25519 ") == 2
    registrars_own = keytexts.read_key(
        (folder / "registrar" / "registrar.key").read_bytes(), keytexts.REGISTRAR
    )
    for key in (identity, registrars_own.identity):
        manifest, found = restoring.check(made.file, key, tmp_path)
        assert (manifest.place, manifest.name) == (2, "示例区总工会")
        assert [line.what for line in found if line.faults] == []
    counted = {line.what: line.count for line in found}
    assert (counted["lives"], counted["batches"], counted["operations"], counted["parts"]) == (1, 2, 5, 1)
    district = open_district(folder)
    with district.database.reading() as reading:
        assert safety.safe_place(reading) == 2
        assert safety.newest_generation(reading) == made.generation
        assert check_log(reading)[0] >= 2
    with pytest.raises(NotOpened):  # the server's own parcel key opens no backup
        restoring.check(made.file, district.parcel_identities[0], tmp_path)
    district.close()
    assert [file.name for file in folder.iterdir() if file.name.startswith("backup-")] == []


def test_a_backup_on_the_same_medium_is_no_safety(folder, tmp_path):
    made = backed_up(folder, tmp_path / "b", elsewhere=False)
    assert made.safe is False
    district = open_district(folder)
    with district.database.reading() as reading:
        assert safety.safe_place(reading) == 0
        assert safety.newest_generation(reading) == made.generation
    district.close()


MEDIA = pytest.mark.parametrize(
    ("mount", "in_file", "on_server"),
    [
        (("8:17", "ext4", "/dev/sdb1"), Why.OTHER_DISK, Why.DATABASE_UNSEEN),
        (("8:2", "ext4", "/dev/sda2"), Why.SAME_DISK, Why.DATABASE_UNSEEN),
        (("0:40", "tmpfs", "tmpfs"), Why.MEMORY, Why.MEMORY),
        (("0:50", "nfs4", "198.51.100.7:/district"), Why.SERVER, Why.DATABASE_UNSEEN),
    ],
)


def kernel_with(tmp_path, mount, monkeypatch):
    """Return a computer of two disks: everything lies on the first, the folder ``b`` as ``mount`` says."""
    kernel = Kernel(tmp_path)
    for name, disk in (("sda", "8:0"), ("sdb", "8:16")):
        kernel.disk(name, disk)
        for number in (1, 2):
            kernel.partition(name, f"{name}{number}", f"8:{int(disk[2:]) + number}")
    kernel.mount("/", "8:1", "ext4", "/dev/sda1")
    kernel.mount(str((tmp_path / "b").resolve()), *mount)
    monkeypatch.setattr(
        "platform.node", lambda: "localhost"
    )  # our name is looked up, and stays on this machine
    return kernel


@MEDIA
def test_what_a_backup_raises_depends_on_the_disk_it_lies_on(
    folder, tmp_path, kind, mount, in_file, on_server, monkeypatch
):
    kernel = kernel_with(tmp_path, mount, monkeypatch)
    made = backed_up(folder, tmp_path / "b", elsewhere=False, root=kernel.root)
    why = in_file if kind == "sqlcipher" else on_server
    assert (made.judged.why, made.safe) == (why, why in {Why.OTHER_DISK, Why.SERVER})
    district = open_district(folder)
    with district.database.reading() as reading:
        assert safety.safe_place(reading) == (2 if made.safe else 0)
        assert safety.newest_generation(reading) == made.generation
    district.close()


def test_what_is_told_while_a_backup_is_made_goes_on_and_is_not_called_safe(folder, tmp_path, monkeypatch):
    from sync.safety import copies

    writer = open_district(folder)
    really = copies.copy_district

    def slowly(*given):
        copied = really(*given)
        with writer.database.writing() as writing:  # while the backup is under way
            hand = HandMade(8)
            writing.execute(insert(devices).values(**hand.row()))
            hand.tell(writing)
        return copied

    monkeypatch.setattr(backups, "copy_district", slowly)
    made = backed_up(folder, tmp_path / "b")
    with writer.database.reading() as reading:
        assert (made.generation.place, safety.safe_place(reading), safety.newest_place(reading)) == (2, 2, 3)
    writer.close()


def test_old_generations_go_and_the_newest_stay(folder, tmp_path):
    to = tmp_path / "b"
    stranger = to / "FieldKit-FKD-00000000-000001-20200101T000000Z.backup.age"
    to.mkdir()
    for other in (stranger, to / "photo.jpg"):
        other.write_bytes(b"x")
    days = [NOW + dt.timedelta(days=day) for day in (0, 1, 2, 40, 41)]
    pruned = [backed_up(folder, to, now=now, keep_newest=2).pruned for now in days]
    assert pruned == [0, 0, 0, 2, 1]
    kept = [file.name.split("-")[3] for file in backups.generations_in(to) if file != stranger]
    assert kept == ["000004", "000005"]
    assert stranger.exists()
    assert (to / "photo.jpg").exists()


def test_a_medium_that_gives_back_other_bytes_is_noticed(folder, tmp_path, monkeypatch):
    from sync.safety import sealed_files

    monkeypatch.setattr(sealed_files, "digest_of", lambda file: bytes(32))
    with pytest.raises(NotReadBack):
        backed_up(folder, tmp_path / "b")
    assert list((tmp_path / "b").iterdir()) == []
    district = open_district(folder)
    with district.database.reading() as reading:
        assert safety.safe_place(reading) == 0
        assert reading.execute(select(generation)).all() == []
    district.close()


def test_a_damaged_page_is_found_when_the_backup_is_made(folder, tmp_path, kind):
    if kind != "sqlcipher":
        pytest.skip("its pages are the server's")
    from sync.safety.copies import CopyDamaged

    district = open_district(folder)
    with district.database.writing() as writing:
        for name in range(300):
            write_note(writing, f"filler-{name}", secrets.token_hex(400))
    district.close()
    file = folder / FILE
    raw = bytearray(file.read_bytes())
    raw[len(raw) - 4096 * 8 + 100] ^= 1
    raw[len(raw) // 2 + 100] ^= 1
    file.write_bytes(raw)
    with pytest.raises(CopyDamaged):
        backed_up(folder, tmp_path / "b")
    assert list((tmp_path / "b").iterdir()) == []


def test_nobody_to_open_it_is_said_before_anything_is_written(folder, tmp_path):
    district = open_district(folder)
    with district.database.writing() as writing:
        write_note(writing, "parcel_recipients", "[]")
        writing.execute(update(registrar).values(ended_at=moment(NOW)))
    with pytest.raises(backups.NobodyToOpenIt):
        backups.back_up(district, tmp_path / "b", now=NOW, actor="")
    district.close()


def test_too_little_room_is_said_before_anything_is_written(folder, tmp_path, monkeypatch):
    from types import SimpleNamespace

    monkeypatch.setattr(backups.shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
    with pytest.raises(backups.NoRoom) as fault:
        backed_up(folder, tmp_path / "b")
    assert fault.value.args[2] == 0


PLANTED = {
    "a batch taken out": lambda w: w.execute(delete(batch).where(batch.c.number == 1)),
    "a byte of a batch": lambda w: w.execute(update(batch).where(batch.c.number == 2).values(raw=b"\0")),
    "a head": lambda w: w.execute(update(batch).where(batch.c.number == 1).values(head=bytes(32))),
    "a receipt": lambda w: w.execute(update(batch).where(batch.c.number == 1).values(words=b"{")),
    "a standing": lambda w: w.execute(update(chain).values(number=1)),
    "a life without batches": lambda w: w.execute(update(chain).values(life="00000000")),
    "another device's key": lambda w: w.execute(update(devices).values(signing_key=public_bytes(new_signing_key()))),
    "an operation": lambda w: w.execute(update(operation).where(operation.c.told_place == 0).values(digest=bytes(32))),
    "a part": lambda w: w.execute(update(part).values(content=b"another")),
    "an entry of the log": lambda w: w.execute(update(office_log).where(office_log.c.place == 1).values(actor="x")),
    "rows gone since": lambda w: w.execute(delete(part)),
}  # fmt: skip


@pytest.mark.parametrize("planted", PLANTED)
def test_the_drill_finds_what_is_damaged(folder, identity, tmp_path, planted):
    made = backed_up(folder, tmp_path / "b")
    opened = backups.open_backup(made.file, identity, tmp_path)
    copy = open_database(opened.database, opened.key)
    with copy.writing() as writing:
        assert [line.what for line in look(writing, opened.manifest.counts) if line.faults] == []
        PLANTED[planted](writing)
        assert [line.what for line in look(writing, opened.manifest.counts) if line.faults] != []
    copy.close()


@pytest.mark.parametrize("cut", [0, 10, 300, -1])
def test_a_file_that_is_not_whole_does_not_open(folder, identity, tmp_path, cut):
    made = backed_up(folder, tmp_path / "b")
    made.file.write_bytes(made.file.read_bytes()[:cut])
    with pytest.raises(NotOpened):
        restoring.check(made.file, identity, tmp_path)
    with pytest.raises(NotOpened):
        restoring.restore(made.file, identity, tmp_path / "new", now=NOW, actor="")
    assert not (tmp_path / "new").exists()


def test_a_lost_district_is_made_anew_and_gives_no_number_twice(folder, identity, tmp_path, move):
    made = backed_up(folder, tmp_path / "b")
    old = open_district(folder)
    with old.database.reading() as reading:
        before = {name: last_number(reading, name) for name in ("serial", "device", "trust")}
    move()
    new = restoring.restore(made.file, identity, tmp_path / "new", now=NOW, actor="console:test")
    assert [line.what for line in new.found if line.faults] == []
    district = open_district(tmp_path / "new")
    assert (district.id, district.public_key, district.name) == (old.id, old.public_key, old.name)
    assert district.parcel_identities == old.parcel_identities
    assert (tmp_path / "new" / NAME).read_bytes() == (folder / NAME).read_bytes()
    with district.database.reading() as reading:
        after = {name: last_number(reading, name) for name in before}
        assert all(after[name] > before[name] for name in before)
        assert after["trust"] - before["trust"] < 1000
        assert blocks(reading, "D07")[-1] == new.gap.serials == (before["serial"] + 1, after["serial"])
        assert (safety.safe_place(reading), safety.newest_place(reading)) == (0, 2)  # nobody said: elsewhere
        assert safety.newest_generation(reading).number == 1
        assert reading.execute(select(devices.c.nonce)).scalar_one() != "ab" * 16
        assert reading.execute(select(staff_session)).all() == []
        assert "restored" in {row.act for row in reading.execute(select(office_log))}
        assert check_log(reading)[0] == reading.execute(select(office_log)).all()[-1].place
        assert read_note(reading, "restored") == "1"
        assert read_note(reading, "restored_from")
    again = backups.back_up(district, tmp_path / "b", now=NOW, actor="", elsewhere=True)
    assert again.generation.number == 2
    district.close()
    old.close()


@MEDIA
@pytest.mark.parametrize("said", [False, True])
def test_what_a_restored_district_calls_safe_depends_on_where_the_backup_lies(
    folder, identity, tmp_path, kind, move, mount, in_file, on_server, said, monkeypatch
):
    kernel = kernel_with(tmp_path, mount, monkeypatch)
    made = backed_up(folder, tmp_path / "b", elsewhere=False, root=kernel.root)
    move()
    how = {"now": NOW, "actor": "", "elsewhere": said, "root": kernel.root}
    new = restoring.restore(made.file, identity, tmp_path / "new", **how)
    why = Why.SAID if said else in_file if kind == "sqlcipher" else on_server
    assert new.judged.why is why
    district = open_district(tmp_path / "new")
    with district.database.reading() as reading:
        assert safety.safe_place(reading) == (2 if new.judged.safe else 0)
        assert safety.newest_generation(reading).number == 1
    district.close()


def test_safe_never_falls_not_even_where_a_district_is_made_anew(folder, identity, tmp_path, move):
    district = open_district(folder)
    with district.database.writing() as writing:
        safety.raise_safe(writing, 2)
        safety.raise_safe(writing, 1)
    district.close()
    made = backed_up(folder, tmp_path / "b")
    move()
    restoring.restore(made.file, identity, tmp_path / "new", now=NOW, actor="")
    district = open_district(tmp_path / "new")
    with district.database.reading() as reading:
        assert safety.safe_place(reading) == 2
    district.close()


def test_made_anew_twice_from_one_backup_it_jumps_twice_as_far(folder, identity, tmp_path, monkeypatch):
    made = backed_up(folder, tmp_path / "b")
    for variable in (VARIABLE, OWNER_VARIABLE):
        monkeypatch.delenv(variable, raising=False)
    first, second = (
        restoring.restore(made.file, identity, tmp_path / name, now=NOW, actor="")
        for name in ("new", "newer")
    )
    assert second.gap.serials[1] - first.gap.serials[1] == 10_000
    assert second.gap.devices[1] - first.gap.devices[1] == 100
    assert (first.counted, second.counted) == (True, True)
    assert backups.generations_in(tmp_path / "b") == [made.file]
    district = open_district(tmp_path / "newer")
    with district.database.reading() as reading:
        assert read_note(reading, "restored") == "2"
    district.close()


def test_nothing_is_restored_over_a_district(folder, identity, tmp_path):
    made = backed_up(folder, tmp_path / "b")
    with pytest.raises(AlreadyFounded):
        restoring.restore(made.file, identity, folder, now=NOW, actor="")


def test_nothing_is_restored_over_the_district_on_the_server(folder, identity, tmp_path, kind):
    if kind == "sqlcipher":
        pytest.skip("a file has one district")
    made = backed_up(folder, tmp_path / "b")
    with pytest.raises(NotEmpty):
        restoring.restore(made.file, identity, tmp_path / "new", now=NOW, actor="")
    district = open_district(folder)
    with district.database.reading() as reading:
        assert safety.newest_place(reading) == 2
    district.close()


def test_a_backup_from_a_server_becomes_a_file(folder, identity, tmp_path, monkeypatch):
    made = backed_up(folder, tmp_path / "b")
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.delenv(OWNER_VARIABLE, raising=False)
    restoring.restore(made.file, identity, tmp_path / "new", now=NOW, actor="")
    district = open_district(tmp_path / "new")
    assert district.database.kind.name == "sqlcipher"
    district.close()


def test_a_damaged_backup_is_restored_only_when_asked_twice(folder, identity, tmp_path, move):
    district = open_district(folder)
    with district.database.writing() as writing:
        writing.execute(update(part).values(content=b"another"))
    district.close()
    made = backed_up(folder, tmp_path / "b")
    move()
    with pytest.raises(restoring.NotWhole):
        restoring.restore(made.file, identity, tmp_path / "new", now=NOW, actor="")
    new = restoring.restore(made.file, identity, tmp_path / "new", now=NOW, actor="", anyway=True)
    assert [line.what for line in new.found if line.faults] == ["parts"]


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_a_backup_does_not_write_through_a_link(folder, tmp_path, monkeypatch):
    from sync.safety import sealed_files

    to = tmp_path / "b"
    to.mkdir()
    (tmp_path / "target").write_bytes(b"kept")
    really = sealed_files._private

    def planted(file):
        file.symlink_to(tmp_path / "target")
        return really(file)

    monkeypatch.setattr(sealed_files, "_private", planted)
    with pytest.raises(OSError, match="symbolic"):
        backed_up(folder, to)
    assert (tmp_path / "target").read_bytes() == b"kept"
