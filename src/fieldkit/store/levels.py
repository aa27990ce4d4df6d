# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How far a batch is with the district."""

from __future__ import annotations

FROZEN, RECEIVED, SAFE, HELD, MOVED, LOST = range(6)
"""``FROZEN`` is what is to be sent, be it for the first time or again.

The last two are of batches that can never follow again: what was in them is frozen anew, or lost (``unfollowed``).
"""
