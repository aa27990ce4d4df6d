# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How what is said is sealed: signed envelopes, keys and keyed tags. It knows no message, no clock and no store."""
