# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Where layouts lie: those that are shipped, and a district's own in a folder; one of the same name replaces ours."""

from __future__ import annotations

import functools
from pathlib import Path

from fieldkit.domain.layout_faults import LayoutFault, LayoutFaultKind
from fieldkit.paths import resources
from fieldkit.printing import layout_check, layout_reader, layout_toml
from fieldkit.printing.layouts import Found, Layout
from fieldkit.problems import LayoutRefused


def available(own: Path | None) -> tuple[Found, ...]:
    """Return all layout files by name, a district's own first; nothing is said here about whether they are right."""
    found: dict[str, Found] = {}
    for folder, is_own in ((own, True), (_ours(), False)):
        for file in sorted(folder.glob("*.toml")) if folder is not None and folder.is_dir() else ():
            found.setdefault(file.stem, Found(file.stem, file, is_own))
    return tuple(found.values())


def title_of(file: Path) -> str:
    """Return a layout's title, or its name where the file says none that can be read."""
    try:
        title = layout_toml.parsed(_content(file))[0].get("title")
    except OSError:
        return file.stem
    return " ".join(title.split()) if isinstance(title, str) and title.strip() else file.stem


def text_of(file: Path) -> tuple[str, tuple[LayoutFault, ...]]:
    """Return what a layout file says as text, or what keeps it from being shown."""
    try:
        content = _content(file)
    except OSError:
        return "", (LayoutFault(LayoutFaultKind.NO_FILE, ""),)
    if len(content) > layout_toml.LARGEST_FILE:
        return "", layout_toml.parsed(content)[1]
    try:
        return layout_toml.decoded(content), ()
    except layout_toml.NotText:
        return "", (LayoutFault(LayoutFaultKind.NOT_TEXT, ""),)


def examined(file: Path) -> tuple[Layout | None, tuple[LayoutFault, ...]]:
    """Read and check a layout file; return it, or None, and everything that is wrong with it."""
    try:
        content = _content(file)
    except OSError:
        return None, (LayoutFault(LayoutFaultKind.NO_FILE, ""),)
    return examined_text(content, name=file.stem, folder=file.parent)


def examined_text(
    content: bytes, *, name: str, folder: Path
) -> tuple[Layout | None, tuple[LayoutFault, ...]]:
    """Read and check a layout that may not be saved yet; None where it cannot be read whole.

    What could be read is checked all the same, so that faults are told at once; of contrast nothing is said then,
    because what lies under a text may be what could not be read.
    """
    layout, faults = layout_reader.read(content, name=name, folder=folder)
    if layout is None or not faults:
        return (None, faults) if layout is None else (layout, _checked(layout))
    known = {fault.where for fault in faults}
    more = (one for one in _checked(layout) if one.kind is not LayoutFaultKind.CONTRAST)
    return None, faults + tuple(one for one in more if one.where not in known)


def opened(name: str, own: Path | None) -> Layout:
    """Return the layout of this name, ready to print. Raises LayoutRefused where there is none or it has faults."""
    for found in available(own):
        if found.name == name:
            layout, faults = examined(found.file)
            if layout is None or faults:
                raise LayoutRefused(name=name, faults=len(faults))
            return layout
    raise LayoutRefused(name=name, faults=0)


@functools.cache
def shipped(name: str) -> Layout:
    """Return one of the layouts that come with the program. Raises LayoutRefused where there is none."""
    return opened(name, None)


@functools.lru_cache(maxsize=16)
def _checked(layout: Layout) -> tuple[LayoutFault, ...]:
    """Check a layout once, not for every card."""
    return layout_check.faults(layout)


def _content(file: Path) -> bytes:
    """Return what a file says, one byte more than is read of a layout where it says too much. Raises OSError."""
    with file.open("rb") as stream:
        return stream.read(layout_toml.LARGEST_FILE + 1)


def _ours() -> Path:
    return resources() / "cards"
