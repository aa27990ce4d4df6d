# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The long proofs of the device store: kills, power cuts, failing disks, damaged pages and wrong clocks."""
