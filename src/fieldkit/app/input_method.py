# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Which input method Qt is to speak with: settled before Qt starts, for without the right one no Chinese can be typed.

1. Qt's wheels carry a plugin for ibus and none for fcitx, and a desktop's own plugin is of another Qt. fcitx 5
   opens ibus's portal on the session bus, so where fcitx is named and its plugin is not there, ibus by portal it is.
2. ``QT_IM_MODULES`` (Qt 6.7) comes before ``QT_IM_MODULE``; where neither says more than XIM, an X11 desktop says it
   in ``XMODIFIERS``. Under Wayland an empty ``QT_IM_MODULE`` means the compositor's own way and is left alone.
3. Qt's plugin for ibus asks about each key and goes on before the answer; keys without a pause between them, as a
   handheld scanner types, then change places (8 of 40 card numbers with fcitx, 2 of 40 with ibus on a busy machine;
   none of 160 once Qt waits). A number read wrong is worse than a window that stands still while an input method
   hangs, so Qt is told to wait.
4. fcitx 4 has no such portal; what can be typed there is not known.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path

from PySide6.QtCore import QLibraryInfo

FCITX, IBUS = "fcitx", "ibus"


def choose_input_method(environ: MutableMapping[str, str]) -> None:
    """Lead Qt to the desktop's input method by what its plugins can do; ``environ`` is changed in place."""
    named = _named(environ)
    reached = [IBUS if name.startswith(FCITX) and not _has_plugin(name) else name for name in named]
    if reached != named:
        environ["IBUS_USE_PORTAL"] = "1"
    if reached and environ.get("QT_IM_MODULES"):
        environ["QT_IM_MODULES"] = ";".join(dict.fromkeys(reached))
    elif reached:
        environ["QT_IM_MODULE"] = reached[0]
    if IBUS in reached:
        environ.setdefault("IBUS_ENABLE_SYNC_MODE", "1")


def _named(environ: MutableMapping[str, str]) -> list[str]:
    """Return the input methods that Qt would try, or that the desktop means where Qt is told nothing."""
    told = [name for name in environ.get("QT_IM_MODULES", "").split(";") if name]
    if told:
        return told
    if environ.get("QT_IM_MODULE", "xim") not in ("", "xim"):  # Qt 6 speaks no XIM
        return [environ["QT_IM_MODULE"]]
    modifier = environ.get("XMODIFIERS", "").partition("@im=")[2].strip()
    known = modifier.startswith(FCITX) or modifier == IBUS
    return [modifier] if known and not environ.get("WAYLAND_DISPLAY") else []


def _has_plugin(name: str) -> bool:
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforminputcontexts")
    return any(plugins.glob(f"*{name}platform*"))
