# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What devices are told: the briefing, snapshots of it, who hears of whom, serial numbers."""
