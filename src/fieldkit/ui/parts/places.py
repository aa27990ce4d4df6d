# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Where a file or folder is: asked in the system's own dialog, which begins at the stick that is plugged in."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

MOUNTS = ("/run/media/{0}", "/media/{0}", "/Volumes")
"""Where desktops put sticks, by the name of who is at the computer."""


def first_stick() -> Path:
    """Return the folder of a stick that is plugged in, else where the dialog may as well begin."""
    for mounts in MOUNTS:
        try:
            found = sorted(one for one in Path(mounts.format(getpass.getuser())).iterdir() if one.is_dir())
        except OSError:
            continue
        if found:
            return found[0]
    return Path.home()


def ask_folder(parent: QWidget, title: str, begin: Path, chosen: Callable[[str], None]) -> QFileDialog:
    """Ask for a folder; ``chosen`` hears it, and nothing when the operator thinks better of it."""
    dialog = _dialog(parent, title, begin)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog


def ask_files(
    parent: QWidget,
    title: str,
    begin: Path,
    kinds: str,
    chosen: Callable[[list[str]], None],
    *,
    many: bool = False,
) -> QFileDialog:
    """Ask for one file, or for ``many``, of ``kinds`` (``回执 (*.answer)``); ``chosen`` hears them."""
    dialog = _dialog(parent, title, begin)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles if many else QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(kinds)
    dialog.filesSelected.connect(chosen)
    dialog.open()
    return dialog


def _dialog(parent: QWidget, title: str, begin: Path) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(begin))
    dialog.setObjectName("places")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog
