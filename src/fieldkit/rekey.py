# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Give the store a new key: for a device whose key somebody may have seen.

1. A copy of the file is made under the new key and checked; the store itself is not touched.
2. The new key is put beside the old one into every slot. From here on either of them may be the right one.
3. The copy takes the store's place, by one rename.
4. The new key has opened the file: the old one is dropped.

Killed at any point, either key opens the file, and ``keys.open_keys`` finds out which. Nobody needs a new PIN, and
the recovery code stays the same.
"""

from __future__ import annotations

import os
from pathlib import Path

from fieldkit import keys
from fieldkit.keyfile import KEY_BYTES
from fieldkit.problems import StoreDamaged, StoreMissing
from fieldkit.store import lockfile, rekeying
from fieldkit.store.faultpoints import fault_point
from fieldkit.store.vault import STORE_FILE


def rekey(folder: Path, key: bytes, *, without: tuple[str, ...] = ()) -> bytes:
    """Give the store in ``folder``, which nobody has open, a new key; return it. Seconds on a large store.

    Operators whose ids are in ``without`` are left out. Needs as much room on the disk as the store takes. Raises
    StoreMissing, StoreLocked, StoreDamaged, KeyFileDamaged, LastOperator, DiskFull, DiskRefused; the old key holds
    then.
    """
    if not (folder / STORE_FILE).is_file():
        raise StoreMissing
    new_key = os.urandom(KEY_BYTES)
    hold = lockfile.take(folder)
    try:
        fault_point("rekey-begun")
        rekeying.make_copy_with(folder, key, new_key)
        fault_point("rekey-copied")
        keys.promise(folder, key=key, new_key=new_key, without=without)
        fault_point("rekey-promised")
        rekeying.put_in_place(folder, key)
        fault_point("rekey-in-place")
        if not rekeying.opens(folder, new_key):
            raise StoreDamaged
        keys.settle(folder, key=new_key)
        fault_point("rekey-settled")
        rekeying.sweep(folder)
    finally:
        lockfile.let_go(hold)
    return new_key
