# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The protocol's version, and the oldest one still spoken."""

PROTOCOL_VERSION = 1
OLDEST_SPOKEN = 1
