# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Card layouts for tests: the standard one with something changed or added, and pictures for it."""

import re
import struct
import zlib
from io import BytesIO

from PIL import Image

from fieldkit.paths import resources
from fieldkit.printing import layout_store

STANDARD = (resources() / "cards" / "standard.toml").read_text(encoding="utf-8")


def png(width=40, height=20, mode="RGB", colour=(178, 26, 31)):
    stream = BytesIO()
    Image.new(mode, (width, height), colour).save(stream, "PNG")
    return stream.getvalue()


def bomb(side):
    """Return a small PNG of ``side`` × ``side`` dots, all black."""
    body = zlib.compress(b"\0" * 1_000_000, 9)
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part)) + name + part + struct.pack(">I", zlib.crc32(name + part))
        for name, part in parts
    )


def examined(text, tmp_path):
    """Return the layout of a text, and its faults as (kind, where) in the order they are told."""
    layout, faults = layout_store.examined_text(text.encode(), name="own", folder=tmp_path)
    return layout, [(fault.kind, fault.where) for fault in faults]


def changed(side, element, **values):
    """Return the standard layout with some values of one element changed, or taken away by None."""
    parts = re.split(r"(?m)^(?=\[\[)", STANDARD)
    (place,) = [
        place
        for place, part in enumerate(parts)
        if part.startswith(f"[[{side}]]") and f'id = "{element}"' in part
    ]
    for key, value in values.items():
        line = "" if value is None else f"{key} = {value}\n"
        others = re.sub(rf"(?m)^{key} = .*\n", "", parts[place]).rstrip()
        parts[place] = f"{others}\n{line}\n"
    return "".join(parts)


def added(side, **values):
    """Return the standard layout with one more element."""
    given = {"id": '"added"', "x": 6.0, "y": 49.0, "width": 4.0, "height": 1.5, **values}
    return STANDARD + f"\n[[{side}]]\n" + "".join(f"{key} = {value}\n" for key, value in given.items())
