# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Paper on its way to a device: real spoolers, and printers that refuse, stall, run dry and vanish."""
