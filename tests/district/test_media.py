# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""On which disks a folder lies: by trees of our own in place of the kernel's, and by this computer's."""

import sys
from pathlib import Path

import pytest

from sync.safety.media import Kind, Media, Why, judge, media_of
from tests.support.kernel import Kernel

ONE_KIND = "sqlcipher"
DATABASE = Path("/data/district.db")
TO = Path("/backups/district")


@pytest.fixture
def kernel(tmp_path):
    """Give the trees of a computer with two disks, whose root lies on the first partition of one."""
    made = Kernel(tmp_path)
    for number, disk in enumerate(("sda", "sdb")):
        made.disk(disk, f"8:{number * 16}")
        for part in (1, 2):
            made.partition(disk, f"{disk}{part}", f"8:{number * 16 + part}")
    made.mount("/", "8:1", "ext4", "/dev/sda1")
    return made


def judged(kernel, **said):
    found = judge(DATABASE, TO, root=kernel.root, **said)
    return found.safe, found.why, found.names


def disks(*names):
    return Media(Kind.DISKS, frozenset(names))


def test_two_folders_of_one_mount_lie_on_one_disk(kernel):
    assert judged(kernel) == (False, Why.SAME_DISK, ("sda",))


def test_two_partitions_of_one_disk_are_one_disk(kernel):
    kernel.mount("/backups", "8:2", "ext4", "/dev/sda2")
    assert judged(kernel) == (False, Why.SAME_DISK, ("sda",))


def test_another_disk_is_another_disk(kernel):
    kernel.mount("/backups", "8:17", "vfat", "/dev/sdb1")
    assert judged(kernel) == (True, Why.OTHER_DISK, ("sdb",))


@pytest.mark.parametrize("files", ["tmpfs", "ramfs", "devtmpfs"])
def test_memory_is_never_safe(kernel, files):
    kernel.mount("/backups", "0:40", files, "tmpfs")
    assert judged(kernel) == (False, Why.MEMORY, ())


def test_a_database_in_memory_and_a_backup_on_a_disk_are_two(kernel):
    kernel.mount("/data", "0:40", "tmpfs", "tmpfs")
    assert judged(kernel) == (True, Why.OTHER_DISK, ("sda",))


def test_a_block_device_in_memory_is_memory(kernel):
    kernel.device("virtual/block/zram1", "253:1")
    kernel.mount("/backups", "253:1", "ext4", "/dev/zram1")
    assert judged(kernel) == (False, Why.MEMORY, ())


def test_volumes_over_one_disk_are_that_disk(kernel):
    """Two LVM volumes, one of them encrypted, on two partitions of one disk and on one of the other."""
    kernel.device("virtual/block/dm-0", "254:0", slaves=["sda2"])
    kernel.device("virtual/block/dm-1", "254:1", slaves=["dm-0"])
    kernel.device("virtual/block/dm-2", "254:2", slaves=["sdb1"])
    kernel.mount("/backups", "254:1", "ext4", "/dev/mapper/vg-backups")
    assert judged(kernel) == (False, Why.SAME_DISK, ("sda",))
    kernel.mount("/backups", "254:2", "xfs", "/dev/mapper/vg-other")
    assert judged(kernel) == (True, Why.OTHER_DISK, ("sdb",))


def test_a_volume_that_lies_on_the_databases_disk_in_part_is_not_another(kernel):
    kernel.device("virtual/block/dm-0", "254:0", slaves=["sda2", "sdb1"])
    kernel.mount("/backups", "254:0", "ext4", "/dev/mapper/vg-wide")
    assert media_of(TO, kernel.root) == disks("sda", "sdb")
    assert judged(kernel) == (False, Why.SAME_DISK, ("sda",))


def test_raid_is_all_its_disks(kernel):
    kernel.device("virtual/block/md0", "9:0", slaves=["sda1", "sdb1"])
    kernel.partition("md0", "md0p1", "259:0", under="virtual/block")
    kernel.mount("/backups", "259:0", "ext4", "/dev/md0p1")
    assert media_of(TO, kernel.root) == disks("sda", "sdb")


def test_a_volume_over_something_that_does_not_say_whose_it_is_is_unseen(kernel):
    kernel.device("virtual/block/nbd0", "43:0")
    kernel.device("virtual/block/dm-0", "254:0", slaves=["sdb1", "nbd0"])
    kernel.mount("/backups", "254:0", "ext4", "/dev/mapper/odd")
    assert judged(kernel) == (False, Why.UNSEEN, ())
    assert judged(kernel, elsewhere=True) == (True, Why.SAID, ())


def test_a_ring_of_devices_ends(kernel):
    kernel.device("virtual/block/dm-0", "254:0", slaves=["dm-1"])
    kernel.device("virtual/block/dm-1", "254:1", slaves=["dm-0"])
    kernel.mount("/backups", "254:0", "ext4", "/dev/mapper/ring")
    assert judged(kernel) == (False, Why.UNSEEN, ())


def test_a_file_mounted_as_a_disk_lies_where_the_file_lies(kernel):
    kernel.device("virtual/block/loop3", "7:3", backing="/images/backups.img")
    kernel.mount("/backups", "7:3", "ext4", "/dev/loop3")
    assert judged(kernel) == (False, Why.SAME_DISK, ("sda",))
    kernel.mount("/images", "8:17", "ext4", "/dev/sdb1")
    assert judged(kernel) == (True, Why.OTHER_DISK, ("sdb",))
    kernel.mount("/images", "0:41", "tmpfs", "tmpfs")
    assert judged(kernel) == (False, Why.MEMORY, ())


