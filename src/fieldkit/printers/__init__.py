# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How a finished PDF reaches a device, and what the device says of it. No Qt, no store and no member is known here."""
