# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Tests of what wires the program: its door, its console, its log, what it keeps beside the work."""
