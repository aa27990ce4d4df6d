# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Write the golden store of today's schema; refuses to write over one."""

import shutil
import tempfile
from pathlib import Path

from fieldkit.store import schema
from fieldkit.store.vault import STORE_FILE, create_store
from tests.support.clock import TEN
from tests.support.factories import KEY


def main() -> None:
    """Make the store, note one look, close it, keep the file."""
    golden = Path(__file__).parent / f"v{schema.NEWEST}.sqlcipher"
    if golden.exists():
        raise SystemExit(f"{golden.name} is there already")
    with tempfile.TemporaryDirectory() as folder:
        store = create_store(Path(folder), KEY, now=TEN)
        with store.writing() as db:
            db.execute("INSERT INTO looks (uid, operator, site, at) VALUES ('golden', 'c01', 'S1', '')")
        store.close()
        shutil.copyfile(Path(folder, STORE_FILE), golden)


if __name__ == "__main__":
    main()
