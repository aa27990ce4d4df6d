# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Figures that are promised, each measured beside what it is promised against; see README.md."""
