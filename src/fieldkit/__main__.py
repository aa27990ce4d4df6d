# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""``python -m fieldkit`` starts the booth program."""

import sys

from fieldkit.app import main

if __name__ == "__main__":
    sys.exit(main())
