# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""``python -m fieldkit.registrar``."""

import sys

from fieldkit.registrar.console import main

sys.exit(main())
