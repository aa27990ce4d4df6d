# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The page of tables and forms: what can be printed now, with which facts, how it will look."""
