# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Checking a member card that somebody shows: scanned, as a picture, or by a camera."""
