# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""FieldKit: offline-first field enrolment for trade-union outreach days."""

__version__ = "0.1.0"