def test_two_namespaces_of_one_nvme_disk_are_one(kernel):
    for space in (1, 2):
        kernel.disk(f"nvme0n{space}", f"259:{space}")
    kernel.mount("/data", "259:1", "ext4", "/dev/nvme0n1")
    kernel.mount("/backups", "259:2", "ext4", "/dev/nvme0n2")
    assert judged(kernel) == (False, Why.SAME_DISK, ("nvme0",))


def test_btrfs_is_all_the_disks_it_spans(kernel):
    kernel.btrfs("one", "sda2", "sdb1")
    kernel.link("/dev/mapper/pool", "/dev/sdb1")
    kernel.mount("/backups", "0:44", "btrfs", "/dev/mapper/pool")
    assert media_of(TO, kernel.root) == disks("sda", "sdb")
    assert judged(kernel) == (False, Why.SAME_DISK, ("sda",))


def test_btrfs_on_another_disk_is_another_and_one_that_says_nothing_is_unseen(kernel):
    kernel.mount("/backups", "0:44", "btrfs", "/dev/sdb2")
    assert judged(kernel) == (False, Why.UNSEEN, ())
    kernel.btrfs("two", "sdb2")
    assert judged(kernel) == (True, Why.OTHER_DISK, ("sdb",))
    kernel.mount("/backups", "0:45", "btrfs", "/dev/root")
    assert judged(kernel) == (False, Why.UNSEEN, ())


@pytest.mark.parametrize("files", ["overlay", "9p", "virtiofs", "zfs", "fuse.mergerfs", "autofs", "vboxsf"])
def test_what_may_lie_on_our_own_disk_is_unseen(kernel, files):
    kernel.mount("/backups", "0:60", files, "something")
    assert judged(kernel) == (False, Why.UNSEEN, ())


def test_where_the_database_is_unseen_nothing_is_known_to_be_another(kernel):
    kernel.mount("/data", "0:60", "overlay", "overlay")
    kernel.mount("/backups", "8:17", "ext4", "/dev/sdb1")
    assert judged(kernel) == (False, Why.UNSEEN, ())
    kernel.mount("/backups", "0:61", "nfs", "198.51.100.7:/x")
    assert judged(kernel) == (False, Why.UNSEEN, ())


@pytest.mark.parametrize("to", ["8:17 ext4 /dev/sdb1", "0:50 nfs store:/x", "0:40 tmpfs tmpfs"])
def test_of_a_database_on_a_server_of_its_own_nothing_is_known(kernel, to):
    kernel.mount("/backups", *to.split(" "))
    expected = Why.MEMORY if "tmpfs" in to else Why.DATABASE_UNSEEN
    assert judge(None, TO, root=kernel.root).why is expected
    assert not judge(None, TO, root=kernel.root).safe
    assert judge(None, TO, elsewhere=True, root=kernel.root).safe


def test_the_mount_on_top_counts_and_not_one_that_it_hides(kernel):
    kernel.mount("/backups/district", "8:17", "ext4", "/dev/sdb1")
    assert media_of(TO, kernel.root) == disks("sdb")
    assert media_of(Path("/backups/district-2"), kernel.root) == disks("sda")
    kernel.mount(
        "/backups", "0:40", "tmpfs", "tmpfs", upon="/"
    )  # over the folder that the disk is mounted in
    assert media_of(TO, kernel.root).kind is Kind.MEMORY
    kernel.mount("/backups", "8:18", "ext4", "/dev/sdb2")
    assert media_of(TO, kernel.root) == disks("sdb")


def test_a_folder_with_a_blank_and_other_letters_in_its_name(kernel):
    kernel.mount("/mnt/备份 盘\x85", "8:17", "ext4", "/dev/sdb1")
    assert media_of(Path("/mnt/备份 盘\x85/x"), kernel.root) == disks("sdb")
    assert media_of(Path("/mnt/备份"), kernel.root) == disks("sda")


@pytest.mark.parametrize("lost", ["proc/self/mountinfo", "sys/dev/block/8:17"])
def test_without_these_trees_nothing_is_seen(kernel, lost):
    """So it is on Windows and macOS, and in a container that is shown nothing."""
    kernel.mount("/backups", "8:17", "ext4", "/dev/sdb1")
    (kernel.root / lost).unlink()
    assert judged(kernel) == (False, Why.UNSEEN, ())


@pytest.mark.parametrize("text", ["", "\n", "x", "1 0 8:1 /", "1 0 8:1 / /backups rw - \n"])
def test_lines_that_say_nothing_are_no_disks(kernel, text):
    (kernel.root / "proc/self/mountinfo").write_text(text, encoding="utf-8")
    assert judged(kernel) == (False, Why.UNSEEN, ())


def test_the_database_is_looked_for_where_its_file_really_lies(kernel, tmp_path):
    """A data folder whose database is a link to a file on the backups' disk."""
    kernel.mount(str(tmp_path / "other"), "8:17", "ext4", "/dev/sdb1")
    (tmp_path / "district.db").symlink_to(tmp_path / "other" / "district.db")
    found = judge(tmp_path / "district.db", tmp_path / "other" / "b", root=kernel.root)
    assert (found.why, found.names) == (Why.SAME_DISK, ("sdb",))


@pytest.mark.skipif(sys.platform != "linux", reason="another system says nothing")
def test_this_computer(tmp_path):
    """A folder is on the medium of the folder beside it, whatever that is; memory is memory."""
    (tmp_path / "b").mkdir()
    found = judge(tmp_path / "district.db", tmp_path / "b")
    assert not found.safe
    assert found.why in {Why.SAME_DISK, Why.UNSEEN, Why.MEMORY}
    memory = Path("/dev/shm")
    if any(line.split()[4] == str(memory) for line in Path("/proc/self/mountinfo").read_text().splitlines()):
        assert judge(tmp_path / "district.db", memory / "b").why is Why.MEMORY
