# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The text of the schema's fourth step: paper. By what word of the district this device signs cards.

Not released yet: whoever adds to it removes ``tests/golden/store/v4.sqlcipher`` and makes it anew.
"""

from __future__ import annotations

COLUMNS = (("identities", "card_certificate", "BLOB NOT NULL DEFAULT x''"),)
"""Added where they are missing, as in the third step."""

FOURTH = """
"""
