# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Whole days of a district and its booths in one process, each played from one seed and judged at its end."""
