# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the district's staff ask and do: roles, sign-in, lists, exports, the log of it."""
