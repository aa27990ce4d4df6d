# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Which physical media a folder lies on, as Linux tells it, and whether a backup there outlives the database's disk.

1. The mount that a path goes by says the kind of its file system and its block device. From there the way leads down,
   through partitions, LVM, RAID, encryption and files mounted as disks, to whole disks.
2. What lies in memory is gone with the power. What lies on a file server is elsewhere when its addresses are known, are
   not this computer's (``servers``), and none of them is that of the server which the database lies on.
3. What cannot be seen, of the backup or of the database, counts as the same disk: an overlay, a folder shared by a
   host, ZFS, a server that is not found, any other system than Linux. Devices forget by SAFE: it never says too much.
4. A disk is what the kernel calls one. That two disks of a virtual computer lie on one of its host is seen by nobody
   inside it.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sync.safety.servers import Lookup, addresses_elsewhere, comparable, look_up, named_in

ROOT = Path("/")
"""Below it are ``proc``, ``sys`` and ``dev``; the tests have trees of their own."""

_IN_MEMORY = frozenset({"tmpfs", "ramfs", "rootfs", "devtmpfs", "hugetlbfs"})
_ON_SERVERS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs"})
"""Not among them: 9p, virtiofs, other kinds of fuse. What they show may lie on this computer's own disk. Nor what many
servers hold together (Ceph, Lustre, BeeGFS, GlusterFS, AFS): a mount names whom to ask, not who holds the file."""

_DEEPEST = 16
_ESCAPED = re.compile(r"\\([0-7]{3})")
_OF_ONE_DISK = re.compile(r"(nvme\d+)n\d+|(mmcblk\d+)(?:boot|rpmb|gp)\d*")


class Kind(enum.Enum):
    """What a folder lies on."""

    DISKS = enum.auto()
    SERVER = enum.auto()
    MEMORY = enum.auto()
    UNSEEN = enum.auto()


@dataclass(frozen=True, slots=True)
class Media:
    """What a folder lies on, with the names of the whole disks, or all names of the file server."""

    kind: Kind
    names: frozenset[str] = frozenset()


