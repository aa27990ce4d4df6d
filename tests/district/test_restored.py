# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The server is gone at noon and made anew from last night's backup: devices tell the rest again, nothing is lost."""

import contextlib
import datetime as dt
import shutil

import cbor2
import msgspec
import pytest

from fieldkit.protocol.trust import FARTHEST_JUMP, TrustList
from fieldkit.seals import keytexts
from sync.district import open_district
from sync.safety import backups, restoring
from sync.trust.trust import newest
from tests.support.devices import Device, words
from tests.support.district import NOON, District

LAST_NIGHT = NOON - dt.timedelta(hours=14)


class Booth:
    """A device that keeps the envelopes of its batches, as every real one does until they are safe."""

    def __init__(self, device: Device, site: str):
        self.device, self.site = device, site
        self.kept: list[bytes] = []
        self.acts: list[bytes] = []

    def act(self, *operations: bytes):
        """Tell one batch; return the district's words on it."""
        self.kept.append(self.device.batch(*operations))
        self.acts += operations
        reply = self.device.tell(self.kept[-1])
        assert not reply.refused
        return words(reply.receipts[0], *operations)

    def enrol(self, count: int):
        """Enrol ``count`` people under serials of our own."""
        made = [
            self.device.enrol(f"{self.device.device}-{len(self.acts) + n}", site=self.site)
            for n in range(count)
        ]
        return self.act(*made)

    def come_back(self):
        """Hear where the district stands, tell what it lacks; return how many batches those were."""
        reply = self.device.tell()
        if reply.refused == "stale":
            reply = self.device.tell()
        assert not reply.refused
        held = reply.standings[0].number
        lacking = self.kept[held:]
        for raw in lacking:
            answer = self.device.tell(raw)
            assert [receipt.level for receipt in answer.receipts] == ["received"]
        (standing,) = self.device.tell().standings
        assert (standing.number, standing.head) == (self.device.number, self.device.head.hex())
        return len(lacking)


def back_up(district: District, folder):
    opened = open_district(district.folder)
    made = backups.back_up(opened, folder, now=LAST_NIGHT, actor="console:test", elsewhere=True)
    opened.close()
    return made


def recovery(district: District) -> str:
    raw = (district.folder / "registrar" / "recovery.key").read_bytes()
    return keytexts.read_key(raw, keytexts.RECOVERY).identity


@pytest.fixture
def anew(district, join, tmp_path, move):
    """Give the booths, the lost district as it stood, and the one made anew, which is served."""
    booths = [Booth(join(site), site) for site in ("S1", "S2", "S3")]
    for booth in booths:
        assert all(word.verdict == "accepted" for word in booth.enrol(5))
    made = back_up(district, tmp_path / "stick")
    for booth in booths:  # what the backup does not know: more acts, more serials
        for _ in range(3):
            assert all(word.verdict == "accepted" for word in booth.enrol(90))
        booth.act(
            booth.device.serve(site=booth.site, count=3), booth.device.void(booth.acts[0], site=booth.site)
        )
    before = district.facts("sites")
    district.stop()
    move()
    restored = restoring.restore(
        made.file, recovery(district), tmp_path / "new", now=NOON, actor="console:test"
    )
    assert [line.what for line in restored.found if line.faults] == []
    shutil.copytree(district.folder / "registrar", tmp_path / "new" / "registrar")  # the stick
    served = District(tmp_path / "new")
    served.start()
    for booth in booths:
        booth.device.address = served.address
    yield booths, before, served, restored
    served.stop()


def test_nothing_is_lost_when_the_server_is_made_anew_from_last_nights_backup(anew):
    booths, before, served, _ = anew
    for booth in booths:
        assert booth.come_back() == 4
        assert booth.come_back() == 0
    after = served.facts("sites")
    told = ("recorded", "accepted", "rejected", "enrolled", "served", "packs")
    assert [[line[name] for name in told] for line in after] == [
        [line[name] for name in told] for line in before
    ]
    assert sum(line["rejected"] for line in after) == 0
    assert served.facts("rejected") == []


