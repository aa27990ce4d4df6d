# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The district's tables and the databases that hold them; nothing here knows what a batch is."""
