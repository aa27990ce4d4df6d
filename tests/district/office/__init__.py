# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Tests of what the district's own people do: they sign in, ask, export; and of the log of it."""
