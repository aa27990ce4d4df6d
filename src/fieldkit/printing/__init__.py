# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is put on paper: PDF bytes from domain values. No printer, no store and no Qt is known here."""
