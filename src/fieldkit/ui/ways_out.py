# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Where an operator goes about a problem that is told above all pages."""

from __future__ import annotations

WAY_OUT = {
    "not-briefed": "settings",
    "device-revoked": "outbox",
    "printer-refused": "prints",
    "printer-gone": "prints",
    "printer-not-ready": "prints",
    "print-unsure": "prints",
    "not-called-back": "prints",
    "fonts-missing": "prints",
    "already-printed": "prints",
    "layout-refused": "cards",
}
"""The page where a problem can be settled."""
