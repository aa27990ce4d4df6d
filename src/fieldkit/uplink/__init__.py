# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How a device reaches its district: joining, one line that trusts one authority, and rounds of exchanges over it."""
