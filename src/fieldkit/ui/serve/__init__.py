# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The service desk: find who is here, or nobody, and tap what they were offered."""
