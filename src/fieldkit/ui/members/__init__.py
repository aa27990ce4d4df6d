# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Members: find one, see as much as is needed, and do what they came for."""