def test_no_number_that_was_given_before_the_loss_is_given_again(anew):
    booths, _, served, restored = anew
    given = {booth.device.device: set(booth.device.serials) for booth in booths}
    for booth in booths:
        booth.come_back()
    for booth in booths:
        booth.device.serials.clear()
        booth.device.exchange()
        others = [serials for name, serials in given.items() if name != booth.device.device]
        assert booth.device.serials
        assert not set(booth.device.serials) & set().union(*others)
    newcomer = Device(served.ticket(site="S1"))
    assert newcomer.device not in given
    assert int(newcomer.device[1:]) > restored.gap.devices[1]
    # Two devices cannot use one number of the gap.
    first = booths[0].device
    serial = msgspec.json.decode(booths[1].acts[-3])["body"]["serial"]
    (word,) = words(first.exchange(raw := first.enrol("x-1", serial=serial)).receipts[0], raw)
    assert (word.verdict, word.code) == ("rejected", "serial-taken")


def list_of(reply):
    """Return the trust list that ``reply`` brings."""
    with_head = cbor2.loads(reply.trust)
    return msgspec.json.decode(with_head.value[2], type=TrustList)


def test_a_device_that_heard_more_lists_than_were_left_out_takes_the_next_one(anew):
    """Else it would hear of no revocation until the district had signed as many lists as the lost one."""
    booths, _, served, _ = anew
    for booth in booths:
        booth.come_back()
    first, second, third = (booth.device for booth in booths)
    ours = list_of(first.exchange(trust=0)).version
    assert list_of(first.exchange(trust=ours + 300)).version == ours + 301
    assert list_of(second.exchange(trust=ours)).version == ours + 301
    beyond = ours + FARTHEST_JUMP
    assert list_of(third.exchange(trust=beyond)).version == ours + 301
    served.console("revoke", third.device)
    version = list_of(second.exchange(trust=0)).version
    assert list_of(third.exchange(trust=version + 5)).version == version


def test_however_often_it_is_made_anew_devices_take_its_lists(district, join, tmp_path, move):
    held = list_of(join("S1").exchange(trust=0)).version
    made = back_up(district, tmp_path / "stick")
    for _ in range(4):
        restoring._count(made.file)
    district.stop()
    move()
    restoring.restore(made.file, recovery(district), tmp_path / "new", now=NOON, actor="console:test")
    with contextlib.closing(open_district(tmp_path / "new")) as opened, opened.database.reading() as reading:
        version, _ = newest(reading)
    assert held < version < held + FARTHEST_JUMP


def test_the_drill_of_a_district_that_was_used_finds_nothing(district, join, tmp_path):
    booth = Booth(join("S1"), "S1")
    booth.enrol(3)
    odd = (booth.device.enrol("u-9", serial="FK-0000-0001-8"), b"{}", booth.device.operation("dance", b"{}"))
    (receipt,) = booth.device.exchange(*odd).receipts
    assert len(receipt.words) == 3
    booth.device.tell(booth.kept[0])
    made = back_up(district, tmp_path / "stick")
    _, found = restoring.check(made.file, recovery(district), tmp_path)
    assert [line for line in found if line.faults] == []
    counted = {line.what: line.count for line in found}
    assert counted["batches"] == 2
    assert counted["operations"] >= 5


def test_a_batch_is_safe_once_a_backup_holds_it(district, join, tmp_path):
    booth = Booth(join("S1"), "S1")
    booth.enrol(2)
    assert booth.device.tell().standings[0].safe == 0
    back_up(district, tmp_path / "stick")
    assert booth.device.tell().standings[0].safe == 1
    again = booth.device.tell(booth.kept[0])
    assert [receipt.level for receipt in again.receipts] == ["safe"]
    booth.enrol(1)
    assert booth.device.tell().standings[0].safe == 1
