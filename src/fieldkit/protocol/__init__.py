# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is said between device and district: messages, codec, version. It knows no side, no clock and no database."""
