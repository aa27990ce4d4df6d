# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""``python -m fieldkit`` starts the booth program.

What a start imports never becomes garbage: the collector rests until the first face is painted (``app`` wakes it).
"""

import gc
import sys

gc.disable()

from fieldkit.app import main  # noqa: E402 - after the collector

if __name__ == "__main__":
    sys.exit(main())
