# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A district's server that dies right after its first batch is on the disk, before it has answered."""

import os
import sys

from sync import console, exchange

_take = exchange._take


def _take_and_die(district, device, request, heard, now):
    taken = _take(district, device, request, heard, now)
    if request.batch.operations:
        os._exit(9)
    return taken


exchange._take = _take_and_die

if __name__ == "__main__":
    sys.exit(console.main())
