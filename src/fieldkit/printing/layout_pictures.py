# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Take a layout's picture from beside its file: a PNG or JPEG that can be read whole and is not too large.

How large it is, in bytes and in dots, is asked before any dot of it is unpacked.
"""

from __future__ import annotations

import struct
import warnings
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.lib.utils import ImageReader

from fieldkit.domain.layout_faults import LayoutFaultKind

LARGEST_PICTURE = 1_000_000  # bytes; every sheet carries it
LARGEST_SIDE = 3_000  # dots
MOST_DOTS = 65_535  # to a side of a JPEG, of one that the reader will not even open
BEGINNINGS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")  # PNG, JPEG


class PictureRefused(ValueError):
    """A picture that no card can carry; ``kind`` and ``facts`` are those of the fault, without the file's name."""

    def __init__(self, kind: LayoutFaultKind, *facts: str) -> None:
        super().__init__(kind.value)
        self.kind, self.facts = kind, facts


def content(folder: Path, file: str) -> bytes:
    """Return the picture ``file`` of ``folder``, looked at whole. Raises PictureRefused."""
    if Path(file).name != file or "\\" in file or "\x00" in file or file.startswith("."):
        raise PictureRefused(LayoutFaultKind.NO_PICTURE)  # beside the layout, nowhere else
    path = folder / file
    try:
        if not path.is_file():  # nor a pipe, which would be waited for
            raise PictureRefused(LayoutFaultKind.NO_PICTURE)
        size = path.stat().st_size
        if size > LARGEST_PICTURE:
            facts = (f"{size // 1000} kB", f"{LARGEST_PICTURE // 1000} kB")
            raise PictureRefused(LayoutFaultKind.LARGE_PICTURE, *facts)
        found = path.read_bytes()
    except OSError as error:
        raise PictureRefused(LayoutFaultKind.NO_PICTURE) from error
    _look_at(found)
    return found


def _look_at(found: bytes) -> None:
    """Read a picture whole. Raises PictureRefused."""
    if not found.startswith(BEGINNINGS):
        raise PictureRefused(LayoutFaultKind.BAD_PICTURE)
    across, down = struct.unpack(">II", found[16:24].rjust(8)) if found.startswith(BEGINNINGS[0]) else (0, 0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that it is large: its sides are looked at next
            picture: Any = ImageReader(BytesIO(found))
        across, down = picture.getSize()
        if max(across, down) <= LARGEST_SIDE:
            picture.getRGBData()
            return
    except Exception as error:  # whatever a broken picture makes its reader raise
        if "DecompressionBomb" not in type(error).__name__:
            raise PictureRefused(LayoutFaultKind.BAD_PICTURE) from error
        across, down = (across, down) if across else (MOST_DOTS, MOST_DOTS)
    facts = (f"{across} × {down}", f"{LARGEST_SIDE} × {LARGEST_SIDE}")
    raise PictureRefused(LayoutFaultKind.LARGE_PICTURE, *facts)
