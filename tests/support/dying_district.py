# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A district's server that dies right after its first batch is on the disk, before it has answered."""

import os
import sys

from sync.commands import console
from sync.db.database import Database

_grouped = Database.grouped


def _grouped_and_die(self, work):
    taken = _grouped(self, work)
    if getattr(taken, "receipts", ()):
        os._exit(9)
    return taken


Database.grouped = _grouped_and_die

if __name__ == "__main__":
    sys.exit(console.main())
