# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The system's keyring: small secrets by name, and whether there is one. The only user of the keyring library.

Nothing longer than 128 characters goes in: one system's keyring ends soon after (trust.md §4.1).
"""

from __future__ import annotations

from typing import Any

from fieldkit.problems import KeyringGone

SERVICE = "FieldKit"
_NOT_TRUSTED = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")


def available() -> bool:
    """Return True when a keyring service answers that keeps secrets sealed."""
    keyring, broken = _keyring()
    if type(keyring.get_keyring()).__module__.startswith(_NOT_TRUSTED):
        return False
    try:
        keyring.get_password(SERVICE, "probe")
    except broken:
        return False
    return True


def keep(name: str, secret: str) -> None:
    """Keep ``secret`` under ``name``. Raises KeyringGone."""
    keyring, broken = _keyring()
    try:
        keyring.set_password(SERVICE, name, secret)
    except broken:
        raise KeyringGone from None


def kept(name: str) -> str | None:
    """Return what is kept under ``name``, or None. Raises KeyringGone where the keyring is locked or not there."""
    keyring, broken = _keyring()
    try:
        found = keyring.get_password(SERVICE, name)
    except broken:
        raise KeyringGone from None
    return None if found is None else str(found)


def _keyring() -> tuple[Any, tuple[type[Exception], ...]]:
    """Return the keyring library, slow to import and wanted only by a sign-in, and what it raises when it is out."""
    import keyring  # noqa: PLC0415
    from keyring.errors import KeyringError  # noqa: PLC0415

    return keyring, (KeyringError, RuntimeError, OSError, ValueError)
