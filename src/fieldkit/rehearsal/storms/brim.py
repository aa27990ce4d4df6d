# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Disks that can be filled to the brim: a small one of its own in memory, or a limit where none may be mounted."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

DISK_MIB = 40
STORE = "store"
"""The folder of the store on such a disk."""

_PIECE = 1024 * 1024


class Brim(Protocol):
    """A disk that can be filled up to ``left`` bytes, and given its room back."""

    @property
    def ballast_helps(self) -> bool:
        """Return True when giving up the ballast gives room back."""

    def fill(self, left: int) -> None:
        """Take all room but ``left`` bytes."""

    def release(self) -> None:
        """Give the room back."""


@dataclass(frozen=True, slots=True)
class SmallDisk:
    """A disk of its own, filled by a file."""

    folder: Path
    ballast_helps: bool = True

    def fill(self, left: int) -> None:
        """Write until nothing goes any more, then take back what shall be left."""
        with (self.folder / "filler").open("ab") as out:
            piece = bytes(_PIECE)
            while piece:
                try:
                    os.write(out.fileno(), piece)
                except OSError:
                    piece = piece[: len(piece) // 2]
            out.truncate(max(0, out.tell() - left))

    def release(self) -> None:
        """Remove the file."""
        (self.folder / "filler").unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class FileLimit:
    """No disk of our own: no file of this process may grow beyond what the largest one has, and ``left``."""

    folder: Path
    ballast_helps: bool = False

    def fill(self, left: int) -> None:
        """Set the limit."""
        import resource  # noqa: PLC0415 - not on every system

        store = [file.stat().st_size for file in self.folder.glob(f"{STORE}/fieldkit.db*")]
        resource.setrlimit(resource.RLIMIT_FSIZE, (max([0, *store]) + left, resource.RLIM_INFINITY))

    def release(self) -> None:
        """Take the limit away."""
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


@contextmanager
def small_disk(place: Path) -> Iterator[Brim]:
    """Give a small disk of its own where we may mount one, else a limit."""
    place.mkdir(exist_ok=True)
    mounted = (
        os.geteuid() == 0
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={DISK_MIB}m", "fieldkit-storm", place],
            check=False,
            capture_output=True,
        ).returncode
    )
    try:
        yield SmallDisk(place) if mounted else FileLimit(place)
    finally:
        if mounted:
            subprocess.run(["umount", place], check=True)
        else:
            shutil.rmtree(place)
