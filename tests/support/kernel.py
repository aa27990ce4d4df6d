# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What Linux tells of mounts and disks, as trees in a folder of our own."""

import os
from collections.abc import Sequence
from pathlib import Path


class Kernel:
    """The trees ``proc``, ``sys`` and ``dev`` below ``root``."""

    def __init__(self, root: Path):
        self.root = root / "kernel"
        self._mounts: list[tuple[str, str]] = []
        for name in ("proc/self", "sys/dev/block", "sys/class/block", "sys/fs/btrfs", "dev/mapper"):
            (self.root / name).mkdir(parents=True)

    def disk(self, name: str, number: str) -> None:
        """Add a whole disk with hardware of its own."""
        self.device(f"pci0/host0/block/{name}", number)
        (self.root / f"sys/devices/pci0/host0/block/{name}/device").mkdir()

    def partition(self, disk: str, name: str, number: str, under: str = "pci0/host0/block") -> None:
        """Add a partition of ``disk``."""
        self.device(f"{under}/{disk}/{name}", number)
        (self.root / f"sys/devices/{under}/{disk}/{name}/partition").write_text("1\n", encoding="utf-8")

    def device(self, place: str, number: str, *, slaves: Sequence[str] = (), backing: str = "") -> None:
        """Add a block device at ``place`` below ``sys/devices``, over ``slaves`` or the file ``backing``."""
        here, name = self.root / "sys/devices" / place, place.rpartition("/")[2]
        (here / "slaves").mkdir(parents=True)
        for one in slaves:
            (here / "slaves" / one).symlink_to(self.root / "sys/class/block" / one)
        if backing:
            (here / "loop").mkdir()
            (here / "loop/backing_file").write_text(f"{backing}\n", encoding="utf-8")
        for link in (f"sys/dev/block/{number}", f"sys/class/block/{name}"):
            at = self.root / link
            at.symlink_to(os.path.relpath(here, at.parent))
        (self.root / "dev" / name).touch()

    def btrfs(self, named: str, *devices: str) -> None:
        """Tell that ``devices`` are one file system."""
        place = self.root / "sys/fs/btrfs" / named / "devices"
        place.mkdir(parents=True)
        for one in devices:
            (place / one).symlink_to(self.root / "sys/class/block" / one)

    def link(self, path: str, to: str) -> None:
        """Let ``path`` be a link to ``to``, both below ``root``."""
        at = self.root / path.lstrip("/")
        at.symlink_to(os.path.relpath(self.root / to.lstrip("/"), at.parent))

    def mount(self, point: str, number: str, kind: str, source: str, *, upon: str = "") -> None:
        """Mount at ``point``: on top of what is there, or of what was mounted first at ``upon``."""
        above = [point] if upon == "" else [upon]
        above += [str(one) for one in Path(above[0]).parents]
        places = [one for one, _ in self._mounts]
        parent = 0
        if places:
            on = next(one for one in above if one in places)
            parent = places.index(on) if upon else len(places) - 1 - places[::-1].index(on)
            parent += 20
        told = "".join(f"\\{ord(one):03o}" if one in " \t\n\\" else one for one in point)
        line = f"{20 + len(places)} {parent} {number} / {told} rw,relatime shared:1 - {kind} {source} rw"
        self._mounts.append((point, line))
        text = "".join(f"{one}\n" for _, one in self._mounts)
        (self.root / "proc/self/mountinfo").write_text(text, encoding="utf-8")
