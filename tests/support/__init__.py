# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What several tests need: makers of values, fakes for the edges, faults; no test of its own."""
