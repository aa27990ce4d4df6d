# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The invented day: “20231129 市级沟通会” generated after domain.md §3, the same for the same seed, never stored."""