class Why(enum.Enum):
    """Why what a backup holds counts as safe, or does not."""

    OTHER_DISK = enum.auto()
    SERVER = enum.auto()
    SAID = enum.auto()
    SAME_DISK = enum.auto()
    MEMORY = enum.auto()
    UNSEEN = enum.auto()
    DATABASE_UNSEEN = enum.auto()


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether a backup in a folder counts as safe, and why; ``names`` are the disks (or the server) in question."""

    why: Why
    names: tuple[str, ...] = ()

    @property
    def safe(self) -> bool:
        """Return True when it outlives the disk of the database."""
        return self.why in {Why.OTHER_DISK, Why.SERVER, Why.SAID}


@dataclass(frozen=True, slots=True)
class _Mount:
    """One line of mountinfo: ``device`` is MAJOR:MINOR; mounted at ``point`` is ``source``, as ``options`` say."""

    id: str
    parent: str
    device: str
    point: str
    kind: str
    source: str
    options: str


_MEMORY = Media(Kind.MEMORY)
_UNSEEN = Media(Kind.UNSEEN)


def judge(
    database: Path | None, to: Path, *, elsewhere: bool = False, root: Path = ROOT, lookup: Lookup = look_up
) -> Judged:
    """Return whether a backup in the folder ``to`` outlives the disk that the file ``database`` lies on.

    ``database`` is None where it is on a server of its own: on what, cannot be seen from here. ``elsewhere`` is the
    word of whoever runs the district that the folder is carried to another computer. ``lookup`` finds file servers.
    """
    if elsewhere:
        return Judged(Why.SAID)
    there = media_of(to, root)
    if there.kind is Kind.MEMORY:
        return Judged(Why.MEMORY)
    if database is None:
        return Judged(Why.DATABASE_UNSEEN)
    here = media_of(database, root)
    shared = tuple(sorted(here.names & there.names))
    if shared:
        return Judged(Why.SAME_DISK, shared)
    if Kind.UNSEEN in {here.kind, there.kind}:
        return Judged(Why.UNSEEN)
    why = _apart(here, there, lookup)
    return Judged(why, () if why is Why.UNSEEN else tuple(sorted(there.names)))


def _apart(here: Media, there: Media, lookup: Lookup) -> Why:
    """Return what the addresses of servers say of two media, both of them seen and of different names."""
    servers = [one for one in (here, there) if one.kind is Kind.SERVER]
    found = [addresses_elsewhere(one.names, lookup) for one in servers]
    if not all(found):
        return Why.UNSEEN
    if len(found) == 2 and found[0] & found[1]:
        return Why.SAME_DISK
    if len(found) == 2 and not comparable(*found):
        return Why.UNSEEN
    return Why.SERVER if there.kind is Kind.SERVER else Why.OTHER_DISK


def media_of(path: Path, root: Path = ROOT) -> Media:
    """Return what ``path`` lies on, by the trees below ``root``; unseen where they do not say."""
    try:
        return _lies_on(path.resolve(), root, _DEEPEST)
    except (OSError, ValueError):
        return _UNSEEN


def _lies_on(path: Path, root: Path, deep: int) -> Media:
    mount = _mount_of(path, _mounts(root))
    if mount is None:
        return _UNSEEN
    if mount.kind in _IN_MEMORY:
        return _MEMORY
    if mount.kind in _ON_SERVERS:
        return _server(mount)
    if mount.kind == "btrfs":  # its number is of no device
        return _all(_below(block, root, deep) for block in _of_btrfs(mount.source, root))
    if mount.device.startswith("0:"):
        return _UNSEEN
    return _below((root / "sys/dev/block" / mount.device).resolve(strict=True), root, deep)


def _mounts(root: Path) -> list[_Mount]:
    found = []
    text = (root / "proc/self/mountinfo").read_text("utf-8", "surrogateescape")
    for line in text.rstrip("\n").split("\n"):  # a path may hold what other marks of a line's end look like
        left, _, right = line.partition(" - ")
        named, parent, device, _, point = left.split(" ")[:5]
        kind, source, options = right.split(" ")[:3]
        point, source = (_ESCAPED.sub(lambda one: chr(int(one[1], 8)), text) for text in (point, source))
        found.append(_Mount(named, parent, device, point, kind, source, options))
    return found


def _mount_of(path: Path, mounts: list[_Mount]) -> _Mount | None:
    """Return the mount that ``path`` is in: from the root down, as the kernel goes, for mounts cover each other."""
    roots = {one.id: one for one in mounts if one.point == "/"}
    upon = {(one.parent, one.point): one for one in mounts if one.parent != one.id}
    lowest = (one for one in roots.values() if one.parent == one.id or one.parent not in roots)
    here = next(lowest, None)
    for step in (*reversed(path.parents), path):
        while here is not None and (covering := upon.get((here.id, str(step)))) is not None:
            here = covering
    return here


def _server(mount: _Mount) -> Media:
    names = named_in(mount.source, mount.options)
    return Media(Kind.SERVER, names) if names else _UNSEEN


def _of_btrfs(source: str, root: Path) -> list[Path]:
    """Return the block devices of the file system of which ``source`` is one; none where it does not say."""
    named = (root / source.lstrip("/")).resolve(strict=True).name
    known = [{one.name for one in place.iterdir()} for place in root.glob("sys/fs/btrfs/*/devices")]
    together: set[str] = next((names for names in known if named in names), set())
    return [(root / "sys/class/block" / one).resolve(strict=True) for one in sorted(together)]


def _below(block: Path, root: Path, deep: int) -> Media:
    """Return what the block device lies on whose folder in sysfs is ``block``."""
    if deep == 0:
        return _UNSEEN
    if (block / "partition").exists():
        return _below(block.parent, root, deep - 1)
    slaves = sorted((block / "slaves").iterdir()) if (block / "slaves").is_dir() else []
    if slaves:
        return _all(_below(one.resolve(strict=True), root, deep - 1) for one in slaves)
    if re.fullmatch(r"z?ram\d+", block.name):
        return _MEMORY
    if (backing := block / "loop/backing_file").exists():
        return _lies_on(Path(backing.read_text("utf-8").rstrip("\n")), root, deep - 1)
    if not (block / "device").exists():  # no hardware of its own, and it does not say whose
        return _UNSEEN
    one = _OF_ONE_DISK.fullmatch(block.name)
    return Media(Kind.DISKS, frozenset({(one[1] or one[2]) if one else block.name}))


def _all(parts: Iterable[Media]) -> Media:
    """Return what lies on all of ``parts``: gone when one of them is gone."""
    found = list(parts)
    kinds = {one.kind for one in found}
    if Kind.MEMORY in kinds:
        return _MEMORY
    if len(kinds) != 1 or Kind.UNSEEN in kinds:
        return _UNSEEN
    return Media(found[0].kind, frozenset[str]().union(*(one.names for one in found)))
