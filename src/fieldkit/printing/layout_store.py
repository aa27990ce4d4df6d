# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Where layouts lie: those that are shipped, and a district's own in a folder; one of the same name replaces ours."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path

from fieldkit.domain.layout_faults import LayoutFault, LayoutFaultKind
from fieldkit.paths import resources
from fieldkit.printing import layout_check, layout_reader
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
        title = tomllib.loads(file.read_text(encoding="utf-8")).get("title")
    except (OSError, ValueError, RecursionError):
        return file.stem
    return title if isinstance(title, str) and title.strip() else file.stem


def examined(file: Path) -> tuple[Layout | None, tuple[LayoutFault, ...]]:
    """Read and check a layout file; return it, or None, and everything that is wrong with it."""
    try:
        content = file.read_bytes()
    except OSError as error:
        return None, (LayoutFault(LayoutFaultKind.NOT_TOML, file.stem, (error.strerror or "",)),)
    return examined_text(content, name=file.stem, folder=file.parent)


def examined_text(
    content: bytes, *, name: str, folder: Path
) -> tuple[Layout | None, tuple[LayoutFault, ...]]:
    """Read and check a layout that may not be saved yet."""
    layout, faults = layout_reader.read(content, name=name, folder=folder)
    return (None, faults) if layout is None else (layout, _checked(layout))


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


def _ours() -> Path:
    return resources() / "cards"
