# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The steps from one form of the district's database to the next, run by Alembic; a released one is never edited."""

NEWEST = "0005"
