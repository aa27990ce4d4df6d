# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""First start and sign-in: the store is made, the district joined, the site chosen, the operator known."""
