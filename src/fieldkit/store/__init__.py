# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is kept: the encrypted SQLite file; the only room with SQL."""
