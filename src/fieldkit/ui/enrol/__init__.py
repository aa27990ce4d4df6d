# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Enrolling a person: one page, by keyboard alone, the document number first."""
